/** What a look-up's settings say, read in one place: whom it asks, and what of the answer may leave the register. */
import {safeMembers} from './answer-members.ts';
import type {LookupSettings} from './generated/definition.ts';
import type {Json, JsonObject} from './json.ts';

/** Registers to ask, the next one only when the one before could not be asked. */
export function connectorsOf({connector}: LookupSettings): readonly string[] {
  return typeof connector === 'string' ? [connector] : connector;
}

/** `members/*\/fullName` of a `fill`, taken apart. */
export interface RowAttribute {
  /** Attribute of the answer that is a list. */
  readonly list: string;
  /** Member of each of its items; `''` for the item itself. */
  readonly member: string;
}

/** What fills rows; `undefined` for an attribute that fills one field. */
export function rowAttribute(attribute: string): RowAttribute | undefined {
  const [list = '', star, member = '', ...rest] = attribute.split('/');
  return star === '*' && rest.length === 0 ? {list, member} : undefined;
}

/** Names of the attributes that the look-up fills, each once: nothing else is asked for. */
export function attributesOf(settings: LookupSettings): readonly string[] {
  return [...new Set(Object.values(settings.fill).map((attribute) => rowAttribute(attribute)?.list ?? attribute))];
}

/** Of an answer what the look-up fills, and nothing else: of the items of a list their declared members only. */
export function pickAttributes(settings: LookupSettings, values: JsonObject): JsonObject {
  const picked: {[attribute: string]: Json} = {};
  const members = new Map<string, string[]>();
  for (const attribute of Object.values(settings.fill)) {
    const row = rowAttribute(attribute);
    const name = row?.list ?? attribute;
    if (row) members.set(name, [...(members.get(name) ?? []), row.member]);
    else if (Object.hasOwn(values, name)) picked[name] = values[name] ?? null;
  }
  for (const [name, wanted] of members) {
    const list = Object.hasOwn(values, name) ? values[name] : undefined;
    if (Array.isArray(list)) picked[name] = wanted.includes('') ? list : list.map((item: Json) => safeMembers(item, wanted));
  }
  return picked;
}
