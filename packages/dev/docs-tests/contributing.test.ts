/** docs/contributing: every block that names a file stands in it, and every example does what its page says. */
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {dirname, join, normalize} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {type ConnectorConfiguration, openConnectors} from '@egov-form/connectors/server';
import {checkDefinition, createForm, type DigitizedPage, type FormDefinition, type Pack, textIn} from '@egov-form/core';
import {toReadableName, vietnam} from '@egov-form/vietnam';
import {root} from '../src/root.ts';

const FOLDER = 'docs/contributing';
const PAGES = [
  'README.md',
  'new-field-type.md',
  'new-register.md',
  'new-document-nature.md',
  'new-message.md',
  'new-language.md',
];

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

/** Blocks of a page: what follows the language on the fence, and the text. */
function blocksOf(page: string): readonly {readonly named: string; readonly text: string}[] {
  return [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gmu)].map(([, named = '', text = '']) => ({named, text}));
}

describe('the pages for contributors', () => {
  it('are all there, and the index knows each', async () => {
    assert.deepEqual((await readdir(join(root, FOLDER))).sort(), [...PAGES].sort());
    const index = `${await read(`${FOLDER}/README.md`)}${await read('CONTRIBUTING.md')}`;
    for (const page of PAGES) assert.ok(page === 'README.md' || index.split(`${page})`).length > 2, page);
  });

  for (const path of [...PAGES.map((page) => `${FOLDER}/${page}`), 'CONTRIBUTING.md']) {
    it(`${path} quotes its files word for word, and names none that is not there`, async () => {
      const page = await read(path);
      const files = blocksOf(page).filter(({named}) => named.includes('/'));
      for (const {named, text} of files) assert.ok((await read(named)).includes(text), `${named} does not hold:\n${text}`);
      for (const [, link = ''] of page.matchAll(/\]\(([^)#]+)\)/gu))
        await assert.doesNotReject(
          readdir(join(root, dirname(path), link)).catch(() => read(join(dirname(path), link))),
          link,
        );
      for (const [, named = ''] of page.matchAll(/`((?:packages|docs|examples|schemas)\/[\w./-]+)`/gu))
        await assert.doesNotReject(
          readdir(join(root, named)).catch(() => read(normalize(named))),
          named,
        );
    });
  }

  it('of a type, a register, a nature, a message and a language have an example each', async () => {
    for (const page of PAGES.slice(1))
      assert.ok(
        blocksOf(await read(`${FOLDER}/${page}`)).some(({named}) => named.startsWith('examples/')),
        page,
      );
  });
});

describe('the register of new-register.md', () => {
  const open = async () => {
    const folder = join(root, 'examples/agency-register');
    const configuration = JSON.parse(await read('examples/agency-register/connectors.json')) as ConnectorConfiguration;
    return openConnectors(configuration, {folder, readableName: toReadableName, resolveAddress: () => undefined});
  };
  const ask = async (code: string) => {
    const {registers, close} = await open();
    const question = {
      keys: {code},
      attributes: ['name', 'founded'],
      purpose: 'Nhập học',
      procedure: '1.001193',
      requester: {role: 'citizen', citizenId: '026190000042'},
      requestId: '1',
    } as const;
    const answer = await registers['schools']?.lookup(question, AbortSignal.timeout(10_000));
    await close();
    return answer;
  };

  it('answers a school that is there, and says of another that it is not', async () => {
    assert.deepEqual(await ask('TH-012'), {state: 'found', values: {name: 'Trường Tiểu học Hoa Mẫu', founded: '1996'}});
    assert.deepEqual(await ask('TH-999'), {state: 'not-found'});
  });

  it('may be named by the form of the page', async () => {
    const form = blocksOf(await read(`${FOLDER}/new-register.md`)).find(({named}) => named === 'form');
    const definition = JSON.parse(form?.text ?? '') as FormDefinition;
    assert.deepEqual(checkDefinition(definition, {connectors: Object.keys((await open()).registers)}), []);
    assert.equal(checkDefinition(definition, {connectors: ['people']})[0]?.code, 'connector.unknown');
  });
});

describe('the pack of new-document-nature.md and new-message.md', async () => {
  const {agencyPack} = (await import(pathToFileURL(join(root, 'examples/agency-pack/pack.js')).href)) as {agencyPack: Pack};
  const nature = agencyPack.natures?.[0];
  const page = (text: string, from: DigitizedPage['from'], number = 1): DigitizedPage => ({
    number,
    width: 595,
    height: 842,
    from,
    text,
    words: [],
  });
  const values = (...pages: readonly DigitizedPage[]) =>
    Object.fromEntries(Object.entries(nature?.extract(pages, []) ?? {}).map(([name, {value}]) => [name, value]));

  it('finds facts in a text layer and in recognised text, also on a second page', () => {
    const first = page('HỌC BẠ\nHọ và tên học sinh: Nguyễn Văn Mẫu', 'text-layer');
    assert.deepEqual(values(first, page('Mã trường : TH-012', 'ocr', 2)), {pupilName: 'Nguyễn Văn Mẫu', schoolCode: 'TH-012'});
    assert.equal(nature?.extract([first], [])['pupilName']?.confidence, 1);
  });

  it('leaves out what it cannot be sure of', () => {
    assert.deepEqual(values(page('Họ và tên học sinh:\nMã trường: TH-O12', 'ocr')), {});
    assert.deepEqual(values(page('Họ và tên: Nguyễn Văn Mẫu', 'text-layer')), {});
    assert.deepEqual(values(page('Mã trường: TH-012', 'none')), {});
    assert.deepEqual(values(), {});
  });

  it('says what is wrong in both languages, with the same params', () => {
    const {vi = {}, en = {}} = agencyPack.messages ?? {};
    assert.deepEqual(Object.keys(en), Object.keys(vi));
    const params = (text = ''): readonly string[] => [...text.matchAll(/\{\w+\}/gu)].map(([name]) => name);
    for (const code of Object.keys(vi)) assert.deepEqual(params(en[code]), params(vi[code]), code);
  });

  it('checks a form by its format, and a definition by its nature', () => {
    const definition: FormDefinition = {
      id: 'enrolment',
      version: '1.0.0',
      title: 'Enrolment',
      data: {type: 'object', properties: {school: {type: 'string', format: 'school-code'}}},
      documents: {report: {title: 'Report', nature: 'example.school-report'}},
      fields: {'/school': {label: {vi: 'Mã trường', en: 'School code'}}},
    };
    assert.deepEqual(checkDefinition(definition, {packs: [vietnam, agencyPack]}), []);
    const form = createForm(definition, {packs: [vietnam, agencyPack]});
    const said = (typed: string) => {
      form.set('/school', typed);
      const issue = form.validate().find(({pointer}) => pointer === '/school');
      return issue && [issue.code, issue.params];
    };
    assert.equal(said(' th-012 '), undefined);
    assert.deepEqual(said('school'), ['school-code.shape', undefined]);
    assert.deepEqual(said('XX-012'), ['school-code.level', {level: 'XX'}]);
    assert.equal(textIn(definition.fields?.['/school']?.label, 'vi'), 'Mã trường');
  });
});
