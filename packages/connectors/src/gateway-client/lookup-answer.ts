import {type Json, type JsonObject, type LookupAnswer, type LookupSource, safeObject} from '../answer-reading.ts';

type Found = Extract<LookupAnswer, {state: 'filled' | 'partial'}>;

/** A gateway's message as an answer of the state machine; `undefined` when it is not one. Unknown members are dropped. */
export function readLookupAnswer(body: Json | undefined): LookupAnswer | undefined {
  const message = safeObject(body);
  switch (message?.['state']) {
    case 'filled':
    case 'partial':
      return readValues(message['state'], message);
    case 'proposed':
      return readProposal(message);
    case 'incomplete': {
      const missing = message['missing'];
      if (!Array.isArray(missing) || !missing.every((name) => typeof name === 'string')) return undefined;
      return {state: 'incomplete', missing};
    }
    case 'not-found':
    case 'mismatch':
      return {state: message['state']};
    case 'forbidden': {
      const reason = message['reason'];
      const known = reason === 'sign-in' || reason === 'procedure' || reason === 'other-person' || reason === 'not-self';
      return known ? {state: 'forbidden', reason} : {state: 'forbidden'};
    }
    case 'limited': {
      const seconds = message['retryAfterSeconds'];
      return typeof seconds === 'number' && seconds >= 0 ? {state: 'limited', retryAfterSeconds: seconds} : undefined;
    }
    case 'unavailable': {
      const reason = message['reason'];
      if (reason !== 'down' && reason !== 'slow' && reason !== 'invalid-answer' && reason !== 'offline') return undefined;
      return {state: 'unavailable', reason};
    }
    default:
      return undefined;
  }
}

function readValues(state: Found['state'], message: JsonObject): Found | undefined {
  const values = safeObject(message['values']);
  const source = readSource(message['source']);
  if (!values || !source) return undefined;
  const receipt = message['receipt'];
  // Read where they are said: a reason that is not known there says no more than that there is nothing.
  const gaps = safeObject(message['gaps']) as Found['gaps'];
  return {state, values, source, ...(gaps && {gaps}), ...(typeof receipt === 'string' && {receipt})};
}

function readProposal(message: JsonObject): LookupAnswer | undefined {
  const read = readValues('filled', message);
  const {name, birthYear, token} = safeObject(message['person']) ?? {};
  if (!read || typeof name !== 'string' || typeof token !== 'string') return undefined;
  return {...read, state: 'proposed', person: {name, ...(typeof birthYear === 'string' && {birthYear}), token}};
}

function readSource(value: Json | undefined): LookupSource | undefined {
  const source = safeObject(value);
  const register = source?.['register'];
  const at = source?.['at'];
  const title = source?.['title'];
  if (typeof register !== 'string' || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return undefined;
  if (typeof title === 'string') return {register, at, title};
  const texts = safeObject(title);
  if (!texts) return undefined;
  const byLanguage: {[language: string]: string} = {};
  for (const [language, text] of Object.entries(texts)) {
    if (typeof text !== 'string') return undefined;
    byLanguage[language] = text;
  }
  return {register, at, title: byLanguage};
}
