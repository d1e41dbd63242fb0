/** Where the keys of a look-up stand in answers: once, in every row of a list, or in rows of rows. */
import type {Keys} from '@egov-form/connectors/server';
import {type FormPatterns, innermostRow, type JsonObject, type LookupSettings, type Pattern, valueAt} from '@egov-form/core';

/** Indices of the row that the keys stand in, the outermost list's first; empty outside of lists. */
export type KeyRow = readonly string[];

/** The keys of a row. */
export interface KeysOfRow {
  readonly row: KeyRow;
  readonly keys: Keys;
}

export interface KeyPlaces {
  readonly keys: readonly (readonly [name: string, pattern: Pattern])[];
  /** The innermost row with a key: the other keys stand in it or around it. */
  readonly row: Pattern;
}

const known = new WeakMap<LookupSettings, KeyPlaces>();

export function keyPlaces(settings: LookupSettings, patterns: FormPatterns): KeyPlaces {
  let places = known.get(settings);
  if (!places) {
    const keys = Object.entries(settings.keys).map(
      ([name, key]) => [name, patterns.parse(typeof key === 'string' ? key : key.pointer)] as const,
    );
    places = {keys, row: innermostRow(keys.map(([, pattern]) => pattern))};
    known.set(settings, places);
  }
  return places;
}

/** The keys of every row that there is, of those within `around`. */
export function keysInAnswers(places: KeyPlaces, answers: JsonObject, around: KeyRow = []): readonly KeysOfRow[] {
  return places.row.rowsOf(answers, around).map((row) => ({row, keys: keysInRow(places, answers, row)}));
}

/** The keys of one row; those that are empty are left out. */
export function keysInRow(places: KeyPlaces, answers: JsonObject, row: KeyRow): Keys {
  const keys: {[name: string]: string} = {};
  for (const [name, pattern] of places.keys) {
    const value = valueAt(answers, pattern.bind(row));
    if (typeof value === 'string' && value !== '') keys[name] = value;
  }
  return keys;
}
