/**
 * Operators whose arguments are all evaluated first. Those that are not (`if`, `map`, `var`…) are in `evaluate.ts`.
 * None throws; what cannot be computed is null, and a comparison that makes no sense is false.
 */
import {canonicalJson, isEmpty} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {addToDate, type CivilDate, type DateUnit, differenceOfDates, formatCivilDate, parseCivilDate} from './civil-date.ts';
import {compareJson, finite, isTruthy, leadingNumber, looselyEqual, strictlyEqual, toNumber, toText} from './coercion.ts';
import {DECIMAL_OPERATORS, ROUNDINGS, sumOfDecimals} from './decimal.ts';

type Operator = (args: readonly Json[]) => Json;

/** Longest text that a rule may build, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 100_000;
/** Longest list that a rule may build. */
export const MAX_LIST_LENGTH = 10_000;

export const DATE_UNITS: readonly string[] = ['days', 'months', 'years'];

/** Arguments that are written out, one of a few words: by operator, where they stand and what they may be. */
export const WORD_ARGUMENTS: ReadonlyMap<
  string,
  {readonly index: number; readonly optional: boolean; readonly words: readonly string[]}
> = new Map([
  ['dateDiff', {index: 2, optional: false, words: DATE_UNITS}],
  ['dateAdd', {index: 2, optional: false, words: DATE_UNITS}],
  ['decimalDivide', {index: 3, optional: true, words: ROUNDINGS}],
  ['decimalRound', {index: 2, optional: true, words: ROUNDINGS}],
]);

/** `a`, `b` and, for a "between", `c` in order. */
function ordered(holds: (order: number) => boolean): Operator {
  return ([a = null, b = null, c]) => holds(compareJson(a, b)) && (c === undefined || holds(compareJson(b, c)));
}

function extreme(pick: (...values: number[]) => number): Operator {
  return (args) => finite(args.reduce<number>((best, value) => pick(best, toNumber(value)), pick()));
}

/** `{"sum": [list]}` and `{"sum": [a, b]}` alike: lists among the arguments are opened, at any depth. */
function items(args: readonly Json[]): readonly Json[] {
  return args.flatMap((value) => (Array.isArray(value) ? items(value) : [value]));
}

function date(value: Json | undefined): CivilDate | null {
  return typeof value === 'string' ? parseCivilDate(value) : null;
}

function substr([source = null, start = 0, length]: readonly Json[]): Json {
  const text = toText(source);
  const from = toNumber(start) || 0;
  const rest = text.slice(from < 0 ? Math.max(0, text.length + from) : from);
  if (length === undefined || length === null) return rest;
  const count = toNumber(length) || 0;
  return rest.slice(0, count < 0 ? Math.max(0, rest.length + count) : count);
}

function cat(args: readonly Json[]): Json {
  let text = '';
  for (const value of args) {
    text += toText(value);
    if (text.length > MAX_TEXT_LENGTH) return null;
  }
  return text;
}

function merge(args: readonly Json[]): Json {
  const list: Json[] = [];
  for (const value of args) {
    if (list.length + (Array.isArray(value) ? value.length : 1) > MAX_LIST_LENGTH) return null;
    for (const item of Array.isArray(value) ? (value as readonly Json[]) : [value]) list.push(item);
  }
  return list;
}

/** True when no two of the non-empty items are the same. */
function unique(args: readonly Json[]): Json {
  const texts = items(args)
    .filter((item) => !isEmpty(item))
    .map(canonicalJson);
  return new Set(texts).size === texts.length;
}

/** A text's characters (code points), a list's items, an object's members; 0 for nothing. */
function length([value = null]: readonly Json[]): Json {
  if (typeof value === 'number' || typeof value === 'boolean') return null;
  if (value === null) return 0;
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

/** Adds up, exactly; empty items count nothing, and one that is no decimal makes the sum null. */
function sum(args: readonly Json[]): Json {
  return sumOfDecimals(items(args).filter((item) => !isEmpty(item)));
}

function dateDiff([from, to, by]: readonly Json[]): Json {
  // The compiler has seen to the unit.
  const [a, b] = [date(from), date(to)];
  return a && b ? differenceOfDates(a, b, by as DateUnit) : null;
}

function dateAdd([from, amount = null, by]: readonly Json[]): Json {
  const start = date(from);
  const result = start && amount !== null ? addToDate(start, toNumber(amount), by as DateUnit) : null;
  return result && formatCivilDate(result);
}

/** Year of a full or partial date: `1990`, `1990-02`, `1990-02-14`. */
function year([value = null]: readonly Json[]): Json {
  const match = typeof value === 'string' ? /^(\d{4})(?:-\d{2}(?:-\d{2})?)?$/.exec(value) : null;
  return match ? Number(match[1]) : null;
}

export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['==', ([a = null, b = null]) => looselyEqual(a, b)],
  ['!=', ([a = null, b = null]) => !looselyEqual(a, b)],
  ['===', ([a = null, b = null]) => strictlyEqual(a, b)],
  ['!==', ([a = null, b = null]) => !strictlyEqual(a, b)],
  ['<', ordered((order) => order < 0)],
  ['<=', ordered((order) => order <= 0)],
  ['>', ([a = null, b = null]) => compareJson(a, b) > 0],
  ['>=', ([a = null, b = null]) => compareJson(a, b) >= 0],
  ['!', ([a = null]) => !isTruthy(a)],
  ['!!', ([a = null]) => isTruthy(a)],
  [
    'in',
    ([a = null, b = null]) =>
      Array.isArray(b)
        ? b.some((item: Json) => strictlyEqual(item, a))
        : typeof b === 'string' && a !== null && b.includes(toText(a)),
  ],
  ['cat', cat],
  ['substr', substr],
  ['merge', merge],
  ['+', (args) => finite(args.reduce<number>((total, value) => total + leadingNumber(value), 0))],
  ['*', (args) => finite(args.reduce<number>((total, value) => total * leadingNumber(value), 1))],
  ['-', ([a = null, b]) => finite(b === undefined ? -toNumber(a) : toNumber(a) - toNumber(b))],
  ['/', ([a = null, b = null]) => finite(toNumber(a) / toNumber(b))],
  ['%', ([a = null, b = null]) => finite(toNumber(a) % toNumber(b))],
  ['max', extreme(Math.max)],
  ['min', extreme(Math.min)],
  ['dateDiff', dateDiff],
  ['dateAdd', dateAdd],
  ['year', year],
  ...DECIMAL_OPERATORS,
  ['sum', sum],
  ['count', (args) => items(args).filter((item) => !isEmpty(item)).length],
  ['unique', unique],
  ['empty', ([value = null]) => isEmpty(value)],
  ['length', length],
]);
