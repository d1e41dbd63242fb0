/**
 * Vietnamese tax codes (mã số thuế, also the enterprise code): read, check, write in canonical form.
 *
 * Rule    d1..d10 names an enterprise; d10 checks d1..d9. A dependent unit adds "-001".."-999".
 *         Twelve digits are a personal identification number used as tax code: no check digit.
 * Source  Structure: the tax-registration circular in force (reported second-hand as 90/2026/TT-BTC article 5, since
 *         2026-07-01, in place of 86/2024; confirm before citing). Check digit: no legal text we know of prints the
 *         formula. Taken from python-stdnum (stdnum/vn/mst.py) and the npm package stdnum (vn/mst), which agree; it
 *         holds for the public codes of the tests beside this file. Checked 2026-11-21.
 * Limits  Well formed is not issued: only the tax office knows which codes exist.
 */
import {type Finding, type Format, fail, ok, type Result} from '@egov-form/core';
import {isDigits, joinDigits} from './digits.ts';
import {checkPersonalId} from './personal-id.ts';

/** What a well-formed code names. */
export type TaxCodeKind = 'enterprise' | 'branch' | 'person';

/** `text` is digits only, except one dash before a branch number: "0100109106", "0100109106-011". */
export interface TaxCode {
  readonly kind: TaxCodeKind;
  readonly text: string;
}

/** Weights of d1..d9 in the sum that d10 checks. */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * Read a tax code as people type it: spaces, dots and dashes do not count.
 *
 * @returns the code, or one finding: `vn-tax-code.characters`, `.length` (length), `.office`, `.serial`,
 *     `.check-digit`, `.branch`. A finding never carries the input, which may be a person's number.
 */
export function parseTaxCode(input: string): Result<TaxCode> {
  const digits = joinDigits(input);
  if (!isDigits(digits)) return fail('vn-tax-code.characters');
  if (digits.length === 12) return ok({kind: 'person', text: digits});
  if (digits.length !== 10 && digits.length !== 13) return fail('vn-tax-code.length', {length: digits.length});
  const stem = digits.slice(0, 10);
  const branch = digits.slice(10);
  if (stem.startsWith('00')) return fail('vn-tax-code.office');
  if (stem.slice(2, 9) === '0000000') return fail('vn-tax-code.serial');
  if (Number(stem[9]) !== checkDigit(stem)) return fail('vn-tax-code.check-digit');
  if (branch === '') return ok({kind: 'enterprise', text: stem});
  if (branch === '000') return fail('vn-tax-code.branch');
  return ok({kind: 'branch', text: `${stem}-${branch}`});
}

/** The digit d10 must be, or 10 when d1..d9 leave remainder 0: no digit fits, so no such code exists. */
function checkDigit(stem: string): number {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(stem[i]), 0);
  return 10 - (sum % 11);
}

function normalize(text: string): string {
  const digits = joinDigits(text);
  return /^[0-9]{13}$/u.test(digits) ? `${digits.slice(0, 10)}-${digits.slice(10)}` : digits;
}

function check(text: string): readonly Finding[] {
  const code = parseTaxCode(text);
  if (!code.ok) return [code.finding];
  return code.value.kind === 'person' ? checkPersonalId(code.value.text) : [];
}

/** `vn-tax-code`: stored as 10 digits, 10 digits and a branch number (`0100109106-011`), or 12 digits of a person. */
export const taxCodeFormat: Format = {name: 'vn-tax-code', normalize, check, inputMode: 'numeric'};
