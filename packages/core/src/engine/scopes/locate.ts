/** From a JSON Pointer to the field or list that it names, through the rows of lists. */

import {OTHERS} from '../../json/auxiliary.ts';
import type {Pattern} from '../../json/pattern.ts';
import {formatPointer, parsePointer, type Segments} from '../../json/pointer.ts';
import type {FormField, FormList, FormScope} from '../engine-context.ts';

/** The field at a pointer, and what of the pointer lies inside its compound value. */
export interface Located {
  readonly field: FormField | undefined;
  readonly rest: Segments;
}

const NOWHERE: Located = {field: undefined, rest: []};

function patternBase(scope: FormScope): string {
  return scope.list ? scope.list.plan.row.text : '';
}

/** The first list on the way, and how many segments lead to it. */
function listOnTheWay(scope: FormScope, segments: Segments, start: number): {list: FormList; end: number} | undefined {
  for (let end = start + 1; end <= segments.length; end += 1) {
    const list = scope.lists.get(`${patternBase(scope)}${formatPointer(segments.slice(start, end))}`);
    if (list) return {list, end};
  }
  return undefined;
}

/** Untracked: rows are looked at as they stand. */
export function locateField(root: FormScope, pointer: string): Located {
  const direct = root.fields.get(pointer);
  if (direct) return {field: direct, rest: []};
  const segments = parsePointer(pointer);
  let scope: FormScope | undefined = root;
  let start = 0;
  while (scope) {
    // The row itself is the field in a list of plain values.
    for (let end = segments.length; end >= start; end -= 1) {
      const field: FormField | undefined = scope.fields.get(`${patternBase(scope)}${formatPointer(segments.slice(start, end))}`);
      if (field) return {field, rest: segments.slice(end)};
    }
    const found: {list: FormList; end: number} | undefined = listOnTheWay(scope, segments, start);
    if (!found) return amongOthers(scope, segments, start);
    scope = found.list.scopes.peek()[Number(segments[found.end])];
    start = found.end + 1;
  }
  return NOWHERE;
}

/** The field that holds a member without a question of its own. */
function amongOthers(scope: FormScope, segments: Segments, start: number): Located {
  for (let end = segments.length - 1; end >= start; end -= 1) {
    const field = scope.fields.get(`${patternBase(scope)}${formatPointer(segments.slice(start, end))}/${OTHERS}`);
    if (field) return {field, rest: segments.slice(end)};
  }
  return NOWHERE;
}

/** The row that a pointer names, the whole form for `''`; `undefined` when there is no such row. Untracked. */
export function locateRow(root: FormScope, pointer: string): FormScope | undefined {
  const segments = parsePointer(pointer);
  const list = segments.length === 0 ? undefined : locateList(root, segments.slice(0, -1));
  return segments.length === 0 ? root : list?.scopes.peek()[Number(segments.at(-1))];
}

/** Every row that a pattern stands for, or lies in: the form itself outside of lists. Untracked. */
export function rowsOfPattern(root: FormScope, pattern: Pattern): readonly FormScope[] {
  const listText = pattern.list;
  if (listText === '') return [root];
  const visit = (scope: FormScope): readonly FormScope[] =>
    scope.list?.plan.pattern.text === listText
      ? [scope]
      : [...scope.lists.values()].flatMap((list) => list.scopes.peek().flatMap(visit));
  return visit(root);
}

/** The innermost row that a place lies in, or the whole form. Untracked. */
export function scopeAround(root: FormScope, pointer: string): FormScope {
  const segments = parsePointer(pointer);
  let scope = root;
  let start = 0;
  for (;;) {
    const found: {list: FormList; end: number} | undefined = listOnTheWay(scope, segments, start);
    const row: FormScope | undefined = found?.list.scopes.peek()[Number(segments[found.end])];
    if (!found || !row) return scope;
    scope = row;
    start = found.end + 1;
  }
}

/** The list that a pointer goes through by a row that is not there; `undefined` when all its rows are. Untracked. */
export function listWithoutRow(root: FormScope, segments: Segments): FormList | undefined {
  let scope: FormScope | undefined = root;
  let start = 0;
  while (scope) {
    const found: {list: FormList; end: number} | undefined = listOnTheWay(scope, segments, start);
    if (!found || found.end === segments.length) return undefined;
    scope = found.list.scopes.peek()[Number(segments[found.end])];
    if (!scope) return found.list;
    start = found.end + 1;
  }
  return undefined;
}

/** The list whose own pointer this is. Untracked. */
export function locateList(root: FormScope, segments: Segments): FormList | undefined {
  let scope: FormScope | undefined = root;
  let start = 0;
  while (scope) {
    const found: {list: FormList; end: number} | undefined = listOnTheWay(scope, segments, start);
    if (found?.end === segments.length) return found.list;
    scope = found?.list.scopes.peek()[Number(segments[found.end])];
    start = (found?.end ?? 0) + 1;
  }
  return undefined;
}

/** The row with this id, wherever it stands now. Untracked; looks at every row. */
export function findRow(scope: FormScope, id: string): FormScope | undefined {
  for (const list of scope.lists.values()) {
    for (const row of list.scopes.peek()) {
      const found = row.id === id ? row : findRow(row, id);
      if (found) return found;
    }
  }
  return undefined;
}

/** Every field there is now, hidden ones and all rows included. */
export function* allFields(scope: FormScope): Generator<FormField> {
  yield* scope.fields.values();
  for (const list of scope.lists.values()) for (const row of list.scopes.peek()) yield* allFields(row);
}

export function isList(node: FormField | FormList): node is FormList {
  return 'scopes' in node;
}
