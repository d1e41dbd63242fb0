/** The browser's way to choices that a shared database has, through the gateway. */
import type {CancelSignal, Json, Option, OptionAnswer, OptionRequest} from '@egov-form/core';
import {safeObject} from '../answer-reading.ts';
import {callGateway, type Fetch, retryAfterSeconds, sessionRefusal} from './gateway-request.ts';

const DEFAULT_WAIT_SECONDS = 30;

export async function searchOptions(
  {fetch, base, timeoutMs}: {readonly fetch: Fetch; readonly base: string; readonly timeoutMs: number},
  {connector, ...body}: OptionRequest,
  signal: CancelSignal,
): Promise<OptionAnswer> {
  const reply = await callGateway(fetch, {
    method: 'POST',
    url: `${base}/options/${encodeURIComponent(connector)}`,
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
    timeoutMs,
    signal,
  });
  if (!reply.ok) return {state: 'unavailable', reason: reply.reason};
  const refusal = sessionRefusal(reply);
  if (refusal) return {state: 'forbidden', reason: refusal === 'signed-out' ? 'sign-in' : refusal};
  if (reply.status === 403) return {state: 'forbidden'};
  if (reply.status === 429) return {state: 'limited', retryAfterSeconds: retryAfterSeconds(reply.headers, DEFAULT_WAIT_SECONDS)};
  if (reply.status >= 500) return {state: 'unavailable', reason: reply.status === 504 ? 'slow' : 'down'};
  return (reply.status === 200 ? readOptionAnswer(reply.body) : undefined) ?? {state: 'unavailable', reason: 'invalid-answer'};
}

/** A gateway's message as an answer; `undefined` when it is none. */
export function readOptionAnswer(body: Json | undefined): OptionAnswer | undefined {
  const message = safeObject(body);
  if (message?.['state'] === 'forbidden') return {state: 'forbidden'};
  if (message?.['state'] === 'unavailable') {
    const {reason} = message;
    return reason === 'slow' || reason === 'invalid-answer'
      ? {state: 'unavailable', reason}
      : {state: 'unavailable', reason: 'down'};
  }
  const entries = message?.['state'] === 'found' ? message['options'] : undefined;
  if (!Array.isArray(entries)) return undefined;
  const options = entries.map(readOption);
  if (!options.every((option) => option !== undefined)) return undefined;
  return {state: 'found', options, more: message?.['more'] === true};
}

function readOption(entry: Json): Option | undefined {
  const {value, label, aliases} = safeObject(entry) ?? {};
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const words = typeof label === 'string' ? label : readTexts(label);
  if (words === undefined) return undefined;
  const others = Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
  return {value, label: words, ...(others.length > 0 && {aliases: others})};
}

function readTexts(label: Json | undefined): {[language: string]: string} | undefined {
  const entries = Object.entries(safeObject(label) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
