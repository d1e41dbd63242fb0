/**
 * Answers to what does not become a request of a route: bytes that are no HTTP, headers without end, a request that does not
 * arrive, an expectation, a tunnel, and what comes while the server stops. Node and Fastify answer these by themselves,
 * without our headers and words; here they are problem documents with the headers that every other answer has.
 */
import {type IncomingMessage, type ServerResponse, STATUS_CODES} from 'node:http';
import type {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import type {FastifyInstance, FastifyServerOptions} from 'fastify';
import {PROBLEM_TYPE, PROBLEMS, Problem, type ProblemCode, problemText} from '../errors.ts';
import {securityHeaders} from './security-headers.ts';

/** What the parser found, by Node's code; anything else is bytes that are no request. */
const CODES: {readonly [code: string]: ProblemCode} = {
  HPE_HEADER_OVERFLOW: 'request.headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'request.too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.too-slow',
};

/** How long the other side has to read the answer and to close, milliseconds. */
const LINGER_MS = 1000;

/** Requests of a connection that have no whole answer yet. */
const underWay = new WeakMap<Duplex, Set<{readonly request: IncomingMessage; readonly response: ServerResponse}>>();

/** Connections that had their last answer. */
const ended = new WeakSet<Duplex>();

/** What a server must be made with for `addParserAnswers`. */
export function parserOptions(https: boolean): Pick<FastifyServerOptions, 'clientErrorHandler' | 'return503OnClosing'> & {
  readonly http: {readonly requireHostHeader: false};
} {
  return {
    // Refused below instead, with our headers.
    return503OnClosing: false,
    // Refused by `addRequestLine`.
    http: {requireHostHeader: false},
    clientErrorHandler: (error, socket) => answerFailure(socket, CODES[error.code] ?? 'request.malformed', https, error),
  };
}

/** Takes over what Node and Fastify would answer by themselves. After `addSecurityHeaders`. */
export function addParserAnswers(app: FastifyInstance, https: boolean): void {
  const {server} = app;
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onRequest', async () => {
    if (stopping) throw new Problem('server.unavailable', {detail: 'The server is stopping.', retryAfterSeconds: 1});
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const {socket} = request;
    const exchanges = underWay.get(socket) ?? new Set();
    underWay.set(socket, exchanges);
    const exchange = {request, response};
    exchanges.add(exchange);
    response.once('finish', () => exchanges.delete(exchange));
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = problemText('request.expectation');
    response.writeHead(PROBLEMS['request.expectation'].status, headersOf('request.expectation', body, https)).end(body);
  });
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => {});
    endWith(socket, 'request.method', https);
  });
}

function answerFailure(socket: Socket, code: ProblemCode, https: boolean, {code: cause}: NodeJS.ErrnoException): void {
  if (ended.has(socket)) return;
  if (cause === 'ECONNRESET' || !socket.writable || !isNext(socket)) {
    socket.destroy();
    return;
  }
  endWith(socket, code, https);
}

/**
 * Whether the next answer on the connection is the one of the bytes that failed. It is not while earlier requests have no
 * answer: theirs would be taken for it.
 */
function isNext(socket: Socket): boolean {
  const exchanges = [...(underWay.get(socket) ?? [])];
  return exchanges.every(({request, response}) => exchanges.length === 1 && !request.complete && !response.headersSent);
}

/** The last answer on a connection. */
function endWith(socket: Duplex, code: ProblemCode, https: boolean): void {
  const {status} = PROBLEMS[code];
  const body = problemText(code);
  const headers = Object.entries({...headersOf(code, body, https), date: new Date().toUTCString()});
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  ended.add(socket);
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // To close at once, with bytes unread, would take the answer away from the other side.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Of an answer that belongs to no address, after which the connection is closed. */
function headersOf(code: ProblemCode, body: string, https: boolean): {readonly [name: string]: string} {
  return {
    ...securityHeaders('/', https),
    'cache-control': 'no-store',
    'x-egov-problem': code,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
}
