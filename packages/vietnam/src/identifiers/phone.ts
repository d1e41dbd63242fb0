/**
 * Telephone numbers of Viet Nam, in the national form with a leading 0.
 *
 * Rule    Mobile: 10 digits, 03 05 07 08 09 with the sub-ranges in use. Landline: 02 and 9 digits. Service numbers:
 *         1800 or 1900 and 4 to 6 digits. The country code 84 stands for the leading 0.
 * Source  The national numbering plan as public code bases write it; no instrument was read. Checked 2026-11-21.
 * Limits  New sub-ranges open from time to time: a mobile number outside the known ones only warns.
 */
import {type Finding, type Format, fail, ok, type Result} from '@egov-form/core';
import {isDigits, joinDigits} from './digits.ts';

/** `text` is the national form, digits only: `0912345678`. */
export interface Phone {
  readonly kind: 'mobile' | 'landline' | 'service';
  readonly text: string;
}

const MOBILE = /^0[35789][0-9]{8}$/u;
const KNOWN_MOBILE = /^0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])/u;
const LANDLINE = /^02[0-9]{9}$/u;
const SERVICE = /^1[89]00[0-9]{4,6}$/u;

/** Read a number as people type it. Findings: `vn-phone.characters`, `.length` (length), `.prefix`. */
export function parsePhone(input: string): Result<Phone> {
  const text = normalize(input);
  if (!isDigits(text)) return fail('vn-phone.characters');
  if (MOBILE.test(text)) return ok({kind: 'mobile', text});
  if (LANDLINE.test(text)) return ok({kind: 'landline', text});
  if (SERVICE.test(text)) return ok({kind: 'service', text});
  if (text.length !== 10 && text.length !== 11) return fail('vn-phone.length', {length: text.length});
  return fail('vn-phone.prefix');
}

/** `+84 912 345 678`, `84912345678`, `0084…` and the slip `+84 0912…` all become `0912345678`. */
function normalize(input: string): string {
  const text = joinDigits(input).replace(/[()/]/gu, '').normalize('NFKC');
  const national = /^(?:\+84|0084|84)0?([2-9][0-9]{8,9})$/u.exec(text)?.[1];
  return national === undefined ? text : `0${national}`;
}

function check(text: string): readonly Finding[] {
  const phone = parsePhone(text);
  if (!phone.ok) return [phone.finding];
  const unknown = phone.value.kind === 'mobile' && !KNOWN_MOBILE.test(phone.value.text);
  return unknown ? [{code: 'vn-phone.prefix', severity: 'warning'}] : [];
}

/** `vn-phone`: stored in the national form, `0912345678`. */
export const phoneFormat: Format = {name: 'vn-phone', normalize, check, inputMode: 'tel'};
