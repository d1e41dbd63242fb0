/** Keys by which registers are asked: what a well-formed one looks like, and how it is written. */
import type {KeySettings} from '../generated/configuration.ts';

/** The kinds of keys that connectors know. */
export type KeyKind = KeySettings['kind'];

interface Kind {
  /** The format by which the gateway checks what a person typed. */
  readonly format: string;
  /** As the register wants it; `undefined` for a text that cannot name a record. */
  readonly read: (text: string) => string | undefined;
  /** Two ways of writing the same are the same. Defaults to the text itself. */
  readonly same?: (text: string) => string;
}

const matching =
  (pattern: RegExp) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text : undefined;

const bare = (text: string): string => text.replace(/[\s.-]/gu, '').toUpperCase();
const line = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

const KINDS: {readonly [kind in KeyKind]: Kind} = {
  text: {format: 'connector-key', read: (text) => matching(/^.{1,200}$/u)(line(text)), same: bare},
  'personal-id': {format: 'vn-personal-id', read: matching(/^\d{12}$/u)},
  'person-name': {format: 'vn-person-name', read: (text) => matching(/^.{1,200}$/u)(line(text)), same: nameKey},
  date: {format: 'date', read: matching(/^\d{4}-\d{2}-\d{2}$/u)},
  'partial-date': {format: 'partial-date', read: matching(/^\d{4}(?:-\d{2}-\d{2})?$/u)},
  'enterprise-code': {format: 'vn-tax-code', read: (text) => taxCode(text, 'enterprise'), same: bare},
  'tax-code': {format: 'vn-tax-code', read: (text) => taxCode(text, 'any'), same: bare},
  plate: {format: 'vn-plate', read: plate, same: bare},
  gender: {format: 'connector-key', read: matching(/^(?:male|female|other)$/u)},
};

/** A key as its register is asked with; `undefined` when it is not well-formed, and then no register need be troubled. */
export function readKey(kind: KeyKind, text: string): string | undefined {
  return KINDS[kind].read(text);
}

/** Whether an answer's value is the key that was asked with, however either is written. */
export function isSameKey(kind: KeyKind, asked: string, answered: string): boolean {
  const {same = String} = KINDS[kind];
  return same(asked) === same(answered);
}

/** Name of the format in which forms hold such a key. `connector-key` is any line of text. */
export function keyFormat(kind: KeyKind): string {
  return KINDS[kind].format;
}

/** A name as the population database matches it: `Lê Văn Đạt` → `LEVANDAT`. */
export function nameKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}|\s/gu, '')
    .replace(/[đĐ]/gu, 'D')
    .toUpperCase();
}

/** `9999999997001` → `9999999997-001`; twelve digits are a person's. */
export function taxCode(text: string, whose: 'enterprise' | 'any'): string | undefined {
  const digits = bare(text);
  if (whose === 'any' && /^\d{12}$/u.test(digits)) return digits;
  const match = /^(\d{10})(\d{3})?$/u.exec(digits);
  if (!match) return undefined;
  return match[2] === undefined ? match[1] : `${match[1]}-${match[2]}`;
}

/** `88a00001` → `88A-000.01`; four-digit plates have no dot. */
function plate(text: string): string | undefined {
  const match = /^(\d{2}[A-ZĐ]{1,2}\d?)(\d{4,5})$/u.exec(bare(text));
  if (!match) return undefined;
  const [, series = '', number = ''] = match;
  return number.length === 5 ? `${series}-${number.slice(0, 3)}.${number.slice(3)}` : `${series}-${number}`;
}
