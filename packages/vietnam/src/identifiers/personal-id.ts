/**
 * The personal identification number (số định danh cá nhân): read, decode, mask.
 *
 * Rule    12 digits: 3 name the place of birth registration, 1 the century and sex (0/1 = 19xx male/female,
 *         2/3 = 20xx, 4/5 = 21xx …), 2 the year, 6 are random. There is no check digit.
 * Source  The same structure and the same 63 prefixes in several independent public code bases; the numbers are the
 *         province codes that were in force before July 2025 (provinces.ts). Checked 2026-11-21.
 * Limits  Well formed is not issued. The prefix stays for life, whatever provinces merge; people born abroad may have
 *         others, so an unknown one only warns. Sex and year may differ lawfully from what is declared.
 */
import {type Finding, type Format, fail, type Json, ok, type Result, type RuleFunction} from '@egov-form/core';
import {FORMER_PROVINCES} from '../addresses/provinces.ts';
import {isDigits, joinDigits} from './digits.ts';

/** What a number tells about its holder. `text` is the twelve digits; `prefix` the first three, e.g. `"026"`. */
export interface PersonalId {
  readonly text: string;
  readonly prefix: string;
  readonly gender: 'male' | 'female';
  readonly birthYear: number;
}

const LENGTH = 12;
/** The last year that the century digits in use can write. Later ones can only be mistakes, whatever year it is. */
const LAST_YEAR = 2099;

/** Decode a number as people type it. Findings: `vn-personal-id.characters`, `.length` (length, expected). */
export function parsePersonalId(input: string): Result<PersonalId> {
  const text = joinDigits(input);
  if (!isDigits(text)) return fail('vn-personal-id.characters');
  if (text.length !== LENGTH) return fail('vn-personal-id.length', {length: text.length, expected: LENGTH});
  const century = Number(text.charAt(3));
  return ok({
    text,
    prefix: text.slice(0, 3),
    gender: century % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + 100 * Math.floor(century / 2) + Number(text.slice(4, 6)),
  });
}

/**
 * Everything that is wrong with a number: what `parsePersonalId` says, else `vn-personal-id.prefix` (a warning) and
 * `vn-personal-id.future`.
 *
 * @param currentYear The year today, when the caller has a clock. Without it only years after 2099 are in the future.
 */
export function checkPersonalId(input: string, currentYear: number = LAST_YEAR): readonly Finding[] {
  const id = parsePersonalId(input);
  if (!id.ok) return [id.finding];
  const findings: Finding[] = [];
  if (id.value.birthYear > currentYear) findings.push({code: 'vn-personal-id.future'});
  if (!isKnownPrefix(id.value.prefix)) findings.push({code: 'vn-personal-id.prefix', severity: 'warning'});
  return findings;
}

/** For views where the whole number is not needed: `026190000042` becomes `026*****0042`. Anything else is all stars. */
export function maskPersonalId(input: string): string {
  const text = joinDigits(input);
  if (!isDigits(text) || text.length !== LENGTH) return '*'.repeat(text.length);
  return `${text.slice(0, 3)}*****${text.slice(8)}`;
}

function isKnownPrefix(prefix: string): boolean {
  return prefix.startsWith('0') && FORMER_PROVINCES.some((province) => province.code === prefix.slice(1));
}

/** `vn-personal-id`: stored as twelve digits. */
export const personalIdFormat: Format = {
  name: 'vn-personal-id',
  normalize: joinDigits,
  check: (text) => checkPersonalId(text),
  mask: maskPersonalId,
  inputMode: 'numeric',
};

/** `{"vn.personal-id-year": [id]}`: the year of birth, or null when the number is not well formed. */
export const personalIdYear: RuleFunction = {
  name: 'vn.personal-id-year',
  title: {vi: 'năm sinh trong {0}', en: 'the year of birth in {0}'},
  apply: ([id]) => decoded(id)?.birthYear ?? null,
};

/** `{"vn.personal-id-gender": [id]}`: `male` or `female`, or null when the number is not well formed. */
export const personalIdGender: RuleFunction = {
  name: 'vn.personal-id-gender',
  title: {vi: 'giới tính trong {0}', en: 'the sex in {0}'},
  results: [
    {value: 'male', label: {vi: 'Nam', en: 'male'}},
    {value: 'female', label: {vi: 'Nữ', en: 'female'}},
  ],
  apply: ([id]) => decoded(id)?.gender ?? null,
};

function decoded(id: Json | undefined): PersonalId | undefined {
  if (typeof id !== 'string') return undefined;
  const result = parsePersonalId(id);
  return result.ok ? result.value : undefined;
}
