import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {FormDefinition} from '../generated/definition.ts';
import type {LookupConnector} from '../ports/ports.ts';
import {prepareSubmissionCheck} from '../submission/validate-submission.ts';
import {createForm} from './create-form.ts';
import type {Form} from './form.ts';
import {finish} from './steps.ts';

const text = {type: 'string'};
const AT = '2026-11-30T00:00:00Z';
const definition: FormDefinition = {
  ...{id: 'letter', version: '1.0.0', title: 'Letter'},
  data: {
    type: 'object',
    properties: {
      ...{code: text, name: text, home: text, note: text, kind: text, fixed: {const: 'Sir'}, plate: text, brand: text},
      ...{greeting: text, address: text, mixed: text, chosen: text, office: text, both: text, all: text, chain: text, none: text},
      me: {type: 'object', properties: {name: text}},
      cars: {type: 'array', items: {type: 'object', properties: {plate: text, label: text}}},
    },
  },
  fields: {
    '/kind': {default: 'a'},
    '/note': {visible: {'!=': [{var: '/kind'}, 'b']}},
    '/greeting': {value: {cat: [{var: '/fixed'}, ' ', {var: '/name'}]}},
    '/address': {default: {var: '/home'}},
    '/mixed': {value: {cat: [{var: '/name'}, {var: '/note'}]}},
    '/chosen': {value: {if: [{'==': [{var: '/kind'}, 'a']}, {var: '/name'}, null]}},
    '/office': {value: {if: [{'!': [{empty: [{var: '/name'}]}]}, {var: '/home'}, {var: '/note'}]}},
    '/both': {value: {cat: [{var: '/name'}, {var: '/brand'}]}},
    '/chain': {default: {cat: [{var: '/greeting'}, {var: '/address'}]}},
    '/none': {value: {cat: ['x', 'y']}},
    '/all': {value: {cat: [{var: '/me/name'}, '']}},
    '/me/name': {default: {var: '/name'}},
    '/cars/*/label': {value: {cat: [{var: '/cars/*/plate'}, {var: '/name'}]}},
  },
  lookups: {
    person: {
      connector: 'people',
      keys: {code: '/code'},
      fill: {'/name': 'name', '/home': 'home', '/cars/*/plate': 'cars/*/plate'},
      trust: {'*': 'locked', '/home': 'correctable'},
      purpose: 'x',
    },
    car: {connector: 'vehicles', keys: {plate: '/plate'}, fill: {'/brand': 'brand'}, purpose: 'x'},
  },
};

const connector: LookupConnector = {
  async ask({lookup}) {
    const source = {register: lookup, title: `The ${lookup} register`, at: AT};
    const values = {name: 'An', home: 'Phố Mẫu', brand: 'Xe', cars: [{plate: '1'}]};
    return {state: 'filled', values, source, receipt: 'jws'};
  },
};

async function filled(): Promise<Form> {
  const form = createForm(definition, {connector});
  form.set('/code', '1');
  form.set('/plate', '2');
  await new Promise((done) => setImmediate(done));
  return form;
}

/** Whose word a value is, by the look-ups that its origin names. */
function sources(form: Form, pointer: string): readonly string[] | undefined {
  const {origin} = form.field(pointer);
  return origin?.kind === 'computed' || origin?.kind === 'default' ? origin.from?.map(({lookup}) => lookup) : undefined;
}

describe('a value that a rule made', () => {
  test('of register values alone names the registers, at once and through other rules', async () => {
    const form = await filled();
    assert.deepEqual(form.field('/greeting').origin, {
      kind: 'computed',
      from: [{lookup: 'person', connector: 'people', title: 'The person register', at: AT}],
    });
    assert.deepEqual(sources(form, '/address'), ['person']);
    assert.deepEqual(sources(form, '/office'), ['person'], 'what was not read has no part in it');
    assert.deepEqual(sources(form, '/both'), ['person', 'car']);
    assert.deepEqual(sources(form, '/chain'), ['person']);
    assert.deepEqual(sources(form, '/all'), ['person']);
    assert.deepEqual(sources(form, '/mixed'), ['person'], 'the note is empty');
    assert.deepEqual(sources(form, '/cars/0/label'), ['person']);
  });

  test('of anything else too is no register’s word', async () => {
    const form = await filled();
    assert.equal(sources(form, '/none'), undefined);
    assert.equal(sources(form, '/chosen'), undefined, 'a default that may be changed decides');
    form.set('/note', 'typed');
    assert.equal(sources(form, '/mixed'), undefined);
    form.set('/kind', 'b');
    assert.deepEqual(sources(form, '/mixed'), ['person'], 'a hidden answer has no part in it');
    form.set('/home', 'Another');
    assert.deepEqual(sources(form, '/address'), undefined);
    assert.equal(sources(form, '/chain'), undefined);
    form.lookup('person').undo();
    assert.deepEqual(form.field('/greeting').origin, {kind: 'computed'});
    form.set('/name', 'Mai');
    assert.deepEqual(form.field('/greeting').origin, {kind: 'computed'});
  });

  test('follows another party with what that is made of', async () => {
    const person = {type: 'object', properties: {code: text, name: text}};
    const parties = createForm(
      {
        ...{id: 'a', version: '1.0.0', title: 'A', data: {type: 'object', properties: {me: person, mother: person}}},
        parties: {me: {at: '/me', title: 'Me'}, mother: {at: '/mother', title: 'Mother', same: {as: 'me', when: true}}},
        lookups: {me: {connector: 'people', keys: {code: '/me/code'}, fill: {'/me/name': 'name'}, purpose: 'x'}},
      },
      {connector},
    );
    parties.set('/me/code', '1');
    await new Promise((done) => setImmediate(done));
    assert.deepEqual(sources(parties, '/mother/name'), ['me']);
    assert.equal(sources(parties, '/mother/code'), undefined, 'the number was typed');
  });

  test('is found anew by who checks it: nothing of it is sent, and no claim about it counts', async () => {
    const form = await filled();
    const submission = JSON.parse(JSON.stringify(form.submission({}, 'vi', true)));
    assert.ok(!JSON.stringify(submission.origins).includes('"from"'));
    const derivedOf = (origins: object): string[] => {
      const derived = new Map<string, readonly string[]>();
      assert.deepEqual(
        finish(prepareSubmissionCheck(definition).inSteps({...submission, origins: origins as never}, derived)),
        [],
      );
      return [...derived.keys()].sort();
    };
    const all = ['/address', '/all', '/both', '/cars/0/label', '/chain', '/greeting', '/me/name', '/mixed', '/office'];
    assert.deepEqual(derivedOf(submission.origins), all);
    // The name is the person's own word after all: so is what was made of it, whatever is said about that.
    const claim = {kind: 'computed', from: [{lookup: 'person', connector: 'people', title: 'x', at: AT}]};
    const claims = Object.fromEntries(all.map((pointer) => [pointer, claim]));
    assert.deepEqual(derivedOf({...submission.origins, ...claims, '/name': {kind: 'typed'}}), ['/address']);
    assert.deepEqual(derivedOf(claims), []);
  });

  test('that was typed where a default stood is the person’s own', async () => {
    const form = await filled();
    const submission = JSON.parse(JSON.stringify(form.submission({}, 'vi', true)));
    const derived = new Map<string, readonly string[]>();
    const forged = {
      ...submission,
      answers: {...submission.answers, address: 'Elsewhere'},
      origins: {...submission.origins, '/address': {kind: 'default'}},
    };
    finish(prepareSubmissionCheck(definition).inSteps(forged, derived));
    assert.equal(derived.has('/address'), false);
  });
});
