/**
 * One HTTP call to a register.
 *
 * Rule    The address's host and the number of its path's parts are fixed by configuration; values are percent-encoded and
 *         an address that comes out otherwise is not asked. No redirect is followed. An answer is read up to a limit.
 * Source  OWASP Server-Side Request Forgery Prevention; X-Road: Message Protocol for REST, 4.2 and 4.4.
 */
import {type Json, parseBounded} from '@egov-form/core';
import {retryAfterSeconds} from '../gateway-client/gateway-request.ts';
import {fillText, type TemplateValues} from '../mapping/template.ts';
import {outsideText} from '../outside-text.ts';
import {type Failure, type Reply, refused, unavailable} from './adapter.ts';
import type {Authenticator} from './authenticator.ts';

/** Registers answer records; anything near this size is something else. */
export const MAX_ANSWER_BYTES: number = 1024 * 1024;

/** Seconds to wait when a register limits us without saying for how long, and at most. */
const DEFAULT_WAIT_SECONDS = 60;
const MAX_WAIT_SECONDS = 3600;

/** An older answer was kept by something on the way, although we ask for none. A day, because clocks differ. */
const MAX_AGE_SECONDS = 86_400;

/** Where a call goes and with what, before values are filled in. */
export interface CallPlan {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly path?: string | undefined;
  readonly query?: {readonly [name: string]: string} | undefined;
  readonly headers?: {readonly [name: string]: string} | undefined;
  readonly auth?: Authenticator | undefined;
  readonly notFoundStatus?: readonly number[] | undefined;
  readonly maxBytes?: number | undefined;
}

/** What is sent beside the address. */
export interface CallContent {
  readonly headers: {readonly [name: string]: string};
  readonly body?: string | undefined;
}

/** A response that was read. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` when it was longer than the limit. */
  readonly text: string | undefined;
}

/** The whole address; `undefined` when a value would lead somewhere else, which no real key does. */
export function callAddress(plan: CallPlan, values: TemplateValues): URL | undefined {
  const address = new URL(plan.url);
  if (plan.path !== undefined) {
    const base = address.pathname.replace(/\/$/u, '');
    const path = base + fillText(plan.path, values, encodeURIComponent);
    const parts = path.split('/');
    // A part that is empty, or a dot, would make another address of it.
    if ((base + plan.path).split('/').some((part, index) => part !== '' && parts[index] === '')) return undefined;
    address.pathname = path;
    if (address.pathname !== path) return undefined;
  }
  for (const [name, template] of Object.entries(plan.query ?? {})) address.searchParams.append(name, fillText(template, values));
  return address;
}

/** Headers with their values filled in; a value that a header cannot hold is percent-encoded. */
export function callHeaders(plan: CallPlan, values: TemplateValues): {readonly [name: string]: string} {
  const filled = Object.entries(plan.headers ?? {}).map(([name, template]) => [
    name,
    fillText(template, values, encodeURIComponent),
  ]);
  return Object.fromEntries(filled);
}

/** What a call is sent with, in this order. */
export type SentHeaders = {readonly [name: string]: string};

/** Puts a request on the wire. */
export type Send = (
  address: URL,
  request: {readonly method: string; readonly headers: SentHeaders; readonly body: string | null; readonly signal: AbortSignal},
) => Promise<Response>;

const fetchOnce: Send = (address, request) => fetch(address, {...request, redirect: 'manual'});

/** Sends, and once more with a new token when the first is refused. Rejects when there is no connection. */
export async function call(
  plan: CallPlan,
  address: URL,
  content: CallContent,
  values: TemplateValues,
  signal: AbortSignal,
  sendOnce: Send = fetchOnce,
): Promise<HttpReply> {
  const fixed = callHeaders(plan, values);
  const send = (shown: SentHeaders): Promise<Response> =>
    sendOnce(address, {
      method: plan.method,
      headers: {'Cache-Control': 'no-store', ...content.headers, ...fixed, ...shown},
      body: content.body ?? null,
      signal,
    });
  const credentials = (await plan.auth?.headers(address, signal)) ?? {};
  let response = await send(credentials);
  if (response.status === 401 && plan.auth?.renewed) {
    await response.body?.cancel();
    response = await send(await plan.auth.renewed(credentials, signal));
  }
  const text = await outsideText(response, plan.maxBytes ?? MAX_ANSWER_BYTES);
  return {status: response.status, headers: response.headers, text};
}

/** An HTTP answer with what its status says about it. `read` turns its text into a document; `undefined` for rubbish. */
export function replyOf(plan: CallPlan, http: HttpReply, read: (text: string) => Json | undefined): Reply {
  const {status, text} = http;
  if (text === undefined) return {failure: unavailable('invalid-answer', 'too-large', {status})};
  if (status === 200 && ageSeconds(http.headers) > MAX_AGE_SECONDS) return {failure: unavailable('invalid-answer', 'stale')};
  const document = read(text);
  const failure = failureOfStatus(plan, http);
  if (failure) return document === undefined ? {failure} : {document, failure};
  return document === undefined ? {failure: unavailable('invalid-answer', 'unreadable', {status})} : {document};
}

/** JSON, or nothing: what is nested deeper or has more values than any record is none. */
export function readJson(text: string): Json | undefined {
  return parseBounded(text);
}

function failureOfStatus(plan: CallPlan, {status, headers}: HttpReply): Failure | undefined {
  if (status === 200) return undefined;
  if (plan.notFoundStatus?.includes(status)) return {answer: {state: 'not-found'}};
  if (status === 429) {
    const seconds = Math.min(MAX_WAIT_SECONDS, Math.max(1, retryAfterSeconds(headers, DEFAULT_WAIT_SECONDS)));
    return {answer: {state: 'limited', retryAfterSeconds: seconds}, cause: 'status', status};
  }
  if (status === 403) return refused('status', {status});
  if (status === 408 || status === 504) return unavailable('slow', 'status', {status});
  // 401 after a renewal is between the register and us: the person can only try later or type by hand.
  if (status >= 500 || status === 401) return unavailable('down', 'status', {status});
  return unavailable('invalid-answer', 'status', {status});
}

/** How old an answer is that something between us and the register kept, in seconds. */
function ageSeconds(headers: Headers): number {
  const kept = Number(headers.get('Age') ?? 0);
  const made = Date.parse(headers.get('Date') ?? '');
  return Math.max(Number.isFinite(kept) ? kept : 0, Number.isNaN(made) ? 0 : (Date.now() - made) / 1000);
}
