import {exactNumber} from '@egov-form/core';

/** Whether a language writes 1,5 and not 1.5. Making a number format takes a browser long: each language is asked once. */
const COMMAS = new Map([
  ['vi', true],
  ['en', false],
]);

function writesComma(locale: string): boolean {
  let comma = COMMAS.get(locale);
  if (comma === undefined) {
    comma = new Intl.NumberFormat(locale).formatToParts(1.5).some(({type, value}) => type === 'decimal' && value === ',');
    COMMAS.set(locale, comma);
  }
  return comma;
}

/**
 * Read a typed number; `undefined` for what is none, or might be another one: that is asked, never guessed.
 *
 * Rule    The decimal sign is the language's: a comma in Vietnamese, a point in English. The other sign only groups, as
 *         spaces do: they stand before groups of exactly three digits, the first of which does not begin with 0. So `1.234` is
 *         1234 in Vietnamese and 1.234 in English, while `0.5`, `72.5`, `11.1` and `1,234.5` are no Vietnamese numbers. A whole
 *         number has no decimals: either sign may group it. All digits must be kept (`exactNumber`).
 */
export function readNumber(text: string, locale: string, integer: boolean): number | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/(?<=\d)[\s_](?=\d{3}(?!\d))/gu, '');
  const [point, group] = writesComma(locale) ? [',', '.'] : ['.', ','];
  const grouped = new RegExp(
    `^[-+]?[1-9]\\d{0,2}(?:([${group}${integer ? point : ''}])\\d{3})(?:\\1\\d{3})*(?:[${point}]\\d+)?$`,
    'u',
  );
  const single = new RegExp(`^[-+]?\\d+(?:[${point}]\\d+)?$`, 'u');
  const sign = grouped.exec(plain)?.[1];
  if (sign === undefined && !single.test(plain)) return undefined;
  const value = exactNumber((sign === undefined ? plain : plain.replaceAll(sign, '')).replace(point, '.'));
  return integer && !Number.isInteger(value) ? undefined : value;
}

/** A stored number as the field shows it, ungrouped: a year stays `2026`. Written as `readNumber` reads it. */
export function showNumber(value: number, locale: string): string {
  const plain = String(value);
  // Making a number format takes a browser longer than drawing hundreds of fields; only very large and small ones need it.
  if (plain.includes('e')) return new Intl.NumberFormat(locale, {useGrouping: false, maximumFractionDigits: 20}).format(value);
  return writesComma(locale) ? plain.replace('.', ',') : plain;
}

/** Bytes in the largest fitting unit: `2,4 MB`. */
export function showBytes(bytes: number, locale: string): string {
  const mega = bytes / 1024 / 1024;
  const format = new Intl.NumberFormat(locale, {maximumFractionDigits: 1});
  return mega >= 0.1 ? `${format.format(mega)} MB` : `${format.format(Math.max(1, Math.round(bytes / 1024)))} KB`;
}
