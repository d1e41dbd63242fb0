/** JSON bodies: counted before they are parsed, large ones in turns. */
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {Problem} from '../errors.ts';
import {BODY_LIMITS, TURN_LIMITS} from '../limits.ts';
import {measureJson} from '../requests/measure-json.ts';
import {nextTurn} from '../requests/turns.ts';
import {requirePerson} from './session.ts';

/**
 * Reads JSON bodies. Refused: what is no UTF-8 or no JSON, or names a prototype's member, with `request.not-json`; what is
 * nested too deeply with `request.malformed`; what holds too many values with `request.too-large`.
 */
export function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', {parseAs: 'buffer'}, async (request: FastifyRequest, body: Buffer) => {
    const large = body.length > TURN_LIMITS.fromBytes;
    if (large) await nextTurn();
    const {depth, values} = measureJson(body);
    if (depth > BODY_LIMITS.depth) throw new Problem('request.malformed', {detail: 'body is nested too deeply.'});
    if (values > BODY_LIMITS.values)
      throw new Problem('request.too-large', {detail: `body holds more than ${BODY_LIMITS.values} values.`});
    const text = decode(body);
    const value = await new Promise((done, failed) => {
      void parse(request, text, (error, parsed) => (error ? failed(error) : done(parsed)));
    });
    // What follows walks all of it once more.
    if (large) await nextTurn();
    return value;
  });
}

/** What is no UTF-8 would come out as another text than was sent. */
function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(body);
  } catch {
    throw new Problem('request.not-json', {detail: 'body is not UTF-8.'});
  }
}

/**
 * Bounds how many large bodies of a route are held at once, of all people and of each: `server.unavailable` for the others,
 * with a time after which to try again. Asked before a body is read, once it is known who sends it.
 */
export function largeBodyLimit(): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const held = new Map<string, number>();
  const heldBy = (subject: string): number => held.get(subject) ?? 0;
  const put = (subject: string, count: number): void => void (count > 0 ? held.set(subject, count) : held.delete(subject));
  return async (request, reply) => {
    if (!isLarge(request)) return;
    const {subject} = requirePerson(request);
    const all = [...held.values()].reduce((sum, count) => sum + count, 0);
    if (all >= TURN_LIMITS.atOnce || heldBy(subject) >= TURN_LIMITS.atOnceEach)
      throw new Problem('server.unavailable', {retryAfterSeconds: 2});
    put(subject, heldBy(subject) + 1);
    reply.raw.once('close', () => put(subject, heldBy(subject) - 1));
  };
}

/** Whether the body is one of those that are worked on in turns. Its length may not be known. */
export function isLarge(request: FastifyRequest): boolean {
  return !(Number(request.headers['content-length']) <= TURN_LIMITS.fromBytes);
}
