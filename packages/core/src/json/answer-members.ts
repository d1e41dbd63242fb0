import type {Json} from './json.ts';
import {isSafeMember} from './pointer.ts';

/** An own member of an answer, or of an item of a list in it; an item that is no object has none. */
export function memberOf(item: Json | undefined, name: string): Json | undefined {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return undefined;
  return isSafeMember(name) && Object.hasOwn(item, name) ? (item as {readonly [member: string]: Json})[name] : undefined;
}
