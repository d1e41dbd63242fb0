/**
 * The hash by which an X-Road answer proves which request it answers.
 *
 * Rule    base64 of SHA-512 over (SHA-512 of the head, SHA-512 of the body); without a body, of SHA-512 over the head. The head
 *         is what the client's security server made of the request: method, address and headers, each ended by CR LF, headers
 *         as `name:value` in the order in which they came, without those that concern one connection only, and with the id that
 *         the security server gave the request at the end. The answer names that id.
 * Source  X-Road: Message Protocol for REST 1.0.4, 4.3 (what is hashed); the reference implementation (`RestMessage`,
 *         `RestRequest`, `ServerRestMessageProcessor` of version 7) for the bytes, which the document leaves open.
 * Limits  Another make of security server may write the head otherwise; the setting `requestHash` then says `present`.
 */
import {createHash} from 'node:crypto';
import type {SentHeaders} from './http.ts';

/** Headers that a security server does not pass on, or sets itself. */
const NOT_HASHED: ReadonlySet<string> = new Set([
  ...['transfer-encoding', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'upgrade'],
  ...['connection', 'pragma', 'user-agent', 'host', 'content-length', 'server', 'expect'],
  ...['x-road-request-id', 'x-road-request-hash'],
]);

/** A request as it was sent to the security server. */
export interface SentRequest {
  readonly method: string;
  readonly address: URL;
  readonly headers: SentHeaders;
  readonly body: string | null;
}

/** @param requestId that the security server gave the request: `X-Road-Request-Id` of the answer. */
export function requestHash({method, address, headers, body}: SentRequest, requestId: string): string {
  const passed = Object.entries(headers).filter(([name]) => !NOT_HASHED.has(name.toLowerCase()));
  const head = [
    method,
    `${address.pathname}${address.search}`,
    ...passed.map(([name, value]) => `${name}:${value}`),
    `x-road-request-id:${requestId}`,
  ];
  const hash = sha512(head.map((line) => `${line}\r\n`).join(''));
  return (body === null ? hash : sha512(Buffer.concat([hash, sha512(body)]))).toString('base64');
}

function sha512(bytes: string | Uint8Array): Buffer {
  return createHash('sha512').update(bytes).digest();
}
