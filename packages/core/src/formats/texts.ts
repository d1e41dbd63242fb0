/**
 * Texts as they are kept: what can be read of them, in one spelling, whoever typed or sent them.
 *
 * Rule    Kept is normal form C, without control characters, half characters, and what nobody sees: zero-width characters,
 *         marks of direction, fillers (`Default_Ignorable_Code_Point`). Every kind of space is a space, every kind of line break is
 *         `\n`. What holds an emoji together, and joiners that a script cannot be written without, stay.
 *         More marks on a letter than any script writes, and letters of another alphabet that look like Latin ones, are said
 *         and never taken away: without them it would be another text.
 * Source  Unicode 15.1: UAX 15 (normal forms; 13, Stream-Safe: 30 marks), UAX 24 (scripts), UAX 31 (joiners), UTS 39, 5.2
 *         (mixed scripts). The classes are those of the platform's regular expressions.
 * Limits  Of letters that look alike only Greek and Cyrillic ones among or instead of Latin ones are known: no table of all
 *         confusable characters is carried.
 */
import type {Json} from '../json/json.ts';

/** Latin letters in normal form C, digits, signs: most texts, and all is well with them. */
const PLAIN = /^[\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff]*$/;

/** Control characters other than tab and line breaks; half surrogate pairs; code points that are no characters. */
const UNREADABLE = /(?![\t\n\r])\p{Control}|\p{Surrogate}|\p{Noncharacter_Code_Point}/u;
const ALL_UNREADABLE = new RegExp(UNREADABLE, 'gu');

/** What is not seen. The first two groups, of an emoji or of a script that is written with joiners, stay. */
const UNSEEN =
  /(\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?\u200d?|[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}][\u200c\u200d])|\p{Default_Ignorable_Code_Point}/gu;
const ANY_UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

const OTHER_SPACES = /(?! )\p{Zs}/gu;
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/gu;

/** Four general marks, such as accents, or nine of any kind. Vietnamese has two on a letter, and in normal form C none. */
const CROWDED = /(?:(?=\p{Script=Inherited})\p{M}){4}|\p{M}{9}/u;

/**
 * So long a run is never put into normal form: the time that takes grows with its square (400,000 marks: minutes). After
 * UAX 15, 13.
 */
const ENDLESS = /\p{M}{31}/u;

/** Whether a text holds something that cannot be kept: a database refuses it, and no person typed it. */
export function isUnreadable(text: string): boolean {
  return !PLAIN.test(text) && UNREADABLE.test(text);
}

/** Whether a letter carries more marks than any script writes. Such a text is kept in no normal form: see `cleanText`. */
export function isCrowded(text: string): boolean {
  return !PLAIN.test(text) && CROWDED.test(text);
}

/** The text as it is kept where it may have several lines. Idempotent. A crowded one is not put into normal form. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  let seen = UNREADABLE.test(text) ? text.replace(ALL_UNREADABLE, '') : text;
  if (ANY_UNSEEN.test(seen)) seen = seen.replace(UNSEEN, '$1');
  seen = seen.replace(LINE_BREAKS, '\n').replace(OTHER_SPACES, ' ');
  return ENDLESS.test(seen) ? seen : seen.normalize('NFC');
}

/** The text as it is kept in one line: as `cleanText` has it, line breaks and tabs as spaces, no white space around. */
export function normalizeText(text: string): string {
  return cleanText(text)
    .replace(/[\t\n]+/g, ' ')
    .trim();
}

/** Every text in a value as `cleanText` keeps it, names of members included. The same value where nothing changes. */
export function cleanTexts<Value extends Json>(value: Value): Value {
  return mapTexts(value, cleanText) as Value;
}

/** A value with each of its texts changed, names of members included. The same value where nothing changes. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => mapTexts(item, change));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  const members = Object.entries(value as {readonly [name: string]: Json});
  const changed = members.map(([name, member]) => [change(name), mapTexts(member, change)] as const);
  return changed.some(([name, member], i) => name !== members[i]?.[0] || member !== members[i]?.[1])
    ? Object.fromEntries(changed)
    : value;
}

/** Whether some text in a value, or a name of a member, is such a one. */
export function someText(value: Json | undefined, is: (text: string) => boolean): boolean {
  if (typeof value === 'string') return is(value);
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some((item: Json) => someText(item, is));
  return Object.entries(value).some(([name, member]) => is(name) || someText(member as Json, is));
}

// ---------------------------------------------------------------- alphabets

const WORDS = /[\p{L}\p{M}]+/gu;
const LATIN = /\p{Script=Latin}/u;
/** The letter of units is not meant. */
const LIKE_LATIN = /(?!μ)[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Letters of Cyrillic and Greek that are drawn as Latin ones; small Greek ones stand alone in formulas. */
const TWINS = /^[АВЕЅІЈКМНОРСТУХЬаеѕіјорсухԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]+$/u;

/** Whether a word of it could be taken for a Latin one: it mixes Latin with Cyrillic or Greek letters, or has only their twins. */
export function looksLikeLatin(text: string): boolean {
  if (PLAIN.test(text) || !LIKE_LATIN.test(text)) return false;
  return (text.match(WORDS) ?? []).some((word) => LIKE_LATIN.test(word) && (LATIN.test(word) || TWINS.test(word)));
}

const LATIN_NAME = /^(?:[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01bf\u01c4-\u024f\u1e00-\u1eff\u02bc]|\p{M}|\P{L})*$/u;

/** Scripts that no letter of Latin can be taken for, one to a name. */
const OTHER_NAMES = [
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|\P{L})*$/u,
  /^(?:\p{Script=Hangul}|\P{L})*$/u,
  /^(?:\p{Script=Thai}|\P{L})*$/u,
  /^(?:\p{Script=Lao}|\P{L})*$/u,
  /^(?:\p{Script=Khmer}|\P{L})*$/u,
  /^(?:\p{Script=Myanmar}|\P{L})*$/u,
];

/**
 * Whether a name is in one script: Latin letters as names are written with, those of Vietnamese and of its peoples among
 * them, or one script that looks like no other. Cyrillic, Greek, full-width and mathematical letters are neither.
 */
export function isOneScript(name: string): boolean {
  return LATIN_NAME.test(name) || OTHER_NAMES.some((script) => script.test(name));
}
