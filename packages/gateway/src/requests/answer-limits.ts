/** Answers that are more than any form asks for, found out before a form is made of them. */
import {formatPointer, type Issue, type Json} from '@egov-form/core';
import {SUBMISSION_LIMITS} from '../limits.ts';

/**
 * What is too much: `schema.maxItems` at a list with too many rows, `schema.maxProperties` at an object with too many
 * members, `schema.maxLength` at a text that is too long, `submission.too-large` for the whole. The first of them ends it.
 */
export function overLimits(answers: Json): Issue | undefined {
  let left = SUBMISSION_LIMITS.answers;
  return visit(answers, '');

  function visit(value: Json, pointer: string): Issue | undefined {
    left -= 1;
    if (left < 0) return {code: 'submission.too-large', pointer: '', severity: 'error'};
    if (typeof value === 'string') return tooMany(value.length, 'maxLength', SUBMISSION_LIMITS.textLength, pointer);
    if (value === null || typeof value !== 'object') return undefined;
    const isList = Array.isArray(value);
    const names = Object.keys(value);
    const limit = isList ? SUBMISSION_LIMITS.rows : SUBMISSION_LIMITS.members;
    const found = tooMany(names.length, isList ? 'maxItems' : 'maxProperties', limit, pointer);
    if (found) return found;
    for (const name of names) {
      const over = visit((value as {readonly [name: string]: Json})[name] as Json, `${pointer}${formatPointer([name])}`);
      if (over) return over;
    }
    return undefined;
  }
}

function tooMany(count: number, keyword: string, limit: number, pointer: string): Issue | undefined {
  return count > limit ? {code: `schema.${keyword}`, pointer, severity: 'error', params: {[keyword]: limit}} : undefined;
}
