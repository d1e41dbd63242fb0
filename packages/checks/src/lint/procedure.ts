/** What every part of the checks reads: the definition, its plan, its texts, and where findings go. */
import type {FormDefinition, Item, Page, Text} from '@egov-form/core';
import {escapeSegment, type FormPlan, spokenLanguages, type WrittenText, writtenTexts} from '@egov-form/core/plan';
import type {FindingCode} from '../codes.ts';
import type {FindingParams, PatchOperation} from '../finding.ts';
import type {Surroundings} from '../surroundings.ts';

/** Takes one finding of the checks. */
export type Tell = (code: FindingCode, pointer: string, params?: FindingParams, mend?: readonly PatchOperation[]) => void;

/** An item of a page, and where it stands. */
export interface PlacedItem {
  readonly item: Item;
  /** Pointer of the item in the definition. */
  readonly at: string;
  /** Place of its page among the pages. */
  readonly page: number;
  /** Pointer of what people hear as its heading: the innermost group or list around it, or the page. */
  readonly within: string;
}

export interface Procedure {
  readonly definition: FormDefinition;
  readonly surroundings: Surroundings;
  /** Languages that are promised, or those that the texts have. */
  readonly languages: readonly string[];
  readonly texts: readonly WrittenText[];
  readonly items: readonly PlacedItem[];
  readonly tell: Tell;
}

/** A procedure whose definition could be made ready. */
export interface PlannedProcedure extends Procedure {
  readonly plan: FormPlan;
}

export function procedureOf(definition: FormDefinition, surroundings: Surroundings, tell: Tell): Procedure {
  const texts = writtenTexts(definition);
  const languages = surroundings.languages ?? spokenLanguages(texts);
  return {definition, surroundings, languages, texts, items: itemsOf(definition.pages ?? []), tell};
}

function itemsOf(pages: readonly Page[]): readonly PlacedItem[] {
  const placed: PlacedItem[] = [];
  const walk = (items: readonly Item[], at: string, page: number, within: string): void => {
    items.forEach((item, i) => {
      const here = `${at}/${i}`;
      placed.push({item, at: here, page, within});
      if ('items' in item) walk(item.items, `${here}/items`, page, here);
    });
  };
  pages.forEach(({items}, i) => {
    walk(items, `/pages/${i}/items`, i, `/pages/${i}`);
  });
  return placed;
}

/** Pointer of a field's settings, or of one of them. */
export function settingAt(field: string, member?: string): string {
  return `/fields/${escapeSegment(field)}${member === undefined ? '' : `/${member}`}`;
}

/** Each language's words of a text; a plain one speaks for all of them. */
export function wordsOf(text: Text | undefined, languages: readonly string[]): readonly string[] {
  if (text === undefined) return [];
  if (typeof text === 'string') return [text];
  return languages.flatMap((language) => text[language] ?? []);
}

/** What a text says in each language, so that two that say the same have one of these in common. */
export function saidIn(text: Text | undefined, languages: readonly string[]): readonly string[] {
  if (text === undefined) return [];
  if (typeof text === 'string')
    return languages.length === 0 ? [plain(text)] : languages.map((language) => `${language} ${plain(text)}`);
  return languages.flatMap((language) => (text[language] === undefined ? [] : [`${language} ${plain(text[language])}`]));
}

/** Whether two texts say the same in some language. */
export function sayTheSame(a: Text | undefined, b: Text | undefined, languages: readonly string[]): boolean {
  const said = saidIn(a, languages);
  return said.length > 0 && saidIn(b, languages).some((one) => said.includes(one));
}

function plain(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').toLowerCase();
}
