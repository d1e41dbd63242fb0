import {isLoopback} from '@egov-form/connectors/server';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {Problem, type ProblemCode} from '../errors.ts';

/** Asked by probes and monitors, under whatever name or number they know a process by. */
const FOR_PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** A letter, digit, `-`, `.`, `_` or `~` that is percent-encoded (RFC 3986, 2.3): no browser and no client of ours does that. */
const NEEDLESSLY_ENCODED = /%(?:2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/iu;

/** A target in absolute form (RFC 9112, 3.2.2) that names our own origin, as the path it means; any other is left for the check. */
export function originForm(target: string, origin: string): string {
  return target.startsWith(`${origin}/`) ? target.slice(origin.length) : target;
}

/**
 * Says yes only to requests that everybody on the way reads alike: a path that is written one way, and one `Host`, which is
 * the configured origin's or this machine's own. Refuses with `request.malformed` or `request.host`, and closes.
 */
export function addRequestLine(app: FastifyInstance, origin: string): void {
  const own = new URL(origin);
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (!path.startsWith('/')) return refuse(reply, 'request.malformed', 'Expected an address that begins with "/".');
    if (NEEDLESSLY_ENCODED.test(path)) {
      return refuse(reply, 'request.malformed', 'The path has a letter, digit or dot percent-encoded. Write it as it is.');
    }
    const hosts = hostsOf(request);
    if (hosts.length > 1) return refuse(reply, 'request.malformed', 'Expected one Host header, found several.');
    if (FOR_PROBES.has(path) && (hosts.length === 1 || request.raw.httpVersion === '1.0')) return;
    const [host] = hosts;
    if (!host) return refuse(reply, 'request.malformed', 'Expected a Host header, found none.');
    if (!isServed(host, own)) {
      return refuse(reply, 'request.host', 'Host is not the one of ORIGIN. A proxy in front must pass it on as it is.');
    }
  });
}

/** Every one that was sent: Node keeps the first of several. */
function hostsOf({raw: {rawHeaders}}: FastifyRequest): readonly string[] {
  return rawHeaders.filter((_text, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');
}

function isServed(host: string, own: URL): boolean {
  const address = `${own.protocol}//${host}`;
  if (!URL.canParse(address)) return false;
  const asked = new URL(address);
  // Nothing but a name and a port.
  if (asked.href !== `${own.protocol}//${asked.host}/` || /[^\w.:[\]-]/u.test(host)) return false;
  return asked.host === own.host || isLoopback(asked.hostname);
}

function refuse(reply: FastifyReply, code: ProblemCode, detail: string): never {
  reply.header('connection', 'close');
  throw new Problem(code, {detail});
}
