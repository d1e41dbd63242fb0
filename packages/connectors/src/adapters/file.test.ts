import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {appendFileSync} from 'node:fs';
import {mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, beforeEach, describe, it} from 'node:test';
import {cpuMs} from '@egov-form/dev/cpu-time';
import type {FileSettings, ServiceMapping} from '../generated/configuration.ts';
import {openConnectors} from '../open-connectors.ts';
import type {Register, RegisterAnswer, RegisterTrouble} from '../register.ts';
import {ask, SURROUNDINGS} from '../testing/ask.ts';

const MERITS: ServiceMapping = {
  title: {vi: 'Danh sách người có công', en: 'List of people with merit'},
  about: 'person',
  subject: 'citizenId',
  keys: {citizenId: {kind: 'personal-id', required: true}},
  answer: {present: '$.rows', records: '$.rows[*]', same: {citizenId: 'citizenId'}},
  attributes: {citizenId: {at: '$.id', as: 'personal-id'}, fullName: {at: '$.name', as: 'name'}, kind: {at: '$.kind'}},
};
const KEYS = {citizenId: '026190000042'};
const INVALID: RegisterAnswer = {state: 'unavailable', reason: 'invalid-answer'};
const DOWN: RegisterAnswer = {state: 'unavailable', reason: 'down'};
const CSV = 'id,name,kind\r\n026190000042,"NGUYỄN THỊ MẪU","thương binh, hạng 1"\r\n026088000045,LÊ VĂN CHỒNG,\r\n';

let folder: string;
let path: string;
const troubles: RegisterTrouble[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-file-'));
});
after(() => rm(folder, {recursive: true}));
let files = 0;
beforeEach(() => {
  files += 1;
  path = join(folder, `merits-${files}`);
  troubles.length = 0;
});

function merits(changes: Partial<FileSettings> = {}): Register {
  const through = {adapter: 'file', path, format: 'csv', where: {id: '{key.citizenId}'}, ...changes};
  const {registers} = openConnectors(
    {connectors: {merits: {service: MERITS, through}}},
    {...SURROUNDINGS, folder, onTrouble: (trouble) => troubles.push(trouble)},
  );
  assert.ok(registers['merits']);
  return registers['merits'];
}

const kindOf = (answer: RegisterAnswer): unknown => (answer.state === 'found' ? answer.values['kind'] : answer.state);

describe('a file as a register', () => {
  it('answers a row of a CSV file: quoted commas, Windows line ends, a mark of byte order', async () => {
    await writeFile(path, `\uFEFF${CSV}`);
    assert.deepEqual(await ask(merits(), KEYS), {
      state: 'found',
      values: {citizenId: '026190000042', fullName: 'Nguyễn Thị Mẫu', kind: 'thương binh, hạng 1'},
    });
    assert.deepEqual(await ask(merits(), {citizenId: '026190999999'}), {state: 'not-found'});
  });

  it('takes semicolons, and a path within the configuration’s folder', async () => {
    await writeFile(path, 'id;name\n026190000042;NGUYỄN THỊ MẪU\n');
    const relative = merits({delimiter: ';', path: `merits-${files}`});
    assert.equal((await ask(relative, KEYS)).state, 'found');
  });

  it('answers a row of a JSON file, wherever its list is', async () => {
    const rows = [{id: '026190000042', name: 'NGUYỄN THỊ MẪU', kind: 'x'}];
    await writeFile(path, JSON.stringify(rows));
    assert.equal(kindOf(await ask(merits({format: 'json'}), KEYS)), 'x');
    await writeFile(path, JSON.stringify({data: {list: rows}}));
    assert.equal(kindOf(await ask(merits({format: 'json', rows: '$.data.list'}), KEYS)), 'x');
  });

  it('reads the file again when it changed, and not otherwise', async () => {
    await writeFile(path, CSV);
    const register = merits();
    assert.equal(kindOf(await ask(register, KEYS)), 'thương binh, hạng 1');
    await writeFile(`${path}.new`, CSV.replace('hạng 1', 'hạng 2'));
    await rename(`${path}.new`, path);
    assert.equal(kindOf(await ask(register, KEYS)), 'thương binh, hạng 2');
  });

  for (const [what, broken] of [
    ['a row that is broken off', 'id,name,kind\n026190000042,"NGUYỄN'],
    ['a row that lacks a column', 'id,name,kind\n026190000042,NGUYỄN'],
    ['a file without the column', 'ma,name,kind\n026190000042,NGUYỄN,x'],
  ] as const) {
    it(`${what} leaves the last good one in use`, async () => {
      await writeFile(path, CSV);
      const register = merits();
      assert.equal((await ask(register, KEYS)).state, 'found');
      await writeFile(path, broken);
      assert.equal((await ask(register, KEYS)).state, 'found');
      assert.equal(troubles.at(-1)?.cause, 'file', 'and says so');
      assert.deepEqual(await ask(merits(), KEYS), INVALID, 'a new start knows nothing');
      await writeFile(path, CSV.replace('hạng 1', 'hạng 3'));
      assert.equal(kindOf(await ask(register, KEYS)), 'thương binh, hạng 3');
    });
  }

  it('cannot be asked without the file, and can when it comes', async () => {
    const register = merits();
    assert.deepEqual(await ask(register, KEYS), DOWN);
    assert.deepEqual([troubles[0]?.cause, troubles[0]?.detail], ['file', 'ENOENT']);
    await writeFile(path, CSV);
    assert.equal((await ask(register, KEYS)).state, 'found');
    await rm(path);
    assert.equal((await ask(register, KEYS)).state, 'found', 'while it is being replaced the last one is good');
  });

  it('is no answer when it is too large, no JSON, or has rows that contradict each other', async () => {
    await writeFile(path, CSV);
    assert.deepEqual(await ask(merits({format: 'json'}), KEYS), INVALID);
    await writeFile(path, CSV + 'x'.repeat(2_000));
    assert.deepEqual(await ask(merits({maxBytes: 1_000}), KEYS), INVALID);
    await writeFile(path, `${CSV}026190000042,TÊN KHÁC,\n`);
    assert.deepEqual(await ask(merits(), KEYS), INVALID);
    assert.equal(troubles.at(-1)?.cause, 'contradiction');
    assert.deepEqual(await ask(merits({maxRows: 1}), KEYS), INVALID);
    assert.equal(troubles.at(-1)?.cause, 'too-large');
  });

  it('is no answer when it is a pipe, a device, a folder, or JSON too deep to walk', async () => {
    for (const place of ['/dev/zero', folder]) assert.deepEqual(await ask(merits({path: place}), KEYS), INVALID, place);
    execFileSync('mkfifo', [path]);
    assert.deepEqual(await ask(merits(), KEYS), INVALID);
    await rm(path);
    await writeFile(path, '['.repeat(1_000_000));
    assert.deepEqual(await ask(merits({format: 'json'}), KEYS), INVALID);
    assert.deepEqual(
      troubles.map(({detail}) => detail),
      ['no file', 'no file', 'no file', 'unreadable'],
    );
  });

  it('is read no further than allowed, though it grows meanwhile', async () => {
    await writeFile(path, CSV);
    const growing = setInterval(() => appendFileSync(path, 'x'.repeat(100_000)), 0);
    try {
      const answer = await ask(merits({maxBytes: 1_000}), KEYS);
      assert.ok(answer.state === 'found' || answer.state === 'unavailable');
    } finally {
      clearInterval(growing);
    }
    // The register may have answered before anything was added.
    appendFileSync(path, 'x'.repeat(1_000));
    assert.deepEqual(await ask(merits({maxBytes: 1_000}), KEYS), INVALID);
  });

  it('finds one of 200,000 rows in little time once it is read', async () => {
    const rows = Array.from(
      {length: 200_000},
      (_, index) => `${String(26_000_000_000 + index).padStart(12, '0')},TÊN ${index},x`,
    );
    await writeFile(path, `id,name,kind\n${rows.join('\n')}\n`);
    const register = merits();
    assert.equal((await ask(register, {citizenId: '026000000001'})).state, 'found');
    const cost = await cpuMs(async () => {
      for (let index = 0; index < 100; index += 1)
        await ask(register, {citizenId: String(26_000_100_000 + index).padStart(12, '0')});
    });
    assert.ok(cost / 100 < 20, `${cost / 100} ms`);
  });
});
