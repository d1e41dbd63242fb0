/** What the interpreter's parts share: a compiled schema is a closure over its keywords. */

import type {Format} from '../formats/format.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import type {SchemaObject} from './keywords.ts';

/** Members and item numbers of one value that some keyword has looked at; kept only where `unevaluated…` will ask. */
export type Seen = Set<string | number>;

/** One run of a validator over one value. */
export interface Run {
  /** `null` while only the verdict counts, as in `anyOf`. */
  issues: Issue[] | null;
  /** From the top to the value at hand. */
  readonly path: string[];
  /** Bases of the schema resources entered, outermost first. */
  readonly scope: string[];
}

/** Whether the value passes. A check that fails writes issues, if they are wanted; one that passes writes none. */
export type Check = (value: Json, run: Run, seen: Seen | null) => boolean;

export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** What a keyword needs to become checks. */
export interface Builder {
  readonly schema: SchemaObject;
  readonly formats: ReadonlyMap<string, Format>;
  compile(schema: JsonSchema): Check;
  /** Adds a check for values of one kind, or of any. */
  add(kind: Kind | 'any', check: Check): void;
}

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Kind;
}

/** Notes what is wrong with the value at hand, or with one of its members. Always false, so that a check can return it. */
export function fault(run: Run, code: string, params?: JsonObject, member?: string): false {
  if (run.issues) {
    const pointer = formatPointer(member === undefined ? run.path : [...run.path, member]);
    run.issues.push(params ? {code, pointer, severity: 'error', params} : {code, pointer, severity: 'error'});
  }
  return false;
}

/** Runs a check for its verdict alone. */
export function holds(check: Check, value: Json, run: Run, seen: Seen | null): boolean {
  const {issues} = run;
  run.issues = null;
  const verdict = check(value, run, seen);
  run.issues = issues;
  return verdict;
}

/** Runs a check on a member or an item. */
export function below(check: Check, value: Json, key: string | number, run: Run): boolean {
  run.path.push(String(key));
  const verdict = check(value, run, null);
  run.path.pop();
  return verdict;
}

/** Runs a check whose findings count only when it passes: what it saw is forgotten otherwise. */
export function tried(check: Check, value: Json, run: Run, seen: Seen | null): boolean {
  if (!seen) return holds(check, value, run, null);
  const own: Seen = new Set();
  const verdict = holds(check, value, run, own);
  if (verdict) for (const key of own) seen.add(key);
  return verdict;
}

export function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
