import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {FormDefinition, JsonObject, Origin, OriginMark} from '@egov-form/core';
import {type Fixture, MOTHER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const person = {
  type: 'object',
  properties: {citizenId: {type: 'string', format: 'vn-personal-id'}, fullName: {type: 'string'}, residence: {type: 'string'}},
};
/** A requester who is the mother, and what rules make of the requester. */
const FORM: FormDefinition = {
  ...{id: 'derived', version: '1.0.0', title: 'Derived'},
  data: {
    type: 'object',
    properties: {
      ...{requester: person, mother: person, note: {type: 'string'}},
      ...{greeting: {type: 'string'}, place: {type: 'string'}, mixed: {type: 'string'}, plain: {type: 'string'}},
    },
  },
  fields: {
    '/greeting': {value: {cat: ['Sir ', {var: '/requester/fullName'}]}},
    '/place': {default: {var: '/requester/residence'}},
    '/mixed': {value: {cat: [{var: '/requester/fullName'}, {var: '/note'}]}},
    '/plain': {value: 'x'},
  },
  parties: {
    requester: {at: '/requester', title: 'Requester', subject: true},
    mother: {at: '/mother', title: 'Mother', same: {as: 'requester', when: true}},
  },
  lookups: {
    requester: {
      connector: 'population',
      keys: {citizenId: '/requester/citizenId'},
      fill: {'/requester/citizenId': 'citizenId', '/requester/fullName': 'fullName', '/requester/residence': 'residence'},
      trust: {'*': 'locked', '/requester/residence': 'correctable'},
      purpose: 'x',
    },
  },
};

describe('values that rules made of what registers said', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  before(async () => {
    fixture = await startFixture({forms: [{definition: FORM}]});
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());

  const {citizenId, fullName, residence} = MOTHER;
  const requester = {citizenId, fullName, residence};
  const answers: JsonObject = {
    ...{requester, mother: requester, note: '!', greeting: `Sir ${fullName}`, place: residence},
    ...{mixed: `${fullName}!`, plain: 'x'},
  };

  async function registerOrigins(): Promise<{[pointer: string]: Origin}> {
    const answer = await mother.ask('requester', 'population', {}, FORM);
    assert.ok(answer.state === 'filled');
    const {source, receipt = ''} = answer;
    return Object.fromEntries(
      Object.entries(FORM.lookups?.['requester']?.fill ?? {}).map(([pointer, attribute]) => [
        pointer,
        {
          ...{kind: 'register', lookup: 'requester', connector: 'population', attribute, title: source.title, at: source.at},
          ...{trust: 'locked', receipt},
        },
      ]),
    );
  }

  function send(sent: JsonObject, origins: object): Promise<Reply> {
    const submission = {
      ...{
        form: FORM.id,
        version: FORM.version,
        locale: 'vi',
        answers: sent,
        origins,
        documents: {},
        decisions: [],
        declared: true,
      },
    };
    return mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
  }

  async function marksOf(sent: JsonObject, origins: object): Promise<{readonly [pointer: string]: OriginMark}> {
    const reply = await send(sent, origins);
    assert.equal(reply.status, 201, reply.text);
    return (await officer.call('GET', `/api/submissions/${reply.body.code}`)).body.origins;
  }

  test('say which register and when, and one typed answer among them takes that away', async () => {
    const origins = await registerOrigins();
    const rule = (kind: string) => ({kind});
    const marks = await marksOf(answers, {
      ...origins,
      ...{'/greeting': rule('computed'), '/place': rule('default'), '/mixed': rule('computed'), '/plain': rule('computed')},
      '/mother/fullName': rule('computed'),
    });
    const derived = {origin: 'computed', register: 'population', at: marks['/requester/fullName']?.at};
    for (const pointer of ['/greeting', '/place', '/mother/fullName', '/mother/citizenId', '/mother/residence'])
      assert.deepEqual(marks[pointer], derived, pointer);
    assert.deepEqual([marks['/mixed'], marks['/plain']], [{origin: 'computed'}, {origin: 'computed'}]);
  });

  test('attack: a client that claims it of its own words is not believed', async () => {
    const claim = {kind: 'computed'};
    const names = ['/greeting', '/place', '/mother/fullName', '/mother/citizenId', '/requester/fullName', '/note'];
    const claims = Object.fromEntries(names.map((pointer) => [pointer, claim]));
    const marks = await marksOf({...answers, note: '?', mixed: `${fullName}?`}, claims);
    for (const pointer of names) {
      assert.equal(marks[pointer]?.register, undefined, pointer);
      if (pointer !== '/greeting') assert.equal(marks[pointer]?.origin ?? 'citizen', 'citizen', pointer);
    }
    const from = [{lookup: 'requester', connector: 'population', title: 'x', at: '2026-11-22T00:00:00Z'}];
    assert.equal((await send(answers, {'/greeting': {...claim, from}})).status, 400);
    // A corrected value is the person's own word, and so is what was made of it.
    const {'/requester/residence': residenceOrigin, ...others} = await registerOrigins();
    const edited = {kind: 'typed', was: 'register', reason: 'moved', registered: {value: residence, origin: residenceOrigin}};
    const moved = {...requester, residence: 'Elsewhere'};
    const after = await marksOf(
      {...answers, requester: moved, mother: moved, place: 'Elsewhere'},
      {...others, '/requester/residence': edited, '/place': {kind: 'default'}},
    );
    assert.equal(after['/requester/residence']?.origin, 'register-edited');
    assert.deepEqual([after['/place']?.origin, after['/mother/residence']?.origin], ['citizen', undefined]);
    assert.equal(after['/mother/fullName']?.register, 'population');
  });
});
