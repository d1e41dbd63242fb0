/**
 * How JSON Logic turns one kind of value into another. The original leans on JavaScript's own coercion; here it is written
 * out, so that members called `toString` or `valueOf` in the data are never called, and other languages can do the same.
 *
 * Source  https://jsonlogic.com/truthy.html and json-logic-js 2.0; checked with its 278 shared cases.
 * Limits  Objects and arrays are equal when their JSON is; the original compares them by reference, which JSON has not.
 */
import {sameJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';

/** Empty lists, `''`, 0 and null do not hold; everything else does, `"0"` and empty objects too. */
export function isTruthy(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** What JavaScript's `String` gives, except that null is no text at all. */
export function toText(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((item: Json) => toText(item)).join(',');
  return typeof value === 'object' ? '[object Object]' : String(value);
}

/** What JavaScript's `Number` gives: null and `''` are 0, a text that is no number is NaN. */
export function toNumber(value: Json): number {
  return value !== null && typeof value === 'object' ? Number(toText(value)) : Number(value);
}

/** What `parseFloat` gives: leading digits count, and null, `''` and booleans are NaN. */
export function leadingNumber(value: Json): number {
  return typeof value === 'number'
    ? value
    : typeof value === 'string' || Array.isArray(value)
      ? Number.parseFloat(toText(value))
      : Number.NaN;
}

/** A number of JSON: what cannot be written in JSON (NaN, infinities) is null, and a negative zero is zero. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** `==`: numbers equal the texts that spell them, null only null. */
export function looselyEqual(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const composites = (typeof a === 'object' ? 1 : 0) + (typeof b === 'object' ? 1 : 0);
  if (composites === 2) return sameJson(a, b);
  if (typeof a === typeof b) return false;
  if (composites === 1 && (typeof a === 'string' || typeof b === 'string')) return toText(a) === toText(b);
  return toNumber(a) === toNumber(b);
}

/** `===`: the same kind and the same JSON. */
export function strictlyEqual(a: Json, b: Json): boolean {
  return sameJson(a, b);
}

/** Compares two texts by code units and everything else as numbers: negative, 0, positive, or NaN when there is no order. */
export function compareJson(a: Json, b: Json): number {
  const left = a !== null && typeof a === 'object' ? toText(a) : a;
  const right = b !== null && typeof b === 'object' ? toText(b) : b;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return toNumber(left) - toNumber(right);
}
