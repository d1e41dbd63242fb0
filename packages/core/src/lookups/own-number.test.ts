import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Form} from '../engine/form.ts';
import type {FormDefinition, LookupSettings, Rule} from '../generated/definition.ts';
import type {LookupAnswer, LookupConnector, LookupRequest} from '../ports/ports.ts';

const OWN = '026190000042';
const AT = '2026-11-30T00:00:00Z';

function birth(subject: Rule, settings: Partial<LookupSettings> = {}): FormDefinition {
  return {
    ...{id: 'birth', version: '1.0.0', title: 'Birth'},
    data: {
      type: 'object',
      properties: {
        relation: {type: 'string'},
        mother: {
          type: 'object',
          properties: {
            code: {type: 'string', minLength: 3},
            name: {type: 'string'},
            born: {type: 'string'},
            home: {type: 'string'},
          },
        },
      },
    },
    parties: {mother: {at: '/mother', title: 'Mother', subject}},
    lookups: {
      mother: {
        connector: 'population',
        keys: {citizenId: '/mother/code', birthDate: {pointer: '/mother/born', optional: true}},
        fill: {'/mother/code': 'citizenId', '/mother/name': 'name', '/mother/born': 'born', '/mother/home': 'home'},
        trust: {'*': 'locked', '/mother/home': 'correctable'},
        purpose: 'x',
        ...settings,
      },
    },
  };
}

/** A gateway that knows who is signed in, once somebody is. */
class Session implements LookupConnector {
  signedIn: boolean;
  readonly requests: LookupRequest[] = [];

  constructor(signedIn = true) {
    this.signedIn = signedIn;
  }

  async ask(request: LookupRequest): Promise<LookupAnswer> {
    this.requests.push(request);
    if (!this.signedIn) return {state: 'forbidden', reason: 'sign-in'};
    const {citizenId = OWN} = request.keys;
    const values = {citizenId, name: `Name of ${citizenId}`, born: '1990', home: 'Phố Mẫu'};
    return {state: 'filled', values, source: {register: 'population', title: 'P', at: AT}, receipt: 'jws'};
  }

  get keys(): readonly LookupRequest['keys'][] {
    return this.requests.map(({keys}) => keys);
  }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
const reopened = (form: Form, connector: LookupConnector, definition = form.definition): Form => {
  const later = createForm(definition, {connector});
  later.restore(JSON.parse(JSON.stringify(form.snapshot())));
  return later;
};

describe('a look-up of the signed-in person', () => {
  test('asks by itself without a key, fills the key, and is not asked again on resume', async () => {
    const session = new Session();
    const form = createForm(birth(true), {connector: session});
    assert.deepEqual([form.lookup('mother').self, form.lookup('mother').state], [true, 'ready']);
    await settled();
    for (const one of [form, reopened(form, session)]) {
      const {value, origin, lockedBy} = one.field('/mother/code');
      assert.deepEqual([value, origin?.kind, lockedBy], [OWN, 'register', 'register']);
      assert.deepEqual([one.lookup('mother').state, one.get('/mother/name')], ['filled', `Name of ${OWN}`]);
    }
    await settled();
    assert.deepEqual(session.keys, [{}]);
  });

  test('is taken back with its key, and a typed key is asked instead', async () => {
    const session = new Session();
    const form = createForm(birth(true), {connector: session});
    await settled();
    form.lookup('mother').undo();
    await settled();
    assert.deepEqual(
      [form.get('/mother/code'), form.get('/mother/name'), form.lookup('mother').state],
      [undefined, undefined, 'ready'],
    );
    form.set('/mother/code', '11');
    assert.deepEqual([form.lookup('mother').state, form.lookup('mother').missing], ['incomplete', ['citizenId']]);
    form.set('/mother/code', '111');
    await settled();
    assert.deepEqual(session.keys, [{}, {citizenId: '111'}]);
    // The number that was typed stays the person's own, and can be typed anew.
    assert.deepEqual([form.field('/mother/code').origin, form.field('/mother/code').readonly], [{kind: 'typed'}, false]);
  });

  test('waits for its button where the definition says so', async () => {
    const session = new Session();
    const form = createForm(birth(true, {auto: false}), {connector: session});
    await settled();
    assert.deepEqual([session.keys, form.lookup('mother').state], [[], 'ready']);
    await form.lookup('mother').ask();
    assert.equal(form.get('/mother/code'), OWN);
  });

  test('goes on after signing in, and what was typed meanwhile is not lost in silence', async () => {
    const session = new Session(false);
    const form = createForm(birth(true), {connector: session});
    await settled();
    assert.deepEqual([form.lookup('mother').state, form.lookup('mother').reason], ['forbidden', 'sign-in']);
    form.set('/mother/home', 'Phố Khác');
    form.set('/mother/name', 'Mai');
    const kept = form.snapshot();
    assert.deepEqual(kept.waiting, ['mother']);
    session.signedIn = true;
    const later = reopened(form, session);
    form.askWaiting();
    await settled();
    for (const one of [form, later]) {
      assert.equal(one.get('/mother/home'), 'Phố Khác');
      assert.deepEqual(one.lookup('mother').differences, [
        {pointer: '/mother/home', mine: 'Phố Khác', theirs: 'Phố Mẫu', replaced: false},
        {pointer: '/mother/name', mine: 'Mai', theirs: `Name of ${OWN}`, replaced: true},
      ]);
      one.lookup('mother').undo();
      assert.deepEqual([one.get('/mother/name'), one.get('/mother/home')], ['Mai', 'Phố Khác']);
    }
  });

  test('whom the gateway does not know by number is asked for it', async () => {
    const ask = async () => ({state: 'incomplete', missing: ['citizenId']}) as const;
    const form = createForm(birth(true), {connector: {ask}});
    await settled();
    const {state, missingPointers} = form.lookup('mother');
    assert.deepEqual([state, missingPointers], ['incomplete', ['/mother/code']]);
  });

  test('of a party that only may be the person, the answer goes when they are not', async () => {
    const session = new Session();
    const form = createForm(birth({'==': [{var: '/relation'}, 'mother']}), {connector: session});
    await settled();
    assert.deepEqual([session.keys, form.lookup('mother').state, form.lookup('mother').self], [[], 'idle', false]);
    form.set('/relation', 'mother');
    await settled();
    assert.equal(form.get('/mother/code'), OWN);
    const later = reopened(form, session);
    for (const one of [form, later]) {
      one.set('/relation', 'aunt');
      await settled();
      assert.deepEqual(
        [one.get('/mother/code'), one.get('/mother/name'), one.lookup('mother').state],
        [undefined, undefined, 'idle'],
      );
      one.undo();
      assert.equal(one.get('/relation'), 'mother');
    }
    form.set('/relation', 'aunt');
    form.set('/mother/code', '222');
    await settled();
    form.set('/relation', 'mother');
    await settled();
    assert.deepEqual(session.keys.at(-1), {citizenId: '222'});
  });

  test('asks nobody without a connector; beside it others ask with the number that it filled', async () => {
    assert.equal(createForm(birth(true)).lookup('mother').state, 'ready');
    const {'/mother/code': _own, ...fill} = birth(true).lookups?.['mother']?.fill ?? {};
    const session = new Session();
    const other = {
      mother: {...(birth(true).lookups?.['mother'] as LookupSettings)},
      place: {...(birth(true).lookups?.['mother'] as LookupSettings), fill},
    };
    createForm({...birth(true), lookups: other}, {connector: session});
    await settled();
    const asked = session.requests.map(({lookup, keys}) => [lookup, keys]);
    assert.deepEqual(asked, [
      ['mother', {}],
      ['place', {citizenId: OWN, birthDate: '1990'}],
    ]);
  });
});
