import {type CancelSignal, type Json, parseBounded} from '@egov-form/core';
import {safeObject} from '../answer-reading.ts';
import {outsideText} from '../outside-text.ts';
import {linkSignal, throwIfAborted} from './linked-signal.ts';

/** Longer than any answer of a gateway: a register's whole record with its receipt is 1 MiB at most. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The platform's fetch, or a stand-in with the same contract. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What came back: a response, or the reason why there is none. */
export type GatewayReply =
  | {readonly ok: true; readonly status: number; readonly headers: Headers; readonly body: Json | undefined}
  | {readonly ok: false; readonly reason: 'offline' | 'slow'};

export interface GatewayCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'HEAD';
  readonly url: string;
  readonly headers?: {readonly [name: string]: string};
  readonly body?: BodyInit;
  readonly timeoutMs: number;
  readonly signal: CancelSignal;
}

/** One call to the gateway. Rejects only when the caller's signal aborts; the body is read as JSON where it is JSON. */
export async function callGateway(fetch: Fetch, call: GatewayCall): Promise<GatewayReply> {
  throwIfAborted(call.signal);
  const link = linkSignal(call.signal, call.timeoutMs);
  try {
    const response = await fetch(call.url, {
      method: call.method,
      // The gateway refuses state-changing calls without this header: another site cannot set it without a preflight.
      headers: {'X-Egov-Form': '1', Accept: 'application/json, application/problem+json', ...call.headers},
      body: call.body ?? null,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: link.signal,
    });
    const text = await outsideText(response, MAX_BYTES);
    const body = text === undefined ? undefined : parseBounded(text);
    return {ok: true, status: response.status, headers: response.headers, body};
  } catch {
    throwIfAborted(call.signal);
    return {ok: false, reason: link.timedOut ? 'slow' : 'offline'};
  }
}

/** Why a person's call was not taken: nobody is signed in, or another person than the one who opened the form. */
export type SessionRefusal = 'signed-out' | 'other-person';

export function sessionRefusal(reply: GatewayReply): SessionRefusal | undefined {
  if (!reply.ok) return undefined;
  if (reply.status === 401) return 'signed-out';
  // An answer to HEAD has no body: the code stands in a header too.
  const code = safeObject(reply.body)?.['code'] ?? reply.headers.get('X-Egov-Problem');
  return reply.status === 409 && code === 'session.other-person' ? 'other-person' : undefined;
}

/** Seconds of a `Retry-After` header, as a number or as a date; `fallback` when it says neither. */
export function retryAfterSeconds(headers: Headers, fallback: number): number {
  const text = headers.get('Retry-After')?.trim() ?? '';
  if (/^[0-9]{1,9}$/u.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? fallback : Math.max(1, Math.ceil((date - Date.now()) / 1000));
}
