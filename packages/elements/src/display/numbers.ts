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
 * Read a typed number. Vietnamese writes a decimal comma and groups with points, English the other way round; spaces
 * never count. Returns `undefined` for what is not a number.
 */
export function readNumber(text: string, locale: string, integer: boolean): number | undefined {
  const plain = text.normalize('NFKC').replace(/[\s_]/gu, '');
  const grouping = writesComma(locale) ? '.' : ',';
  const canonical = (integer ? plain.replace(/[.,](?=\d{3}(\D|$))/gu, '') : plain.replaceAll(grouping, '')).replace(',', '.');
  return /^[-+]?\d+(\.\d+)?$/u.test(canonical) ? Number(canonical) : undefined;
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
