/** PDF files with form fields; one without is read as a declaration is, by its text. */
import type {Json, JsonObject, Text} from '@egov-form/core';
import type {DraftForm, DraftItem, DraftPage, DraftQuestion} from '../draft.ts';
import {broken} from '../errors.ts';
import {isObject, listOf, numberOf, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {Reading} from '../peers/reading.ts';
import {declarationOf} from '../word/declaration.ts';
import type {DocumentPart} from '../word/text-lines.ts';
import {kindOf} from '../word/vocabulary.ts';

/** More pages than any form has. */
const MOST_PAGES = 60;

interface TextItem {
  readonly str?: string;
  readonly transform?: readonly number[];
  readonly hasEOL?: boolean;
}

interface Page {
  readonly fields: readonly JsonObject[];
  readonly lines: readonly {
    readonly text: string;
    readonly y: number;
    readonly items: readonly {readonly x: number; readonly text: string}[];
  }[];
}

/** @throws FormError `EGOV_IMPORT_BROKEN` */
export async function importPdf(bytes: Uint8Array, losses: Losses): Promise<DraftForm> {
  const pages = await readPages(bytes);
  const asked = pages.some(({fields}) => fields.length > 0);
  if (!asked) {
    const parts = pages.flatMap(({lines}) => lines.map(({text}): DocumentPart => ({kind: 'line', text})));
    return declarationOf(parts, losses);
  }
  const reader = new FieldReader(losses);
  const made = pages.map(
    (page, index): DraftPage => ({title: {vi: `Trang ${index + 1}`, en: `Page ${index + 1}`}, items: reader.items(page)}),
  );
  const title = pages[0]?.lines.find(({text}) => text === text.toUpperCase() && /\p{L}{4}/u.test(text))?.text ?? 'Form';
  return {title: title.trim(), pages: made.filter(({items}) => items.length > 0)};
}

async function readPages(bytes: Uint8Array): Promise<readonly Page[]> {
  const {getDocument, VerbosityLevel} = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: bytes.slice(),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    const pages: Page[] = [];
    for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number += 1) {
      const page = await document.getPage(number);
      const fields = (await page.getAnnotations()).filter(
        (one: unknown) => isObject(one) && one['subtype'] === 'Widget',
      ) as JsonObject[];
      const {items} = await page.getTextContent();
      pages.push({fields, lines: linesOf(items as readonly TextItem[])});
    }
    return pages;
  } catch (cause) {
    throw broken('pdf', 'a document that is damaged or locked by a password', cause);
  } finally {
    await task.destroy();
  }
}

/** Words of the same height, from left to right. */
function linesOf(items: readonly TextItem[]): Page['lines'] {
  const rows: {y: number; items: {x: number; text: string}[]}[] = [];
  for (const {str = '', transform} of items) {
    const [x = 0, y = 0] = transform?.slice(4) ?? [];
    if (str.trim() === '') continue;
    const row = rows.find((one) => Math.abs(one.y - y) < 3);
    if (row) row.items.push({x, text: str});
    else rows.push({y, items: [{x, text: str}]});
  }
  return rows
    .sort((a, b) => b.y - a.y)
    .map(({y, items}) => {
      const sorted = items.sort((a, b) => a.x - b.x);
      return {y, items: sorted, text: sorted.map(({text}) => text).join(' ')};
    });
}

class FieldReader {
  readonly #reading: Reading;
  readonly #seen = new Set<string>();

  constructor(losses: Losses) {
    this.#reading = new Reading(losses);
  }

  items(page: Page): DraftItem[] {
    const inOrder = [...page.fields].sort((a, b) => topOf(b) - topOf(a) || leftOf(a) - leftOf(b));
    return inOrder.flatMap((field) => {
      const name = textOf(field['fieldName']) ?? '';
      // Radio buttons of one question are several marks with one name.
      if (name === '' || this.#seen.has(name)) return [];
      this.#seen.add(name);
      return this.#item(field, name, page);
    });
  }

  #item(field: JsonObject, name: string, page: Page): DraftItem[] {
    const type = textOf(field['fieldType']);
    if (type === 'Sig' || field['pushButton'] === true) {
      this.#reading.losses.add('question.dropped', name, {found: type === 'Sig' ? 'signature' : 'button'});
      return [];
    }
    const label = textOf(field['alternativeText']) ?? labelBeside(field, page) ?? name;
    if (textOf(field['actions']) !== undefined || (isObject(field['actions']) && Object.keys(field['actions']).length > 0))
      this.#reading.losses.add('rule.script', name, {found: Object.keys(field['actions'] as JsonObject).join(', ') || 'script'});
    const kind = this.#kind(field, type, name, label, page);
    const flags = numberOf(field['fieldFlags']) ?? 0;
    const value = textOf(field['defaultFieldValue']);
    return [
      {
        kind: 'question',
        name: name.split('.').at(-1) ?? name,
        key: name,
        label: label.replace(/[\s:.…_]+$/u, '') as Text,
        ...kind,
        ...((flags & REQUIRED) !== 0 && {required: true}),
        ...(field['readOnly'] === true && {readonly: true}),
        ...(value !== undefined && kind.schema['type'] === 'string' && {default: value}),
      },
    ];
  }

  #kind(
    field: JsonObject,
    type: string | undefined,
    name: string,
    label: string,
    page: Page,
  ): Pick<DraftQuestion, 'schema' | 'widget' | 'options' | 'list'> {
    if (type === 'Ch') {
      const options = listOf(field['options']).flatMap((option) => {
        const value = isObject(option) ? textOf(option['exportValue']) : textOf(option);
        return value === undefined ? [] : [{value, label: (isObject(option) && textOf(option['displayValue'])) || value}];
      });
      return this.#reading.choice(options, field['multiSelect'] === true, name);
    }
    if (type === 'Btn' && field['radioButton'] === true) {
      const values = page.fields
        .filter((one) => one['fieldName'] === field['fieldName'])
        .flatMap((one) => textOf(one['buttonValue']) ?? []);
      return this.#reading.choice(
        [...new Set(values)].map((value) => ({value, label: value})),
        false,
        name,
      );
    }
    if (type === 'Btn') return {schema: {type: 'boolean'}};
    const guess = kindOf(label);
    if (guess) {
      this.#reading.losses.add('question.guess', name, {instead: guess.name});
      return guess.question;
    }
    const most = numberOf(field['maxLen']) ?? 0;
    const schema: {[keyword: string]: Json} = {type: 'string', ...(most > 0 && {maxLength: most})};
    return {schema, ...(field['multiLine'] === true && {widget: 'textarea'})};
  }
}

/** Bit 2 of the flags of a field. Source: ISO 32000-2, table 227. */
const REQUIRED = 2;

const rectangle = (field: JsonObject): readonly number[] => listOf(field['rect']).map(Number);
const topOf = (field: JsonObject): number => Math.round((rectangle(field)[3] ?? 0) / 6);
const leftOf = (field: JsonObject): number => rectangle(field)[0] ?? 0;

/** The words to the left on the same line, or on the line above. */
function labelBeside(field: JsonObject, {lines}: Page): string | undefined {
  const [left = 0, bottom = 0, , top = 0] = rectangle(field);
  const line = lines.find(({y}) => y >= bottom - 4 && y <= top);
  const before = line?.items
    .filter(({x}) => x < left)
    .at(-1)
    ?.text.trim();
  if (before) return before;
  const above = lines.filter(({y}) => y > top && y < top + 24).at(-1);
  return above?.items
    .filter(({x}) => x <= left + 40)
    .at(-1)
    ?.text.trim();
}
