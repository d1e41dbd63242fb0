/** Answers out of the fields and back into them: the part of drafts and submissions that is values and origins. */

import {FormError} from '../definition/errors.ts';
import type {FormList, FormScope} from '../engine/engine-context.ts';
import {locateField} from '../engine/scopes/locate.ts';
import type {Steps} from '../engine/steps.ts';
import type {RowContent} from '../engine/transactions/transaction.ts';
import {choiceName, OTHERS} from '../json/auxiliary.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {type MutableObject, putAt} from '../json/nested.ts';
import {escapeSegment, formatPointer, isSafeMember} from '../json/pointer.ts';
import {keptForm} from '../plan/stored-form.ts';
import type {Origin} from '../provenance/origin.ts';

type Origins = {readonly [pointer: string]: Origin};

/** Everything stored, hidden fields included; defaults and computed values come back by themselves. */
export function saveAnswers(root: FormScope): {answers: JsonObject; origins: Origins} {
  const origins: {[pointer: string]: Origin} = {};
  return {answers: collect(root, '', origins) as JsonObject, origins};
}

/** What stands in one row, its own lists included; `undefined` when nothing does. */
export function saveRow(row: FormScope): RowContent | undefined {
  const origins: {[pointer: string]: Origin} = {};
  const answers = collect(row, '', origins);
  return isEmpty(answers) && Object.keys(origins).length === 0 ? undefined : {answers, origins};
}

function collect(scope: FormScope, at: string, origins: {[pointer: string]: Origin}): Json {
  const into: MutableObject = {};
  let plain: Json | undefined;
  for (const field of scope.fields.values()) {
    const {value, origin} = field.stored;
    const inside = field.plan.pattern.segments.slice(scope.depth);
    if (inside.length === 0) plain = value ?? null;
    else if (value !== undefined) putAt(into, inside, value);
    // Plain typing is what a value without an origin means; a field emptied on purpose must say so.
    if (origin && (origin.kind !== 'typed' || origin.was || origin.reason !== undefined || value === undefined))
      origins[`${at}${formatPointer(inside)}`] = origin;
  }
  for (const list of scope.lists.values()) {
    const inside = list.plan.pattern.segments.slice(scope.depth);
    const here = `${at}${formatPointer(inside)}`;
    const rows = list.scopes.peek().map((row, i) => collect(row, `${here}/${i}`, origins));
    if (inside.length === 0) plain = rows;
    else putAt(into, inside, rows);
  }
  return plain === undefined ? into : plain;
}

/** Rows that are made at once. */
const ROWS_AT_ONCE = 50;
/** Fields that are filled in one step. */
const FIELDS_AT_ONCE = 16;

/**
 * Put answers into the empty fields of a form or of a new row, in their stored form, a few members at a step; rows are made as
 * needed, members that no field takes are left out.
 * @throws FormError `EGOV_CORE_POINTER` when a member is named like one of an object's prototype.
 */
export function* loadAnswers(scope: FormScope, answers: Json, origins: Origins): Steps<void> {
  yield* loadPlace(scope, answers, scope.list ? scope.list.plan.row.text : '', '', origins);
  for (const [pointer, origin] of Object.entries(origins)) {
    if (origin.kind !== 'typed') continue;
    const {field, rest} = locateField(scope, pointer);
    if (field && rest.length === 0 && field.stored.value === undefined) field.store(undefined, origin);
    yield;
  }
}

/** Put rows that nobody entered into an empty list. */
export function* loadDefaults(list: FormList, rows: readonly Json[]): Steps<void> {
  const made = list.append(Math.min(rows.length, list.maxItems));
  for (const [i, row] of made.entries()) yield* loadPlace(row, rows[i] as Json, list.plan.row.text, '', NOT_ENTERED);
}

/** Of values that nobody entered: none has an origin. */
const NOT_ENTERED = 'default';

function* loadPlace(
  scope: FormScope,
  value: Json,
  pattern: string,
  pointer: string,
  origins: Origins | typeof NOT_ENTERED,
): Steps<void> {
  if (loadField(scope, value, pattern, pointer, origins)) return;
  const list = scope.lists.get(pattern);
  if (list && Array.isArray(value)) {
    const row = list.plan.row.text;
    for (let from = 0; from < value.length; from += ROWS_AT_ONCE) {
      const some = value.slice(from, from + ROWS_AT_ONCE);
      yield;
      for (const [i, made] of list.append(some.length).entries()) {
        yield* loadPlace(made, some[i] as Json, row, `${pointer}/${from + i}`, origins);
        yield;
      }
    }
    return;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  let loaded = 0;
  const others = scope.fields.get(`${pattern}/${OTHERS}`);
  const left: MutableObject = {};
  for (const [name, member] of Object.entries(value)) {
    if (!isSafeMember(name))
      throw new FormError('EGOV_CORE_POINTER', `An answer below "${pointer}" names a prototype member.`, {pointer});
    const segment = escapeSegment(name);
    const [at, of] = [`${pointer}/${segment}`, `${pattern}/${segment}`];
    if (others && !isAsked(scope, of)) left[name] = member as Json;
    else if (!loadField(scope, member as Json, of, at, origins)) yield* loadPlace(scope, member as Json, of, at, origins);
    loaded += 1;
    if (loaded % FIELDS_AT_ONCE === 0) yield;
  }
  if (others && Object.keys(left).length > 0) loadField(scope, left, `${pattern}/${OTHERS}`, `${pointer}/${OTHERS}`, origins);
  findChoices(scope, value as JsonObject, pattern);
}

/** Whether something is asked at a pattern, or below it. */
function isAsked(scope: FormScope, pattern: string): boolean {
  if (scope.fields.get(pattern) || scope.lists.get(pattern)) return true;
  const below = `${pattern}/`;
  const {fields, lists} = scope.engine.plan;
  return [...fields.keys(), ...lists.keys()].some((text) => text.startsWith(below));
}

/** Which alternatives answers are of that do not say so: those that were sent, or come from another program. */
function findChoices(scope: FormScope, value: JsonObject, pattern: string): void {
  for (let before = 0; ; before += 1) {
    const name = choiceName(before);
    const field = scope.fields.get(`${pattern}/${name}`);
    if (!field) return;
    const chosen = Object.hasOwn(value, name) ? undefined : scope.engine.validators.alternativeOf(field.plan, value);
    if (chosen !== undefined) field.store(chosen, {kind: 'typed'});
  }
}

/** Whether a field takes the value. No step of its own: as many generators as a form has fields cost more than the fields do. */
function loadField(
  scope: FormScope,
  value: Json,
  pattern: string,
  pointer: string,
  origins: Origins | typeof NOT_ENTERED,
): boolean {
  const field = scope.fields.get(pattern);
  if (!field) return false;
  const stored = keptForm(field.plan, value);
  if (stored !== undefined) field.store(stored, origins === NOT_ENTERED ? undefined : originAt(origins, pointer));
  return true;
}

function originAt(origins: Origins, pointer: string): Origin {
  return (Object.hasOwn(origins, pointer) ? origins[pointer] : undefined) ?? {kind: 'typed'};
}
