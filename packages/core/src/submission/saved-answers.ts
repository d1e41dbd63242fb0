/** Answers out of the fields and back into them: the part of drafts and submissions that is values and origins. */

import {FormError} from '../definition/errors.ts';
import {locateField} from '../engine/locate.ts';
import type {Scope} from '../engine/scope.ts';
import type {RowContent} from '../engine/transaction.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {type MutableObject, putAt} from '../json/nested.ts';
import {escapeSegment, formatPointer, isSafeMember} from '../json/pointer.ts';
import type {Origin} from '../provenance/origin.ts';

type Origins = {readonly [pointer: string]: Origin};

/** Everything stored, hidden fields included; defaults and computed values come back by themselves. */
export function saveAnswers(root: Scope): {answers: JsonObject; origins: Origins} {
  const origins: {[pointer: string]: Origin} = {};
  return {answers: collect(root, '', origins) as JsonObject, origins};
}

/** What stands in one row, its own lists included; `undefined` when nothing does. */
export function saveRow(row: Scope): RowContent | undefined {
  const origins: {[pointer: string]: Origin} = {};
  const answers = collect(row, '', origins);
  return isEmpty(answers) && Object.keys(origins).length === 0 ? undefined : {answers, origins};
}

function collect(scope: Scope, at: string, origins: {[pointer: string]: Origin}): Json {
  const into: MutableObject = {};
  let plain: Json | undefined;
  for (const field of scope.fields.values()) {
    const {value, origin} = field.stored;
    const inside = field.plan.pattern.slice(scope.depth);
    if (inside.length === 0) plain = value ?? null;
    else if (value !== undefined) putAt(into, inside, value);
    // Plain typing is what a value without an origin means; a field emptied on purpose must say so.
    if (origin && (origin.kind !== 'typed' || origin.was || origin.reason !== undefined || value === undefined))
      origins[`${at}${formatPointer(inside)}`] = origin;
  }
  for (const list of scope.lists.values()) {
    const inside = list.plan.pattern.slice(scope.depth);
    const here = `${at}${formatPointer(inside)}`;
    const rows = list.scopes.peek().map((row, i) => collect(row, `${here}/${i}`, origins));
    if (inside.length === 0) plain = rows;
    else putAt(into, inside, rows);
  }
  return plain === undefined ? into : plain;
}

/**
 * Put answers into the empty fields of a form or of a new row; rows are made as needed. Origins are by pointer within it.
 * @returns pointers of members that no field takes.
 * @throws FormError `EGOV_CORE_POINTER` when a member is named like one of an object's prototype.
 */
export function loadAnswers(scope: Scope, answers: Json, origins: Origins): readonly string[] {
  const unknown: string[] = [];
  const originOf = (pointer: string): Origin =>
    (Object.hasOwn(origins, pointer) ? origins[pointer] : undefined) ?? {kind: 'typed'};
  const visit = (here: Scope, value: Json, pattern: string, pointer: string): void => {
    const field = here.fields.get(pattern);
    const list = here.lists.get(pattern);
    if (field) {
      if (value !== null) field.store(value, originOf(pointer));
    } else if (list && Array.isArray(value)) {
      for (const [i, row] of list.append(value.length).entries()) visit(row, value[i] as Json, `${pattern}/*`, `${pointer}/${i}`);
    } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (!isSafeMember(name))
          throw new FormError('EGOV_CORE_POINTER', `An answer below "${pointer}" names a prototype member.`, {pointer});
        visit(here, member, `${pattern}/${escapeSegment(name)}`, `${pointer}/${escapeSegment(name)}`);
      }
    } else unknown.push(pointer);
  };
  visit(scope, answers, scope.list ? `${formatPointer(scope.list.plan.pattern)}/*` : '', '');
  for (const [pointer, origin] of Object.entries(origins)) {
    if (origin.kind !== 'typed') continue;
    const {field, rest} = locateField(scope, pointer);
    if (field && rest.length === 0 && field.stored.value === undefined) field.store(undefined, origin);
  }
  return unknown;
}
