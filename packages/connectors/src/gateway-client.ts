import type {LookupConnector, Recipient} from '@egov-form/core';
import {callGateway, type Fetch, gatewayBase, retryAfterSeconds} from './gateway-request.ts';
import {readLookupAnswer} from './lookup-answer.ts';
import {readSubmitResult} from './submit-result.ts';

export interface GatewayClientOptions {
  /** Path of the gateway on the page's own origin, `/api`. */
  readonly base: string;
  /** Defaults to the platform's. */
  readonly fetch?: Fetch;
  /** How long one look-up may take, in milliseconds. Defaults to 12,000: longer than the gateway waits for a register. */
  readonly timeoutMs?: number;
  /** How long handing in may take, in milliseconds. Defaults to 60,000. */
  readonly submitTimeoutMs?: number;
  /** Bytes per request of an upload. Defaults to 512 KiB, so that a poor connection loses little. */
  readonly chunkBytes?: number;
  /** Pauses before each further try of an upload that makes no progress, in milliseconds; up to half is added at random. */
  readonly retryDelaysMs?: readonly number[];
}

/** What a form on a portal page needs of the gateway. */
export interface GatewayClient extends LookupConnector, Recipient {}

/** Seconds to wait when a gateway limits without saying for how long. */
const DEFAULT_WAIT_SECONDS = 60;

/**
 * The browser's way to the gateway: same origin, the session's cookie, and a header that other sites cannot set.
 * It knows no register's address, token or credentials.
 *
 * @throws FormError `EGOV_CONNECTORS_ORIGIN` when `base` is on another origin than the page.
 */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const base = gatewayBase(options.base);
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const timeoutMs = options.timeoutMs ?? 12_000;
  const json = {'Content-Type': 'application/json'};
  return {
    async ask(request, signal) {
      const {form, version, lookup, keys, refresh} = request;
      const reply = await callGateway(fetch, {
        method: 'POST',
        url: `${base}/lookups/${encodeURIComponent(request.connector)}`,
        headers: json,
        body: JSON.stringify({form, version, lookup, keys, refresh}),
        timeoutMs,
        signal,
      });
      if (!reply.ok) return {state: 'unavailable', reason: reply.reason};
      if (reply.status === 401) return {state: 'forbidden', reason: 'sign-in'};
      if (reply.status === 403) return {state: 'forbidden'};
      if (reply.status === 429) {
        return {state: 'limited', retryAfterSeconds: retryAfterSeconds(reply.headers, DEFAULT_WAIT_SECONDS)};
      }
      if (reply.status === 504) return {state: 'unavailable', reason: 'slow'};
      if (reply.status >= 500) return {state: 'unavailable', reason: 'down'};
      const answer = reply.status === 200 ? readLookupAnswer(reply.body) : undefined;
      return answer ?? {state: 'unavailable', reason: 'invalid-answer'};
    },
    async search(request, signal) {
      // Most forms search for no choices.
      const {searchOptions} = await import('./gateway-options.ts');
      return searchOptions(fetch, base, timeoutMs, request, signal);
    },
    async upload(file, {signal, onProgress}) {
      // Most forms are sent without a file.
      const {uploadResumably} = await import('./tus-upload.ts');
      return uploadResumably(file, {
        url: `${base}/uploads`,
        fetch,
        chunkBytes: options.chunkBytes ?? 512 * 1024,
        retryDelaysMs: options.retryDelaysMs ?? [500, 1500, 4000, 8000],
        timeoutMs: 60_000,
        signal,
        onProgress: onProgress ?? (() => {}),
      });
    },
    async submit(submission, idempotencyKey, signal) {
      const reply = await callGateway(fetch, {
        method: 'POST',
        url: `${base}/submissions`,
        headers: {...json, 'Idempotency-Key': idempotencyKey},
        body: JSON.stringify(submission),
        timeoutMs: options.submitTimeoutMs ?? 60_000,
        signal,
      });
      return reply.ok ? readSubmitResult(reply.status, reply.body) : {state: 'unavailable'};
    },
  };
}
