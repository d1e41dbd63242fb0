import type {Json} from './json.ts';
import {isSafeMember} from './pointer.ts';

/** The own members of these names; an item that is no object has none. */
export function safeMembers(item: Json, names: readonly string[]): {readonly [name: string]: Json} {
  const members = names.map((name) => [name, memberOf(item, name)] as const);
  return Object.fromEntries(members.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** An own member of an item of an answer, `''` for the item itself. */
export function memberOf(item: Json | undefined, name: string): Json | undefined {
  if (name === '') return item;
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return undefined;
  return isSafeMember(name) && Object.hasOwn(item, name) ? (item as {readonly [member: string]: Json})[name] : undefined;
}
