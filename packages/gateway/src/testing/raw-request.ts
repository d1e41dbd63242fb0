/** Requests as bytes on a connection of one's own: what no HTTP client would send, or would not stay for. */
import {connect, type Socket} from 'node:net';

/** A connection that is open. */
export async function openSocket(origin: string): Promise<Socket> {
  const {hostname, port} = new URL(origin);
  const socket = connect({host: hostname, port: Number(port)});
  // What the other side does to it is for the test to see, by what was read.
  socket.on('error', () => {});
  await new Promise((open) => socket.once('connect', open));
  return socket;
}

/** Everything that comes until the other side closes, after these bytes were sent. */
export async function exchange(origin: string, bytes: string | Buffer): Promise<string> {
  const socket = await openSocket(origin);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    answer += text;
  });
  const closed = new Promise((done) => socket.once('close', done));
  socket.write(bytes);
  await closed;
  return answer;
}

/** A request in bytes. */
export function requestBytes(method: string, path: string, headers: {readonly [name: string]: string}, body = ''): string {
  const lines = Object.entries({...headers, ...(body !== '' && {'Content-Length': String(Buffer.byteLength(body))})});
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}
