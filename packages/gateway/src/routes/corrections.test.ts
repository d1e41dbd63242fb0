import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {Json, OriginMark, RegisterOrigin, TypedOrigin} from '@egov-form/core';
import {sql} from 'kysely';
import {replacedInput as renameReplacedInput} from '../database/migrations/0008-replaced-input.ts';
import {FATHER, type Fixture, LETTER, MOTHER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

describe('values that the person says are wrong', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let values: {readonly [attribute: string]: Json};
  let register: (attribute: string, more?: Partial<RegisterOrigin>) => RegisterOrigin;

  before(async () => {
    fixture = await startFixture();
    mother = await fixture.signIn('nguyen-thi-mau');
    const answer = await mother.ask('self', 'population', {citizenId: MOTHER.citizenId});
    assert.ok(answer.state === 'filled' || answer.state === 'partial');
    const {title, at} = answer.source;
    values = answer.values;
    const base = {kind: 'register', lookup: 'self', connector: 'population', title, at, trust: 'correctable'} as const;
    register = (attribute, more) => ({...base, attribute, ...(answer.receipt && {receipt: answer.receipt}), ...more});
  });
  after(() => fixture.close());

  function send(residence: TypedOrigin, fullName: RegisterOrigin): Promise<Reply> {
    const submission = {
      form: LETTER.id,
      version: LETTER.version,
      locale: 'vi',
      answers: {
        citizenId: MOTHER.citizenId,
        fullName: values['fullName'],
        birthDate: values['birthDate'],
        residence: 'Số 9 đường Thử',
        copies: 2,
        fee: 16_000,
      },
      origins: {'/fullName': fullName, '/birthDate': register('birthDate'), '/residence': residence, '/fee': {kind: 'computed'}},
      documents: {},
      decisions: [],
      declared: true,
    };
    return mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
  }

  async function marksOf(residence: TypedOrigin, fullName: RegisterOrigin): Promise<{readonly [pointer: string]: OriginMark}> {
    const reply = await send(residence, fullName);
    assert.equal(reply.status, 201, reply.text);
    const row = await fixture.database
      .selectFrom('dossiers')
      .select('origins')
      .where('code', '=', reply.body.code)
      .executeTakeFirstOrThrow();
    return row.origins as unknown as {readonly [pointer: string]: OriginMark};
  }
  const corrected = (value: Json, origin: RegisterOrigin): TypedOrigin => ({
    ...{kind: 'typed', was: 'register', reason: 'Đã chuyển nhà.', registered: {value, origin}},
  });

  test('a correction stands beside what the register said, as far as its receipt bears that out', async () => {
    const told = values['residence'] ?? null;
    const marks = await marksOf(corrected(told, register('residence')), register('fullName', {disputed: 'Sai dấu.'}));
    const {at, ...rest} = marks['/residence'] ?? {origin: 'citizen' as const};
    assert.ok(at);
    assert.deepEqual(rest, {origin: 'register-edited', register: 'population', registered: told, reason: 'Đã chuyển nhà.'});
    assert.equal(marks['/fullName']?.origin, 'register');
    assert.equal(marks['/fullName']?.disputed, 'Sai dấu.');
  });

  test('what the receipt does not bear out is the person’s own word, and refuses no dossier', async () => {
    const told = values['residence'] ?? null;
    const stranger = await fixture.signIn('le-van-chong');
    const theirs = await stranger.ask('self', 'population', {citizenId: FATHER.citizenId});
    const foreign = 'receipt' in theirs && theirs.receipt ? {receipt: theirs.receipt} : {};
    const claims: readonly TypedOrigin[] = [
      corrected('Số 1 đường Khác', register('residence')),
      corrected(told, register('residence', {receipt: 'x.y.z'})),
      corrected(told, register('residence', foreign)),
      corrected(told, register('fullName')),
      corrected(told, register('residence', {lookup: 'nobody'})),
      corrected(told, (({receipt: _none, ...origin}) => origin)(register('residence'))),
    ];
    for (const claim of claims) {
      const marks = await marksOf(claim, register('fullName'));
      assert.deepEqual(marks['/residence'], {origin: 'citizen', reason: 'Đã chuyển nhà.'});
    }
  });

  test('a correction without its reason is refused, whether or not a receipt bears it out', async () => {
    const told = values['residence'] ?? null;
    for (const claim of [corrected(told, register('residence')), corrected(told, register('residence', {receipt: 'x.y.z'}))]) {
      for (const reason of [undefined, '', '  ']) {
        const {reason: _said, ...rest} = claim;
        const reply = await send({...rest, ...(reason !== undefined && {reason})}, register('fullName'));
        assert.deepEqual(
          [reply.status, reply.body.issues],
          [422, [{code: 'correction.reason', pointer: '/residence', severity: 'error'}]],
        );
      }
    }
  });

  test('what the person had typed stands beside a locked value that says otherwise', async () => {
    const residence = corrected(values['residence'] ?? null, register('residence'));
    const marks = await marksOf(residence, register('fullName', {replacedInput: 'Nguyễn Thị Mận', disputed: 'Sai dấu.'}));
    const {origin, replacedInput, disputed} = marks['/fullName'] ?? {};
    assert.deepEqual([origin, replacedInput, disputed], ['register', 'Nguyễn Thị Mận', 'Sai dấu.']);
    const same = await marksOf(residence, register('fullName', {replacedInput: values['fullName'] ?? null}));
    assert.equal('replacedInput' in (same['/fullName'] ?? {}), false);
  });

  test('and is read under its former name, from open forms and from older dossiers', async () => {
    const residence = corrected(values['residence'] ?? null, register('residence'));
    const former = {...register('fullName'), said: 'Nguyễn Thị Mận (cũ)'} as RegisterOrigin;
    const marks = await marksOf(residence, former);
    assert.equal(marks['/fullName']?.replacedInput, 'Nguyễn Thị Mận (cũ)');

    const {database} = fixture;
    const read = async () =>
      (await database.selectFrom('dossiers').select(['code', 'origins']).orderBy('code').execute()) as unknown;
    const before = await read();
    await sql`update dossiers set origins = replace(origins::text, '"replacedInput"', '"said"')::jsonb`.execute(database);
    assert.notDeepEqual(await read(), before);
    await renameReplacedInput.up(database);
    assert.deepEqual(await read(), before);
  });
});
