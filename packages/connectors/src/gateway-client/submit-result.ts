import type {Issue, SubmitResult} from '@egov-form/core';
import {type Json, safeObject} from '../answer-reading.ts';

/** What a response to a submission means, from its status and its body. */
export function readSubmitResult(status: number, body: Json | undefined): SubmitResult {
  const message = safeObject(body);
  if (status === 200 || status === 201) {
    const code = message?.['code'];
    const at = message?.['at'];
    return typeof code === 'string' && typeof at === 'string' ? {state: 'accepted', code, at} : {state: 'unavailable'};
  }
  if (status === 409 && message?.['code'] === 'submission.same-matter') {
    const {code, at} = safeObject(message['dossier']) ?? {};
    return typeof code === 'string' && typeof at === 'string' ? {state: 'same-matter', code, at} : {state: 'unavailable'};
  }
  if (status === 403) return {state: 'forbidden'};
  // Sent again it would be as large.
  if (status === 413) return {state: 'refused', issues: [{code: 'submission.too-large', pointer: '', severity: 'error'}]};
  if (status === 422) {
    const issues = message?.['issues'];
    if (!Array.isArray(issues) || issues.length === 0) return {state: 'unavailable'};
    const read = issues.map(readIssue);
    return read.every((issue) => issue !== undefined) ? {state: 'refused', issues: read} : {state: 'unavailable'};
  }
  return {state: 'unavailable'};
}

function readIssue(value: Json): Issue | undefined {
  const member = safeObject(value);
  const code = member?.['code'];
  const pointer = member?.['pointer'];
  const severity = member?.['severity'];
  if (typeof code !== 'string' || typeof pointer !== 'string') return undefined;
  if (severity !== 'error' && severity !== 'warning' && severity !== 'info') return undefined;
  const params = safeObject(member?.['params']);
  const message = readMessage(member?.['message']);
  return {code, pointer, severity, ...(params && {params}), ...(message !== undefined && {message})};
}

function readMessage(value: Json | undefined): string | {[language: string]: string} | undefined {
  if (typeof value === 'string') return value;
  const texts = Object.entries(safeObject(value) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}
