/** How many arguments each operator takes and of what kind: what can be said of a rule before it runs. */
import {isDecimalText} from './decimal.ts';
import {ofKind, type StaticType} from './static-type.ts';

/** What an argument must be able to be. `decimals`: a decimal, or a list of them at any depth. */
export type Want =
  | 'any'
  | 'number'
  | 'decimal'
  | 'decimals'
  | 'date'
  | 'words'
  | 'list'
  | 'measurable'
  | 'unit'
  | 'rounding'
  | 'path';

export interface Signature {
  readonly least: number;
  readonly most: number;
  /** By place; the last one stands for all that follow. */
  readonly wants: readonly Want[];
  /** Absent where it depends on the arguments. */
  readonly result?: StaticType;
}

const ANY_NUMBER = Number.POSITIVE_INFINITY;
const yesNo = ofKind('boolean');
const number = ofKind('number');
const text = ofKind('text');

function signature(least: number, most: number, wants: readonly Want[], result?: StaticType): Signature {
  return {least, most, wants, ...(result && {result})};
}

/** Kinds of origin that `origin` can answer. */
export const ORIGIN_KINDS: readonly string[] = ['typed', 'default', 'computed', 'register', 'document', 'earlier'];

/** Every operator of the profile. */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['var', signature(0, 2, ['path', 'any'])],
  ['missing', signature(1, ANY_NUMBER, ['path'], ofKind('list', {items: text}))],
  ['missing_some', signature(2, 2, ['number', 'path'], ofKind('list', {items: text}))],
  ['if', signature(2, ANY_NUMBER, ['any'])],
  ['?:', signature(3, 3, ['any'])],
  ['and', signature(1, ANY_NUMBER, ['any'])],
  ['or', signature(1, ANY_NUMBER, ['any'])],
  ['!', signature(1, 1, ['any'], yesNo)],
  ['!!', signature(1, 1, ['any'], yesNo)],
  ['==', signature(2, 2, ['any'], yesNo)],
  ['!=', signature(2, 2, ['any'], yesNo)],
  ['===', signature(2, 2, ['any'], yesNo)],
  ['!==', signature(2, 2, ['any'], yesNo)],
  ['<', signature(2, 3, ['any'], yesNo)],
  ['<=', signature(2, 3, ['any'], yesNo)],
  ['>', signature(2, 2, ['any'], yesNo)],
  ['>=', signature(2, 2, ['any'], yesNo)],
  ['in', signature(2, 2, ['any'], yesNo)],
  ['cat', signature(1, ANY_NUMBER, ['words'], text)],
  ['substr', signature(2, 3, ['words', 'number'], text)],
  ['merge', signature(0, ANY_NUMBER, ['any'], ofKind('list'))],
  ['+', signature(1, ANY_NUMBER, ['number'], number)],
  ['-', signature(1, 2, ['number'], number)],
  ['*', signature(1, ANY_NUMBER, ['number'], number)],
  ['/', signature(2, 2, ['number'], number)],
  ['%', signature(2, 2, ['number'], number)],
  ['max', signature(1, ANY_NUMBER, ['number'], number)],
  ['min', signature(1, ANY_NUMBER, ['number'], number)],
  ['map', signature(2, 2, ['list', 'any'])],
  ['filter', signature(2, 2, ['list', 'any'])],
  ['all', signature(2, 2, ['list', 'any'], yesNo)],
  ['some', signature(2, 2, ['list', 'any'], yesNo)],
  ['none', signature(2, 2, ['list', 'any'], yesNo)],
  ['reduce', signature(3, 3, ['list', 'any'])],
  ['today', signature(0, 0, [], ofKind('text', {text: 'date'}))],
  ['origin', signature(1, 1, ['path'], ofKind('text', {text: 'plain', values: ORIGIN_KINDS}))],
  ['dateDiff', signature(3, 3, ['date', 'date', 'unit'], number)],
  ['dateAdd', signature(3, 3, ['date', 'number', 'unit'], ofKind('text', {text: 'date'}))],
  ['year', signature(1, 1, ['date'], number)],
  ['decimalAdd', signature(1, ANY_NUMBER, ['decimal'])],
  ['decimalSubtract', signature(2, 2, ['decimal'])],
  ['decimalMultiply', signature(1, ANY_NUMBER, ['decimal'])],
  ['decimalDivide', signature(3, 4, ['decimal', 'decimal', 'number', 'rounding'])],
  ['decimalRound', signature(1, 3, ['decimal', 'number', 'rounding'])],
  ['decimalCompare', signature(2, 2, ['decimal'], ofKind('number', {values: [-1, 0, 1]}))],
  ['sum', signature(1, ANY_NUMBER, ['decimals'])],
  ['count', signature(1, ANY_NUMBER, ['any'], number)],
  ['unique', signature(1, ANY_NUMBER, ['any'], yesNo)],
  ['empty', signature(1, 1, ['any'], yesNo)],
  ['length', signature(1, 1, ['measurable'], number)],
]);

/** Whether a value of this type can be what an argument wants. */
export function satisfies(want: Want, type: StaticType | undefined): boolean {
  if (!type || type.kinds.size === 0) return true;
  const {kinds} = type;
  switch (want) {
    case 'number':
      return kinds.has('number');
    case 'decimal':
      return kinds.has('number') || (kinds.has('text') && isDecimal(type));
    case 'decimals':
      return satisfies('decimal', type) || (kinds.has('list') && satisfies('decimals', type.items));
    case 'date':
      return kinds.has('text') && type.text !== 'plain';
    case 'words':
      return kinds.has('text') || kinds.has('number') || kinds.has('list');
    case 'list':
      return kinds.has('list');
    case 'measurable':
      return kinds.has('text') || kinds.has('list') || kinds.has('object');
    default:
      return true;
  }
}

/** Whether texts of this type can be decimals. */
function isDecimal({text, values}: StaticType): boolean {
  if (values) return values.some((value) => typeof value === 'string' && isDecimalText(value));
  return text === undefined || text === 'decimal';
}

/** What an argument wants, in words. */
export const WANT_WORDS: {readonly [want in Want]: string} = {
  any: 'a value',
  number: 'a number',
  decimal: 'a number or a decimal text such as "1250.50"',
  decimals: 'numbers or decimal texts, or lists of them',
  date: 'a date',
  words: 'a text or a number',
  list: 'a list',
  measurable: 'a text, a list or an object',
  unit: 'a unit',
  rounding: 'a way of rounding',
  path: 'a path such as "/child/birthDate"',
};
