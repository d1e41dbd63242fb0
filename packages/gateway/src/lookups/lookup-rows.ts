/** Where the keys of a look-up stand in answers: once, in every row of a list, or in rows of rows. */
import {type JsonObject, type LookupSettings, parsePointer, type Segments, valueAt} from '@egov-form/core';
import type {Keys} from './lookup-policy.ts';

/** Indices of the row that the keys stand in, the outermost list's first; empty outside of lists. */
export type KeyRow = readonly string[];

/** The keys of a row. */
export interface KeysOfRow {
  readonly row: KeyRow;
  readonly keys: Keys;
}

/** The keys of every row that there is, of those within `around`. */
export function keysInAnswers(settings: LookupSettings, answers: JsonObject, around: KeyRow = []): readonly KeysOfRow[] {
  return keyRows(settings, answers, around).map((row) => ({row, keys: keysInRow(settings, answers, row)}));
}

function keyRows(settings: LookupSettings, answers: JsonObject, around: KeyRow): readonly KeyRow[] {
  const place = placeIn(rowPattern(settings), around);
  const star = place.indexOf('*');
  if (star < 0) return [around];
  const rows = valueAt(answers, place.slice(0, star));
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((_row, index) => keyRows(settings, answers, [...around, String(index)]));
}

/** The keys of one row; those that are empty are left out. */
export function keysInRow(settings: LookupSettings, answers: JsonObject, row: KeyRow): Keys {
  const keys: {[name: string]: string} = {};
  for (const [name, pattern] of keyPatterns(settings)) {
    const value = valueAt(answers, placeIn(pattern, row));
    if (typeof value === 'string' && value !== '') keys[name] = value;
  }
  return keys;
}

/**
 * Which row of the keys a place belongs to, as far as the place says so: `/fleets/1/owners/0/name` to `['1']` where the keys
 * stand in `/fleets/*`. Fewer indices than the keys have lists: any row within them may have filled it.
 */
export function keyRowOf(settings: LookupSettings, pattern: Segments, place: Segments): KeyRow {
  const keys = rowPattern(settings);
  const shared = pattern.findIndex((segment, index) => segment !== keys[index]);
  const length = shared < 0 ? pattern.length : shared;
  return place.slice(0, length).filter((_segment, index) => pattern[index] === '*');
}

/** The row at a pointer such as `/fleets/1/vehicles/0`; `undefined` when the keys stand in no such row. */
export function keyRowAt(settings: LookupSettings, pointer: string): KeyRow | undefined {
  const keys = rowPattern(settings);
  const place = parsePointer(pointer);
  const fits = place.length === keys.length && keys.every((segment, index) => segment === '*' || segment === place[index]);
  return fits ? keyRowOf(settings, keys, place) : undefined;
}

/** Segments of a row of the keys; none outside of lists. */
export function placeOfRow(settings: LookupSettings, row: KeyRow): Segments {
  return placeIn(rowPattern(settings), row);
}

/** A pattern with the indices of a row in place of its first stars. */
export function placeIn(pattern: Segments, row: KeyRow): Segments {
  let depth = 0;
  return pattern.map((segment) => (segment === '*' ? (row[depth++] ?? '*') : segment));
}

function keyPatterns({keys}: LookupSettings): readonly (readonly [string, Segments])[] {
  return Object.entries(keys).map(([name, key]) => [name, parsePointer(typeof key === 'string' ? key : key.pointer)]);
}

/** Pattern of the innermost row with a key: the other keys stand in it or around it. */
function rowPattern(settings: LookupSettings): Segments {
  const rows = keyPatterns(settings).map(([, pattern]) => pattern.slice(0, pattern.lastIndexOf('*') + 1));
  return rows.reduce((deepest, row) => (row.length > deepest.length ? row : deepest), []);
}
