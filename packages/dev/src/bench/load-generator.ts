/**
 * Asks servers over kept connections, each as soon as it was answered, or after a rest. It shares the machine with what it measures, so it does
 * little for a request: bytes that were made before are written, of an answer the head is read.
 *
 * Limits  HTTP/1.1, answers with `Content-Length`. An answer that is not 2xx counts as failed.
 */
import {connect, type Socket} from 'node:net';

export interface LoadPlan {
  /** On this machine; connections are dealt to them in turn. */
  readonly ports: readonly number[];
  readonly connections: number;
  /** Ends after so many seconds, or when so many were asked. */
  readonly seconds?: number;
  readonly amount?: number;
  /** A connection waits so long before it asks again, ms; 0 without it. */
  readonly restMs?: number;
  /** Bytes of the next request on a connection. */
  next(connection: number): Buffer;
  /** Hears every answer's body, for what has to be prepared. */
  heard?(connection: number, body: Buffer): void;
}

export interface Load {
  readonly answered: number;
  readonly failed: number;
  readonly seconds: number;
  /** Milliseconds from asking to the whole answer that a part (0..1) of the answers stayed below. */
  percentile(part: number): number;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: *(\d+)/iu;

export async function generateLoad(plan: LoadPlan): Promise<Load> {
  const {ports, connections, seconds = Number.POSITIVE_INFINITY, amount = Number.POSITIVE_INFINITY} = plan;
  const durations: number[] = [];
  let [asked, failed] = [0, 0];
  const started = performance.now();
  const isOver = (): boolean => asked >= amount || performance.now() - started >= seconds * 1000;

  const run = (connection: number, port: number): Promise<void> =>
    new Promise((done, broken) => {
      const socket: Socket = connect({port, host: '127.0.0.1', noDelay: true});
      let askedAt = 0;
      let heard: Buffer = Buffer.alloc(0);
      let whole = 0;
      let bodyAt = 0;
      const ask = (): void => {
        if (isOver()) {
          socket.destroy();
          done();
          return;
        }
        asked += 1;
        askedAt = performance.now();
        socket.write(plan.next(connection));
      };
      socket.on('connect', ask);
      socket.on('error', broken);
      socket.on('close', () => done());
      socket.on('data', (chunk) => {
        heard = heard.length === 0 ? chunk : Buffer.concat([heard, chunk]);
        if (whole === 0) {
          const end = heard.indexOf(HEAD_END);
          if (end < 0) return;
          bodyAt = end + HEAD_END.length;
          whole = bodyAt + Number(LENGTH.exec(heard.toString('latin1', 0, end))?.[1] ?? 0);
        }
        if (heard.length < whole) return;
        durations.push(performance.now() - askedAt);
        // "HTTP/1.1 200"
        if (heard[9] !== 0x32) failed += 1;
        plan.heard?.(connection, heard.subarray(bodyAt, whole));
        heard = Buffer.alloc(0);
        whole = 0;
        if (plan.restMs) setTimeout(ask, plan.restMs);
        else ask();
      });
    });
  await Promise.all(Array.from({length: connections}, (_, i) => run(i, ports[i % ports.length] ?? 0)));

  const sorted = Float64Array.from(durations).sort();
  return {
    ...{answered: sorted.length - failed, failed, seconds: (performance.now() - started) / 1000},
    percentile: (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN,
  };
}

/** A request as it goes over the line. */
export function requestBytes(method: string, path: string, headers: {readonly [name: string]: string}, body: string): Buffer {
  const lines = Object.entries({...headers, 'content-length': String(Buffer.byteLength(body))});
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}
