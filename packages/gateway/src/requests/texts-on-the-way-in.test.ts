/** Texts that no database keeps, and texts that are not as they are kept: wherever a client can put one. */
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {Issue, JsonObject, Submission} from '@egov-form/core';
import {FATHER, type Fixture, LETTER, MOTHER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const UNREADABLE = ['a\0b', 'a\ud800b', '\udc00', 'a\x1bb', 'a\x85b', 'a\uffffb'];

describe('texts on the way in', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  before(async () => {
    fixture = await startFixture({jobs: {here: false}, uniformAnswerMs: 1});
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());

  const send = (submission: unknown): Promise<Reply> =>
    mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});

  async function storedAnswers(answers: JsonObject, more: Partial<Submission> = {}): Promise<JsonObject> {
    const reply = await send(letter(answers, more));
    assert.equal(reply.status, 201, reply.text);
    return (await officer.call('GET', `/api/submissions/${reply.body.code}`)).body;
  }

  test('what cannot be kept is refused with its place, in all parts of a submission', async () => {
    const file = {
      uploadId: 'f'.repeat(32),
      name: 'a.png',
      type: 'image/png',
      sizeBytes: 1,
      sha256: '0'.repeat(64),
      pageCount: 1,
      facts: {},
    };
    const fact = {value: 'x', confidence: 1, page: 1, from: 'qr'} as const;
    const unasked = {lookup: 'self', reason: 'down'} as const;
    const decision = {pointer: '/note', kept: 'typed', dropped: 'document', at: '2026'} as const;
    for (const text of UNREADABLE) {
      const cases: readonly (readonly [string, Submission])[] = [
        ['/note', letter({note: text})],
        ['/relative/fullName', letter({relative: {fullName: text}})],
        ['/vehicles/0/brand', letter({vehicles: [{brand: text}]})],
        ['/relative', letter({relative: {[text]: 'a'}})],
        ['/note', letter({note: 'a'}, {origins: {'/note': {kind: 'typed', was: 'document', reason: text}}})],
        ['', letter({note: 'a'}, {form: text})],
        ['', letter({note: 'a'}, {version: text})],
        ['#/documents/card', letter({}, {documents: {card: [{...file, name: text}]}})],
        ['#/documents/card', letter({}, {documents: {card: [{...file, facts: {fullName: {...fact, value: [text]}}}]}})],
        ['', letter({}, {unasked: [{...unasked, row: text}]})],
        ['', letter({}, {unasked: [{...unasked, lookup: text}]})],
        ['', letter({}, {decisions: [{...decision, at: text}]})],
        ['', letter({}, {decisions: [{...decision, note: text}]})],
        ['', letter({}, {receipts: {1: text}, format: 2})],
      ];
      for (const [pointer, submission] of cases) {
        const reply = await send(submission);
        assert.equal(reply.status, 422, `${JSON.stringify(text)} ${pointer} ${reply.text}`);
        const issues = reply.body.issues as readonly Issue[];
        assert.deepEqual([issues[0]?.code, issues[0]?.pointer], ['text.unreadable', pointer], reply.text);
        assert.equal(reply.text.includes(text), false);
      }
    }
  });

  test('nor does any other address fail because of them', async () => {
    const question = {form: 'letter', version: '1.0.0', lookup: 'self', keys: {citizenId: MOTHER.citizenId}};
    for (const text of UNREADABLE) {
      for (const body of [
        {...question, keys: {citizenId: text}},
        {...question, lookup: text},
        {...question, dossier: text},
        {...question, keys: {[text]: 'a'}},
      ]) {
        for (const visitor of [mother, officer]) {
          const reply = await visitor.call('POST', '/api/lookups/population', body);
          assert.equal(reply.status, 422, reply.text);
          assert.equal(reply.body.code, 'request.text');
        }
      }
      const options = {form: 'letter', version: '1.0.0', field: '/note', query: text, where: {}};
      assert.equal((await mother.call('POST', '/api/options/vehicle', options)).status, 422);
    }
    for (const path of [
      '/api/submissions/%00',
      '/api/submissions/a%00b',
      '/api/dossiers?form=%00',
      '/api/dossiers?state=a%1bb',
      '/api/dossiers?after=%C2%85',
      '/api/forms/%00',
      '/auth/sign-in?return=%2F%00',
      '/api/lookups/%00',
      '/api/uploads/%00',
      '/%00',
      '/forms/%00/form.json',
      '/api/submissions/%ED%A0%80',
    ]) {
      const reply = await officer.fetch(path);
      assert.ok(reply.status >= 400 && reply.status < 500, `${path} ${reply.status}`);
    }
    const headers = {
      'x-egov-form': '1',
      origin: fixture.origin,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const latin = Buffer.from(JSON.stringify(letter({note: 'Ngữ'})), 'latin1');
    const bytes = await mother.fetch('/api/submissions', {method: 'POST', headers, body: latin});
    assert.deepEqual([bytes.status, ((await bytes.json()) as {code: string}).code], [400, 'request.not-json']);
  });

  test('what a database refuses of a value is a refusal of ours, and in the log', async () => {
    await fixture.database.schema
      .alterTable('dossiers')
      .alterColumn('locale', (column) => column.setDataType('varchar(2)'))
      .execute();
    const reply = await send({...letter({note: 'a'}), locale: 'vi-VN'});
    await fixture.database.schema
      .alterTable('dossiers')
      .alterColumn('locale', (column) => column.setDataType('text'))
      .execute();
    assert.deepEqual([reply.status, reply.body.code], [400, 'request.malformed'], reply.text);
    assert.ok(fixture.log.some((line) => line.includes('the database refused a value')));
  });

  test('stored is what the form would have stored', async () => {
    const untidy: readonly (readonly [JsonObject, JsonObject])[] = [
      [{citizenId: '026.190.000.042'}, {citizenId: '026190000042'}],
      [{citizenId: '0261 9000\u200b0042'}, {citizenId: '026190000042'}],
      [{fullName: ' Nguye\u0302\u0303n  Thi\u0323 Mẫu\u200b'}, {fullName: 'Nguyễn Thị Mẫu'}],
      [{note: 'a\u202eb\u00a0c'}, {note: 'ab c'}],
      [
        {relative: {citizenId: `${FATHER.citizenId.slice(0, 6)}-${FATHER.citizenId.slice(6)}`}},
        {relative: {citizenId: FATHER.citizenId}},
      ],
      [{vehicles: [{plate: '19a12345', brand: ' Xe\u200d '}]}, {vehicles: [{plate: '19A-123.45', brand: 'Xe'}]}],
      [{email: '\u2060'}, {}],
    ];
    for (const [sent, kept] of untidy) {
      const {answers} = (await storedAnswers(sent)) as unknown as Submission;
      assert.deepEqual(answers, {...letter({}).answers, ...kept}, JSON.stringify(sent));
    }
  });

  test('what a person wrote beside an answer is cleaned too, and so are names of files', async () => {
    const reason = 'Đã\u200b chuyê\u0309n\u202e';
    const {origins} = (await storedAnswers(
      {},
      {origins: {'/residence': {kind: 'typed', was: 'register', reason}}},
    )) as unknown as {
      origins: {[pointer: string]: {reason?: string}};
    };
    assert.equal(origins['/residence']?.reason, 'Đã chuyển');
  });

  test('a name in letters that only look Latin is refused; other texts are marked for the officer', async () => {
    for (const fullName of ['Nguy\u0435n Th\u1ecb', '\u0422\u041e\u041d', `N${'\u0301'.repeat(80)}`]) {
      const reply = await send(letter({fullName}));
      assert.equal(reply.status, 422, reply.text);
      assert.equal((reply.body.issues as Issue[])[0]?.pointer, '/fullName');
    }
    const marked = (await storedAnswers({
      note: 'S\u1ed1 nh\u00e0 c\u0430',
      vehicles: [{brand: '\u041c\u0410\u041d'}],
    })) as unknown as {
      origins: {[pointer: string]: {origin: string; lookalike?: true}};
    };
    assert.deepEqual(marked.origins['/note'], {origin: 'citizen', lookalike: true});
    assert.deepEqual(marked.origins['/vehicles/0/brand'], {origin: 'citizen', lookalike: true});
    assert.equal(marked.origins['/residence'], undefined);
  });
});

function letter(answers: JsonObject, more: Partial<Submission> = {}): Submission {
  const {citizenId, fullName, residence} = MOTHER;
  return {
    ...{form: LETTER.id, version: LETTER.version, locale: 'vi', origins: {}, documents: {}, decisions: [], declared: true},
    answers: {citizenId, fullName, residence, ...answers},
    ...more,
  };
}
