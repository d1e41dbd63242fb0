/**
 * Whole numbers in Vietnamese words, as official papers write them.
 *
 * Rule    mốt after mươi, lăm for a five after a ten, linh before a lone unit, không trăm inside a number, and groups of
 *         nghìn, triệu, tỷ. Of the accepted variants (lẻ, ngàn, tư) the northern official ones are used.
 * Source  Test vectors of the project, checked against printed forms. Checked 2026-11-21.
 */
import {FormError} from '@egov-form/core';

const DIGITS = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ');
const BILLION = 1_000_000_000;
const GROUPS: readonly [number, string][] = [
  [1_000_000, ' triệu'],
  [1_000, ' nghìn'],
  [1, ''],
];

/**
 * `135000` becomes `một trăm ba mươi lăm nghìn`.
 *
 * @throws FormError `EGOV_VIETNAM_NOT_COUNTABLE` unless `n` is a safe whole number, zero or above.
 */
export function numberInWords(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new FormError(
      'EGOV_VIETNAM_NOT_COUNTABLE',
      'Expected a whole number from 0 up to 2^53 - 1 to write in words, found another number. Round it first.',
    );
  }
  return n === 0 ? 'không' : inGroups(n, false);
}

/** `continued`: something larger was said before, so that a missing hundred must be said too. */
function inGroups(n: number, continued: boolean): string {
  const parts: string[] = [];
  let rest = n;
  if (rest >= BILLION) {
    parts.push(`${inGroups(Math.floor(rest / BILLION), continued)} tỷ`);
    rest %= BILLION;
  }
  for (const [size, name] of GROUPS) {
    const group = Math.floor(rest / size);
    rest %= size;
    if (group > 0) parts.push(underThousand(group, continued || parts.length > 0) + name);
  }
  return parts.join(' ');
}

function underThousand(n: number, continued: boolean): string {
  const hundreds = Math.floor(n / 100);
  const tens = Math.floor((n % 100) / 10);
  const units = n % 10;
  const words: (string | undefined)[] = [];
  if (hundreds > 0 || continued) words.push(DIGITS[hundreds], 'trăm');
  if (tens > 1) words.push(DIGITS[tens], 'mươi');
  else if (tens === 1) words.push('mười');
  else if (units > 0 && words.length > 0) words.push('linh');
  if (units === 1 && tens > 1) words.push('mốt');
  else if (units === 5 && tens > 0) words.push('lăm');
  else if (units > 0) words.push(DIGITS[units]);
  return words.join(' ');
}
