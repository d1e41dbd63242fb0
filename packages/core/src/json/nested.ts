import {isEmpty} from './canonical.ts';
import type {Json, JsonObject} from './json.ts';
import type {Segments} from './pointer.ts';

/** An object under construction. */
export interface MutableObject {
  [member: string]: Json;
}

/** Put a value into an object at a path of member names, from the `from`-th on, making the objects between. */
export function putAt(object: MutableObject, segments: Segments, value: Json, from = 0): void {
  const last = segments.length - 1;
  let here = object;
  for (let i = from; i < last; i += 1) {
    const segment = segments[i] ?? '';
    if (!Object.hasOwn(here, segment)) here[segment] = {};
    here = here[segment] as MutableObject;
  }
  if (last >= from) here[segments[last] ?? ''] = value;
}

/** Add members to the object at a path of member names, from the `from`-th on, making the objects on the way. Those that it has stay. */
export function addMembers(object: MutableObject, segments: Segments, members: JsonObject, from = 0): void {
  let here = object;
  for (const segment of segments.slice(from)) {
    if (!Object.hasOwn(here, segment)) here[segment] = {};
    here = here[segment] as MutableObject;
  }
  for (const [name, value] of Object.entries(members)) if (!Object.hasOwn(here, name)) here[name] = value;
}

/** A copy of a compound value with one member changed. Empty members go; nothing left is `undefined`. */
export function withMember(value: Json | undefined, path: Segments, member: Json | undefined): Json | undefined {
  const [name, ...deeper] = path;
  if (name === undefined) return member;
  const copy: MutableObject = {};
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) Object.assign(copy, value);
  const changed = withMember(Object.hasOwn(copy, name) ? copy[name] : undefined, deeper, member);
  if (changed === undefined || isEmpty(changed)) delete copy[name];
  else copy[name] = changed;
  return Object.keys(copy).length > 0 ? copy : undefined;
}
