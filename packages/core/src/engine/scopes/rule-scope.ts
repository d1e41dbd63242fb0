/**
 * How a rule reads the form: hidden answers are absent (the gateway never sees them either, and must reach the same
 * verdict), `*` is the rule's own row, or every row from outside.
 */

import type {Json, JsonObject} from '../../json/json.ts';
import {addMembers, type MutableObject, putAt} from '../../json/nested.ts';
import {type Segments, valueAt} from '../../json/pointer.ts';
import type {FormPatterns} from '../../plan/form-patterns.ts';
import type {Clock} from '../../ports/ports.ts';
import type {RuleScope} from '../../rules/evaluate.ts';
import type {FormField, FormList, FormScope} from '../engine-context.ts';

function visibleValue(field: FormField, rest: Segments): Json | undefined {
  return field.visible ? valueAt(field.value, rest) : undefined;
}

/** What a rule sees from a row, or from the form. */
export class RuleContext implements RuleScope {
  readonly #patterns: FormPatterns;
  readonly #root: FormScope;
  readonly #from: FormScope;
  readonly #clock: Clock;
  readonly #seen: ((path: Segments) => void) | undefined;

  constructor(patterns: FormPatterns, root: FormScope, from: FormScope, clock: Clock, seen?: (path: Segments) => void) {
    this.#patterns = patterns;
    this.#root = root;
    this.#from = from;
    this.#clock = clock;
    this.#seen = seen;
  }

  read(path: Segments): Json | undefined {
    this.#seen?.(path);
    return readPath(this.#root, path, this.#patterns.waysTo(path), this.#from);
  }

  origin(path: Segments): string | null {
    return fieldOf(this.#root, this.#patterns.waysTo(path).at(-1) ?? '', this.#from)?.origin?.kind ?? null;
  }

  today(): string {
    return this.#clock.today();
  }
}

/** The value of a path inside a container, as seen from `origin`'s row. `ways` are the texts of the patterns that lead there, by length. */
export function readPath(container: FormScope, path: Segments, ways: readonly string[], origin: FormScope): Json | undefined {
  // A row of plain values is itself the field: its pattern is as long as the way to the row.
  const own = Math.max(container.depth - 1, 0);
  for (let i = path.length - 1; i >= own; i -= 1) {
    const field = container.fields.get(ways[i] ?? '');
    if (field) return visibleValue(field, path.slice(i + 1));
  }
  for (let i = own; i < path.length; i += 1) {
    const list = container.lists.get(ways[i] ?? '');
    if (!list) continue;
    if (!list.visible) return undefined;
    const row = path[i + 1];
    if (row === undefined) return rowsOf(list);
    if (row !== '*') {
      const scope = list.scopes.value[Number(row)];
      return scope && readPath(scope, path, ways, origin);
    }
    const here = origin.rowOf(list);
    if (here) return readPath(here, path, ways, origin);
    return list.scopes.value.map((scope) => readPath(scope, path, ways, origin) ?? null);
  }
  const object = assemble(container, ways.at(-1) ?? '', path.length);
  return Object.keys(object).length > 0 ? object : undefined;
}

/** What the rows of a list hold now, hidden answers left out. Tracked. */
export function rowsOf(list: FormList): Json[] {
  const {
    row: {text},
    depth,
  } = list.plan;
  return list.scopes.value.map((scope) => {
    const plain = scope.fields.get(text);
    if (plain) return visibleValue(plain, []) ?? null;
    const inner = scope.lists.get(text);
    return inner ? rowsOf(inner) : assemble(scope, text, depth);
  });
}

/** Visible, non-empty answers under a pattern, nested as the data are. A list without a row stands only where there must be one. */
export function assemble(container: FormScope, under: string, depth: number): {readonly [member: string]: Json} {
  const object: MutableObject = {};
  const prefix = under === '' ? '' : `${under}/`;
  for (const field of container.fields.values()) {
    const {pattern} = field.plan;
    if (!pattern.text.startsWith(prefix) || field.plan.aside === 'choice') continue;
    const value = field.visible ? field.value : undefined;
    if (value === undefined || value === null || value === '') continue;
    if (field.plan.aside === undefined) putAt(object, pattern.segments, value, depth);
    else addMembers(object, pattern.segments.slice(0, -1), value as JsonObject, depth);
  }
  for (const [pattern, list] of container.lists) {
    if (!pattern.startsWith(prefix)) continue;
    if (list.visible && (list.scopes.value.length > 0 || isDue(list)))
      putAt(object, list.plan.pattern.segments, rowsOf(list), depth);
  }
  return object;
}

function isDue({plan: {required, optionalPart}, scope}: FormList): boolean {
  return required && (optionalPart === undefined || scope.isFilled(optionalPart));
}

/** The field of a pattern, as seen from a row. */
export function fieldOf(root: FormScope, text: string, origin: FormScope): FormField | undefined {
  let scope: FormScope | undefined = origin;
  while (scope) {
    const field = scope.fields.get(text);
    if (field) return field;
    scope = scope.list?.scope;
  }
  return root.fields.get(text);
}
