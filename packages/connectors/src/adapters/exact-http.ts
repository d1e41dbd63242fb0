/** HTTP whose headers go over the wire as they are given: what a hash over them needs. `fetch` adds its own and orders them. */
import {type IncomingMessage, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import {Readable} from 'node:stream';
import type {Send} from './http.ts';

/** Statuses that have no body. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Sends these headers in this order, as they are written; beside them go only `Host`, `Connection` and the body's length.
 * Follows no redirect. Rejects when there is no connection, or with the reason of the signal.
 */
export const sendExact: Send = (address, {method, headers, body, signal}) =>
  new Promise((resolve, reject) => {
    const request = address.protocol === 'https:' ? requestHttps : requestHttp;
    const length = body === null ? {} : {'Content-Length': String(Buffer.byteLength(body))};
    request(address, {method, headers: {...headers, ...length}, signal})
      .on('response', (incoming) => resolve(responseOf(incoming)))
      .on('error', (error) => reject(signal.aborted ? signal.reason : error))
      .end(body ?? undefined);
  });

function responseOf(incoming: IncomingMessage): Response {
  const {statusCode: status = 0, rawHeaders} = incoming;
  const headers = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '');
  if (EMPTY.has(status)) incoming.resume();
  const body = EMPTY.has(status) ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Response(body, {status, headers});
}
