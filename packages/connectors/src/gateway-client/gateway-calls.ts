/** What the browser asks of the gateway: look-ups, choices, uploads, dossiers. */
import type {
  CancelSignal,
  LookupAnswer,
  LookupRequest,
  SourceFile,
  Submission,
  SubmitResult,
  UploadOptions,
} from '@egov-form/core';
import {callGateway, type Fetch, retryAfterSeconds, sessionRefusal} from './gateway-request.ts';
import {readLookupAnswer} from './lookup-answer.ts';
import {readSubmitResult} from './submit-result.ts';
import {uploadResumably} from './tus-upload.ts';

export {searchOptions as search} from './gateway-search.ts';
export {keptAnswers} from './kept-answers.ts';

/** Where the gateway is, and how patient the page is with it. */
export interface GatewayWay {
  readonly base: string;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly submitTimeoutMs: number;
  readonly chunkBytes: number;
  readonly retryDelaysMs: readonly number[];
}

/** Seconds to wait when a gateway limits without saying for how long. */
const DEFAULT_WAIT_SECONDS = 60;

const JSON_BODY = {'Content-Type': 'application/json'};

export async function ask(way: GatewayWay, request: LookupRequest, signal: CancelSignal): Promise<LookupAnswer> {
  const {form, version, lookup, keys, refresh, proposal} = request;
  const reply = await callGateway(way.fetch, {
    method: 'POST',
    url: `${way.base}/lookups/${encodeURIComponent(request.connector)}`,
    headers: JSON_BODY,
    body: JSON.stringify({form, version, lookup, keys, refresh, proposal}),
    timeoutMs: way.timeoutMs,
    signal,
  });
  if (!reply.ok) return {state: 'unavailable', reason: reply.reason};
  const refusal = sessionRefusal(reply);
  if (refusal) return {state: 'forbidden', reason: refusal === 'signed-out' ? 'sign-in' : refusal};
  if (reply.status === 403) return {state: 'forbidden'};
  if (reply.status === 429) {
    return {state: 'limited', retryAfterSeconds: retryAfterSeconds(reply.headers, DEFAULT_WAIT_SECONDS)};
  }
  if (reply.status === 504) return {state: 'unavailable', reason: 'slow'};
  if (reply.status >= 500) return {state: 'unavailable', reason: 'down'};
  const answer = reply.status === 200 ? readLookupAnswer(reply.body) : undefined;
  return answer ?? {state: 'unavailable', reason: 'invalid-answer'};
}

export function upload(way: GatewayWay, file: SourceFile, {signal, onProgress}: UploadOptions): Promise<string> {
  return uploadResumably(file, {
    url: `${way.base}/uploads`,
    fetch: way.fetch,
    chunkBytes: way.chunkBytes,
    retryDelaysMs: way.retryDelaysMs,
    timeoutMs: 60_000,
    signal,
    onProgress: onProgress ?? (() => {}),
  });
}

export async function submit(
  way: GatewayWay,
  submission: Submission,
  idempotencyKey: string,
  signal: CancelSignal,
): Promise<SubmitResult> {
  const reply = await callGateway(way.fetch, {
    method: 'POST',
    url: `${way.base}/submissions`,
    headers: {...JSON_BODY, 'Idempotency-Key': idempotencyKey},
    body: JSON.stringify(submission),
    timeoutMs: way.submitTimeoutMs,
    signal,
  });
  if (!reply.ok) return {state: 'unavailable'};
  const refusal = sessionRefusal(reply);
  return refusal ? {state: refusal} : readSubmitResult(reply.status, reply.body);
}
