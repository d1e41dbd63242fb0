/**
 * A rule in plain words: «Hiện khi "Xác định được người cha" là Có». For the "why" of a hidden, required or locked field and
 * for the author who reads a definition; the sentence says what the rule says, and no more than a person wants to know.
 *
 * Limits  Kinds of values are not known here: a comparison of dates is worded as one only where a date is written or computed.
 */
import type {Json} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';
import {isTruthy} from './coercion.ts';
import {literalPaths, parseRulePath} from './path.ts';
import {SIGNATURES} from './signatures.ts';
import {en} from './wording/en.ts';
import {vi} from './wording/vi.ts';
import type {Purpose, UnitName, Wording} from './wording/wording.ts';

export type {Purpose} from './wording/wording.ts';

/** What people call the things that a rule speaks of. Everything is optional to know; what is not known is quoted as written. */
export interface ExplainOptions {
  /** What the rule is for; without it the bare condition or value is said. */
  readonly purpose?: Purpose;
  /** Pointer of the field whose value or default the rule is: its choices are named, not their codes. */
  readonly field?: string;
  /** The label of a choice of a field, `undefined` when it has no such choice. */
  readonly choiceOf?: (pointer: string, value: string | number | boolean) => string | undefined;
  /** Whether a pointer reads every row of a list: unless said, one with a `*` does. */
  readonly readsRows?: (pointer: string) => boolean;
  /** A pack's function: its words with `{0}` for the arguments, and the labels of what it gives. */
  readonly functionOf?: (name: string) => FunctionWords | undefined;
}

export interface FunctionWords {
  readonly text: string;
  readonly choiceOf?: (value: string | number | boolean) => string | undefined;
}

/** Languages that have a wording; others are explained in Vietnamese, the language of every procedure. */
const WORDINGS: ReadonlyMap<string, Wording> = new Map([
  ['vi', vi],
  ['en', en],
]);

const OPPOSITES: {readonly [operator in Order]: Order} = {'<': '>=', '<=': '>', '>': '<=', '>=': '<'};
type Order = '<' | '<=' | '>' | '>=';

const MIRRORED: {readonly [operator in Order]: Order} = {'<': '>', '<=': '>=', '>': '<', '>=': '<='};

/** Beside another sign these are put in brackets. */
const ARITHMETIC: ReadonlySet<string> = new Set([
  ...['if', '?:', '+', '-', '*', '/', '%'],
  ...['decimalAdd', 'decimalSubtract', 'decimalMultiply', 'decimalDivide', 'decimalRound'],
]);

type Operation = readonly [name: string, args: readonly Json[]];

/** The operation that a part of a rule is, or nothing when it is a value. */
function operationOf(rule: Json): Operation | undefined {
  if (rule === null || typeof rule !== 'object' || Array.isArray(rule)) return undefined;
  const [entry, ...others] = Object.entries(rule as {readonly [name: string]: Json});
  if (!entry || others.length > 0) return undefined;
  return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1]]];
}

function fill(template: string, ...parts: readonly string[]): string {
  return template.replace(/\{(\d)\}/gu, (_, index) => String(parts[Number(index)]));
}

/**
 * A rule as a sentence in Vietnamese (`vi`) or English (`en`). `labelOf` names a field by its pointer, stars for rows:
 * `explain({"==": [{"var": "/fatherKnown"}, true]}, 'vi', labelOf, {purpose: 'visible'})` is
 * `Hiện khi «Xác định được người cha» là Có`.
 */
export function explain(
  rule: Json,
  locale: string,
  labelOf: (pointer: string) => string | undefined,
  options: ExplainOptions = {},
): string {
  const words = WORDINGS.get(locale.replace(/-.*$/u, '')) ?? vi;
  const {purpose} = options;
  const speaker = new Speaker(words, labelOf, options);
  if (purpose === undefined) return isCondition(rule) ? speaker.condition(rule, true, '') : speaker.value(rule, '');
  if (purpose === 'value' || purpose === 'default') return fill(words.purposes[purpose].when, speaker.result(rule, ''));
  const {when, always, never} = words.purposes[purpose];
  if (operationOf(rule)) return fill(when, speaker.condition(rule, true, ''));
  return isTruthy(rule) ? always : never;
}

/** Whether a rule says yes or no by itself. */
function isCondition(rule: Json): boolean {
  const operation = operationOf(rule);
  if (!operation) return false;
  const [name, args] = operation;
  if (name === 'and' || name === 'or') return args.every(isCondition);
  return SIGNATURES.get(name)?.result?.kinds.has('boolean') ?? false;
}

class Speaker {
  readonly #words: Wording;
  readonly #labelOf: (pointer: string) => string | undefined;
  readonly #options: ExplainOptions;

  constructor(words: Wording, labelOf: (pointer: string) => string | undefined, options: ExplainOptions) {
    this.#words = words;
    this.#labelOf = labelOf;
    this.#options = options;
  }

  /** A clause that says that the rule holds, or that it does not. `row` is the pointer of the item of a body. */
  condition(rule: Json, holds: boolean, row: string): string {
    const words = this.#words;
    const operation = operationOf(rule);
    if (!operation) return isTruthy(rule) === holds ? words.always : words.never;
    const [name, args] = operation;
    const [a = null, b = null, c] = args;
    const both = (yes: string, no: string, ...parts: string[]): string => fill(holds ? yes : no, ...parts);
    switch (name) {
      case '!':
        return this.condition(a, !holds, row);
      case '!!':
        return this.condition(a, holds, row);
      case 'and':
      case 'or':
        return this.#together((name === 'and') === holds ? 'and' : 'or', this.#clauses(rule, name, holds, row));
      case 'if':
      case '?:':
        return this.#decision(args, holds, row);
      case '==':
      case '===':
        return this.#equality(a, b, holds, row);
      case '!=':
      case '!==':
        return this.#equality(a, b, !holds, row);
      case '<':
      case '<=':
      case '>':
      case '>=': {
        const operator = holds ? name : OPPOSITES[name];
        const first = this.#order(operator, a, b, row);
        return c === undefined ? first : this.#together(holds ? 'and' : 'or', [first, this.#order(operator, b, c, row)]);
      }
      case 'in':
        return this.#membership(a, b, holds, row);
      case 'empty':
        return this.#emptiness(a, holds, row);
      case 'all':
        return both(words.all, words.notAll, this.value(a, row), this.condition(b, true, this.#rowOf(a, row)));
      case 'some':
        return both(words.some, words.none, this.value(a, row), this.condition(b, true, this.#rowOf(a, row)));
      case 'none':
        return both(words.none, words.some, this.value(a, row), this.condition(b, true, this.#rowOf(a, row)));
      case 'unique':
        return both(words.unique, words.notUnique, this.#list(args, words.and, row));
      case 'missing':
        return both(words.missing, words.notMissing, this.#labels(args, row));
      case 'missing_some':
        return both(words.missing, words.notMissing, this.#labels([b], row));
      case 'var': {
        const yes = this.#choice(a, true, row);
        return yes === undefined ? this.#emptiness(rule, !holds, row) : both(words.is, words.isNot, this.value(rule, row), yes);
      }
      default:
        return both(words.known, words.unknown, this.value(rule, row));
    }
  }

  /** A value that goes into the field that is spoken of. */
  result(rule: Json, row: string): string {
    const {field} = this.#options;
    const isScalar = rule !== null && typeof rule !== 'object';
    const choice = isScalar && field !== undefined ? this.#choice(field, rule, '') : undefined;
    return choice ?? this.value(rule, row);
  }

  /** A noun: what the rule gives. */
  value(rule: Json, row: string): string {
    const words = this.#words;
    const operation = operationOf(rule);
    if (!operation) return this.#literal(rule);
    const [name, args] = operation;
    const [a = null, b = null] = args;
    const first = (): string => this.value(a, row);
    switch (name) {
      case 'var':
        return args.length > 1 ? fill(words.fallback, this.#labels([a], row), this.value(b, row)) : this.#labels([a], row);
      case 'missing':
        return fill(words.missingOf, this.#labels(args, row));
      case 'missing_some':
        return fill(words.missingOf, this.#labels([b], row));
      case 'if':
      case '?:':
        return this.#choices(args, row);
      case 'or':
      case 'and':
        return isCondition(rule)
          ? fill(words.truth, this.condition(rule, true, row))
          : this.#list(args, name === 'or' ? words.or : words.and, row);
      case 'cat':
        return fill(words.joined, this.#list(args, words.and, row));
      case 'merge':
        return this.#list(args, words.and, row);
      case 'substr':
        return fill(words.part, first());
      case '+':
      case 'decimalAdd':
        return args.map((each) => this.#operand(each, row)).join(words.plus);
      case '*':
      case 'decimalMultiply':
        return args.map((each) => this.#operand(each, row)).join(words.times);
      case '-':
      case 'decimalSubtract':
        return args.length > 1
          ? fill(words.minus, this.#operand(a, row), this.#operand(b, row))
          : fill(words.negative, this.#operand(a, row));
      case '/':
        return fill(words.divided, this.#operand(a, row), this.#operand(b, row));
      case '%':
        return fill(words.remainder, this.#operand(a, row), this.#operand(b, row));
      case 'decimalDivide':
        return this.#rounded(fill(words.divided, this.#operand(a, row), this.#operand(b, row)), row, args[2], args[3]);
      case 'decimalRound':
        return this.#rounded(this.#operand(a, row), row, args[1], args[2]);
      case 'decimalCompare':
        return fill(words.order, first(), this.value(b, row));
      case 'max':
        return fill(words.greatest, this.#list(args, words.and, row));
      case 'min':
        return fill(words.least, this.#list(args, words.and, row));
      case 'sum':
        return fill(words.sum, this.#list(args, words.and, row));
      case 'count':
        return fill(words.count, this.#list(args, words.and, row));
      case 'length':
        return fill(words.length, first());
      case 'today':
        return words.today;
      case 'year':
        return operationOf(a)?.[0] === 'today' ? words.thisYear : fill(words.year, first());
      case 'dateDiff':
        return fill(words.span, first(), this.value(b, row), words.units[args[2] as UnitName]?.[1] ?? '');
      case 'dateAdd':
        return fill(words.later, first(), this.#amount(b, args[2], row));
      case 'origin':
        return fill(words.origin, this.#labels([a], ''));
      case 'map':
        return fill(words.mapped, first(), this.value(b, this.#rowOf(a, row)));
      case 'filter':
        return fill(words.filtered, first(), this.condition(b, true, this.#rowOf(a, row)));
      case 'reduce':
        return fill(words.reduced, first());
      default:
        return isCondition(rule) ? fill(words.truth, this.condition(rule, true, row)) : this.#call(name, args, row);
    }
  }

  #call(name: string, args: readonly Json[], row: string): string {
    const about = this.#list(args, this.#words.and, row);
    const known = this.#options.functionOf?.(name);
    if (known) return fill(known.text, about);
    return about === '' ? this.#words.computed : fill(this.#words.computedFrom, about);
  }

  #literal(value: Json): string {
    const words = this.#words;
    if (value === null) return words.nothing;
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') {
      const date = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value);
      return date ? fill(words.date, ...date.slice(1)) : fill(words.text, value);
    }
    return Array.isArray(value) ? this.#list(value, words.and, '') : words.data;
  }

  /** A value as a part of a clause: a choice is put in brackets. */
  #part(rule: Json, row: string): string {
    const name = operationOf(rule)?.[0];
    const text = this.value(rule, row);
    return name === 'if' || name === '?:' ? fill(this.#words.group, text) : text;
  }

  /** Part of a sum: a choice or another sum is put in brackets. */
  #operand(rule: Json, row: string): string {
    const name = operationOf(rule)?.[0] ?? '';
    const text = this.value(rule, row);
    return ARITHMETIC.has(name) ? fill(this.#words.group, text) : text;
  }

  /** What is rounded, in which way, to how many digits behind the point; below 0 to tens, hundreds… */
  #rounded(what: string, row: string, places: Json = 0, mode: Json = 'half-up'): string {
    const words = this.#words;
    const way = mode === 'up' || mode === 'ceiling' ? 'up' : mode === 'down' || mode === 'floor' ? 'down' : 'nearest';
    const magnitude = typeof places === 'number' ? words.magnitudes[-places] : undefined;
    return fill(words.rounding[way], what, magnitude ?? fill(words.places[places === 1 ? 0 : 1], this.value(places, row)));
  }

  /** An enumeration: `a, b and c`. */
  #join(parts: readonly string[], last: string): string {
    const [only = ''] = parts.slice(-1);
    return parts.length < 2 ? only : parts.slice(0, -1).join(this.#words.comma) + last + only;
  }

  #list(rules: readonly Json[], last: string, row: string): string {
    return this.#join(
      rules.map((rule) => this.value(rule, row)),
      last,
    );
  }

  /** Clauses of an `and` within an `and`, or an `or` within an `or`, side by side and each once. */
  #clauses(rule: Json, name: string, holds: boolean, row: string): string[] {
    const operation = operationOf(rule);
    if (operation?.[0] === name) return operation[1].flatMap((part) => this.#clauses(part, name, holds, row));
    const text = this.condition(rule, holds, row);
    return [isCompound(operation) ? fill(this.#words.group, text) : text];
  }

  #together(how: 'and' | 'or', clauses: readonly string[]): string {
    const parts = [...new Set(clauses)];
    // One clause needs no brackets.
    if (parts.length === 1) return parts.join().replace(/^\((.*)\)$/u, '$1');
    return how === 'and' ? this.#join(parts, this.#words.and) : parts.join(this.#words.or);
  }

  /** `if` as a condition: one branch that is written out makes it a plain "and" or "or". */
  #decision(args: readonly Json[], holds: boolean, row: string): string {
    const [condition = null, then = null, ...rest] = args;
    if (args.length < 2) return this.condition(condition, holds, row);
    const otherwise: Json = rest.length > 1 ? {if: rest} : (rest[0] ?? null);
    const yes = this.condition(condition, true, row);
    if (!operationOf(otherwise) && isTruthy(otherwise) !== holds)
      return this.#together('and', [yes, this.condition(then, holds, row)]);
    if (!operationOf(then) && isTruthy(then) === holds) return this.#together('or', [yes, this.condition(otherwise, holds, row)]);
    return fill(this.#words.either, yes, this.condition(then, holds, row), this.condition(otherwise, holds, row));
  }

  /** `if` as a value: `x if …, y if …, otherwise z`. */
  #choices(args: readonly Json[], row: string): string {
    const parts: string[] = [];
    const result = (rule: Json): string => (operationOf(rule) ? this.#part(rule, row) : this.result(rule, row));
    for (let i = 0; i + 1 < args.length; i += 2) {
      const [condition = null, then = null] = args.slice(i);
      parts.push(fill(this.#words.choice, result(then), this.condition(condition, true, row)));
    }
    const [last = null] = args.length % 2 === 1 ? args.slice(-1) : [];
    return [...parts, fill(this.#words.otherwise, result(last))].join('; ');
  }

  #equality(a: Json, b: Json, holds: boolean, row: string): string {
    const words = this.#words;
    // What is written out stands behind what is asked.
    if (!operationOf(a) && operationOf(b)) return this.#equality(b, a, holds, row);
    if (b === null) return this.#emptiness(a, holds, row);
    const left = operationOf(a);
    if (left?.[0] === 'origin' && typeof b === 'string') {
      const said = words.origins[b];
      if (said) return fill(said[holds ? 0 : 1], this.#labels(left[1], ''));
    }
    if (left?.[0] === 'decimalCompare' && b === 0)
      return fill(holds ? words.same : words.other, ...left[1].map((each) => this.#part(each, row)));
    if (left?.[0] === 'length' && typeof b === 'number')
      return fill(holds ? words.lengthIs : words.lengthIsNot, this.value(left[1][0] ?? null, row), this.value(b, row));
    if (operationOf(b) || typeof b === 'object')
      return fill(holds ? words.same : words.other, this.#part(a, row), this.#part(b, row));
    const choice = this.#choiceFor(a, b, row);
    if (typeof b === 'number' && choice === undefined)
      return fill(holds ? words.equals : words.differs, this.#part(a, row), this.value(b, row));
    return fill(holds ? words.is : words.isNot, this.#part(a, row), choice ?? this.#literal(b));
  }

  /** Answers are empty or filled in; what follows from them is known or not. */
  #emptiness(rule: Json, empty: boolean, row: string): string {
    const words = this.#words;
    const isAnswer = operationOf(rule)?.[0] === 'var';
    const template = isAnswer ? (empty ? words.empty : words.filled) : empty ? words.unknown : words.known;
    return fill(template, this.value(rule, row));
  }

  #membership(a: Json, b: Json, holds: boolean, row: string): string {
    const words = this.#words;
    if (Array.isArray(b)) {
      const choices = b.map((value: Json) => this.#choiceFor(a, value, row) ?? this.value(value, row));
      return fill(holds ? words.is : words.isNot, this.value(a, row), this.#join(choices, holds ? words.or : words.nor));
    }
    const choice = this.#choiceFor(b, a, row) ?? this.value(a, row);
    const [path] = operationOf(b)?.[1] ?? [];
    // One member of every row: then it is a row that has it.
    if (typeof path === 'string' && path.includes('*') && this.#options.readsRows?.(this.#pointer(path, row)) !== false)
      return fill(holds ? words.amongRows : words.notAmongRows, choice, this.value(b, row));
    return fill(holds ? words.contains : words.containsNot, choice, this.value(b, row));
  }

  #order(operator: Order, a: Json, b: Json, row: string): string {
    const words = this.#words;
    if (!operationOf(a) && operationOf(b)) return this.#order(MIRRORED[operator], b, a, row);
    const span = operationOf(a);
    if (span?.[0] === 'dateDiff' && typeof b === 'number') return this.#span(operator, span[1], b, row);
    if (span?.[0] === 'decimalCompare' && b === 0) return this.#order(operator, span[1][0] ?? null, span[1][1] ?? null, row);
    const dates = isDate(a) || isDate(b);
    const template = {
      '<': dates ? words.before : words.less,
      '<=': dates ? words.notAfter : words.atMost,
      '>': dates ? words.after : words.more,
      '>=': dates ? words.notBefore : words.atLeast,
    }[operator];
    return fill(template, this.#part(a, row), this.#part(b, row));
  }

  /** A span compared with a number: two days in order, or a time that has passed. */
  #span(operator: Order, [from = null, to = null, unit = null]: readonly Json[], count: number, row: string): string {
    const words = this.#words;
    const plain = count === 0 && unit === 'days';
    const template = {
      '<': plain ? words.after : words.spanLess,
      '<=': plain ? words.notBefore : words.spanAtMost,
      '>': plain ? words.before : words.spanMore,
      '>=': plain ? words.notAfter : words.spanAtLeast,
    }[operator];
    return fill(template, this.value(from, row), this.value(to, row), this.#amount(count, unit, row));
  }

  /** `6 years`. */
  #amount(count: Json, unit: Json | undefined, row: string): string {
    const names = this.#words.units[unit as UnitName];
    return `${this.value(count, row)} ${names?.[count === 1 ? 0 : 1] ?? ''}`.trim();
  }

  #choiceFor(asked: Json, value: Json, row: string): string | undefined {
    if (value === null || typeof value === 'object') return undefined;
    const operation = operationOf(asked);
    if (operation?.[0] === 'var') return this.#choice(operation[1][0], value, row);
    return operation && this.#options.functionOf?.(operation[0])?.choiceOf?.(value);
  }

  #choice(path: Json | undefined, value: string | number | boolean, row: string): string | undefined {
    if (typeof path !== 'string') return undefined;
    const found = this.#options.choiceOf?.(this.#pointer(path, row), value);
    return found === undefined ? undefined : typeof value === 'boolean' ? found : fill(this.#words.text, found);
  }

  /** Labels of every path that an argument can become. */
  #labels(paths: readonly Json[], row: string): string {
    let texts: readonly string[];
    try {
      texts = paths.flatMap((path) => literalPaths(path, ''));
    } catch {
      // A computed path is refused at load; who explains it nevertheless gets as much as can be said.
      return this.#words.computed;
    }
    const labels = texts.map((text) => {
      const pointer = this.#pointer(text, row);
      if (row !== '' && text === '') return this.#words.item;
      return fill(this.#words.label, this.#labelOf(pointer) ?? text);
    });
    return this.#join([...new Set(labels)], this.#words.or);
  }

  #pointer(text: string, row: string): string {
    return row + formatPointer(parseRulePath(text) ?? []);
  }

  /** Pointer of the items that a body goes through. */
  #rowOf(list: Json, row: string): string {
    const operation = operationOf(list);
    if (operation?.[0] === 'filter') return this.#rowOf(operation[1][0] ?? null, row);
    const [path] = operation?.[0] === 'var' ? operation[1] : [];
    return typeof path === 'string' ? `${this.#pointer(path, row)}/*` : '/*';
  }
}

/** Whether a clause would run into those beside it: it is several, or names several choices. */
function isCompound(operation: Operation | undefined): boolean {
  const [name = '', args = []] = operation ?? [];
  const [inner = null] = args;
  if (name === '!' || name === '!!') return isCompound(operationOf(inner));
  if (name === 'in') return Array.isArray(args[1]) && args[1].length > 1;
  return name === 'and' || name === 'or' || name === 'if' || name === '?:';
}

function isDate(rule: Json): boolean {
  const operation = operationOf(rule);
  if (operation) return operation[0] === 'today' || operation[0] === 'dateAdd';
  return typeof rule === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(rule);
}
