import {type CancelSignal, FormError, type Json, type JsonObject} from '@egov-form/core';
import {linkSignal, throwIfAborted} from '../linked-signal.ts';
import type {RegisterAnswer, RegisterRequest, RegisterTrouble} from '../register.ts';
import {ShapeError} from './shape-error.ts';
import type {TokenSource} from './token.ts';

/** What every service on the exchange needs. */
export interface LgspServiceOptions {
  /** Full address of the service. Fixed by configuration: nothing of it ever comes from a form or a browser. */
  readonly url: string;
  readonly tokens: TokenSource;
  /** For the whole question, token and second try included, in milliseconds. Defaults to 8,000. */
  readonly timeoutMs?: number;
  /** Told about every failed call, for logs and metrics. */
  readonly onTrouble?: (trouble: RegisterTrouble) => void;
}

/** Registers answer one record; anything near this size is something else. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * One question over the exchange: token, call, one renewal after 401, time limit, and every failure turned into an answer.
 * `read` turns the register's message into an answer; it throws `ShapeError` for a message that does not fit.
 */
export async function askService(
  register: string,
  options: LgspServiceOptions,
  request: RegisterRequest,
  message: JsonObject,
  signal: CancelSignal,
  read: (body: Json) => RegisterAnswer | Promise<RegisterAnswer>,
): Promise<RegisterAnswer> {
  throwIfAborted(signal);
  const link = linkSignal(signal, options.timeoutMs ?? 8_000);
  const failed = (
    reason: 'down' | 'slow' | 'invalid-answer',
    cause: RegisterTrouble['cause'],
    rest: Pick<RegisterTrouble, 'status' | 'detail'> = {},
  ): RegisterAnswer => {
    options.onTrouble?.({register, requestId: request.requestId, cause, ...rest});
    return {state: 'unavailable', reason};
  };
  let reading = false;
  try {
    let token = await options.tokens.token(link.signal);
    let response = await post(options.url, token, message, link.signal);
    if (response.status === 401) {
      await response.body?.cancel();
      token = await options.tokens.renew(token, link.signal);
      response = await post(options.url, token, message, link.signal);
    }
    const {status} = response;
    const text = await readLimited(response);
    if (text === undefined) return failed('invalid-answer', 'too-large', {status});
    const body = parsed(text);
    const code = errorCode(body);
    if (code !== undefined) {
      options.onTrouble?.({register, requestId: request.requestId, cause: 'register-error', status, detail: code});
      return answerOfErrorCode(code);
    }
    if (status === 403) {
      failed('down', 'status', {status});
      return {state: 'forbidden', reason: 'procedure'};
    }
    if (status === 408 || status === 504) return failed('slow', 'status', {status});
    // 401 after a renewal and 429 are between the exchange and us: the person can only try later or type by hand.
    if (status >= 500 || status === 401 || status === 429) return failed('down', 'status', {status});
    if (status !== 200) return failed('invalid-answer', 'status', {status});
    if (body === undefined) return failed('invalid-answer', 'not-json', {status});
    reading = true;
    return await read(body);
  } catch (error) {
    throwIfAborted(signal);
    if (error instanceof ShapeError) return failed('invalid-answer', error.trouble, {detail: error.place});
    // Anything else while reading is our own mistake, and must not pass for the register's.
    if (reading) throw error;
    if (link.timedOut) return failed('slow', 'timeout');
    if (error instanceof FormError && error.code === 'EGOV_CONNECTORS_TOKEN') {
      // Refused credentials are a fault of this installation; for the person the register cannot be asked.
      return failed(error.details['reason'] === 'slow' ? 'slow' : 'down', 'token', {detail: String(error.details['found'])});
    }
    return failed('down', 'connection');
  } finally {
    link.release();
  }
}

function post(url: string, token: string, message: JsonObject, signal: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Accept: 'application/json', Authorization: `Bearer ${token}`},
    body: JSON.stringify(message),
    redirect: 'manual',
    signal,
  });
}

async function readLimited(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** `errorCode` of the exchange, at the top or in `Body`; `undefined` when it reports none. */
function errorCode(body: Json | undefined): string | undefined {
  for (const part of [body, memberOf(body, 'Body')]) {
    const code = memberOf(part, 'errorCode');
    if (typeof code === 'string' && code !== '' && !/^0+$/u.test(code)) return code.slice(0, 20);
  }
  return undefined;
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
  return (value as JsonObject)[name];
}

/** 004: the procedure is not licensed to read this database; 005: the account has no right. */
function answerOfErrorCode(code: string): RegisterAnswer {
  if (code === '004' || code === '005') return {state: 'forbidden', reason: 'procedure'};
  return {state: 'unavailable', reason: code.toLowerCase() === 'timeout' ? 'slow' : 'down'};
}
