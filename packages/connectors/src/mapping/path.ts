/**
 * Places in a register's answer.
 *
 * Rule    A closed part of JSONPath (RFC 9535): `$`, `.member`, `['a member']`, `[0]`, `[*]`. No filters, no `..`, no
 *         expressions: libraries that have those have evaluated code or patterns from a configuration (two remote code
 *         executions in the most used one, 2024 and 2025), and no register's message needs them.
 * Limits  Registers send XML turned to JSON, so three things differ from the standard: a namespace prefix may stand before a
 *         name; one item may stand where a list is expected, so `[*]` and `[0]` of an object are the object; and an absent
 *         member, `null`, `''` and `{}` all mean "unknown" and lead nowhere.
 */
import type {Json, JsonObject} from '@egov-form/core';
import {ShapeError} from './shape-error.ts';

type Step = {readonly member: string} | {readonly index: number} | 'each';

/** A path made ready. */
export interface AnswerPath {
  readonly text: string;
  readonly steps: readonly Step[];
}

/** A value and where it stands, `/Body/CongdanCollection`. */
export interface Located {
  readonly value: Json;
  readonly place: string;
}

const STEP = /\.([\p{L}_][\p{L}\p{N}_-]*)|\['([^']{1,100})'\]|\[(\d{1,4})\]|\[(\*)\]/uy;

/** The path that a text writes; `undefined` when it is none. */
export function parsePath(text: string): AnswerPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, plain, quoted, index] = match;
    const member = plain ?? quoted;
    if (member !== undefined) steps.push({member});
    else steps.push(index === undefined ? 'each' : {index: Number(index)});
  }
  return {text, steps};
}

/** Every known value at the path. @throws ShapeError where a member is looked for in something that has none. */
export function readPath(root: Located, path: AnswerPath): readonly Located[] {
  let found: readonly Located[] = isUnknown(root.value) ? [] : [root];
  for (const step of path.steps) found = found.flatMap((at) => next(at, step)).filter(({value}) => !isUnknown(value));
  return found;
}

/** Whether the path's last member is there at all, known or not. @throws ShapeError as `readPath`. */
export function isPresent(root: Located, path: AnswerPath): boolean {
  const last = path.steps.at(-1);
  if (last === undefined) return true;
  return readPath(root, {text: path.text, steps: path.steps.slice(0, -1)}).some((at) => next(at, last).length > 0);
}

function next({value, place}: Located, step: Step): readonly Located[] {
  if (step === 'each') {
    return Array.isArray(value)
      ? (value as readonly Json[]).map((item, index) => ({value: item, place: `${place}/${index}`}))
      : [{value, place}];
  }
  if ('index' in step) {
    if (!Array.isArray(value)) return step.index === 0 ? [{value, place}] : [];
    const item = (value as readonly Json[])[step.index];
    return item === undefined ? [] : [{value: item, place: `${place}/${step.index}`}];
  }
  const within = `${place}/${step.member}`;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new ShapeError(within);
  const name = memberName(value as JsonObject, step.member);
  const member = name === undefined ? undefined : (value as JsonObject)[name];
  return member === undefined ? [] : [{value: member, place: within}];
}

function memberName(object: JsonObject, name: string): string | undefined {
  return Object.hasOwn(object, name) ? name : Object.keys(object).find((other) => other.endsWith(`:${name}`));
}

/** What registers send for "not on file". */
export function isUnknown(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0;
}
