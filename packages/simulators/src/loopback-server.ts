import {once} from 'node:events';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Json} from '@egov-form/core';

/** One request, read. */
export interface SimulatorRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly text: string;
}

/** A server on 127.0.0.1. */
export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** From now on the process may end while it listens. */
  unref(): void;
  close(): Promise<void>;
}

/** Questions to registers are short. */
const MAX_REQUEST_BYTES = 64 * 1024;

/** Listens on a port of the loopback interface; 0 takes a free one. Errors of `handle` become status 500. */
export async function listenOnLoopback(
  port: number,
  handle: (request: SimulatorRequest, response: ServerResponse) => Promise<void>,
): Promise<LoopbackServer> {
  const server: Server = createServer((incoming, response) => {
    serve(incoming, response, handle).catch(() => {
      if (response.headersSent) response.destroy();
      else sendEncoded(response, json(500, {error: 'The simulator failed.'}));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const {port: bound} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    unref: () => void server.unref(),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  handle: (request: SimulatorRequest, response: ServerResponse) => Promise<void>,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) {
      sendEncoded(response, json(413, {error: 'Too large.'}));
      return;
    }
    chunks.push(chunk);
  }
  const {url = '/', headers, rawHeaders} = incoming;
  const [path = '/', query] = url.split('?', 2);
  const text = Buffer.concat(chunks).toString('utf8');
  await handle(
    {method: incoming.method ?? 'GET', url, path, query: new URLSearchParams(query), headers, rawHeaders, text},
    response,
  );
}

/** A response as it goes over the wire. */
export interface Encoded {
  readonly status: number;
  readonly headers: {readonly [name: string]: string};
  readonly body: string;
}

export function sendEncoded(response: ServerResponse, {status, headers, body}: Encoded): void {
  response.writeHead(status, {'Cache-Control': 'no-store', ...headers});
  response.end(body);
}

export function json(status: number, body: Json, headers: Encoded['headers'] = {}): Encoded {
  return {status, headers: {'Content-Type': 'application/json; charset=utf-8', ...headers}, body: JSON.stringify(body)};
}

/** The body as JSON; `undefined` when it is none. */
export function jsonOf(request: SimulatorRequest): Json | undefined {
  try {
    return JSON.parse(request.text) as Json;
  } catch {
    return undefined;
  }
}

export function sendJson(response: ServerResponse, status: number, body: Json): void {
  sendEncoded(response, json(status, body));
}
