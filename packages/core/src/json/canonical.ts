import {FormError} from '../definition/errors.ts';
import type {Json} from './json.ts';

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no spaces, numbers as ECMAScript prints them.
 * Two equal values give the same text, so it can be compared and hashed.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  const object = value as {readonly [member: string]: Json | undefined};
  const members = Object.keys(object)
    .sort()
    .flatMap((name) => {
      const member = object[name];
      return member === undefined ? [] : [`${JSON.stringify(name)}:${canonicalJson(member)}`];
    });
  return `{${members.join(',')}}`;
}

/**
 * Canonical JSON for signing and digests: as `canonicalJson`, and strict where RFC 8785 is.
 * @throws FormError `EGOV_CORE_CANONICAL` for half a surrogate pair or a number that is not finite (RFC 8785, 3.2.2.2 and
 * 3.2.2.3): two programs could not agree on their text.
 */
export function canonicalText(value: Json): string {
  checkAgreed(value);
  return canonicalJson(value);
}

function checkAgreed(value: Json): void {
  if (typeof value === 'string' ? !isWellFormed(value) : typeof value === 'number' && !Number.isFinite(value)) {
    throw new FormError(
      'EGOV_CORE_CANONICAL',
      'Expected text in whole Unicode characters and finite numbers: anything else has no canonical JSON.',
    );
  }
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) {
    checkAgreed(name);
    checkAgreed(member as Json);
  }
}

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}

/** Whether two values are the same JSON, whatever the order of members. An `object` is one of a type that is plain JSON. */
export function sameJson(a: Json | object | undefined, b: Json | object | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || typeof a !== 'object' || typeof b !== 'object') return false;
  return canonicalJson(a as Json) === canonicalJson(b as Json);
}

/** Whether nothing was answered: absent, null, `''`, or an object or list with nothing in it. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  return Array.isArray(value) ? value.length === 0 : Object.values(value).every((member) => isEmpty(member as Json));
}
