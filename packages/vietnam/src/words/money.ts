/**
 * Amounts in đồng, whole numbers, in figures and in words.
 *
 * Rule    Papers write an amount in figures grouped by points and once more in words, beginning with a capital and ending
 *         with "đồng". The smallest unit in use is one đồng: there are no fractions.
 * Source  Wording of the project's vectors (number-words.ts). Checked 2026-11-21.
 * Limits  The English words are for the person who fills in the form; papers want the Vietnamese ones.
 */
import type {Format, Json} from '@egov-form/core';
import {numberInEnglish} from './english-words.ts';
import {numberInWords} from './number-words.ts';

/** `1500000` is "Một triệu năm trăm nghìn đồng", else "One million five hundred thousand dong". Empty for what is no amount. */
export function moneyInWords(amount: Json, locale = 'vi'): string {
  if (!Number.isSafeInteger(amount) || Number(amount) < 0) return '';
  const vietnamese = locale.startsWith('vi');
  const words = vietnamese ? numberInWords(Number(amount)) : numberInEnglish(Number(amount));
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)} ${vietnamese ? 'đồng' : 'dong'}`;
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
