/**
 * What is known of a value before there is any: enough to see that a rule compares a number with a text. `undefined` in
 * place of a type means that nothing is known, and nothing is said against it. Any value may also be absent.
 */
import type {Json} from '../json/json.ts';
import {parseCivilDate} from './civil-date.ts';

export type Kind = 'boolean' | 'number' | 'text' | 'list' | 'object';

/** `{kinds: {'text'}, text: 'date'}`. No kinds at all: always null. */
export interface StaticType {
  readonly kinds: ReadonlySet<Kind>;
  /** What its texts are: days, days that may lack day and month, decimals, something else; absent when that is not known. */
  readonly text?: 'date' | 'partial-date' | 'decimal' | 'plain';
  /** Every value that it can have beside null, where they are known. */
  readonly values?: readonly Json[];
  /** What a list holds. */
  readonly items?: StaticType;
  /** The type of a member of an object: `undefined` when nothing is known, `'nowhere'` when there is no such member. */
  readonly member?: (path: readonly string[]) => Found;
  /** Names of its members, where they are known. */
  readonly names?: readonly string[];
  /** For messages: the field that it is read from, as a pointer. */
  readonly from?: string;
}

export type Found = StaticType | undefined | 'nowhere';

const PARTIAL = /^\d{4}(?:-\d{2})?$/u;

export function ofKind(kind: Kind, more: Omit<StaticType, 'kinds'> = {}): StaticType {
  return {kinds: new Set([kind]), ...more};
}

export const NOTHING: StaticType = {kinds: new Set(), values: []};

function textKind(text: string): 'date' | 'partial-date' | 'plain' {
  if (parseCivilDate(text)) return 'date';
  return PARTIAL.test(text) ? 'partial-date' : 'plain';
}

/** The type of a value that is written out. */
export function typeOfValue(value: Json): StaticType {
  if (value === null) return NOTHING;
  if (Array.isArray(value)) {
    const items = eitherOf(value.map(typeOfValue));
    return ofKind('list', items ? {items} : {});
  }
  if (typeof value === 'object') return ofKind('object');
  if (typeof value === 'string') return ofKind('text', {values: [value], text: textKind(value)});
  return ofKind(typeof value as Kind, {values: [value]});
}

/** The type of a value that is one of several; nothing is known when one of them is unknown, or when there are none. */
export function eitherOf(types: readonly (StaticType | undefined)[]): StaticType | undefined {
  const [first, ...others] = types;
  let all = first;
  for (const other of others) all = all && other && either(all, other);
  return all;
}

function either(a: StaticType, b: StaticType): StaticType {
  if (a.kinds.size === 0) return b;
  if (b.kinds.size === 0) return a;
  const text = a.kinds.has('text') && b.kinds.has('text') ? (a.text === b.text ? a.text : undefined) : (a.text ?? b.text);
  const items = a.kinds.has('list') && b.kinds.has('list') ? eitherOf([a.items, b.items]) : (a.items ?? b.items);
  return {
    kinds: new Set([...a.kinds, ...b.kinds]),
    ...(text && {text}),
    ...(a.values && b.values && {values: [...a.values, ...b.values]}),
    ...(items && {items}),
  };
}

/** Whether two values can be of one kind; unknown ones and null can. */
export function shareKind(a: StaticType | undefined, b: StaticType | undefined): boolean {
  if (!a || !b || a.kinds.size === 0 || b.kinds.size === 0) return true;
  return [...a.kinds].some((kind) => b.kinds.has(kind));
}

/** Whether a text that is written out can be compared with one of a date field. */
export function fitsDate(date: StaticType, other: StaticType): boolean {
  if (date.text !== 'date' && date.text !== 'partial-date') return true;
  if (date.values || !other.values) return true;
  return other.values.every((value) => typeof value !== 'string' || value === '' || textKind(value) !== 'plain');
}
