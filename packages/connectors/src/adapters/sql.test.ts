import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import {openSharedDatabase, type SharedDatabase} from '@egov-form/simulators/database';
import type {ConnectorSettings, ServiceMapping, SqlSettings} from '../generated/configuration.ts';
import {type Connectors, openConnectors} from '../open-connectors.ts';
import type {RegisterAnswer, RegisterTrouble} from '../register.ts';
import {ask, SURROUNDINGS} from '../testing/ask.ts';

/** A province's own list of households in need, as its view shows it. */
const HOUSEHOLDS: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu hộ nghèo của tỉnh', en: 'The province’s list of households in need'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'date'}},
  answer: {
    present: '$.rows',
    records: '$.rows[*]',
    same: {citizenId: 'citizenId', birthDate: 'birthDate'},
    needs: ['fullName'],
    fresh: {at: '$.cap_nhat', days: 370},
  },
  attributes: {
    citizenId: {at: '$.so_dinh_danh', as: 'personal-id'},
    fullName: {at: '$.ho_ten', as: 'name'},
    birthDate: {at: '$.ngay_sinh', as: 'date'},
    members: {at: '$.so_nguoi', as: 'whole'},
    income: {at: '$.thu_nhap', as: 'number'},
    kind: {at: '$.loai', values: {N: 'poor', C: 'near-poor'}},
    papers: {at: '$.giay_to[*]', as: 'list', members: {number: '$.so'}},
  },
};

const VIEW: SqlSettings = {
  adapter: 'sql',
  database: {env: 'SHARED_DATABASE'},
  schema: 'dung_chung',
  view: 'ho_ngheo',
  columns: ['so_dinh_danh', 'ho_ten', 'ngay_sinh', 'so_nguoi', 'thu_nhap', 'loai', 'giay_to', 'cap_nhat'],
  where: {so_dinh_danh: '{key.citizenId}'},
  maxRows: 3,
  statementTimeoutMs: 3_000,
};

const KEYS = {citizenId: '026190000042', birthDate: '1990-02-14'};
const ROW = `('026190000042', 'NGUYỄN THỊ MẪU', date '1990-02-14', 4, 1250000.50, 'N', '[{"so": "15/2026"}]'::jsonb, current_date)`;
const DOWN: RegisterAnswer = {state: 'unavailable', reason: 'down'};
const SLOW: RegisterAnswer = {state: 'unavailable', reason: 'slow'};
const INVALID: RegisterAnswer = {state: 'unavailable', reason: 'invalid-answer'};

let shared: SharedDatabase;
let opened: Connectors | undefined;
const troubles: RegisterTrouble[] = [];

before(async () => {
  shared = await openSharedDatabase();
  await shared.run(`
    create schema dung_chung;
    create table dung_chung.ho (so_dinh_danh text, ho_ten text, ngay_sinh date, so_nguoi int, thu_nhap numeric(12, 2),
      loai text, giay_to jsonb, cap_nhat date, cho_giay double precision not null default 0);
    create view dung_chung.ho_ngheo as select so_dinh_danh, ho_ten, ngay_sinh, so_nguoi, thu_nhap, loai, giay_to, cap_nhat
      from dung_chung.ho;
    create view dung_chung.cham as select so_dinh_danh, pg_sleep(2)::text as ho_ten from dung_chung.ho;
    create view dung_chung.gioi_han as select '026190000042' as so_dinh_danh, current_setting('statement_timeout')
      || ' ' || current_setting('transaction_read_only') as ho_ten, current_date as cap_nhat;
  `);
});
after(() => shared.close());
beforeEach(async () => {
  shared.gate('none');
  await opened?.close();
  opened = undefined;
  troubles.length = 0;
  await shared.run(`delete from dung_chung.ho; insert into dung_chung.ho values ${ROW}`);
});

function households(changes: Partial<SqlSettings> = {}, more: Partial<ConnectorSettings> = {}): Connectors['registers'][string] {
  const connector = {service: HOUSEHOLDS, through: {...VIEW, ...changes}, timeoutMs: 5_000, ...more};
  opened = openConnectors(
    {connectors: {households: connector}},
    {...SURROUNDINGS, environment: {SHARED_DATABASE: shared.url}, onTrouble: (trouble) => troubles.push(trouble)},
  );
  const {households: register} = opened.registers;
  assert.ok(register);
  return register;
}

describe('a view of the province’s own database', () => {
  it('answers a row with its dates, numbers and JSON', async () => {
    assert.deepEqual(await ask(households(), KEYS), {
      state: 'found',
      values: {
        citizenId: '026190000042',
        fullName: 'Nguyễn Thị Mẫu',
        birthDate: '1990-02-14',
        members: 4,
        income: 1250000.5,
        kind: 'poor',
        papers: [{number: '15/2026'}],
      },
    });
    assert.deepEqual(troubles, []);
  });

  it('says not found for no row, and leaves out what is null', async () => {
    assert.deepEqual(await ask(households(), {citizenId: '026190000043'}), {state: 'not-found'});
    await shared.run('update dung_chung.ho set thu_nhap = null, giay_to = null, so_nguoi = null');
    const answer = await ask(households(), KEYS);
    assert.ok(answer.state === 'found');
    assert.deepEqual(Object.keys(answer.values), ['citizenId', 'fullName', 'birthDate', 'kind']);
  });

  for (const text of [`' or '1'='1`, `026190000042'; drop view dung_chung.ho_ngheo; --`, '$1', '"', '\u0000', 'ẮẰẲ'.repeat(30)]) {
    it(`takes ${JSON.stringify(text).slice(0, 40)} for a value, whatever it looks like`, async () => {
      const free: ServiceMapping = {...HOUSEHOLDS, keys: {citizenId: {kind: 'text', required: true}, birthDate: {kind: 'date'}}};
      const answer = await ask(households({}, {service: free}), {citizenId: text});
      assert.ok(answer.state === 'not-found' || answer.state === 'unavailable', answer.state);
      await opened?.close();
      assert.equal((await ask(households(), KEYS)).state, 'found');
    });
  }

  it('asks in a read-only transaction with the time limit of the configuration', async () => {
    const limits = households({view: 'gioi_han', columns: ['so_dinh_danh', 'ho_ten', 'cap_nhat']});
    const answer = await ask(limits, {citizenId: '026190000042'}, {attributes: ['fullName']});
    assert.deepEqual(answer, {state: 'found', values: {fullName: '3S On'}});
  });

  it('leaves no connection in a transaction, nor in use', async () => {
    const register = households({maxConnections: 1});
    for (let index = 0; index < 5; index += 1) assert.equal((await ask(register, KEYS)).state, 'found');
    await shared.run(`update dung_chung.ho set ho_ten = 'TÊN MỚI'`);
    const answer = await ask(register, KEYS, {attributes: ['fullName']});
    assert.deepEqual(answer, {state: 'found', values: {fullName: 'Tên Mới'}});
  });
});

describe('what goes wrong in a database becomes an answer', () => {
  const cases: readonly (readonly [string, string, RegisterAnswer, RegisterTrouble['cause']])[] = [
    [
      'two rows that disagree',
      `insert into dung_chung.ho select so_dinh_danh, 'TÊN KHÁC', ngay_sinh, 4, 1, 'C', null, cap_nhat from dung_chung.ho`,
      INVALID,
      'contradiction',
    ],
    ['a row that is too old', `update dung_chung.ho set cap_nhat = current_date - 400`, INVALID, 'stale'],
    ['no name', 'update dung_chung.ho set ho_ten = null', INVALID, 'shape'],
    ['a text of 20 MB', `update dung_chung.ho set loai = repeat('x', 20000000)`, INVALID, 'too-large'],
    ['a text just too long', `update dung_chung.ho set loai = repeat('x', 1048576)`, INVALID, 'too-large'],
    [
      'rows too long together',
      `insert into dung_chung.ho select h.* from dung_chung.ho h, generate_series(1, 2); update dung_chung.ho set loai = repeat('x', 400000)`,
      INVALID,
      'too-large',
    ],
    ['JSON too deep', `update dung_chung.ho set giay_to = (repeat('[', 100) || repeat(']', 100))::jsonb`, INVALID, 'too-large'],
    ['too many rows', 'insert into dung_chung.ho select h.* from dung_chung.ho h, generate_series(1, 4)', INVALID, 'too-large'],
  ];
  for (const [what, sql, expected, cause] of cases) {
    it(what, async () => {
      await shared.run(sql);
      assert.deepEqual(await ask(households(), KEYS), expected);
      assert.equal(troubles[0]?.cause, cause);
      assert.doesNotMatch(JSON.stringify(troubles), /026190000042|MẪU|1990/u);
    });
  }

  it('a row whose second key is another is nobody to who asked', async () => {
    await shared.run(`update dung_chung.ho set ngay_sinh = date '1991-02-14'`);
    assert.deepEqual(await ask(households(), KEYS), {state: 'not-found'});
    assert.deepEqual(troubles, []);
  });

  it('a row about another number is not believed', async () => {
    await shared.run(`update dung_chung.ho set so_dinh_danh = '026190000042 '`);
    const loose = households({where: {ho_ten: 'NGUYỄN THỊ MẪU'}});
    assert.deepEqual(await ask(loose, {citizenId: '026088000045'}), INVALID);
    assert.equal(troubles[0]?.cause, 'wrong-subject');
  });

  it('the same row twice is no contradiction', async () => {
    await shared.run('insert into dung_chung.ho select * from dung_chung.ho');
    assert.equal((await ask(households(), KEYS)).state, 'found');
  });

  it('a view or column that is not there is a mistake of ours', async () => {
    assert.deepEqual(await ask(households({view: 'khong_co'}), KEYS), INVALID);
    assert.deepEqual([troubles[0]?.cause, troubles[0]?.detail], ['database', '42P01']);
    await opened?.close();
    assert.deepEqual(await ask(households({columns: ['so_dinh_danh', 'khong_co']}), KEYS), INVALID);
    assert.equal(troubles[1]?.detail, '42703');
  });

  it('nobody listens', async () => {
    const url = 'postgresql://reader@127.0.0.1:1/dung_chung';
    const connectors = openConnectors(
      {connectors: {households: {service: HOUSEHOLDS, through: VIEW}}},
      {...SURROUNDINGS, environment: {SHARED_DATABASE: url}, onTrouble: (trouble) => troubles.push(trouble)},
    );
    assert.deepEqual(await ask(connectors.registers['households'], KEYS), DOWN);
    assert.deepEqual([troubles[0]?.cause, troubles[0]?.detail], ['connection', 'ECONNREFUSED']);
    await connectors.close();
  });

  for (const [fault, expected] of [
    ['reset', DOWN],
    ['hang', SLOW],
    ['slow', SLOW],
  ] as const) {
    it(`${fault}: at the first connection and in the middle of its life`, async () => {
      shared.gate(fault);
      assert.deepEqual(await ask(households({}, {timeoutMs: 400}), KEYS), expected);
      shared.gate('none');
      await opened?.close();
      const register = households({}, {timeoutMs: 400});
      assert.equal((await ask(register, KEYS)).state, 'found');
      shared.gate(fault);
      assert.deepEqual(await ask(register, KEYS), expected);
      shared.gate('none');
      assert.equal((await ask(register, KEYS)).state, 'found', 'the broken connection is thrown away');
    });
  }

  it('rubbish instead of the protocol is no answer, and nothing else breaks', async () => {
    shared.gate('rubbish');
    const answer = await ask(households({}, {timeoutMs: 400}), KEYS);
    assert.equal(answer.state, 'unavailable');
    shared.gate('none');
    await opened?.close();
    assert.equal((await ask(households(), KEYS)).state, 'found');
  });

  it('a statement that takes too long is ended by the database', async (context) => {
    if (!shared.keepsTime) return context.skip('the embedded server cannot interrupt itself');
    const slow = households({view: 'cham', columns: ['so_dinh_danh', 'ho_ten'], statementTimeoutMs: 300});
    assert.deepEqual(await ask(slow, KEYS), SLOW);
    assert.deepEqual([troubles[0]?.cause, troubles[0]?.detail], ['database', '57014']);
  });

  it('rejects with the caller’s reason when the caller gives up, and lets go of the connection', async () => {
    const register = households({maxConnections: 1});
    assert.equal((await ask(register, KEYS)).state, 'found');
    shared.gate('hang');
    const controller = new AbortController();
    const asked = ask(register, KEYS, {}, controller.signal);
    setTimeout(() => controller.abort(new Error('key changed')), 50);
    await assert.rejects(asked, {message: 'key changed'});
    shared.gate('none');
    assert.equal((await ask(register, KEYS)).state, 'found');
  });
});
