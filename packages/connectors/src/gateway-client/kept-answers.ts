/** The browser's way to what the person had kept of their applications. */
import type {KeptAnswer, ReuseTerm} from '@egov-form/core';
import {safeObject} from '../answer-reading.ts';
import {callGateway, type Fetch} from './gateway-request.ts';

/** What cannot be told is nothing: it is an offer. */
export async function keptAnswers({
  fetch,
  base,
  timeoutMs,
}: {
  readonly fetch: Fetch;
  readonly base: string;
  readonly timeoutMs: number;
}): Promise<readonly KeptAnswer[]> {
  const {signal} = new AbortController();
  const reply = await callGateway(fetch, {method: 'GET', url: `${base}/me/answers`, timeoutMs, signal});
  const answers = reply.ok && reply.status === 200 ? safeObject(reply.body)?.['answers'] : undefined;
  if (!Array.isArray(answers)) return [];
  return answers.flatMap((answer): KeptAnswer[] => {
    const {term, value, at} = safeObject(answer) ?? {};
    const isKnown = typeof term === 'string' && value !== undefined && typeof at === 'string';
    return isKnown ? [{term: term as ReuseTerm, value, at}] : [];
  });
}
