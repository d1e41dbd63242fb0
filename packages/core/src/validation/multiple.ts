import {decimalOf, isWholeMultiple} from '../rules/decimal.ts';

/**
 * Whether a number is a whole multiple of another, by their decimal digits: 0.3 is a multiple of 0.1, although neither is
 * exact in binary. Magnitudes beyond what a double divides exactly are decided by whole numbers of any size.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  return isWholeMultiple(decimalOf(value), decimalOf(divisor));
}
