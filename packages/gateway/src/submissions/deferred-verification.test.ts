import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {JsonObject, Submission} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {sql} from 'kysely';
import {FATHER, type Fixture, LETTER, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import type {ShownCheck} from './deferred-verification.ts';

describe('look-ups that could not be asked', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  before(async () => {
    fixture = await startFixture({jobs: {retrySeconds: 1, pollSeconds: 0.5}, limits: {'*': {retries: 0, sample: 100}}});
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());

  const down = async () => ({state: 'unavailable', reason: 'down'}) as const;

  async function send(answers: JsonObject, unasked: Submission['unasked']): Promise<string> {
    const submission: Submission = {
      ...{form: LETTER.id, version: LETTER.version, locale: 'vi', answers, origins: {}, documents: {}},
      ...{decisions: [], declared: true, ...(unasked && {unasked})},
    };
    const reply = await mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
    assert.equal(reply.status, 201, reply.text);
    return reply.body.code;
  }

  const checksOf = async (visitor: Visitor, code: string): Promise<ShownCheck[]> =>
    (await visitor.call('GET', `/api/submissions/${code}`)).body.checks;

  function settled(code: string): Promise<ShownCheck[]> {
    return until('every check is made', async () => {
      const checks = await checksOf(officer, code);
      return checks.every(({state}) => state !== 'waiting') ? checks : undefined;
    });
  }

  test('the dossier is taken, marked, and held against the register once that answers', async () => {
    fixture.population.behaviour = down;
    const answers = {citizenId: MOTHER.citizenId, fullName: 'Nguyễn Thị Mẫu', birthDate: '1990-02-15', note: 'x'};
    const code = await send(answers, [{lookup: 'self', reason: 'down'}]);
    const [waiting] = await checksOf(mother, code);
    assert.deepEqual(waiting && [waiting.lookup, waiting.state, waiting.verdicts], ['self', 'waiting', {}]);
    const asked = fixture.population.asked.length;
    await until('it is tried again', () => fixture.population.asked.length >= asked + 2);
    assert.equal((await checksOf(mother, code))[0]?.state, 'waiting');

    fixture.population.behaviour = undefined;
    const [check] = await settled(code);
    assert.deepEqual(check, {
      ...{lookup: 'self', row: '', register: 'population', state: 'done', outcome: 'found', at: '2026-11-22T03:00:00.000Z'},
      verdicts: {'/fullName': 'agrees', '/birthDate': 'differs'},
    });
    assert.deepEqual(await checksOf(mother, code), [check]);
    // The session knew the person's date of birth; what was declared was not what was asked with.
    assert.equal(fixture.population.asked.at(-1)?.keys['birthDate'], MOTHER.birthDate);

    const kept = await fixture.database.selectFrom('dossier_checks').selectAll().where('dossier_code', '=', code).execute();
    assert.equal(kept[0]?.question, null, 'keys are not kept longer than needed');
    const audit = await fixture.database.selectFrom('audit').selectAll().where('action', '=', 'verification').execute();
    assert.deepEqual(audit[0]?.attributes, ['fullName:agrees', 'birthDate:differs']);
    for (const secret of [MOTHER.citizenId, MOTHER.birthDate, 'Mẫu']) {
      assert.equal(JSON.stringify(audit).includes(secret), false);
      assert.equal(fixture.log.join('').includes(secret), false);
    }
    assert.match(fixture.log.join(''), /registers do not answer yet/u);
  });

  test('what a register says about other people is told to the officer alone', async () => {
    const relative = {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate, fullName: 'Lê Văn Khác'};
    const code = await send({citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, relative}, [
      {lookup: 'relative', reason: 'slow'},
    ]);
    const [check] = await settled(code);
    assert.deepEqual(check && [check.state, check.outcome, check.verdicts], ['done', 'found', {'/relative/fullName': 'differs'}]);
    const [shown] = await checksOf(mother, code);
    assert.deepEqual(shown && [shown.state, shown.outcome, shown.verdicts], ['done', '', {}]);
  });

  test('a person whom the register does not know, a row of a list, a factor that is only declared', async () => {
    const unknown = {citizenId: '001190000001', birthDate: '1990-01-01', fullName: 'Người Lạ'};
    const missing = await send({citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, relative: unknown}, [
      {lookup: 'relative', reason: 'down'},
    ]);
    assert.deepEqual((await settled(missing))[0]?.verdicts, {'/relative/fullName': 'not-found'});

    const vehicles = [
      {plate: '19A-999.99', brand: 'Lạ'},
      {plate: '19A-123.45', brand: 'Xe Mẫu 16'},
    ];
    const rows = await send({citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, vehicles}, [
      {lookup: 'vehicle', row: '/vehicles/0', reason: 'limited'},
      {lookup: 'vehicle', row: '/vehicles/1', reason: 'limited'},
    ]);
    assert.deepEqual(
      (await settled(rows)).map(({row, verdicts}) => [row, verdicts]),
      [
        ['0', {'/vehicles/0/brand': 'not-found'}],
        ['1', {'/vehicles/1/brand': 'agrees'}],
      ],
    );
  });

  test('nonsense is no reason to refuse a dossier, and asks nobody', async () => {
    const before = fixture.population.asked.length;
    const code = await send({citizenId: MOTHER.citizenId, fullName: MOTHER.fullName}, [
      {lookup: 'nothing', reason: 'down'},
      {lookup: 'constructor', reason: 'down'},
      {lookup: 'relative', reason: 'down'},
      {lookup: 'vehicle', row: '/vehicles/17', reason: 'down'},
    ]);
    const checks = await checksOf(officer, code);
    assert.deepEqual(
      checks.map(({lookup, state}) => [lookup, state]),
      [
        ['relative', 'not-checked'],
        ['vehicle', 'not-checked'],
      ],
    );
    assert.equal(fixture.population.asked.length, before);
  });

  test('checks are no way around the budget of questions about others', async () => {
    const before = fixture.population.asked.length;
    const relative = {citizenId: FATHER.citizenId, birthDate: '1988-01-01', fullName: 'X Y'};
    const codes = [];
    for (let i = 0; i < 25; i += 1) {
      // The same form sent again is the same dossier.
      const answers = {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, relative, note: `Letter ${i}`};
      codes.push(await send(answers, [{lookup: 'relative', reason: 'down'}]));
    }
    assert.equal(new Set(codes).size, 25);
    for (const code of codes) await settled(code);
    assert.ok(fixture.population.asked.length - before <= 20, String(fixture.population.asked.length - before));
    const {rows} = await sql<{state: string}>`select state from dossier_checks where dossier_code = ${codes.at(-1)}`.execute(
      fixture.database,
    );
    assert.deepEqual(rows, [{state: 'not-checked'}]);
  });
});
