/**
 * Names of people: family name first, any number of words, kept as the person writes them.
 *
 * Rule    Latin letters with their marks, or letters of one script that none of them can be taken for (`王小明`); spaces,
 *         apostrophes and hyphens; 2 to 100 characters; no digits. Cyrillic, Greek, full-width and mathematical letters look
 *         like Latin ones and would make two names of one. One-word names exist, and so do `Y H'Đrăng Niê` and `Kpă Y Tung`:
 *         nothing is split by position.
 * Source  The pattern of public portals and samples of the population database, which writes names in capitals and asks
 *         for them as `NGUYENTHIMAU`. Checked 2026-11-21.
 * Limits  A name is a legal fact: it is composed (NFC) and its spaces are evened out, nothing else is ever rewritten.
 */
import {type Finding, type Format, isOneScript} from '@egov-form/core';
import {fold} from './fold.ts';

const MINIMUM = 2;
const MAXIMUM = 100;

/** What is wrong: `vn-person-name.digits`, `.characters`, `.script`, `.length` (minimum, maximum). Empty when nothing is. */
export function checkPersonName(text: string): readonly Finding[] {
  const length = Array.from(text).length;
  if (/\p{N}/u.test(text)) return [{code: 'vn-person-name.digits'}];
  if (!/^\p{L}[\p{L}\p{M} '’‘ʼ`´-]*$/u.test(text)) return [{code: 'vn-person-name.characters'}];
  if (!isOneScript(text)) return [{code: 'vn-person-name.script'}];
  if (length < MINIMUM || length > MAXIMUM) {
    return [{code: 'vn-person-name.length', params: {minimum: MINIMUM, maximum: MAXIMUM}}];
  }
  return [];
}

/** The key by which the population service is asked: capitals without marks, spaces or signs. `NGUYENTHIMAU`. */
export function toPopulationKey(name: string): string {
  return fold(name)
    .replace(/[^\p{L}]/gu, '')
    .toUpperCase();
}

/** A name that a register keeps in capitals, as people write it: `Nguyễn Thị Mẫu`. Mixed case stays as it is. */
export function toReadableName(name: string): string {
  const text = name.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (text !== text.toLocaleUpperCase('vi')) return text;
  return text.toLocaleLowerCase('vi').replace(/(?<![\p{L}\p{M}])\p{L}/gu, (first) => first.toLocaleUpperCase('vi'));
}

/** `vn-person-name`: stored composed, with single spaces, in the case that was typed. */
export const personNameFormat: Format = {
  name: 'vn-person-name',
  normalize: (text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim(),
  check: checkPersonName,
  inputMode: 'text',
  spellcheck: false,
  lang: 'vi',
};
