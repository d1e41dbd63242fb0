/** Where the keys of a look-up stand in answers: once, or in every row of a list. */
import {type JsonObject, type LookupSettings, parsePointer, type Segments, valueAt} from '@egov-form/core';
import type {Keys} from './lookup-policy.ts';

/** Keys as answers have them. `row` is the row's index, `''` outside any list. */
export interface KeysOfRow {
  readonly row: string;
  readonly keys: Keys;
}

/** The keys of every row that there is. */
export function keysInAnswers(settings: LookupSettings, answers: JsonObject): readonly KeysOfRow[] {
  const pointers = Object.values(settings.keys).map((key) => parsePointer(typeof key === 'string' ? key : key.pointer));
  const inList = pointers.find((pointer) => pointer.includes('*'));
  const rows = inList
    ? Object.keys((valueAt(answers, inList.slice(0, inList.indexOf('*'))) as JsonObject | undefined) ?? {})
    : [''];
  return rows.map((row) => ({row, keys: keysInRow(settings, answers, row)}));
}

/** The keys of one row; those that are empty are left out. */
export function keysInRow(settings: LookupSettings, answers: JsonObject, row: string): Keys {
  const keys: {[name: string]: string} = {};
  for (const [name, key] of Object.entries(settings.keys)) {
    const pointer = parsePointer(typeof key === 'string' ? key : key.pointer);
    const value = valueAt(answers, inRow(pointer, row));
    if (typeof value === 'string' && value !== '') keys[name] = value;
  }
  return keys;
}

/** Which row of the keys a filled value belongs to: its own, when the keys stand in the same list. */
export function keyRowOf(settings: LookupSettings, pattern: Segments, value: Segments): string {
  const star = pattern.indexOf('*');
  if (star < 0) return '';
  const list = pattern.slice(0, star).join('/');
  const together = Object.values(settings.keys).some((key) => {
    const pointer = parsePointer(typeof key === 'string' ? key : key.pointer);
    return pointer[star] === '*' && pointer.slice(0, star).join('/') === list;
  });
  return together ? (value[star] ?? '') : '';
}

function inRow(pointer: Segments, row: string): Segments {
  return pointer.map((segment) => (segment === '*' ? row : segment));
}
