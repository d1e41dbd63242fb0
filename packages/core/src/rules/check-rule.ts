/**
 * What is wrong with a rule, seen without running it: every fault with its place in the rule, not only the first.
 * `compileRule` refuses what cannot run; this also finds what runs and can never do what its author meant.
 */
import {FormError} from '../definition/errors.ts';
import type {Json} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';
import {ROUNDINGS} from './decimal.ts';
import {MAX_DEPTH, MAX_NODES} from './limits.ts';
import {didYouMean, nearestName} from './nearest.ts';
import {DATE_UNITS} from './operators.ts';
import {literalPaths, parseRulePath, type RulePath} from './path.ts';
import type {RuleFunction} from './rule-function.ts';
import {SIGNATURES, type Signature, satisfies, WANT_WORDS, type Want} from './signatures.ts';
import {
  eitherOf,
  type Found,
  fitsDate,
  type Kind,
  NOTHING,
  ofKind,
  type StaticType,
  shareKind,
  typeOfValue,
} from './static-type.ts';

/** One fault of a rule. `pointer` is into the rule. */
export interface RuleProblem {
  readonly pointer: string;
  readonly code: string;
  /** What was expected, what was found, what to do. */
  readonly message: string;
  /** The name, operator or value that was most likely meant. */
  readonly suggestion?: string;
}

/** What a rule can see, before there are answers. */
export interface RuleSurroundings {
  readonly functions: ReadonlyMap<string, RuleFunction>;
  /** The type of the answer that a path names; `'nowhere'` when the form has no such answer. */
  typeOf(path: RulePath): Found;
  /** Why a path leads nowhere, and the path that was most likely meant. */
  nowhere(path: RulePath): {readonly code: string; readonly message: string; readonly suggestion?: string};
}

/** A rule's faults, and what it gives. */
export interface CheckedRule {
  readonly problems: readonly RuleProblem[];
  readonly type: StaticType | undefined;
}

const EQUALITY: ReadonlySet<string> = new Set(['==', '!=', '===', '!==']);
const ORDER: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const WITH_BODY: ReadonlySet<string> = new Set(['map', 'filter', 'all', 'some', 'none', 'reduce']);

/** What is written out, one of a few words. */
const WORDS_WANTED: {readonly [want in Want]?: readonly string[]} = {unit: DATE_UNITS, rounding: ROUNDINGS};

const KIND_WORDS: {readonly [kind in Kind]: string} = {
  boolean: 'true or false',
  number: 'a number',
  text: 'a text',
  list: 'a list',
  object: 'a group of answers',
};

/** `"/copies" is a number`. */
function describe(type: StaticType): string {
  const [value] = type.values ?? [];
  const written = type.values?.length === 1 && type.from === undefined ? JSON.stringify(value) : undefined;
  const name = type.from !== undefined ? `"${type.from}"` : (written ?? 'what is given');
  return `${name} is ${inWords(type)}`;
}

function inWords(type: StaticType): string {
  const kinds = [...type.kinds].map((kind) => {
    if (kind === 'list' && type.items) return `a list (each ${inWords(type.items)})`;
    return kind === 'text' && (type.text === 'date' || type.text === 'partial-date') ? 'a date' : KIND_WORDS[kind];
  });
  return kinds.join(' or ') || 'nothing';
}

/** Finds every fault of a rule. Never throws. */
export function checkRule(rule: Json, surroundings: RuleSurroundings): CheckedRule {
  const problems: RuleProblem[] = [];
  const names = (): readonly string[] => [...SIGNATURES.keys(), ...surroundings.functions.keys()];
  let parts = 0;

  const report = (pointer: string, code: string, message: string, suggestion?: string): undefined => {
    problems.push({pointer, code, message, ...(suggestion !== undefined && {suggestion})});
  };
  return {type: infer(rule, '', undefined, 1), problems};

  /** The type of a part. `item` is what a body reads from: absent outside of bodies. */
  function infer(part: Json, at: string, item: Item | undefined, depth: number): StaticType | undefined {
    parts++;
    if (parts === MAX_NODES + 1)
      return report(at, 'rule.size', `A rule has at most ${MAX_NODES} parts. Split it into computed fields.`);
    if (parts > MAX_NODES) return undefined;
    if (depth > MAX_DEPTH)
      return report(at, 'rule.depth', `A rule has at most ${MAX_DEPTH} levels. Split it into computed fields.`);
    if (part === null || typeof part !== 'object') return typeOfValue(part);
    if (Array.isArray(part)) {
      const types = part.map((each: Json, i) => infer(each, `${at}/${i}`, item, depth + 1));
      const items = types.length === 0 ? NOTHING : eitherOf(types);
      return ofKind('list', items ? {items} : {});
    }
    const members = Object.keys(part);
    const [name = ''] = members;
    if (members.length !== 1) {
      const operator = members.find((each) => SIGNATURES.has(each) || surroundings.functions.has(each));
      if (operator === undefined) return ofKind('object');
      return report(
        at,
        'rule.members',
        `An operation has one member; "${operator}" stands beside others. Nest one operation in the other.`,
      );
    }
    const value = (part as {readonly [member: string]: Json})[name] ?? null;
    return operation(name, value, at, item, depth);
  }

  function operation(name: string, value: Json, at: string, item: Item | undefined, depth: number): StaticType | undefined {
    const listed = Array.isArray(value);
    const args: readonly Json[] = listed ? value : name === 'today' ? [] : [value];
    const place = (i: number): string => `${at}${formatPointer([name])}${listed ? `/${i}` : ''}`;
    const signature = SIGNATURES.get(name);
    if (!signature) {
      args.forEach((each, i) => {
        infer(each, place(i), item, depth + 1);
      });
      if (surroundings.functions.has(name)) return undefined;
      const guess = nearestName(name, names());
      return report(at, 'rule.operator', `"${name}" is no operator.${didYouMean(guess) || ' See docs/rules.md.'}`, guess);
    }
    checkArity(name, signature, args.length, at);
    if (name === 'var' || name === 'missing' || name === 'missing_some' || name === 'origin')
      return reading(name, args, at, place, item, depth);
    const types: (StaticType | undefined)[] = [];
    args.forEach((each, i) => {
      const body = i === 1 && WITH_BODY.has(name) ? itemOf(name, types[0]) : item;
      types.push(infer(each, place(i), body, depth + 1));
    });
    checkWants(name, signature, args, types, place);
    if (EQUALITY.has(name)) checkEqual(name, types[0], types[1], at);
    if (ORDER.has(name)) for (let i = 1; i < types.length; i++) checkOrdered(name, types[i - 1], types[i], at);
    if (name === 'in') checkMembership(types[0], types[1], at);
    return signature.result ?? resultOf(name, types);
  }

  function checkArity(name: string, {least, most}: Signature, count: number, at: string): void {
    if (count >= least && count <= most) return;
    const wanted =
      least === most ? String(least) : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
    report(at, 'rule.arity', `"${name}" takes ${wanted} ${/\b1$/u.test(wanted) ? 'argument' : 'arguments'}, found ${count}.`);
  }

  /** Operators with paths: every path that can be read must lead somewhere. */
  function reading(
    name: string,
    args: readonly Json[],
    at: string,
    place: (i: number) => string,
    item: Item | undefined,
    depth: number,
  ): StaticType | undefined {
    const [only = ''] = args;
    const paths = name === 'var' ? [only] : name === 'missing_some' ? args.slice(1, 2) : args;
    const first = name === 'missing_some' ? 1 : 0;
    let texts: readonly string[] = [];
    try {
      texts = paths.flatMap((path, i) => literalPaths(path, place(first + i)));
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      report(
        String(error.details['pointer']),
        'rule.path',
        'A path is written out, such as "/child/birthDate"; choose between paths with "if". This one is computed.',
      );
    }
    // Choices between paths have conditions, and those are rules.
    args.forEach((each, i) => {
      if (each !== null && typeof each === 'object') infer(each, place(i), item, depth + 1);
    });
    const types = texts.map((text) => {
      const found = name === 'origin' || !item ? inForm(text, at) : inItem(text, item, at);
      return found === 'nowhere' ? undefined : found;
    });
    if (name !== 'var') return SIGNATURES.get(name)?.result;
    const fallback = args[1] === undefined ? [] : [infer(args[1], place(1), item, depth + 1)];
    return eitherOf([...types, ...fallback]);
  }

  function inForm(text: string, at: string): Found {
    const path = parseRulePath(text);
    if (!path) return report(at, 'rule.path', `"${text}" names a member of an object's prototype, which is never read.`);
    const found = surroundings.typeOf(path);
    if (found === 'nowhere') {
      const {code, message, suggestion} = surroundings.nowhere(path);
      report(at, code, message, suggestion);
    }
    return found;
  }

  function inItem(text: string, item: Item, at: string): Found {
    const path = parseRulePath(text);
    if (!path) return report(at, 'rule.path', `"${text}" names a member of an object's prototype, which is never read.`);
    const found = item.read(path);
    if (found === 'nowhere') {
      const guess = nearestName(text, item.names);
      report(
        at,
        'rule.unknown-field',
        `"${text}" is no member of the items that this part goes through.${didYouMean(guess)}`,
        guess,
      );
    }
    return found;
  }

  function checkWants(
    name: string,
    {wants}: Signature,
    args: readonly Json[],
    types: readonly (StaticType | undefined)[],
    place: (i: number) => string,
  ): void {
    types.forEach((type, i) => {
      const want = wants[i] ?? wants.at(-1) ?? 'any';
      const words = WORDS_WANTED[want];
      if (words) {
        const [word] = args.slice(i);
        if (typeof word === 'string' && words.includes(word)) return;
        const guess = typeof word === 'string' ? nearestName(word, words) : undefined;
        const said = `"${name}" wants ${WANT_WORDS[want]} here: ${words.map((each) => `"${each}"`).join(', ')}.`;
        report(place(i), `rule.${want}`, `${said}${didYouMean(guess)}`, guess);
      } else if (type && !satisfies(want, type)) {
        report(place(i), 'rule.type', `"${name}" needs ${WANT_WORDS[want]} here, but ${describe(type)}.`);
      }
    });
  }

  function checkEqual(name: string, a: StaticType | undefined, b: StaticType | undefined, at: string): void {
    if (!a || !b) return;
    if (!shareKind(a, b)) {
      report(at, 'rule.type', `"${name}" compares two kinds: ${describe(a)}, ${describe(b)}. Compare like with like.`);
    } else if (!fitsDate(a, b) || !fitsDate(b, a)) {
      report(at, 'rule.type', `"${name}" compares a date with a text that is none. Write dates as "2026-02-28".`);
    } else checkValues(a, b, at);
  }

  /** Of two known sets of values, one must be in both. */
  function checkValues(a: StaticType, b: StaticType, at: string): void {
    if (!a.values?.length || !b.values?.length || a.values.some((value) => b.values?.includes(value))) return;
    const isKnown = b.from === undefined && (a.from !== undefined || a.values.length > b.values.length);
    const [known, written] = isKnown ? [a, b] : [b, a];
    const values = [...(known === a ? a.values : b.values)].map(String);
    const guess = nearestName(String(written.values?.[0]), values);
    const where = known.from === undefined ? 'What it is compared with' : `"${known.from}"`;
    report(
      at,
      'rule.value',
      `${where} is never ${JSON.stringify(written.values?.[0])}.${didYouMean(guess) || ` It is one of ${values.slice(0, 8).join(', ')}.`}`,
      guess,
    );
  }

  function checkOrdered(name: string, a: StaticType | undefined, b: StaticType | undefined, at: string): void {
    const orderless = [a, b].find((type) => type && type.kinds.size > 0 && !type.kinds.has('number') && !type.kinds.has('text'));
    if (orderless) {
      report(at, 'rule.type', `"${name}" orders numbers or dates, but ${describe(orderless)}.`);
      return;
    }
    if (!a || !b) return;
    if (!shareKind(a, b))
      report(at, 'rule.type', `"${name}" compares two kinds: ${describe(a)}, ${describe(b)}. Compare like with like.`);
    else if (!fitsDate(a, b) || !fitsDate(b, a))
      report(at, 'rule.type', `"${name}" compares a date with a text that is none. Write dates as "2026-02-28".`);
  }

  function checkMembership(member: StaticType | undefined, whole: StaticType | undefined, at: string): void {
    if (!whole || whole.kinds.size === 0) return;
    if (whole.kinds.has('list')) {
      if (!member || !whole.items) return;
      if (!shareKind(member, whole.items))
        report(
          at,
          'rule.type',
          `"in" looks for one kind among another: ${describe(member)}, the list holds ${inWords(whole.items)}.`,
        );
      else checkValues(member, whole.items, at);
    } else if (!whole.kinds.has('text'))
      report(at, 'rule.type', `"in" needs a list or a text as its second argument, but ${describe(whole)}.`);
    else if (member && member.kinds.size > 0 && !member.kinds.has('text') && !member.kinds.has('number'))
      report(at, 'rule.type', `"in" looks for a text in a text, but ${describe(member)}.`);
  }
}

/** What `var` reads in a body. */
interface Item {
  read(path: RulePath): Found;
  readonly names: readonly string[];
}

function itemOf(operator: string, list: StaticType | undefined): Item {
  const read = (path: RulePath): Found => (path.length === 0 ? list?.items : list?.items?.member?.(path));
  if (operator !== 'reduce') return {read, names: list?.items?.names ?? []};
  return {
    read: ([first, ...rest]) => (first === 'current' ? read(rest) : first === 'accumulator' ? undefined : 'nowhere'),
    names: ['current', 'accumulator'],
  };
}

/** What operators give whose result depends on their arguments. */
function resultOf(name: string, types: readonly (StaticType | undefined)[]): StaticType | undefined {
  switch (name) {
    case 'if':
    case '?:': {
      const results = types.filter((_, i) => i % 2 === 1 || i === types.length - 1);
      return eitherOf(types.length % 2 === 0 ? [...results, NOTHING] : results);
    }
    case 'filter':
      return types[0];
    case 'map':
      return ofKind('list', types[1] ? {items: types[1]} : {});
    case 'and':
    case 'or':
      return eitherOf(types);
    case 'sum':
    case 'decimalAdd':
    case 'decimalSubtract':
    case 'decimalMultiply':
    case 'decimalDivide':
    case 'decimalRound':
      return decimalOf(types.slice(0, name === 'decimalDivide' ? 2 : name === 'decimalRound' ? 1 : types.length));
    default:
      return undefined;
  }
}

/** A decimal text when one of the operands is always a text, a number when all are; else it is not known which. */
function decimalOf(types: readonly (StaticType | undefined)[]): StaticType | undefined {
  const operands = types.map((type) =>
    type?.kinds.has('list') ? (type.items?.kinds.has('list') ? undefined : type.items) : type,
  );
  // What is no decimal was told already.
  if (operands.some((type) => !satisfies('decimal', type))) return undefined;
  if (operands.some((type) => type?.kinds.size === 1 && type.kinds.has('text'))) return ofKind('text', {text: 'decimal'});
  const isNumber = operands.every((type) => type && [...type.kinds].every((kind) => kind === 'number'));
  return isNumber ? ofKind('number') : undefined;
}
