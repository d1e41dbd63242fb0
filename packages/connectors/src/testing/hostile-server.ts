/** Servers that answer as no honest one does: too much, too slowly, unpacking to more, or from somewhere else. */
import {createServer, type Server, type Socket} from 'node:net';
import {gzipSync} from 'node:zlib';

/** How a server is hostile. */
export type Hostility =
  | 'endless body'
  | 'endless chunks'
  | 'dripping body'
  | 'dripping headers'
  | 'endless headers'
  | 'endless hints'
  | 'bomb'
  | 'bomb in a bomb'
  | 'deep'
  | 'wide'
  | 'redirect'
  | 'silence'
  | 'claims a terabyte';

export interface HostileServer {
  readonly url: string;
  /** Connections, and bytes that were sent over all of them. */
  readonly connections: number;
  readonly sentBytes: number;
  close(): Promise<void>;
}

const MEGABYTE = Buffer.alloc(1024 * 1024, 'a');

/** One drop each so many milliseconds. */
const DROP_MS = 20;

const head = (...lines: readonly string[]): string =>
  `${['HTTP/1.1 200 OK', 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n`;
const whole = (body: string | Buffer, ...lines: readonly string[]): readonly (string | Buffer)[] => [
  head(`Content-Length: ${Buffer.byteLength(body)}`, ...lines),
  body,
];

/** 64 MiB of spaces, and the same packed once more. */
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));

const ANSWERS: {readonly [kind in Hostility]: (socket: Socket, url: string) => void} = {
  'endless body': (socket) => pour(socket, head('Connection: close'), MEGABYTE),
  'endless chunks': (socket) => pour(socket, head('Transfer-Encoding: chunked'), `100000\r\n${MEGABYTE}\r\n`),
  'dripping body': (socket) => drip(socket, head('Content-Length: 1000'), ' '),
  'dripping headers': (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX-A: ', 'b'),
  'endless headers': (socket) => pour(socket, 'HTTP/1.1 200 OK\r\n', `X-A: ${'b'.repeat(1000)}\r\n`),
  'endless hints': (socket) => drip(socket, '', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
  bomb: (socket) => write(socket, whole(BOMB, 'Content-Encoding: gzip')),
  'bomb in a bomb': (socket) => write(socket, whole(gzipSync(BOMB), 'Content-Encoding: gzip, gzip')),
  deep: (socket) => write(socket, whole('['.repeat(900_000))),
  wide: (socket) => write(socket, whole(`[${'0,'.repeat(400_000)}0]`)),
  redirect: (socket, url) => write(socket, [`HTTP/1.1 302 Found\r\nLocation: ${url}\r\nContent-Length: 0\r\n\r\n`]),
  silence: () => {},
  'claims a terabyte': (socket) => pour(socket, head('Content-Length: 1000000000000'), MEGABYTE),
};

export const HOSTILITIES: readonly Hostility[] = Object.keys(ANSWERS) as Hostility[];

/** A server on loopback that answers every request in this way. */
export async function startHostileServer(kind: Hostility): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  let url = '';
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => ANSWERS[kind](socket, url));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as {port: number}).port}`;
  return {
    url,
    get connections() {
      return sockets.size;
    },
    get sentBytes() {
      return [...sockets].reduce((sum, {bytesWritten}) => sum + bytesWritten, 0);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function write(socket: Socket, parts: readonly (string | Buffer)[]): void {
  for (const part of parts) socket.write(part);
}

/** Sends for as long as the other side takes it. */
function pour(socket: Socket, first: string, again: string | Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(again));
  };
  socket.on('drain', more);
  socket.write(first);
  more();
}

function drip(socket: Socket, first: string, drop: string): void {
  socket.write(first);
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(drop);
  }, DROP_MS);
}
