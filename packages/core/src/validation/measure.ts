/** How texts are measured and values compared. */
import {canonicalJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';

/** Code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}

/** One test for all choices: plain ones are looked up, composite ones by their canonical text. */
export function choice(values: readonly Json[]): (value: Json) => boolean {
  const plain = new Set<Json>(values.filter((value) => value === null || typeof value !== 'object'));
  const composite = new Set(values.filter((value) => value !== null && typeof value === 'object').map(canonicalJson));
  return (value) =>
    value !== null && typeof value === 'object' ? composite.size > 0 && composite.has(canonicalJson(value)) : plain.has(value);
}

/** Whether no two items are the same JSON. */
export function areUnique(items: readonly Json[]): boolean {
  return new Set(items.map(canonicalJson)).size === items.length;
}
