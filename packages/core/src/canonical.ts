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

/** Whether two values are the same JSON, whatever the order of members. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
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
