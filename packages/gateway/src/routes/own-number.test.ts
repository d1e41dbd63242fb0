import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, beforeEach, describe, test} from 'node:test';
import {POLICIES, withOwnNumber} from '@egov-form/connectors/server';
import type {FormDefinition, JsonObject, LookupAnswer, Origin, Submission} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {FATHER, type Fixture, LETTER, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const person = {
  type: 'object',
  properties: {
    citizenId: {type: 'string', format: 'vn-personal-id'},
    fullName: {type: 'string', format: 'vn-person-name'},
    birthDate: {type: 'string', format: 'partial-date'},
  },
};
const lookup = (name: string, own: boolean) => ({
  connector: 'population',
  keys: {citizenId: `/${name}/citizenId`, birthDate: {pointer: `/${name}/birthDate`, optional: true}},
  // The register of the tests knows no such attribute as the number.
  fill: {...(own && {[`/${name}/citizenId`]: 'number'}), [`/${name}/fullName`]: 'fullName', [`/${name}/birthDate`]: 'birthDate'},
  trust: {'*': 'locked' as const},
  purpose: 'x',
});
/** The requester is who is signed in, the mother may be, a witness never is. */
const BIRTH: FormDefinition = {
  ...{id: 'birth', version: '1.0.0', title: 'Birth'},
  data: {
    type: 'object',
    properties: {requester: person, mother: person, witness: person, relation: {type: 'string'}},
  },
  parties: {
    requester: {at: '/requester', title: 'Requester', subject: true},
    mother: {at: '/mother', title: 'Mother', subject: {'==': [{var: '/relation'}, 'mother']}},
    witness: {at: '/witness', title: 'Witness'},
  },
  lookups: {requester: lookup('requester', true), mother: lookup('mother', true), witness: lookup('witness', false)},
};

describe('the number of the session', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  before(async () => {
    fixture = await startFixture({
      forms: [{definition: LETTER}, {definition: BIRTH}],
      uniformAnswerMs: 20,
      jobs: {retrySeconds: 1, pollSeconds: 0.5},
      limits: {'*': {retries: 0, sample: 100}},
    });
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());
  beforeEach(() => {
    fixture.population.behaviour = undefined;
    fixture.population.asked.length = 0;
    fixture.clock.time += 20 * 60 * 1000;
  });

  const filled = (answer: LookupAnswer): Extract<LookupAnswer, {state: 'filled' | 'partial'}> => {
    assert.ok(answer.state === 'filled' || answer.state === 'partial', answer.state);
    return answer;
  };
  const send = (answers: JsonObject, origins: {readonly [pointer: string]: Origin}, more: Partial<Submission> = {}) => {
    const submission: Submission = {
      ...{form: BIRTH.id, version: BIRTH.version, locale: 'vi', answers, origins, documents: {}, decisions: [], declared: true},
      ...more,
    };
    return mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
  };
  const originsOf = (name: string, {source, receipt}: ReturnType<typeof filled>): {[pointer: string]: Origin} =>
    Object.fromEntries(
      Object.entries(BIRTH.lookups?.[name]?.fill ?? {}).map(([pointer, attribute]) => [
        pointer,
        {
          ...{kind: 'register', lookup: name, connector: 'population', attribute, title: source.title, at: source.at},
          ...{trust: 'locked', ...(receipt !== undefined && {receipt})},
        },
      ]),
    );

  test('is asked with where the form lets it, answered as the key’s own value, and vouched for', async () => {
    for (const name of ['requester', 'mother']) {
      const answer = filled(await mother.ask(name, 'population', {}, BIRTH));
      assert.deepEqual(answer.values, {number: MOTHER.citizenId, fullName: MOTHER.fullName, birthDate: MOTHER.birthDate});
      assert.equal(answer.state, 'filled');
      const asked = fixture.population.asked.at(-1);
      assert.deepEqual(asked?.keys, {citizenId: MOTHER.citizenId, birthDate: MOTHER.birthDate, fullName: MOTHER.fullName});
      assert.deepEqual(asked?.attributes, ['fullName', 'birthDate'], 'the register is not asked what only the session says');
      const {citizenId, fullName, birthDate} = MOTHER;
      const answers = {relation: 'mother', [name]: {citizenId, fullName, birthDate}};
      const reply = await send(answers, originsOf(name, answer));
      assert.equal(reply.status, 201, reply.text);
      const {body: dossier} = await officer.call('GET', `/api/submissions/${reply.body.code}`);
      for (const member of ['citizenId', 'fullName', 'birthDate'])
        assert.deepEqual(dossier.origins[`/${name}/${member}`]?.origin, 'register', member);
    }
    const entries = await fixture.database.selectFrom('audit').selectAll().where('action', '=', 'lookup').execute();
    assert.deepEqual([entries.length, new Set(entries.map(({about}) => about)).size], [2, 1]);
    assert.ok(!JSON.stringify(entries).includes(MOTHER.citizenId));
  });

  test('attack: left out where the form has no signed-in person, it is asked for', async () => {
    for (const visitor of [mother, officer])
      for (const keys of [{}, {birthDate: MOTHER.birthDate}] as {[name: string]: string}[])
        assert.deepEqual(await visitor.ask('witness', 'population', keys, BIRTH), {
          state: 'incomplete',
          missing: ['citizenId'],
        });
    assert.deepEqual(await mother.ask('self', 'population', {}), {state: 'incomplete', missing: ['citizenId']});
    assert.equal(fixture.population.asked.length, 0);
  });

  test('attack: of a party that is always the signed-in person nobody else’s number is asked', async () => {
    const keys = {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate};
    assert.deepEqual(await mother.ask('requester', 'population', keys, BIRTH), {state: 'forbidden', reason: 'not-self'});
    assert.equal(fixture.population.asked.length, 0);
    // Of one that only may be, with a second factor, as of anybody.
    assert.deepEqual(await mother.ask('mother', 'population', {citizenId: FATHER.citizenId}, BIRTH), {
      state: 'incomplete',
      missing: ['birthDate'],
    });
    assert.equal(filled(await mother.ask('mother', 'population', keys, BIRTH)).values['number'], FATHER.citizenId);
  });

  test('an officer, and who has no number, types it', async () => {
    assert.deepEqual(await officer.ask('requester', 'population', {}, BIRTH), {state: 'incomplete', missing: ['citizenId']});
    const asked = {definition: BIRTH, settings: lookup('requester', true), policy: POLICIES['population']} as unknown;
    const keysFor = (personalId: string, role: 'citizen' | 'officer') =>
      withOwnNumber(asked as Parameters<typeof withOwnNumber>[0], {}, {personalId, role});
    assert.deepEqual([keysFor('', 'citizen'), keysFor(MOTHER.citizenId, 'officer')], [{}, {}]);
    assert.deepEqual(keysFor(MOTHER.citizenId, 'citizen'), {citizenId: MOTHER.citizenId});
  });

  test('attack: the answer about oneself is worth nothing under another number', async () => {
    const answer = filled(await mother.ask('mother', 'population', {}, BIRTH));
    const {birthDate} = MOTHER;
    const answers = {mother: {citizenId: FATHER.citizenId, fullName: MOTHER.fullName, birthDate}};
    const reply = await send(answers, originsOf('mother', answer));
    assert.equal(reply.status, 422);
    assert.ok(
      reply.body.issues.every(({code}: {code: string}) => code === 'receipt.mismatch'),
      reply.text,
    );
    const {'/mother/citizenId': _own, ...others} = originsOf('mother', answer);
    assert.equal((await send(answers, others)).status, 422);
    // Nor in the place of another party of the form.
    const moved = {witness: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, birthDate}};
    const {'/mother/fullName': name} = originsOf('mother', answer);
    assert.equal((await send(moved, {'/witness/fullName': name as Origin})).status, 422);
  });

  test('what could not be asked about oneself is held against the register later', async () => {
    fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'down'});
    assert.equal((await mother.ask('requester', 'population', {}, BIRTH)).state, 'unavailable');
    const answers = {requester: {fullName: 'Nguyễn Thị Mẫu', birthDate: '1990-02-15'}};
    const reply = await send(answers, {}, {unasked: [{lookup: 'requester', reason: 'down'}]});
    assert.equal(reply.status, 201, reply.text);
    fixture.population.behaviour = undefined;
    const check = await until('it is held against the register', async () => {
      const {body} = await mother.call('GET', `/api/submissions/${reply.body.code}`);
      return body.checks[0].state === 'done' ? body.checks[0] : undefined;
    });
    assert.deepEqual(check.verdicts, {'/requester/fullName': 'agrees', '/requester/birthDate': 'differs'});
    assert.equal(fixture.population.asked.at(-1)?.keys['citizenId'], MOTHER.citizenId);
  });
});
