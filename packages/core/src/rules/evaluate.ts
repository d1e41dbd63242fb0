/**
 * Rules: JSON Logic as pure data, turned once into closures and then run as often as answers change. Never into code.
 *
 * Rule    A rule is a literal, a list of rules, or an object with one member: operator and arguments. `var` takes a literal
 *         path; inside `map`, `filter`, `all`, `some`, `none` and `reduce` it reads the item at hand.
 * Source  https://jsonlogic.com/operations.html, json-logic-js 2.0; without `log` and `method`, with the operators
 *         for dates, lists and origins of `operators.ts`.
 * Limits  Depth 32, 2,000 nodes, 1,000 items for `map` and its like, 100,000 runs of their bodies in one evaluation, texts
 *         of 100,000 characters, lists of 10,000. Beyond, a definition is refused, and a value is null.
 */

import {FormError} from '../definition/errors.ts';
import type {Json} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';
import {isTooDeep} from '../json/too-deep.ts';
import {isTruthy, toNumber, toText} from './coercion.ts';
import {MAX_DEPTH, MAX_NODES} from './limits.ts';
import {nearestName} from './nearest.ts';
import {OPERATORS, WORD_ARGUMENTS} from './operators.ts';
import {literalPaths, parseRulePath, type RulePath, readPath} from './path.ts';
import type {RuleFunction} from './rule-function.ts';

export type {RulePath} from './path.ts';

const MAX_ITEMS = 1000;
const MAX_BODY_RUNS = 100_000;

/** What a rule can see. */
export interface RuleScope {
  /** The answer there, `undefined` when there is none. `*` reads the current row, or all rows as a list. */
  read(path: RulePath): Json | undefined;
  /** Kind of the answer's origin: `typed`, `default`, `computed`, `register`, `document`, or null. */
  origin(path: RulePath): string | null;
  /** Today's civil date, `2026-11-21`. */
  today(): string;
}

/** A rule ready to run. */
export interface CompiledRule {
  /** The rule's value now. Never throws because of the data. */
  evaluate(scope: RuleScope): Json;
}

/** One evaluation: the scope, the item of the body that runs, and how many bodies may still run. */
interface Frame {
  readonly scope: RuleScope;
  readonly item: Json;
  readonly budget: {left: number};
}

type Run = (frame: Frame) => Json;

interface Compiler {
  readonly functions: ReadonlyMap<string, RuleFunction>;
  nodes: number;
}

/** Operators that decide themselves what to evaluate, or that need the scope. */
const FORMS: ReadonlyMap<string, (args: readonly Json[], inner: Inner) => Run> = new Map([
  ['var', compileVar],
  ['missing', compileMissing],
  ['missing_some', compileMissingSome],
  ['if', compileIf],
  ['?:', compileIf],
  ['and', (args, inner) => firstThat(args.map(inner.run), false)],
  ['or', (args, inner) => firstThat(args.map(inner.run), true)],
  ['map', compileMap],
  ['filter', compileFilter],
  ['all', compileQuantifier((hits, count) => count > 0 && hits === count)],
  ['some', compileQuantifier((hits) => hits > 0)],
  ['none', compileQuantifier((hits) => hits === 0)],
  ['reduce', compileReduce],
  ['today', () => (frame) => frame.scope.today()],
  ['origin', compileOrigin],
]);

/** Whether an operator of the profile has this name. */
export function isOperator(name: string): boolean {
  return FORMS.has(name) || OPERATORS.has(name);
}

/** How a form compiles its arguments: in its own surroundings, or as a body that reads the item. */
interface Inner {
  readonly inBody: boolean;
  /** Pointer of an argument within the rule. */
  readonly place: (index: number) => string;
  readonly run: (rule: Json, index: number) => Run;
  readonly body: (rule: Json, index: number) => Run;
}

/**
 * Makes a rule ready to run. `functions` are those of the packs, called by their name like operators.
 *
 * @throws FormError `EGOV_CORE_RULE` for a rule that cannot run: unknown operator, computed path, too deep or too large.
 *     `details.pointer` is the place within the rule.
 */
export function compileRule(rule: Json, functions: ReadonlyMap<string, RuleFunction>): CompiledRule {
  return new RunnableRule(compile(rule, '', {functions, nodes: 0}, false, 1));
}

class RunnableRule implements CompiledRule {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  evaluate(scope: RuleScope): Json {
    try {
      return this.#run({scope, item: null, budget: {left: MAX_BODY_RUNS}});
    } catch (error) {
      // Data nested too deep for the stack is data, too; anything else is a fault of the scope and must be seen.
      if (isTooDeep(error)) return null;
      throw error;
    }
  }
}

/** A scope over one plain value, for tests and for rules about a value that is not a form. */
export function dataScope(data: Json | undefined, today = '1970-01-01'): RuleScope {
  return {read: (path) => readPath(data, path), origin: () => null, today: () => today};
}

function compile(rule: Json, at: string, compiler: Compiler, inBody: boolean, depth: number): Run {
  compiler.nodes++;
  if (depth > MAX_DEPTH) throw refused(at, `at most ${MAX_DEPTH} levels`, 'a deeper one', 'Split it into computed fields.');
  if (compiler.nodes > MAX_NODES) throw refused(at, `at most ${MAX_NODES} parts`, 'more', 'Split it into computed fields.');
  if (rule === null || typeof rule !== 'object') return constant(rule);
  if (Array.isArray(rule)) return listed(rule.map((part: Json, i) => compile(part, `${at}/${i}`, compiler, inBody, depth + 1)));
  const names = Object.keys(rule);
  const [name = ''] = names;
  if (names.length !== 1) {
    const operator = names.find((each) => isOperator(each) || compiler.functions.has(each));
    if (operator === undefined) return constant(rule);
    throw refused(at, 'an operation with one member', `"${operator}" beside others`, 'Nest one operation in the other.');
  }
  const value = (rule as {readonly [name: string]: Json})[name] ?? null;
  const args: readonly Json[] = Array.isArray(value) ? value : [value];
  const place = (index: number): string => `${at}${formatPointer([name])}${Array.isArray(value) ? `/${index}` : ''}`;
  const inner: Inner = {
    inBody,
    place,
    run: (part, index) => compile(part, place(index), compiler, inBody, depth + 1),
    body: (part, index) => compile(part, place(index), compiler, true, depth + 1),
  };
  const form = FORMS.get(name);
  if (form) return form(args, inner);
  const apply = OPERATORS.get(name) ?? applyFunction(compiler.functions.get(name));
  if (!apply) {
    const guess = nearestName(name, [...FORMS.keys(), ...OPERATORS.keys(), ...compiler.functions.keys()]);
    throw refused(at, 'a known operator', `"${name}"`, guess ? `Did you mean "${guess}"?` : 'See the list of operators.');
  }
  requireWord(name, args, place);
  return applied(apply, args.map(inner.run));
}

// What runs is made apart from what compiles: a closure keeps everything alive that another one beside it mentions.

function constant(value: Json): Run {
  return () => value;
}

function listed(runs: readonly Run[]): Run {
  return (frame) => runs.map((run) => run(frame));
}

function applied(apply: (args: readonly Json[]) => Json, runs: readonly Run[]): Run {
  const [first, second] = runs;
  if (first && second && runs.length === 2) return (frame) => apply([first(frame), second(frame)]);
  if (first && runs.length === 1) return (frame) => apply([first(frame)]);
  return (frame) => apply(runs.map((run) => run(frame)));
}

/** Reads one place of the answers, or of the item at hand. */
function reading(path: RulePath, inBody: boolean, otherwise: Run): Run {
  return (frame) => {
    const value = inBody ? readPath(frame.item, path) : frame.scope.read(path);
    return value === undefined ? otherwise(frame) : value;
  };
}

function refused(at: string, expected: string, found: string, next: string): FormError {
  return new FormError('EGOV_CORE_RULE', `Expected ${expected} at ${at || 'the top of the rule'}, found ${found}. ${next}`, {
    pointer: at,
  });
}

/** Units and ways of rounding are written out: what is one of a few words cannot be worked out. */
function requireWord(name: string, args: readonly Json[], place: (index: number) => string): void {
  const word = WORD_ARGUMENTS.get(name);
  const given = word && args[word.index];
  if (!word || (given === undefined && word.optional) || (typeof given === 'string' && word.words.includes(given))) return;
  const words = word.words.map((each) => `"${each}"`).join(', ');
  throw refused(place(word.index), `one of ${words}`, given === undefined ? 'nothing' : 'something else', 'Write it out.');
}

/** A pack's function. It must not throw; if it does nevertheless, the form lives on and the value is null. */
function applyFunction(ruleFunction: RuleFunction | undefined): ((args: readonly Json[]) => Json) | undefined {
  return (
    ruleFunction &&
    ((args) => {
      try {
        return ruleFunction.apply(args) ?? null;
      } catch {
        return null;
      }
    })
  );
}

/** Reads by any of the texts that a path argument can become. */
function reader(args: readonly Json[], from: number, {inBody, place}: Inner): (text: string, frame: Frame) => Json | undefined {
  const texts = args.flatMap((argument, i) => literalPaths(argument, place(from + i)));
  return readerOf(new Map(texts.map((text) => [text, parseRulePath(text)])), inBody);
}

function readerOf(
  paths: ReadonlyMap<string, RulePath | null>,
  inBody: boolean,
): (text: string, frame: Frame) => Json | undefined {
  return (text, frame) => {
    const path = paths.get(text);
    if (!path) return undefined;
    return inBody ? readPath(frame.item, path) : frame.scope.read(path);
  };
}

function compileVar(args: readonly Json[], inner: Inner): Run {
  const argument = args[0] ?? '';
  const otherwise = args.length > 1 ? inner.run(args[1] ?? null, 1) : constant(null);
  if (typeof argument !== 'string') return choosing(reader([argument], 0, inner), inner.run(argument, 0), otherwise);
  const path = parseRulePath(argument);
  return path ? reading(path, inner.inBody, otherwise) : otherwise;
}

/** Reads one of several places, by a path that answers choose. */
function choosing(read: (text: string, frame: Frame) => Json | undefined, path: Run, otherwise: Run): Run {
  return (frame) => {
    const value = read(toText(path(frame)), frame);
    return value === undefined ? otherwise(frame) : value;
  };
}

/** The names among `names` that have no answer. */
function missing(names: readonly Json[], read: (text: string, frame: Frame) => Json | undefined, frame: Frame): Json[] {
  return names.filter((name) => (read(toText(name), frame) ?? '') === '');
}

function compileMissing(args: readonly Json[], inner: Inner): Run {
  const read = reader(args, 0, inner);
  const names = args.map(inner.run);
  return (frame) =>
    missing(
      names.flatMap((name) => name(frame)),
      read,
      frame,
    );
}

function compileMissingSome(args: readonly Json[], inner: Inner): Run {
  const read = reader(args.slice(1, 2), 1, inner);
  const [needed, names] = [inner.run(args[0] ?? 1, 0), inner.run(args[1] ?? [], 1)];
  return (frame) => {
    const value = names(frame);
    const all: readonly Json[] = Array.isArray(value) ? value : [value];
    const gone = missing(all, read, frame);
    return all.length - gone.length >= toNumber(needed(frame)) ? [] : gone;
  };
}

function compileIf(args: readonly Json[], inner: Inner): Run {
  const runs = args.map(inner.run);
  return (frame) => {
    let i = 0;
    for (; i + 1 < runs.length; i += 2) {
      if (isTruthy(runs[i]?.(frame) ?? null)) return runs[i + 1]?.(frame) ?? null;
    }
    return runs[i]?.(frame) ?? null;
  };
}

/** `and`, `or`: the first value that decides, else the last one; later ones are not evaluated. */
function firstThat(runs: readonly Run[], holds: boolean): Run {
  return (frame) => {
    let value: Json = null;
    for (const run of runs) {
      value = run(frame);
      if (isTruthy(value) === holds) return value;
    }
    return value;
  };
}

/** The list to go through: empty when it is none, null when it is longer than the profile allows. */
function listOf(value: Json, frame: Frame): readonly Json[] | null {
  if (!Array.isArray(value)) return [];
  if (value.length > MAX_ITEMS || value.length > frame.budget.left) return null;
  frame.budget.left -= value.length;
  return value;
}

function overItems(
  args: readonly Json[],
  inner: Inner,
  finish: (list: readonly Json[], body: (item: Json) => Json) => Json,
): Run {
  const [source, body] = [inner.run(args[0] ?? null, 0), inner.body(args[1] ?? null, 1)];
  return (frame) => {
    const list = listOf(source(frame), frame);
    return list && finish(list, (item) => body({scope: frame.scope, item, budget: frame.budget}));
  };
}

function compileMap(args: readonly Json[], inner: Inner): Run {
  return overItems(args, inner, (list, body) => list.map(body));
}

function compileFilter(args: readonly Json[], inner: Inner): Run {
  return overItems(args, inner, (list, body) => list.filter((item) => isTruthy(body(item))));
}

function compileQuantifier(verdict: (hits: number, count: number) => boolean) {
  return (args: readonly Json[], inner: Inner): Run =>
    overItems(args, inner, (list, body) => verdict(list.filter((item) => isTruthy(body(item))).length, list.length));
}

function compileReduce(args: readonly Json[], inner: Inner): Run {
  const [source, body] = [inner.run(args[0] ?? null, 0), inner.body(args[1] ?? null, 1)];
  const start = inner.run(args[2] ?? null, 2);
  return (frame) => {
    const list = listOf(source(frame), frame);
    return list === null
      ? null
      : list.reduce<Json>((accumulator, current) => body({...frame, item: {current, accumulator}}), start(frame));
  };
}

function compileOrigin(args: readonly Json[], inner: Inner): Run {
  const [text] = args;
  if (typeof text !== 'string')
    throw refused(inner.place(0), 'a literal path', 'something else', 'Write it as "/child/birthDate".');
  const path = parseRulePath(text);
  return (frame) => path && frame.scope.origin(path);
}
