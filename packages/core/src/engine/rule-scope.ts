/**
 * How a rule reads the form: hidden answers are absent (the gateway never sees them either, and must reach the same
 * verdict), `*` is the rule's own row, or every row from outside.
 */

import type {Json} from '../json/json.ts';
import {type MutableObject, putAt} from '../json/nested.ts';
import {formatPointer, type Segments, valueAt} from '../json/pointer.ts';
import type {Clock} from '../ports/ports.ts';
import type {RuleScope} from '../rules/evaluate.ts';
import type {FieldNode} from './nodes/field-node.ts';
import type {ListNode} from './nodes/list-node.ts';
import type {Scope} from './scope.ts';

interface Resolved {
  /** Pattern text by length: what to look for first. */
  readonly patterns: readonly string[];
}

const resolved: WeakMap<Segments, Resolved> = new WeakMap();

function patternsOf(path: Segments): Resolved {
  let found = resolved.get(path);
  if (!found) {
    const pattern = path.map((segment) => (/^[0-9]+$/u.test(segment) ? '*' : segment));
    found = {patterns: pattern.map((_, i) => formatPointer(pattern.slice(0, i + 1)))};
    resolved.set(path, found);
  }
  return found;
}

function visibleValue(field: FieldNode, rest: Segments): Json | undefined {
  return field.visible ? valueAt(field.value, rest) : undefined;
}

/** What a rule sees from a row, or from the form. */
export class RuleContext implements RuleScope {
  readonly #root: Scope;
  readonly #from: Scope;
  readonly #clock: Clock;

  constructor(root: Scope, from: Scope, clock: Clock) {
    this.#root = root;
    this.#from = from;
    this.#clock = clock;
  }

  read(path: Segments): Json | undefined {
    return readPath(this.#root, path, this.#from);
  }

  origin(path: Segments): string | null {
    return fieldOf(this.#root, path, this.#from)?.origin?.kind ?? null;
  }

  today(): string {
    return this.#clock.today();
  }
}

/** The value of a path inside a container, as seen from `origin`'s row. */
export function readPath(container: Scope, path: Segments, origin: Scope): Json | undefined {
  const {patterns} = patternsOf(path);
  // A row of plain values is itself the field: its pattern is as long as the way to the row.
  const own = Math.max(container.depth - 1, 0);
  for (let i = path.length - 1; i >= own; i -= 1) {
    const field = container.fields.get(patterns[i] ?? '');
    if (field) return visibleValue(field, path.slice(i + 1));
  }
  for (let i = own; i < path.length; i += 1) {
    const list = container.lists.get(patterns[i] ?? '');
    if (!list) continue;
    if (!list.visible) return undefined;
    const row = path[i + 1];
    if (row === undefined) return rowsOf(list);
    if (row !== '*') {
      const scope = list.scopes.value[Number(row)];
      return scope && readPath(scope, path, origin);
    }
    const here = origin.rowOf(list);
    if (here) return readPath(here, path, origin);
    return list.scopes.value.map((scope) => readPath(scope, path, origin) ?? null);
  }
  const object = assemble(container, patterns[path.length - 1] ?? '', path.length);
  return Object.keys(object).length > 0 ? object : undefined;
}

function rowsOf(list: ListNode): Json[] {
  const depth = list.plan.pattern.length + 1;
  const row = `${list.plan.text}/*`;
  return list.scopes.value.map((scope) => {
    const plain = scope.fields.get(row);
    if (plain) return visibleValue(plain, []) ?? null;
    const inner = scope.lists.get(row);
    return inner ? rowsOf(inner) : assemble(scope, row, depth);
  });
}

/** Visible, non-empty answers under a pattern, nested as the data are. Lists stand even when they have no row. */
export function assemble(container: Scope, under: string, depth: number): {readonly [member: string]: Json} {
  const object: MutableObject = {};
  const prefix = under === '' ? '' : `${under}/`;
  for (const field of container.fields.values()) {
    if (!field.plan.text.startsWith(prefix)) continue;
    const value = field.visible ? field.value : undefined;
    if (value !== undefined && value !== null && value !== '') putAt(object, field.plan.pattern, value, depth);
  }
  for (const [pattern, list] of container.lists) {
    if (!pattern.startsWith(prefix)) continue;
    if (list.visible) putAt(object, list.plan.pattern, rowsOf(list), depth);
  }
  return object;
}

/** The field that a path names, as seen from a row. */
export function fieldOf(root: Scope, path: Segments, origin: Scope): FieldNode | undefined {
  const {patterns} = patternsOf(path);
  const text = patterns.at(-1) ?? '';
  let scope: Scope | undefined = origin;
  while (scope) {
    const field = scope.fields.get(text);
    if (field) return field;
    scope = scope.list?.scope;
  }
  return root.fields.get(text);
}
