/** What is wrong with the texts of a definition: a language that one lacks, or nothing in it. */
import type {FormDefinition} from '../generated/definition.ts';
import {escapeSegment} from '../json/pointer.ts';

/** Members that hold a text, or a list of texts. */
const TEXTS: ReadonlySet<string> = new Set(
  (
    'title description label hint placeholder message purpose text line note notes role name group rowTitle addLabel declaration ' +
    'form sector authority time fee result notNeededText'
  ).split(' '),
);
/** Members whose names are the author's, or that are rules and schemas. */
const NAMED: ReadonlySet<string> = new Set(['fields', 'parties', 'lookups', 'documents']);
const OTHER: ReadonlySet<string> = new Set([
  'data',
  'rule',
  'visible',
  'required',
  'readonly',
  'value',
  'default',
  'when',
  'keys',
  'fill',
  'where',
  'trust',
  'subject',
]);
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/u;

type Found = (pointer: string, code: string, message: string) => void;

/** A text for people, and its pointer in the definition. */
export interface WrittenText {
  readonly at: string;
  readonly text: string | {readonly [language: string]: string};
}

export function textWarnings(definition: FormDefinition, report: Found): void {
  const texts = writtenTexts(definition);
  const languages = spokenLanguages(texts);
  for (const {at, text} of texts) {
    const all =
      typeof text === 'string'
        ? [[at, text] as const]
        : Object.entries(text).map(([language, one]) => [`${at}/${language}`, one] as const);
    for (const [place, one] of all)
      if (one.trim() === '') report(place, 'text.empty', 'Expected a text, found nothing. Write one, or leave the member out.');
    if (typeof text === 'string') continue;
    const missing = languages.filter((language) => !Object.hasOwn(text, language));
    if (missing.length > 0)
      report(
        at,
        'text.language',
        `The form speaks ${languages.join(', ')}, and this text lacks ${missing.join(', ')}: another language is shown instead. Add it.`,
      );
  }
}

/** So few of many texts have a language only by mistake, such as `vn` for `vi`. */
const FEW = 2;
const MANY = 10;

/** Languages that a form speaks, in the order in which they are met. */
export function spokenLanguages(texts: readonly WrittenText[]): readonly string[] {
  const met = new Map<string, number>();
  const translated = texts.flatMap(({text}) => (typeof text === 'string' ? [] : [text]));
  for (const language of translated.flatMap((text) => Object.keys(text))) met.set(language, (met.get(language) ?? 0) + 1);
  const isSpoken = (count: number): boolean => translated.length < MANY || count > FEW;
  return [...met].flatMap(([language, count]) => (isSpoken(count) ? [language] : []));
}

/** Every text of a definition that people read, in its order. */
export function writtenTexts(definition: FormDefinition): readonly WrittenText[] {
  const texts: WrittenText[] = [];
  collect(definition, '', texts);
  return texts;
}

function collect(value: unknown, at: string, texts: WrittenText[], isNames = false): void {
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) {
    const place = `${at}/${escapeSegment(name)}`;
    if (isNames || Array.isArray(value)) {
      if (isText(member) && at.endsWith('/notes')) texts.push({at: place, text: member});
      else collect(member, place, texts);
    } else if (!OTHER.has(name)) {
      if (TEXTS.has(name) && isText(member)) texts.push({at: place, text: member});
      else collect(member, place, texts, NAMED.has(name) && at === '');
    }
  }
}

function isText(value: unknown): value is WrittenText['text'] {
  if (typeof value === 'string') return true;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([name, text]) => LANGUAGE.test(name) && typeof text === 'string');
}
