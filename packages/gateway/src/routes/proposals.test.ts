import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, beforeEach, describe, test} from 'node:test';
import type {FormDefinition, JsonObject, LookupAnswer, Origin, Submission} from '@egov-form/core';
import {FATHER, type Fixture, MapRegister, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const person = {
  type: 'object',
  properties: {
    citizenId: {type: 'string', format: 'vn-personal-id'},
    fullName: {type: 'string', format: 'vn-person-name'},
    birthDate: {type: 'string', format: 'partial-date'},
  },
};
const lookup = (name: string, fillsNumber = true) => ({
  connector: 'population',
  keys: {citizenId: `/${name}/citizenId`, birthDate: {pointer: `/${name}/birthDate`, optional: true}},
  fill: {
    ...(fillsNumber && {[`/${name}/citizenId`]: 'number'}),
    [`/${name}/fullName`]: 'fullName',
    [`/${name}/birthDate`]: 'birthDate',
  },
  trust: {'*': 'locked' as const},
  purpose: 'x',
});
const BIRTH: FormDefinition = {
  ...{id: 'birth', version: '1.0.0', title: 'Birth'},
  data: {type: 'object', properties: {requester: person, father: person, witness: person, marriage: {type: 'string'}}},
  parties: {
    requester: {at: '/requester', title: 'Requester', subject: true},
    father: {at: '/father', title: 'Father'},
    witness: {at: '/witness', title: 'Witness'},
  },
  lookups: {
    requester: lookup('requester'),
    father: lookup('father'),
    witness: lookup('witness', false),
    husband: {
      connector: 'marriages',
      keys: {citizenId: '/requester/citizenId'},
      fill: {'/marriage': 'number'},
      purpose: 'x',
      proposes: {
        ...{to: 'father', key: 'husbandId', fullName: 'husbandName', birthDate: 'husbandBirthDate'},
        where: {status: 'married'},
      },
    },
  },
};

const ENTRY = {
  ...{number: '12/2015', status: 'married', husbandId: FATHER.citizenId},
  ...{husbandName: FATHER.fullName, husbandBirthDate: FATHER.birthDate},
};

describe('somebody whom a register knows to belong to the signed-in person', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  const marriages = new MapRegister('marriages', 'citizenId', {[MOTHER.citizenId]: {...ENTRY, birthDate: MOTHER.birthDate}});
  const population = new MapRegister('population', 'citizenId', {[MOTHER.citizenId]: MOTHER, [FATHER.citizenId]: FATHER});
  const misses = 3;

  before(async () => {
    fixture = await startFixture({
      forms: [{definition: BIRTH}],
      registers: {population, marriages},
      policies: {marriages: {keys: {citizenId: 'vn-personal-id'}, subject: 'citizenId', about: 'person', secondFactors: []}},
      uniformAnswerMs: 20,
      idleSeconds: 24 * 3600,
      sessionSeconds: 24 * 3600,
      limits: {'*': {retries: 0, sample: 100}},
      budget: {
        others: {asks: 50, windowSeconds: 600},
        misses: {asks: misses, windowSeconds: 3600, lockSeconds: 3600},
      },
    });
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());
  beforeEach(() => {
    marriages.behaviour = undefined;
    population.asked.length = 0;
    // Sessions live on, locks do not.
    fixture.clock.time += 65 * 60 * 1000;
  });

  type ProposedAnswer = Extract<LookupAnswer, {state: 'proposed'}>;
  const proposal = async (visitor = mother): Promise<ProposedAnswer> => {
    const answer = await visitor.ask('husband', 'marriages', {}, BIRTH);
    assert.equal(answer.state, 'proposed');
    return answer as ProposedAnswer;
  };
  const confirm = async (token: string, keys: {[name: string]: string}, name = 'father', visitor = mother) => {
    const body = {form: BIRTH.id, version: BIRTH.version, lookup: name, keys, proposal: token};
    return visitor.call('POST', '/api/lookups/population', body);
  };
  const originsOf = (name: string, connector: string, answer: JsonObject): {[pointer: string]: Origin} => {
    const {source, receipt} = answer as unknown as {source: {title: string; at: string}; receipt: string};
    const claim = (attribute: string): Origin => ({
      ...{kind: 'register', lookup: name, connector, attribute, title: source.title, at: source.at, receipt},
      trust: name === 'father' ? 'locked' : 'correctable',
    });
    return Object.fromEntries(
      Object.entries(BIRTH.lookups?.[name]?.fill ?? {}).map(([pointer, attribute]) => [pointer, claim(attribute)]),
    );
  };

  test('is told by initials and year; with the second factor the form is filled and vouched for', async () => {
    const proposed = await proposal();
    assert.deepEqual([proposed.person.name, proposed.person.birthYear], ['L*** V*** C***', '1988']);
    assert.deepEqual(proposed.values, {number: '12/2015'});
    for (const secret of [FATHER.citizenId, FATHER.fullName, FATHER.birthDate])
      assert.ok(!JSON.stringify(proposed).includes(secret), secret);

    const {body: answer} = await confirm(proposed.person.token, {birthDate: FATHER.birthDate});
    const {citizenId, fullName, birthDate} = FATHER;
    assert.deepEqual(answer.values, {number: citizenId, fullName, birthDate});
    const answers = {requester: {citizenId: MOTHER.citizenId}, father: {citizenId, fullName, birthDate}, marriage: '12/2015'};
    const origins = {...originsOf('father', 'population', answer), ...originsOf('husband', 'marriages', proposed as never)};
    const submission: Submission = {
      ...{form: BIRTH.id, version: BIRTH.version, locale: 'vi', answers, origins, documents: {}, decisions: [], declared: true},
    };
    const reply = await mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
    assert.equal(reply.status, 201, reply.text);
    const {body: dossier} = await officer.call('GET', `/api/submissions/${reply.body.code}`);
    for (const pointer of ['/father/citizenId', '/father/fullName', '/father/birthDate', '/marriage'])
      assert.equal(dossier.origins[pointer]?.origin, 'register', pointer);

    const entries = await fixture.database.selectFrom('audit').selectAll().where('target', '=', 'husband').execute();
    assert.deepEqual(entries.map(({outcome}) => outcome).sort(), ['proposed', 'proposed']);
    assert.equal(new Set(entries.map(({about}) => about)).size, 2, 'it stands in the audit of both');
    assert.ok(!JSON.stringify(entries).includes(FATHER.citizenId));
  });

  test('attack: without the second factor nothing is told, and guessing ends', async () => {
    const {person: known} = await proposal();
    assert.deepEqual((await confirm(known.token, {})).body, {state: 'incomplete', missing: ['birthDate']});
    assert.equal(population.asked.length, 0);
    for (let i = 1; i <= misses; i += 1)
      assert.deepEqual((await confirm(known.token, {birthDate: `1988-05-1${i}`})).body, {state: 'not-found'});
    const locked = await confirm(known.token, {birthDate: FATHER.birthDate});
    assert.equal(locked.status, 429);
    const again = await proposal();
    assert.equal((await confirm(again.person.token, {birthDate: FATHER.birthDate})).status, 429, 'a new token is no new try');
  });

  test('attack: a token is good for its session, its look-up and a quarter of an hour', async () => {
    const {person: known} = await proposal();
    const keys = {birthDate: FATHER.birthDate};
    const refused = {state: 'incomplete', missing: ['citizenId']};
    const other = await fixture.signIn('nguyen-thi-mau');
    assert.deepEqual((await confirm(known.token, keys, 'father', other)).body, refused);
    assert.deepEqual((await confirm(known.token, keys, 'witness')).body, refused);
    assert.deepEqual((await confirm(`${known.token.slice(0, -3)}AAA`, keys)).body, refused);
    // What is typed beside it does not count.
    assert.deepEqual((await confirm('none', {...keys, citizenId: FATHER.citizenId})).body, refused);
    fixture.clock.time += 15 * 60 * 1000 + 1000;
    assert.deepEqual((await confirm(known.token, keys)).body, refused);
    assert.equal(population.asked.length, 0);
  });

  test('nobody is proposed who is not known to belong to them now', async () => {
    const nobody: readonly JsonObject[] = [
      {...ENTRY, status: 'divorced'},
      {...ENTRY, husbandId: ''},
      {...ENTRY, husbandName: ''},
      {...ENTRY, husbandId: MOTHER.citizenId},
    ];
    for (const values of nobody) {
      marriages.behaviour = async () => ({state: 'found', values});
      assert.deepEqual(await mother.ask('husband', 'marriages', {}, BIRTH), {state: 'not-found'});
    }
    marriages.behaviour = async () => ({state: 'found', values: {...ENTRY, husbandBirthDate: '1988'}});
    assert.equal((await proposal()).person.birthYear, undefined, 'of whom only the year is known, it is the second factor');
  });

  test('attack: who belongs to somebody else is told to nobody', async () => {
    const answer = await mother.ask('husband', 'marriages', {citizenId: FATHER.citizenId}, BIRTH);
    assert.deepEqual(answer, {state: 'forbidden', reason: 'not-self'});
    const asked = marriages.asked.length;
    const theirs = await officer.ask('husband', 'marriages', {citizenId: MOTHER.citizenId}, BIRTH);
    assert.notEqual(theirs.state, 'proposed');
    assert.equal(marriages.asked.length, asked);
  });
});
