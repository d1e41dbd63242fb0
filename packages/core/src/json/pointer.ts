/**
 * JSON Pointer (RFC 6901). Inside the engine a pointer is an array of segments; text only at the edges.
 * Members that reach an object's prototype never resolve.
 */
import {FormError} from '../definition/errors.ts';
import type {Json} from './json.ts';

/** Segments of a pointer, unescaped: `/a~1b/0` is `['a/b', '0']`. */
export type Segments = readonly string[];

/** @throws FormError `EGOV_CORE_POINTER` when the text is not a pointer, or names a prototype member. */
export function parsePointer(text: string): Segments {
  if (text === '') return [];
  if (!text.startsWith('/')) {
    throw new FormError('EGOV_CORE_POINTER', `Expected a JSON Pointer that begins with "/", found "${text}".`, {pointer: text});
  }
  const segments = splitPointer(text);
  if (!segments.every(isSafeMember)) {
    throw new FormError('EGOV_CORE_POINTER', `"${text}" names a prototype member, which no pointer may.`, {pointer: text});
  }
  return segments;
}

/** The segments of a text that is known to be a pointer. */
export function splitPointer(text: string): Segments {
  if (text === '') return [];
  const parts = text.slice(1).split('/');
  return text.includes('~') ? parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')) : parts;
}

/** One segment as it stands in a pointer's text. */
export function escapeSegment(segment: string): string {
  if (!/[~/]/u.test(segment)) return segment;
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function formatPointer(segments: Segments): string {
  let text = '';
  for (const segment of segments) text += `/${escapeSegment(segment)}`;
  return text;
}

/** Whether a member name may be read or written at all. */
export function isSafeMember(name: string): boolean {
  return name !== '__proto__' && name !== 'prototype' && name !== 'constructor';
}

/** The value at a pointer, own members only; `undefined` when there is none. */
export function valueAt(value: Json | undefined, segments: Segments): Json | undefined {
  let here: Json | undefined = value;
  for (const segment of segments) {
    if (here === null || typeof here !== 'object' || !isSafeMember(segment) || !Object.hasOwn(here, segment)) return undefined;
    // An array's own property, but no member of the JSON.
    if (segment === 'length' && Array.isArray(here)) return undefined;
    here = (here as {readonly [member: string]: Json})[segment];
  }
  return here;
}
