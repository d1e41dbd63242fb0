/** What a rule reads, found by one walk over it: the form knows what to recompute without running anything. */
import type {Json} from '../json/json.ts';
import {literalPaths, parseRulePath, type RulePath} from './path.ts';

export interface RuleDependencies {
  /** Answers that the rule may read; each once, in the order of the rule. */
  readonly paths: readonly RulePath[];
  /** Answers whose origin it asks for. */
  readonly origins: readonly RulePath[];
}

/** Operators whose second argument is run once for each item, and reads from the item. */
const WITH_BODY: ReadonlySet<string> = new Set(['map', 'filter', 'all', 'some', 'none', 'reduce']);

/**
 * Every path that a rule can read. Paths inside the bodies of `map` and its like are relative to the item and do not count,
 * except those of `origin`, which always speaks of the form.
 *
 * @throws FormError `EGOV_CORE_RULE` when a path is computed.
 */
export function dependenciesOf(rule: Json): RuleDependencies {
  const paths = new Map<string, RulePath>();
  const origins = new Map<string, RulePath>();
  walk(rule, false);
  return {paths: [...paths.values()], origins: [...origins.values()]};

  function note(into: Map<string, RulePath>, texts: readonly string[]): void {
    for (const text of texts) {
      const path = parseRulePath(text);
      if (path) into.set(JSON.stringify(path), path);
    }
  }

  function walk(part: Json, inBody: boolean): void {
    if (part === null || typeof part !== 'object') return;
    if (Array.isArray(part)) {
      for (const each of part) walk(each, inBody);
      return;
    }
    const names = Object.keys(part);
    const [name = ''] = names;
    if (names.length !== 1) return;
    const value = (part as {readonly [name: string]: Json})[name] ?? null;
    const args: readonly Json[] = Array.isArray(value) ? value : [value];
    const at = `/${name}`;
    if (name === 'origin')
      note(
        origins,
        args.slice(0, 1).filter((text) => typeof text === 'string'),
      );
    else if (!inBody && name === 'var') note(paths, literalPaths(args[0] ?? '', at));
    else if (!inBody && name === 'missing') note(paths, literalPaths(args, at));
    else if (!inBody && name === 'missing_some') note(paths, literalPaths(args[1] ?? [], at));
    args.forEach((each, i) => {
      walk(each, inBody || (i === 1 && WITH_BODY.has(name)));
    });
  }
}

/** Operators that give true or false, whatever they read. */
const VERDICTS: ReadonlySet<string> = new Set([
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '!',
  '!!',
  'in',
  'empty',
  'unique',
  'all',
  'some',
  'none',
  'origin',
]);

/** Every path whose value a rule may give, whole or as a part of its result; what it only decides by does not count. */
export function resultPathsOf(rule: Json): readonly RulePath[] {
  if (rule === null || typeof rule !== 'object') return [];
  if (Array.isArray(rule)) return rule.flatMap((part: Json) => resultPathsOf(part));
  const [name = '', ...others] = Object.keys(rule);
  if (others.length > 0 || VERDICTS.has(name)) return [];
  const value = (rule as {readonly [name: string]: Json})[name] ?? null;
  const args: readonly Json[] = Array.isArray(value) ? value : [value];
  if (name !== 'if' && name !== '?:') return name === 'var' ? dependenciesOf(rule).paths : resultPathsOf(args);
  return args.flatMap((part, i) => (i % 2 === 1 || i === args.length - 1 ? resultPathsOf(part) : []));
}
