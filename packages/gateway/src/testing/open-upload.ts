/** A request to the uploads as an attacker sends it: any first line, bytes when they say, the end never. */
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import type {Visitor} from './gateway-fixture.ts';

export interface OpenRequest {
  /** PATCH, where nothing is said. */
  readonly method?: string;
  /** As it is put into the first line. */
  readonly path: string;
  /** That the body is said to have; none where nothing is said. */
  readonly sizeBytes?: number;
  readonly headers?: {readonly [name: string]: string};
}

export class OpenUpload {
  readonly #socket: Socket;
  #answer = '';

  constructor(visitor: Visitor, {method = 'PATCH', path, sizeBytes, headers = {}}: OpenRequest) {
    const {hostname, port} = new URL(visitor.origin);
    const all = {
      ...{Host: `${hostname}:${port}`, Origin: visitor.site, 'X-Egov-Form': '1', 'Tus-Resumable': '1.0.0'},
      Cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(method === 'PATCH' && {'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream'}),
      ...(sizeBytes !== undefined && {'Content-Length': String(sizeBytes)}),
      ...headers,
    };
    this.#socket = connect(Number(port), hostname);
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk) => {
      this.#answer += String(chunk);
    });
    // The gateway may close it at any time.
    this.#socket.on('error', () => undefined);
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The status that it was answered with, once it is. */
  async answered(): Promise<number> {
    while (!/^HTTP\/1\.1 \d{3} /u.test(this.#answer) && !this.#socket.destroyed) {
      await Promise.race([once(this.#socket, 'data'), once(this.#socket, 'close')]);
    }
    return Number(/^HTTP\/1\.1 (\d{3}) /u.exec(this.#answer)?.[1] ?? 0);
  }

  /** Leaves without a word. */
  close(): void {
    this.#socket.destroy();
  }
}
