/**
 * Texts and messages with places for values: `{key.citizenId}`, `{key.birthDate|compact?}`.
 *
 * Rule    `{source}` or `{source|cast}`; a `?` at the end leaves a message's member out when the value is empty. Sources are
 *         `key.<name>`, `setting.<name>`, `procedure`, `purpose`, `requestId`, `requester` (the asking person's number) and
 *         `officer` (the asking officer's number, or the setting `serviceOfficerId` while a citizen asks). Nothing else is
 *         read, and nothing is evaluated. `{{` is a brace.
 */
import type {Json, JsonObject} from '@egov-form/core';
import type {RegisterRequest} from '../register.ts';
import {nameKey} from './keys.ts';

/** What the places are filled from. */
export interface TemplateValues {
  readonly request: RegisterRequest;
  readonly settings: {readonly [name: string]: string};
}

/** How a value is written at its place: addresses and headers cannot hold any text. */
export type Escape = (value: string) => string;

const GENDER_CODES: {readonly [gender: string]: string} = {male: '1', female: '2', other: '3'};
const WHOLE_DATE = /^\d{4}-\d{2}-\d{2}$/u;

/** Changes of a value on its way to a register. */
const CASTS: {readonly [cast: string]: (text: string) => string} = {
  'name-key': nameKey,
  upper: (text) => text.toUpperCase(),
  digits: (text) => text.replace(/\D/gu, ''),
  compact: (text) => (WHOLE_DATE.test(text) ? text.replaceAll('-', '') : ''),
  'compact-partial': (text) => text.replaceAll('-', ''),
  slashes: (text) => (WHOLE_DATE.test(text) ? text.split('-').reverse().join('/') : ''),
  'year-only': (text) => (/^\d{4}$/u.test(text) ? text : ''),
  'gender-code': (text) => GENDER_CODES[text] ?? '',
};

/** Names of the casts that a template may use. */
export const TEMPLATE_CASTS: readonly string[] = Object.keys(CASTS);

const PLACE = /\{\{|\{([A-Za-z]+)(?:\.([A-Za-z][A-Za-z0-9]*))?(?:\|([a-z0-9-]+))?(\?)?\}|\{/gu;
const SOURCES = ['procedure', 'purpose', 'requestId', 'requester', 'officer'];

/** What is wrong with a template, in words; empty when nothing is. `keys` and `settings` are the names that there are. */
export function templateProblems(text: string, keys: readonly string[], settings: readonly string[]): readonly string[] {
  const problems: string[] = [];
  for (const [place, source, name, cast] of text.matchAll(PLACE)) {
    if (place === '{{') continue;
    const names = source === 'key' ? keys : source === 'setting' ? settings : undefined;
    if (source === undefined) problems.push('Expected {source} or {{ for a brace, found a lone {.');
    else if (names ? name === undefined : name !== undefined || !SOURCES.includes(source)) {
      problems.push(`"${place}" is no source. Sources are {key.name}, {setting.name}, {${SOURCES.join('}, {')}}.`);
    } else if (names && !names.includes(name ?? '')) {
      problems.push(`"${place}" names a ${source} that there is none of: ${names.join(', ') || 'there are none'}.`);
    }
    if (cast !== undefined && !Object.hasOwn(CASTS, cast)) {
      problems.push(`"${cast}" is no cast. Casts are ${TEMPLATE_CASTS.join(', ')}.`);
    }
    if (source === 'officer' && !settings.includes('serviceOfficerId')) {
      problems.push('{officer} needs the setting serviceOfficerId: the number that is named while a citizen asks.');
    }
  }
  return problems;
}

/** The text with its places filled. */
export function fillText(text: string, values: TemplateValues, encode: Escape = String): string {
  return text.replace(PLACE, (place, source?: string, name?: string, cast?: string) => {
    if (place === '{{' || source === undefined) return '{';
    const value = sourceValue(source, name, values);
    return encode(cast === undefined ? value : (CASTS[cast] ?? String)(value));
  });
}

/** A message with its places filled; members whose template ends in `?` are left out when empty. */
export function fillMessage(template: Json, values: TemplateValues): Json {
  if (typeof template === 'string') return fillText(template, values);
  if (template === null || typeof template !== 'object') return template;
  if (Array.isArray(template)) return (template as readonly Json[]).map((item) => fillMessage(item, values));
  const filled: {[member: string]: Json} = {};
  for (const [member, part] of Object.entries(template as JsonObject)) {
    const value = fillMessage(part, values);
    if (value === '' && typeof part === 'string' && part.endsWith('?}')) continue;
    filled[member] = value;
  }
  return filled;
}

/** Every text of a template, with where it stands. */
export function* textsOf(template: Json, pointer: string): Generator<readonly [pointer: string, text: string]> {
  if (typeof template === 'string') yield [pointer, template];
  else if (template !== null && typeof template === 'object') {
    for (const [member, part] of Object.entries(template)) yield* textsOf(part as Json, `${pointer}/${member}`);
  }
}

function sourceValue(source: string, name: string | undefined, {request, settings}: TemplateValues): string {
  const of = (texts: {readonly [name: string]: string}): string =>
    name !== undefined && Object.hasOwn(texts, name) ? (texts[name] ?? '') : '';
  switch (source) {
    case 'key':
      return of(request.keys);
    case 'setting':
      return of(settings);
    case 'procedure':
      return request.procedure;
    case 'purpose':
      return request.purpose;
    case 'requestId':
      return request.requestId;
    case 'requester':
      return request.requester.citizenId;
    case 'officer':
      return request.requester.role === 'officer' ? request.requester.citizenId : (settings['serviceOfficerId'] ?? '');
    default:
      return '';
  }
}
