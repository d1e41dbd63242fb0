/** Which attributes of a register a look-up is about: what it fills and whom it proposes, and nothing else. */
import {type Json, type JsonObject, type LookupSettings, rowAttribute} from '@egov-form/core';

/** Where a value stands in an answer: an attribute, or a member of each row of one (`members/*` + `/fullName`). */
export interface AttributePath {
  readonly name: string;
  readonly member: string | undefined;
}

export function attributePath(text: string): AttributePath {
  const rows = rowAttribute(text);
  return {name: rows?.list ?? text, member: rows?.member};
}

/** Attributes that the look-up fills from. */
export function declaredAttributes({fill}: LookupSettings): readonly string[] {
  return [...new Set(Object.values(fill).map((text) => attributePath(text).name))];
}

/** What the register is asked for: beside that, whom the answer may propose. */
export function askedAttributes(settings: LookupSettings): readonly string[] {
  const {key, fullName, birthDate, where = {}} = settings.proposes ?? {};
  const proposed = [key, fullName, birthDate, ...Object.keys(where)].filter((attribute) => attribute !== undefined);
  return [...new Set([...declaredAttributes(settings), ...proposed])];
}

/** An answer without anything that the look-up does not fill, nor what is `left` out: of rows, too, only the members that it names. */
export function declaredValues(settings: LookupSettings, values: JsonObject, left: readonly string[] = []): JsonObject {
  const kept: {[attribute: string]: Json} = {};
  const paths = Object.values(settings.fill).map(attributePath);
  for (const name of declaredAttributes(settings)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null || value === '' || left.includes(name)) continue;
    const members = paths.filter((path) => path.name === name).map(({member}) => member);
    kept[name] = members.includes(undefined) || !Array.isArray(value) ? value : value.map((row) => pick(row as Json, members));
  }
  return kept;
}

function pick(row: Json, members: readonly (string | undefined)[]): Json {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) return {};
  return Object.fromEntries(Object.entries(row).filter(([name]) => members.includes(name))) as JsonObject;
}
