/**
 * Readers of printed values into the shapes that forms store. Each answers undefined when the text is not what it should
 * be: a wrong reading is dropped, never mended, because identity numbers and dates must not be guessed.
 */
import {labelKey} from './label-key.ts';

/** `14/02/1990`, `14-2-1990`, `14.02.1990` or `ngày 14 tháng 2 năm 1990` → `1990-02-14`; a bare year → `1990`. */
export function readDate(text: string): string | undefined {
  const folded = text.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '');
  const match = /(?<!\d)(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})(?!\d)/u.exec(folded);
  if (!match) return /^\D*((?:19|20)\d{2})\D*$/u.exec(folded)?.[1];
  return isoDate(match[3], match[2], match[1]);
}

/** `14021990` → `1990-02-14`. */
export function readPackedDate(text: string): string | undefined {
  const match = /^(\d{2})(\d{2})(\d{4})$/u.exec(text.trim());
  return match ? isoDate(match[3], match[2], match[1]) : undefined;
}

function isoDate(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  // A date that does not exist (31/02) comes back as another one.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text || Number(year) < 1900 ? undefined : text;
}

/** `Nam` → `male`, `Nữ` → `female`, wherever it stands in the text. */
export function readGender(text: string): 'male' | 'female' | undefined {
  for (const word of text.split(/[\s,;/()]+/u)) {
    const folded = labelKey(word);
    if (folded === 'nam' || folded === 'trai') return 'male';
    if (folded === 'nu' || folded === 'gai') return 'female';
  }
  return undefined;
}

/**
 * A personal identification number: exactly twelve digits that begin like one (province 001–096, then century and sex
 * 0–9), spaces and dots between them allowed.
 */
export function readPersonalId(text: string): string | undefined {
  const match = /(?<![\d])(\d(?:[ .]?\d){11})(?![ .]?\d)/u.exec(text);
  const digits = match?.[1]?.replace(/\D/gu, '');
  return digits && /^0\d{11}$/u.test(digits) ? digits : undefined;
}

/** A person's name: two to eight words of letters. */
export function readName(text: string): string | undefined {
  const name = text.normalize('NFC').trim();
  return /^\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*){1,7}$/u.test(name) ? name : undefined;
}

/** `3.200 g`, `3200 gram`, `3,2 kg` → grams as an integer between 200 and 9,000. */
export function readWeightGrams(text: string): number | undefined {
  const match = /(\d{1,4}(?:[.,]\d{1,3})?)\s*(kg|ki-?lo|g)/iu.exec(text);
  if (!match?.[1]) return undefined;
  const isKilo = /^k/iu.test(match[2] ?? '');
  const grams = isKilo ? Math.round(Number(match[1].replace(',', '.')) * 1000) : Number(match[1].replace(/[.,]/u, ''));
  return grams >= 200 && grams <= 9000 ? grams : undefined;
}
