/**
 * Amounts in đồng, whole numbers, in figures and in words.
 *
 * Rule    Papers write an amount in figures grouped by points and once more in words, beginning with a capital and ending
 *         with "đồng". The smallest unit in use is one đồng: there are no fractions.
 * Source  Wording of the project's vectors (number-words.ts). Checked 2026-11-21.
 * Limits  In English the amount is said in figures with the name of the currency: no Vietnamese paper asks for more.
 */
import type {Format, Json} from '@egov-form/core';
import {numberInWords} from './number-words.ts';

/** `1500000` is "Một triệu năm trăm nghìn đồng", in English "1,500,000 Vietnamese dong". Empty for what is no amount. */
export function moneyInWords(amount: Json, locale = 'vi'): string {
  if (!Number.isSafeInteger(amount) || Number(amount) < 0) return '';
  if (!locale.startsWith('vi')) {
    return new Intl.NumberFormat(locale, {style: 'currency', currency: 'VND', currencyDisplay: 'name'}).format(Number(amount));
  }
  const words = numberInWords(Number(amount));
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)} đồng`;
}

function normalize(text: string): string {
  const plain = text.normalize('NFKC').trim();
  // No amount is that long, and long runs of spaces would make the search slow.
  if (plain.length > 60) return plain;
  return plain.replace(/(?:\s*(?:đồng|vnđ|vnd|đ|₫)\.?)+$/iu, '').replace(/^(?:(?:vnđ|vnd|₫)\s*)+/iu, '');
}

/** `vn-money`, of an integer: `1.500.000 đ`, `1,500,000 VND` and `1 500 000` are all read as 1500000. */
export const moneyFormat: Format = {
  name: 'vn-money',
  normalize,
  check: () => [],
  inputMode: 'numeric',
  widget: 'money',
  unit: {vi: 'đồng', en: 'VND'},
  gloss: moneyInWords,
};
