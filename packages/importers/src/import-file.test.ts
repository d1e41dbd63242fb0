import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createForm, type FormDefinition, type Item, isFormError, type Json, parsePointer} from '@egov-form/core';
import {findingsIn} from '@egov-form/core/check';
import {vietnam} from '@egov-form/vietnam';
import {archive, wordDocument, workbook} from '../test/archive.ts';
import {DECLARATIONS} from '../test/declarations.ts';
import {PEER_FILES, type PeerFile, WORKBOOKS} from '../test/peer-files.ts';
import {type Imported, importFile, lossText} from './index.ts';

const bytesOf = (source: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(source));

/** What is asked, in the order of the pages; of a form without pages what the engine makes of it. */
function asked(definition: FormDefinition): readonly string[] {
  const inItems = (items: readonly Item[]): readonly string[] =>
    items.flatMap((item) => {
      if ('field' in item) return [item.field];
      if ('document' in item) return [`doc ${item.document}`];
      return 'items' in item ? inItems(item.items) : [];
    });
  if (definition.pages) return definition.pages.flatMap(({items}) => inItems(items));
  const pointers = (schema: Json | undefined, at: string): readonly string[] => {
    const part = typeof schema === 'object' && schema !== null ? (schema as {[keyword: string]: Json}) : {};
    const target = typeof part['$ref'] === 'string' ? (partAt(definition, `/data${part['$ref'].slice(1)}`) as typeof part) : part;
    if (target['properties'])
      return Object.entries(target['properties']).flatMap(([name, inner]) => pointers(inner, `${at}/${name}`));
    return target['items'] ? pointers(target['items'], `${at}/*`) : [at];
  };
  return pointers(definition.data as Json, '');
}

const partAt = (value: unknown, pointer: string): unknown =>
  parsePointer(pointer).reduce((part: unknown, name) => (part as {[name: string]: unknown} | undefined)?.[name], value);

function checkFile({asks, holds = {}, losses = []}: Omit<PeerFile, 'format' | 'source'>, imported: Imported): void {
  const {definition} = imported;
  assert.deepEqual(
    findingsIn(definition).filter(({severity}) => severity === 'error'),
    [],
  );
  assert.doesNotThrow(() => createForm(definition));
  assert.deepEqual(asked(definition), asks);
  for (const [pointer, expected] of Object.entries(holds)) assert.deepEqual(partAt(definition, pointer), expected, pointer);
  assert.deepEqual(
    imported.losses.map(({code}) => code),
    losses,
  );
  for (const loss of imported.losses)
    for (const language of ['vi', 'en']) assert.doesNotMatch(lossText(loss, language), /\{(?:found|instead)\}|undefined/u);
}

describe('a file of another system becomes a form', () => {
  for (const file of PEER_FILES)
    it(`${file.format}: ${file.name}`, async () => {
      const imported = await importFile(bytesOf(file.source));
      assert.equal(imported.format, file.format);
      checkFile(file, imported);
    });

  for (const {sheets, ...file} of WORKBOOKS)
    it(`xlsform: ${file.name}`, async () => {
      const imported = await importFile(workbook(sheets));
      assert.equal(imported.format, 'xlsform');
      checkFile(file, imported);
    });
});

/** Of the five declarations of `declarations.ts`. */
describe('a declaration in Word becomes a form', () => {
  let [right, all] = [0, 0];

  for (const {name, parts, fields} of DECLARATIONS)
    it(`${name}: what it asks is found, with its kind`, async () => {
      const {definition} = await importFile(wordDocument(parts), {surroundings: {packs: [vietnam]}});
      const pointers = new Set(asked(definition));
      const missed = fields.filter(([pointer, kind]) => !pointers.has(pointer) || !isKind(definition, pointer, kind));
      right += fields.length - missed.length;
      all += fields.length;
      assert.ok(missed.length <= fields.length / 10, JSON.stringify(missed));
      // Nothing that was not printed is asked.
      const known = new Set(fields.map(([pointer]) => pointer));
      const invented = [...pointers].filter((pointer) => pointer.startsWith('/') && !known.has(pointer));
      assert.ok(invented.length <= 1, invented.join(' '));
    });

  it('all together: at least 90 of 100 questions', () => {
    assert.ok(all > 80 && right / all >= 0.9, `${right} of ${all}`);
  });

  it('notes become hints, enclosures documents, the heading of the state nothing', async () => {
    const find = async (name: string): Promise<FormDefinition> =>
      (
        await importFile(wordDocument(DECLARATIONS.find((one) => one.name === name)?.parts ?? []), {
          surroundings: {packs: [vietnam]},
        })
      ).definition;
    const marriage = await find('ket-hon');
    assert.equal(marriage.title, 'Tờ khai đăng ký kết hôn');
    assert.match(String(marriage.fields?.['/benNu/noiCuTru']?.hint), /thường trú/u);
    const licence = await find('doi-gplx');
    assert.equal(Object.keys(licence.documents ?? {}).length, 3);
  });
});

function isKind(definition: FormDefinition, pointer: string, kind: string): boolean {
  const schema = partAt(
    definition,
    `/data/properties${parsePointer(pointer)
      .map((name) => (name === '*' ? '/items' : `/${name}`))
      .join('/properties')
      .replace(/\/properties\/items/gu, '/items')}`,
  ) as {[keyword: string]: Json} | undefined;
  const settings = definition.fields?.[pointer];
  switch (kind) {
    case 'text':
      return schema?.['type'] === 'string' && schema['format'] === undefined;
    case 'long-text':
      return settings?.widget === 'textarea';
    case 'date':
      return schema?.['format'] === 'date' || schema?.['format'] === 'partial-date';
    case 'gender':
    case 'choice':
      return Array.isArray(schema?.['enum']);
    case 'ethnic-group':
    case 'country':
      return schema?.['pattern'] !== undefined;
    case 'address':
      return schema?.['$ref'] === 'urn:egov-form:address:v1';
    case 'integer':
      return schema?.['type'] === 'integer' && schema['format'] === undefined;
    case 'yes-no':
    case 'consent':
      return schema?.['type'] === 'boolean';
    case 'money':
      return schema?.['format'] === 'vn-money';
    default:
      return String(schema?.['format'] ?? '') === `vn-${kind}` || schema?.['format'] === kind;
  }
}

describe('a file that cannot be a form is refused with the reason', () => {
  const refused: readonly (readonly [name: string, bytes: Uint8Array, code: `EGOV_${string}`])[] = [
    ['nothing', new Uint8Array(), 'EGOV_IMPORT_FORMAT'],
    ['a text', new TextEncoder().encode('Dear Sir'), 'EGOV_IMPORT_FORMAT'],
    ['JSON that is cut off', new TextEncoder().encode('{"components": ['), 'EGOV_IMPORT_BROKEN'],
    ['JSON of something else', bytesOf({hello: 1}), 'EGOV_IMPORT_FORMAT'],
    ['a list', bytesOf([1]), 'EGOV_IMPORT_FORMAT'],
    ['a form without questions', bytesOf({type: 'default', components: []}), 'EGOV_IMPORT_EMPTY'],
    ['a survey of a signature alone', bytesOf({elements: [{type: 'signaturepad', name: 's'}]}), 'EGOV_IMPORT_EMPTY'],
    ['a Word document whose text is no XML', archive({'word/document.xml': '<w:document'}), 'EGOV_IMPORT_BROKEN'],
    ['a Word document of a letter', wordDocument(['Kính chào ông bà']), 'EGOV_IMPORT_EMPTY'],
    ['a workbook without a survey', workbook({Sheet1: [['a', 'b']]}), 'EGOV_IMPORT_EMPTY'],
    ['a workbook that is cut off', archive({'xl/workbook.xml': '<workbook'}), 'EGOV_IMPORT_BROKEN'],
    ['an archive of other things', archive({'a.txt': 'x'}), 'EGOV_IMPORT_FORMAT'],
    ['a PDF that is cut off', new TextEncoder().encode('%PDF-1.7\n1 0 obj'), 'EGOV_IMPORT_BROKEN'],
    ['more than 20 MiB', new Uint8Array((20 << 20) + 1), 'EGOV_IMPORT_SIZE'],
  ];
  for (const [name, bytes, code] of refused)
    it(name, async () => {
      await assert.rejects(importFile(bytes), (error: unknown) => isFormError(error, code) && /Expected/u.test(error.message));
    });

  it('an archive that claims to unpack to gigabytes', async () => {
    const bytes = archive({'word/document.xml': 'x'});
    // The size that the directory claims.
    new DataView(bytes.buffer).setUint32(bytes.length - 22 - 46 - 'word/document.xml'.length + 24, 3_000_000_000, true);
    await assert.rejects(importFile(bytes), {code: 'EGOV_IMPORT_SIZE'});
  });

  it('parts in parts without end, and endless expressions', async () => {
    let elements: unknown[] = [{type: 'text', name: 'a', visibleIf: `${'('.repeat(90_000)}{a}`}];
    for (let depth = 0; depth < 3; depth += 1) elements = [{type: 'panel', elements}];
    assert.deepEqual(
      (await importFile(bytesOf({elements}))).losses.map(({code}) => code),
      ['rule.expression'],
    );
    const deep = `{"elements":${'[{"type":"panel","elements":'.repeat(20_000)}[]${'}]'.repeat(20_000)}}`;
    await assert.rejects(importFile(new TextEncoder().encode(deep)), {code: 'EGOV_IMPORT_BROKEN'});
  });

  it('one of another kind than it was named', async () => {
    await assert.rejects(importFile(bytesOf({elements: []}), {format: 'word'}), {code: 'EGOV_IMPORT_BROKEN'});
  });
});
