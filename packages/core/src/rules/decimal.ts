/**
 * Decimal arithmetic for money and areas, exact in every digit: 0.1 + 0.2 is 0.3. A decimal is a JSON number, taken by the
 * digits that it is written with, or a text such as "1250000.50" where a number has not digits enough.
 *
 * Rule    Operations on numbers give a number: the exact result, or the nearest number when it has more digits than a number
 *         holds (some 16). As soon as one of them is a text, the result is a text with all digits.
 * Limits  400 digits before and behind the point; whatever is larger, or no decimal, is null.
 */
import type {Json} from '../json/json.ts';

/** Whole digits and how many of them are behind the point: 1.25 is `{digits: 125n, scale: 2}`, 1e30 is `{1n, -30}`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** What becomes of digits that are left out: `half-up` and `half-even` to the nearest, `up` away from 0, `down` towards it. */
export type Rounding = 'half-up' | 'half-even' | 'up' | 'down' | 'ceiling' | 'floor';

export const ROUNDINGS: readonly string[] = ['half-up', 'half-even', 'up', 'down', 'ceiling', 'floor'];

/** Digits behind the point that a result may be rounded to; below 0 tens, hundreds, thousands. */
export const MOST_PLACES = 20;

const MOST_DIGITS = 400;
const TOO_LARGE = 10n ** BigInt(MOST_DIGITS);
const WRITTEN = /^-?\d{1,100}(?:\.\d{1,100})?$/u;
const ONE: Decimal = {digits: 1n, scale: 0};

/** A number by its decimal digits. */
export function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return {digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent)};
}

/** Whether a text is written as a decimal: digits, one point, no exponent and no grouping. */
export function isDecimalText(text: string): boolean {
  return WRITTEN.test(text);
}

function read(value: Json): Decimal | null {
  if (typeof value === 'number') return decimalOf(value);
  if (typeof value !== 'string' || !isDecimalText(value)) return null;
  const [whole = '', fraction = ''] = value.split('.');
  return {digits: BigInt(whole + fraction), scale: fraction.length};
}

function power(exponent: number): bigint {
  return 10n ** BigInt(Math.max(exponent, 0));
}

/** Both by as many digits behind the point. */
function aligned(a: Decimal, b: Decimal): readonly [a: bigint, b: bigint, scale: number] {
  return [a.digits * power(b.scale - a.scale), b.digits * power(a.scale - b.scale), Math.max(a.scale, b.scale)];
}

/** Whether one is a whole multiple of the other, which is not 0. */
export function isWholeMultiple(value: Decimal, divisor: Decimal): boolean {
  const [a, b] = aligned(value, divisor);
  return a % b === 0n;
}

function write({digits, scale}: Decimal): string {
  if (scale <= 0) return String(digits * power(-scale));
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** As text where one of the operands was one, else as a number. */
function result(decimal: Decimal, operands: readonly Json[]): Json {
  const text = write(decimal);
  return operands.some((operand) => typeof operand === 'string') ? text : Number(text);
}

type Join = (a: Decimal, b: Decimal) => Decimal;

const add: Join = (a, b) => {
  const [left, right, scale] = aligned(a, b);
  return {digits: left + right, scale};
};
const subtract: Join = (a, b) => add(a, {digits: -b.digits, scale: b.scale});
const multiply: Join = (a, b) => ({digits: a.digits * b.digits, scale: a.scale + b.scale});

/** From the first to the last; null when one is no decimal, or it grows beyond all bounds. */
function fold(join: Join): (values: readonly Json[]) => Json {
  return (values) => {
    let total: Decimal | undefined;
    for (const value of values) {
      const next = read(value);
      if (!next) return null;
      total = total ? join(total, next) : next;
      if (total.digits >= TOO_LARGE || -total.digits >= TOO_LARGE || Math.abs(total.scale) > MOST_DIGITS) return null;
    }
    return total ? result(total, values) : 0;
  };
}

const addAll = fold(add);

/** The sum of decimals, exact; whole numbers that a double holds take the short way. */
export function sumOfDecimals(values: readonly Json[]): Json {
  let total = 0;
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return addAll(values);
    total += value;
  }
  return Number.isSafeInteger(total) ? total : addAll(values);
}

/** Whether what is left out makes the last digit one more, away from 0. `rest` and `whole` are not negative. */
function goesUp(mode: Rounding, negative: boolean, quotient: bigint, rest: bigint, whole: bigint): boolean {
  if (rest === 0n || mode === 'down') return false;
  const half = 2n * rest;
  switch (mode) {
    case 'up':
      return true;
    case 'ceiling':
      return !negative;
    case 'floor':
      return negative;
    case 'half-even':
      return half > whole || (half === whole && quotient % 2n === 1n);
    default:
      return half >= whole;
  }
}

/** The quotient with so many digits behind the point. */
function divide(a: Decimal, b: Decimal, places: number, mode: Rounding): Decimal {
  const shift = places + b.scale - a.scale;
  const [above, below] = [a.digits * power(shift), b.digits * power(-shift)];
  const negative = above < 0n !== below < 0n;
  const [part, whole] = [above < 0n ? -above : above, below < 0n ? -below : below];
  const quotient = part / whole;
  const rounded = goesUp(mode, negative, quotient, part % whole, whole) ? quotient + 1n : quotient;
  return {digits: negative ? -rounded : rounded, scale: places};
}

/** `places` and `mode` as a rule gives them; what is no such number makes the result null. */
function rounded(a: Json, b: Json | undefined, places: Json, mode: Json): Json {
  const [above, below] = [read(a), b === undefined ? ONE : read(b)];
  if (!above || !below || below.digits === 0n) return null;
  if (typeof places !== 'number' || !Number.isInteger(places) || Math.abs(places) > MOST_PLACES) return null;
  // The compiler has seen to the mode.
  return result(divide(above, below, places, mode as Rounding), b === undefined ? [a] : [a, b]);
}

/** By name of the operator. None throws: what cannot be worked out is null. */
export const DECIMAL_OPERATORS: readonly (readonly [name: string, apply: (args: readonly Json[]) => Json])[] = [
  ['decimalAdd', addAll],
  ['decimalSubtract', fold(subtract)],
  ['decimalMultiply', fold(multiply)],
  ['decimalDivide', ([a = null, b = null, places = null, mode = 'half-up']) => rounded(a, b, places, mode)],
  ['decimalRound', ([value = null, places = 0, mode = 'half-up']) => rounded(value, undefined, places, mode)],
  [
    'decimalCompare',
    ([a = null, b = null]) => {
      const [left, right] = [read(a), read(b)];
      if (!left || !right) return null;
      const [x, y] = aligned(left, right);
      return x < y ? -1 : x > y ? 1 : 0;
    },
  ],
];
