/** Changes of a value at a place inside it, as new values: what stood there is never written to. */
import type {Json, JsonObject} from '@egov-form/core';

/** Where in a value: names of members, numbers of items. */
export type Path = readonly (string | number)[];

/** The value with another one at a place. `undefined` takes a member or an item away; what is around stays, be it empty. */
export function withAt(value: Json | undefined, [first, ...rest]: Path, put: Json | undefined): Json | undefined {
  if (first === undefined) return put;
  if (typeof first === 'number') {
    const items = Array.isArray(value) ? [...(value as readonly Json[])] : [];
    const item = withAt(items[first], rest, put);
    if (item === undefined) items.splice(first, 1);
    else items[first] = item;
    return items;
  }
  const members = new Map(Object.entries(isObject(value) ? value : {}));
  const member = withAt(members.get(first), rest, put);
  if (member === undefined) members.delete(first);
  else members.set(first, member);
  return Object.fromEntries(members);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
