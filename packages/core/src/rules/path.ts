/** Paths of rules: written as text in the definition, read once into segments. */
import {FormError} from '../definition/errors.ts';
import type {Json} from '../json/json.ts';
import {isIndex} from '../json/pattern.ts';
import {isSafeMember, type Segments, splitPointer} from '../json/pointer.ts';

/**
 * Where a rule reads, as segments: `child.birthDate` and `/child/birthDate` are both `['child', 'birthDate']`.
 * `*` stands for rows and is bound by the scope. No segments: all answers.
 */
export type RulePath = Segments;

/**
 * Reads a path: a JSON Pointer when it begins with `/`, else names with dots between.
 * `null` when it names a prototype member, which no rule ever reads.
 */
export function parseRulePath(text: string): RulePath | null {
  const path = text === '' ? [] : text.startsWith('/') ? splitPointer(text) : text.split('.');
  return path.every(isSafeMember) ? path : null;
}

/** The member of a plain value that a path names, own members only; `*` reads all rows, leaving out nothing. */
export function readPath(value: Json | undefined, path: RulePath, from = 0): Json | undefined {
  let here = value;
  for (let i = from; i < path.length; i++) {
    const segment = path[i] as string;
    if (here === null || typeof here !== 'object') return undefined;
    if (Array.isArray(here)) {
      if (segment === '*') {
        return here.flatMap((row: Json): readonly Json[] => {
          const read = readPath(row, path, i + 1) ?? null;
          return Array.isArray(read) && hasRows(row, path, i + 1) ? read : [read];
        });
      }
      // `length` is an own property of arrays, but not a member of the JSON.
      if (!isIndex(segment)) return undefined;
    }
    if (!isSafeMember(segment) || !Object.hasOwn(here, segment)) return undefined;
    here = (here as {readonly [member: string]: Json})[segment];
  }
  return here;
}

/** Whether a `*` of the path stands for rows of a value, and is not the name of a member. */
function hasRows(value: Json, path: RulePath, from: number): boolean {
  for (let star = path.indexOf('*', from); star >= 0; star = path.indexOf('*', star + 1))
    if (Array.isArray(readPath(value, path.slice(from, star)))) return true;
  return false;
}

/**
 * Every text that the path argument of `var`, `missing` or `missing_some` can become. Dependencies are read off the rule,
 * so a path is a literal, or a choice between literals by `if`, `?:` and `merge`.
 *
 * @throws FormError `EGOV_CORE_RULE` when it is computed in any other way.
 */
export function literalPaths(argument: Json, pointer: string): readonly string[] {
  if (argument === null) return [''];
  if (typeof argument === 'string' || typeof argument === 'number') return [String(argument)];
  if (Array.isArray(argument)) return argument.flatMap((item: Json, i) => literalPaths(item, `${pointer}/${i}`));
  if (typeof argument === 'object') {
    const [operator = '', ...others] = Object.keys(argument);
    const inner = (argument as {readonly [name: string]: Json})[operator] ?? null;
    const args: readonly Json[] = Array.isArray(inner) ? inner : [inner];
    const at = (i: number): string => `${pointer}/${operator}${Array.isArray(inner) ? `/${i}` : ''}`;
    if (others.length === 0 && operator === 'merge') return args.flatMap((item, i) => literalPaths(item, at(i)));
    if (others.length === 0 && (operator === 'if' || operator === '?:')) {
      // Odd places are results, and so is the last of an odd number: the "else".
      return args.flatMap((item, i) => (i % 2 === 1 || i === args.length - 1 ? literalPaths(item, at(i)) : []));
    }
  }
  throw new FormError(
    'EGOV_CORE_RULE',
    `Expected a literal path at ${pointer || 'the rule'}, such as "child.birthDate" or "/child/birthDate", found one that is computed. Write each path out and choose between them with "if".`,
    {pointer},
  );
}
