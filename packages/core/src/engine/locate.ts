/** From a JSON Pointer to the field or list that it names, through the rows of lists. */

import {formatPointer, parsePointer, type Segments} from '../json/pointer.ts';
import type {FieldNode} from './nodes/field-node.ts';
import type {ListNode} from './nodes/list-node.ts';
import type {Scope} from './scope.ts';

/** The field at a pointer, and what of the pointer lies inside its compound value. */
export interface Located {
  readonly field: FieldNode | undefined;
  readonly rest: Segments;
}

const NOWHERE: Located = {field: undefined, rest: []};

function patternBase(scope: Scope): string {
  return scope.list ? scope.list.plan.row.text : '';
}

/** The first list on the way, and how many segments lead to it. */
function listOnTheWay(scope: Scope, segments: Segments, start: number): {list: ListNode; end: number} | undefined {
  for (let end = start + 1; end <= segments.length; end += 1) {
    const list = scope.lists.get(`${patternBase(scope)}${formatPointer(segments.slice(start, end))}`);
    if (list) return {list, end};
  }
  return undefined;
}

/** Untracked: rows are looked at as they stand. */
export function locateField(root: Scope, pointer: string): Located {
  const direct = root.fields.get(pointer);
  if (direct) return {field: direct, rest: []};
  const segments = parsePointer(pointer);
  let scope: Scope | undefined = root;
  let start = 0;
  while (scope) {
    // The row itself is the field in a list of plain values.
    for (let end = segments.length; end >= start; end -= 1) {
      const field: FieldNode | undefined = scope.fields.get(`${patternBase(scope)}${formatPointer(segments.slice(start, end))}`);
      if (field) return {field, rest: segments.slice(end)};
    }
    const found: {list: ListNode; end: number} | undefined = listOnTheWay(scope, segments, start);
    scope = found?.list.scopes.peek()[Number(segments[found.end])];
    start = (found?.end ?? 0) + 1;
  }
  return NOWHERE;
}

/** The row that a pointer names, the whole form for `''`; `undefined` when there is no such row. Untracked. */
export function locateRow(root: Scope, pointer: string): Scope | undefined {
  const segments = parsePointer(pointer);
  const list = segments.length === 0 ? undefined : locateList(root, segments.slice(0, -1));
  return segments.length === 0 ? root : list?.scopes.peek()[Number(segments.at(-1))];
}

/** The innermost row that a place lies in, or the whole form. Untracked. */
export function scopeAround(root: Scope, pointer: string): Scope {
  const segments = parsePointer(pointer);
  let scope = root;
  let start = 0;
  for (;;) {
    const found: {list: ListNode; end: number} | undefined = listOnTheWay(scope, segments, start);
    const row: Scope | undefined = found?.list.scopes.peek()[Number(segments[found.end])];
    if (!found || !row) return scope;
    scope = row;
    start = found.end + 1;
  }
}

/** The list whose own pointer this is. Untracked. */
export function locateList(root: Scope, segments: Segments): ListNode | undefined {
  let scope: Scope | undefined = root;
  let start = 0;
  while (scope) {
    const found: {list: ListNode; end: number} | undefined = listOnTheWay(scope, segments, start);
    if (found?.end === segments.length) return found.list;
    scope = found?.list.scopes.peek()[Number(segments[found.end])];
    start = (found?.end ?? 0) + 1;
  }
  return undefined;
}

/** The row with this id, wherever it stands now. Untracked; looks at every row. */
export function findRow(scope: Scope, id: string): Scope | undefined {
  for (const list of scope.lists.values()) {
    for (const row of list.scopes.peek()) {
      const found = row.id === id ? row : findRow(row, id);
      if (found) return found;
    }
  }
  return undefined;
}

/** Every field there is now, hidden ones and all rows included. */
export function* allFields(scope: Scope): Generator<FieldNode> {
  yield* scope.fields.values();
  for (const list of scope.lists.values()) for (const row of list.scopes.peek()) yield* allFields(row);
}
