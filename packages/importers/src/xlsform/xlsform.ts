/**
 * XLSForm: a workbook with the sheets `survey`, `choices` and `settings`.
 * Source: xlsform.org.
 */
import type {Json, JsonObject, Text} from '@egov-form/core';
import type {DraftForm, DraftItem, DraftPage, DraftQuestion} from '../draft.ts';
import {xpath} from '../expressions/dialects.ts';
import type {SourceRule} from '../expressions/expression.ts';
import {numberOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {given, type Options, Reading} from '../peers/reading.ts';

/** A sheet as rows of cells; the first row names the columns. */
export interface Sheet {
  readonly sheet: string;
  readonly data: readonly (readonly unknown[])[];
}

/** One row by column, with its number in the sheet. */
interface Line {
  readonly number: number;
  readonly cells: {readonly [column: string]: string};
}

const KINDS: {readonly [type: string]: Pick<DraftQuestion, 'schema' | 'widget'>} = {
  text: {schema: {type: 'string'}},
  string: {schema: {type: 'string'}},
  integer: {schema: {type: 'integer'}},
  int: {schema: {type: 'integer'}},
  decimal: {schema: {type: 'number'}},
  range: {schema: {type: 'number'}},
  date: {schema: {type: 'string', format: 'date'}},
  today: {schema: {type: 'string', format: 'date'}},
  time: {schema: {type: 'string'}},
  datetime: {schema: {type: 'string', format: 'date-time'}},
  barcode: {schema: {type: 'string'}},
  hidden: {schema: {type: 'string'}, widget: 'hidden'},
};

const FILES = new Set(['image', 'photo', 'file', 'audio', 'video']);
/** What a device records by itself. */
const METADATA = new Set([
  'start',
  'end',
  'today',
  'deviceid',
  'subscriberid',
  'simserial',
  'phonenumber',
  'username',
  'email',
  'audit',
]);
const PLACES = new Set([
  'geopoint',
  'geotrace',
  'geoshape',
  'start-geopoint',
  'background-audio',
  'xml-external',
  'csv-external',
]);

const LANGUAGE_CODES: {readonly [name: string]: string} = {vietnamese: 'vi', 'tiếng việt': 'vi', english: 'en', french: 'fr'};

export function importXlsForm(sheets: readonly Sheet[], losses: Losses): DraftForm {
  return new XlsForm(sheets, losses).form();
}

class XlsForm {
  readonly #reading: Reading;
  readonly #lines: readonly Line[];
  readonly #choices = new Map<string, {readonly value: string; readonly label: Text}[]>();
  readonly #settings: Line | undefined;
  #at = 0;

  constructor(sheets: readonly Sheet[], losses: Losses) {
    this.#reading = new Reading(losses, xpath);
    const sheet = (name: string): readonly Line[] => linesOf(sheets.find((one) => one.sheet.trim().toLowerCase() === name));
    this.#lines = sheet('survey').filter(({cells}) => cells['type']);
    [this.#settings] = sheet('settings');
    for (const line of sheet('choices')) {
      const {cells} = line;
      const list = cells['list_name'] ?? cells['list name'] ?? '';
      const value = cells['name'] ?? cells['value'] ?? '';
      if (list === '' || value === '') continue;
      const options = this.#choices.get(list) ?? [];
      options.push({value, label: this.#text(line, 'label') ?? value});
      this.#choices.set(list, options);
    }
  }

  form(): DraftForm {
    const cells = this.#settings?.cells ?? {};
    const title = cells['form_title'] ?? cells['title'] ?? cells['form_id'] ?? 'Form';
    const items = this.#items('');
    return {title, ...given({id: cells['form_id'] ?? cells['id_string']}), pages: pagesOf(items, title)};
  }

  /** Rows up to the end of the group or repeat that is open. */
  #items(open: string): DraftItem[] {
    const items: DraftItem[] = [];
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as Line;
      this.#at += 1;
      const type = (line.cells['type'] ?? '')
        .trim()
        .replace(/_(?=group|repeat)/u, ' ')
        .replace(/\s+/gu, ' ');
      if (/^end (?:group|repeat)$/iu.test(type)) {
        if (open === '') this.#reading.losses.add('question.dropped', place(line), {found: type});
        else return items;
      } else items.push(...this.#item(line, type));
    }
    if (open !== '') this.#reading.losses.add('layout.dropped', open, {found: `begin ${open}`});
    return items;
  }

  #item(line: Line, type: string): DraftItem[] {
    const {cells} = line;
    const name = cells['name'] ?? '';
    const visible = this.#reading.rule(cells['relevant'], place(line));
    const common = {
      name,
      label: this.#text(line, 'label') ?? name,
      ...given({hint: this.#text(line, 'hint'), visible}),
    };
    const [kind = '', ...rest] = type.split(' ');
    const word = kind.toLowerCase();
    if (word === 'begin') {
      const items = this.#items(name || type);
      if (rest[0]?.toLowerCase() !== 'repeat') return [{kind: 'group', ...common, items}];
      const count = cells['repeat_count'];
      if (count) this.#reading.losses.add('setting.dropped', place(line), {found: `repeat_count ${count}`});
      return [{kind: 'list', ...common, items}];
    }
    if (word === 'note') return [{kind: 'text', text: common.label, ...given({visible})}];
    if (METADATA.has(word)) return [];
    const required = this.#required(line);
    if (FILES.has(word)) return [{kind: 'document', ...common, ...given({required}), maxFiles: 1}];
    if (PLACES.has(word)) {
      this.#reading.losses.add('question.dropped', place(line), {found: type});
      return [];
    }
    return [this.#question(line, word, rest, common, required)];
  }

  #question(
    line: Line,
    word: string,
    rest: readonly string[],
    common: {name: string; label: Text},
    required: SourceRule | undefined,
  ): DraftItem {
    const {cells} = line;
    const where = place(line);
    const value = this.#reading.rule(cells['calculation'], where);
    if (cells['choice_filter'])
      this.#reading.losses.add('setting.dropped', where, {found: `choice_filter ${cells['choice_filter']}`});
    const constraint = this.#reading.rule(cells['constraint'], where);
    const checks =
      constraint === undefined ? undefined : [{rule: constraint, message: this.#text(line, 'constraint_message') ?? WRONG}];
    const kind = this.#kind(line, word, rest);
    return {
      kind: 'question',
      ...common,
      ...kind,
      ...given({
        required,
        readonly: isYes(cells['read_only'] ?? cells['readonly']) ? true : undefined,
        value,
        checks,
        default: value === undefined ? defaultOf(cells['default'], kind.schema) : undefined,
      }),
    };
  }

  #kind(line: Line, word: string, [list = '']: readonly string[]): Pick<DraftQuestion, 'schema' | 'widget' | 'options'> {
    const where = place(line);
    const several = word === 'select_multiple' || word === 'rank';
    if (word === 'select_one' || several)
      return this.#reading.choice((this.#choices.get(list) as Options | undefined) ?? [], several, where);
    if (word.endsWith('_from_file')) {
      this.#reading.losses.add('options.remote', where, {found: list});
      return {schema: {type: 'string'}};
    }
    if (word === 'calculate') return {schema: {type: ['string', 'number', 'boolean']}, widget: 'output'};
    if (word === 'acknowledge' || word === 'trigger') return {schema: {type: 'boolean'}};
    const known = KINDS[word];
    if (!known) this.#reading.losses.add('question.kind', where, {found: word, instead: 'text'});
    const long = word === 'text' && (line.cells['appearance'] ?? '').includes('multiline');
    return {...(known ?? {schema: {type: 'string'}}), ...(long && {widget: 'textarea'})};
  }

  #required(line: Line): SourceRule | undefined {
    const {required} = line.cells;
    if (required === undefined || /^(?:no|false|false\(\))$/iu.test(required)) return;
    return isYes(required) ? true : this.#reading.rule(required, place(line));
  }

  /** `label`, or `label::English (en)` and the like. Variables in texts stay as they are written. */
  #text(line: Line, column: string): Text | undefined {
    const where = place(line);
    const texts: {[language: string]: string} = {};
    for (const [name, value] of Object.entries(line.cells)) {
      const [head = '', language] = name.split(/::?/u).map((part) => part.trim());
      if (head !== column) continue;
      const text = this.#reading.text(value, where);
      if (typeof text !== 'string') continue;
      if (language === undefined) return text;
      texts[languageCode(language)] = text;
    }
    return Object.keys(texts).length > 0 ? texts : undefined;
  }
}

const WRONG: Text = {vi: 'Giá trị chưa đúng.', en: 'The value is not right.'};
const isYes = (text: string | undefined): boolean => /^(?:yes|true|true\(\)|1)$/iu.test(text ?? '');
const place = ({number, cells}: Line): string => `survey:${number}${cells['name'] ? ` ${cells['name']}` : ''}`;

function languageCode(name: string): string {
  const code = /\(([a-z]{2,3})\)\s*$/u.exec(name)?.[1];
  return code ?? LANGUAGE_CODES[name.toLowerCase()] ?? (/^[a-z]{2}$/u.test(name) ? name : 'en');
}

function defaultOf(text: string | undefined, schema: JsonObject): Json | undefined {
  if (text === undefined || text.includes('${') || text.includes('(')) return;
  if (schema['type'] === 'array') return text.split(/\s+/u);
  return schema['type'] === 'integer' || schema['type'] === 'number' ? numberOf(text) : text;
}

function linesOf(sheet: Sheet | undefined): readonly Line[] {
  const [head = [], ...rows] = sheet?.data ?? [];
  const columns = head.map((cell) =>
    String(cell ?? '')
      .trim()
      .replace(/^[A-Z]/u, (letter) => letter.toLowerCase()),
  );
  return rows.map((row, index) => ({
    number: index + 2,
    cells: Object.fromEntries(
      columns.flatMap((column, position) => {
        const cell = row[position];
        const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '').trim();
        return column === '' || text === '' ? [] : [[column, text]];
      }),
    ),
  }));
}

/** Where everything stands in groups each group is a page; else all is one page. */
function pagesOf(items: readonly DraftItem[], title: Text): readonly DraftPage[] {
  const groups = items.filter((item) => item.kind === 'group');
  if (groups.length < 2 || groups.length !== items.length) return [{title, items}];
  return groups.map(({label, hint, visible, items: inner}) => ({
    title: label,
    ...given({description: hint, visible}),
    items: inner,
  }));
}
