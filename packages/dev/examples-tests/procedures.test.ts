import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, test} from 'node:test';
import {SERVICES} from '@egov-form/connectors/server';
import type {DocumentSettings, FieldSettings, Item, Json, JsonObject} from '@egov-form/core';
import {findingsInText} from '@egov-form/core/check';
import {vietnam} from '@egov-form/vietnam';
import {Ajv2020} from 'ajv/dist/2020.js';
import {PROCEDURES, procedureDefinition, procedureText} from '../src/fixtures/example-procedures.ts';
import {root} from '../src/root.ts';

/** What the official declaration asks, and where this definition keeps it. */
interface OfficialForm {
  readonly procedure: string;
  readonly fields: readonly {
    readonly official: string;
    readonly label: string;
    readonly required: boolean;
    readonly pointers: readonly string[];
  }[];
  readonly papers: readonly {readonly name: string; readonly required: boolean; readonly condition?: string}[];
  readonly declaration: string;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));

/** How many fields the official declaration of each has. */
const OFFICIAL_FIELDS: {readonly [id: string]: number} = {
  'bien-dong-dat-dai': 19,
  'cu-tru-ct01': 22,
  'dang-ky-dau-tu': 23,
  'doi-gplx': 17,
  'giay-phep-xay-dung': 27,
  'ho-kinh-doanh': 25,
  'ket-hon': 29,
  'khai-sinh': 43,
  'phu-hieu-xe': 21,
  'the-huong-dan-vien': 15,
};

const procedures = PROCEDURES.map((id) => ({
  id,
  definition: procedureDefinition(id),
  official: readJson(`packages/dev/cases/procedures/${id}.json`) as OfficialForm,
}));

function placesOf(items: readonly Item[]): {fields: string[]; documents: string[]} {
  const fields: string[] = [];
  const documents: string[] = [];
  for (const item of items) {
    if ('field' in item) fields.push(item.field);
    else if ('document' in item) documents.push(item.document);
    else if ('items' in item) {
      const inside = placesOf(item.items);
      fields.push(...inside.fields);
      documents.push(...inside.documents);
    }
  }
  return {fields, documents};
}

/** The first three words of a paper's name, by which it is known. */
function headOf(name: string): string {
  return name
    .split(/[ (/]|, /u)
    .slice(0, 3)
    .join(' ');
}

/** Members of a definition that people read. */
const TEXTS = new Set([
  'title',
  'description',
  'label',
  'hint',
  'placeholder',
  'message',
  'group',
  'rowTitle',
  'addLabel',
  'text',
  'purpose',
  'notNeededText',
  'declaration',
  'name',
  'sector',
  'authority',
  'time',
  'fee',
  'result',
]);

/** Places of texts that lack Vietnamese or English. */
function untranslated(value: Json | undefined, at: string, member: string, found: string[] = []): string[] {
  // Places of answers on the paper have no language.
  const isPlace = typeof value === 'string' && /^(?:\{[^}]+\}\s?)+$/u.test(value);
  if (typeof value === 'string' && TEXTS.has(member) && !isPlace) found.push(`${at}: only one language`);
  if (value === null || typeof value !== 'object') return found;
  if (!Array.isArray(value)) {
    const {vi, en} = value as {vi?: Json; en?: Json};
    if (vi !== undefined || en !== undefined) {
      for (const text of [vi, en]) if (typeof text !== 'string' || text.trim() === '') found.push(`${at}: a language is missing`);
      if (vi === en && !/^[0-9 .]+$/u.test(String(vi))) found.push(`${at}: the same in both languages`);
      return found;
    }
  }
  // Look-ups, documents and fields are named freely: those names are no texts.
  for (const [name, part] of Object.entries(value)) {
    const free = ['fields', 'lookups', 'documents', 'keys', 'fill', 'trust', 'compare'].includes(member);
    untranslated(part, `${at}/${name}`, free ? '' : name, found);
  }
  return found;
}

for (const {id, definition, official} of procedures) {
  describe(`procedure ${id}`, () => {
    test('keeps the published schema of definitions', () => {
      const ajv = new Ajv2020({strict: false, allErrors: true});
      const validate = ajv.compile(readJson('schemas/form/v1.json') as object);
      assert.ok(validate(definition), JSON.stringify(validate.errors, undefined, 2));
      assert.equal(definition.id, id);
      assert.equal(definition.procedure?.code, official.procedure);
    });

    test('nothing is wrong with it, and nothing odd', () => {
      const services = Object.entries(SERVICES).map(
        ([name, {attributes, keys}]) => [name, {attributes: Object.keys(attributes), keys: Object.keys(keys)}] as const,
      );
      const connectors = new Map([...services, ['industry-codes', {attributes: [], keys: []}] as const]);
      assert.deepEqual(findingsInText(procedureText(id, 'form.json'), {packs: [vietnam], connectors}), []);
    });

    test('asks every official field, once, on a page', () => {
      assert.equal(official.fields.length, OFFICIAL_FIELDS[id]);
      const {fields} = placesOf((definition.pages ?? []).flatMap((page) => page.items));
      assert.equal(new Set(fields).size, fields.length, 'a field is placed twice');
      for (const {official: name, pointers} of official.fields) {
        for (const pointer of pointers) assert.ok(fields.includes(pointer), `${name} is not asked: ${pointer}`);
      }
    });

    test('asks for every official paper and no text is left in one language', () => {
      const slots = Object.entries<DocumentSettings>(definition.documents ?? {});
      const {documents} = placesOf((definition.pages ?? []).flatMap((page) => page.items));
      assert.deepEqual([...documents].sort(), slots.map(([name]) => name).sort());
      for (const paper of official.papers) {
        const head = headOf(paper.name);
        const slot = slots.find(([, {title}]) => typeof title === 'object' && headOf(title['vi'] ?? '') === head);
        assert.ok(slot, `No slot for "${paper.name}"`);
        if (paper.required) assert.equal(slot[1].required, true);
      }
      const {declaration} = definition.submit ?? {};
      assert.equal(typeof declaration === 'object' ? declaration['vi'] : '', official.declaration);
      const {data: _data, ...rest} = definition;
      const {legal: _legal, ...procedure} = rest.procedure ?? {};
      assert.deepEqual(untranslated({...rest, procedure} as unknown as JsonObject, '', ''), []);
    });

    test('each paper is replaced by data, or the README says why it is asked', () => {
      const readme = procedureText(id, 'README.md');
      const told = new Map([...readme.matchAll(/^\| `(\w+)` \| (.+) \|$/gmu)].map(([, name = '', why = '']) => [name, why]));
      const slots = Object.entries<DocumentSettings>(definition.documents ?? {});
      assert.deepEqual([...told.keys()].sort(), slots.map(([name]) => name).sort());
      for (const [name, {notNeededWhen}] of slots)
        assert.equal(told.get(name)?.startsWith('asked: '), notNeededWhen === undefined, name);
    });

    test('every look-up says why it asks, and fills only fields that a person sees', () => {
      const {fields} = placesOf((definition.pages ?? []).flatMap((page) => page.items));
      for (const [name, lookup] of Object.entries(definition.lookups ?? {})) {
        assert.equal(typeof lookup.purpose, 'object', name);
        for (const pointer of Object.keys(lookup.fill))
          assert.ok(fields.includes(pointer), `${name} fills ${pointer}, which no page shows`);
      }
      for (const [pointer, settings] of Object.entries<FieldSettings>(definition.fields ?? {})) {
        for (const check of settings.checks ?? []) assert.equal(typeof check.message, 'object', pointer);
      }
    });
  });
}
