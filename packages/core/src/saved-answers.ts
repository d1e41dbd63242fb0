/** Answers out of the fields and back into them: the part of drafts and submissions that is values and origins. */
import type {Json, JsonObject} from './json.ts';
import {locateField, locateList} from './locate.ts';
import {type MutableObject, putAt} from './nested.ts';
import type {Origin} from './origin.ts';
import {formatPointer, parsePointer, type Segments} from './pointer.ts';
import type {Scope} from './scope.ts';

type Origins = {readonly [pointer: string]: Origin};

/** Everything stored, hidden fields included; defaults and computed values come back by themselves. */
export function saveAnswers(root: Scope): {answers: JsonObject; origins: Origins} {
  const answers: MutableObject = {};
  const origins: {[pointer: string]: Origin} = {};
  const collect = (scope: Scope, into: MutableObject): void => {
    for (const field of scope.fields.values()) {
      const {value, origin} = field.stored;
      if (value !== undefined) putAt(into, field.plan.pattern.slice(scope.depth), value);
      // Plain typing is what a value without an origin means; a field emptied on purpose must say so.
      if (origin && (origin.kind !== 'typed' || origin.was || value === undefined)) origins[field.pointer] = origin;
    }
    for (const list of scope.lists.values()) {
      const rows = list.scopes.peek().map((row) => {
        const object: MutableObject = {};
        collect(row, object);
        return object;
      });
      putAt(into, list.plan.pattern.slice(scope.depth), rows);
    }
  };
  collect(root, answers);
  return {answers, origins};
}

/**
 * Put answers into empty fields; rows are made as needed.
 * @returns pointers of members that no field takes.
 */
export function loadAnswers(root: Scope, answers: JsonObject, origins: Origins): readonly string[] {
  const unknown: string[] = [];
  const visit = (value: Json, segments: Segments): void => {
    const pointer = formatPointer(segments);
    const list = segments.length > 0 ? locateList(root, segments) : undefined;
    if (list && Array.isArray(value)) {
      value.forEach((row: Json, i) => {
        list.place(i);
        visit(row, [...segments, String(i)]);
      });
      return;
    }
    const {field, rest} = locateField(root, pointer);
    if (field && rest.length === 0) {
      field.store(value, (Object.hasOwn(origins, pointer) ? origins[pointer] : undefined) ?? {kind: 'typed'});
    } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [name, member] of Object.entries(value)) visit(member, parsePointer(formatPointer([...segments, name])));
    } else unknown.push(pointer);
  };
  visit(answers, []);
  for (const [pointer, origin] of Object.entries(origins)) {
    const {field, rest} = locateField(root, pointer);
    if (field && rest.length === 0 && origin.kind === 'typed' && field.stored.value === undefined) field.store(undefined, origin);
  }
  return unknown;
}
