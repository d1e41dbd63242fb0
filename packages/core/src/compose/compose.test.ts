import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {FormDefinition} from '../generated/definition.ts';
import {compose, type FoundBlock} from './index.ts';

const pet = {
  id: 'pet',
  version: '1.0.0',
  title: 'A pet',
  parameters: {
    whose: {kind: 'text'},
    party: {kind: 'name', default: '{use}'},
    when: {kind: 'json', optional: true},
    required: {kind: 'json', default: ['name']},
  },
  data: {
    type: 'object',
    title: '{whose|vi}',
    properties: {name: {type: 'string'}, age: {type: 'integer'}},
    required: '{required}',
  },
  fields: {
    '/{at}': {visible: '{when}'},
    '/{at}/name': {
      label: {vi: 'Tên của {whose}', en: 'Name of {whose}'},
      checks: [{rule: {'!': [{empty: [{var: '/{at}/name'}]}]}, message: 'x'}],
    },
    '/{at}/age': {label: {vi: 'Tuổi', en: 'Age'}},
  },
  parties: {'{party}': {at: '/{at}', title: '{whose}'}},
  lookups: {
    '{party}': {
      connector: 'pets',
      keys: {name: '/{at}/name'},
      fill: {'/{at}/name': 'name', '/{at}/age': 'age'},
      trust: {'/{at}/age': 'locked'},
      purpose: 'x',
    },
  },
  documents: {'{party}Passport': {title: 'Passport', fill: {'/{at}/name': 'name'}}},
  parts: {identity: {group: '{whose}', items: [{field: '/{at}/name'}, {field: '/{at}/age'}]}},
};

/** A pet, and where it sleeps. */
const lodger = {
  id: 'lodger',
  version: '1.0.0',
  title: 'A lodger',
  parameters: {whose: {kind: 'text'}},
  use: {pet: {block: './pet.json', at: '/{at}', with: {whose: '{whose}', party: '{use}'}}},
  data: {properties: {bed: {type: 'string'}}},
  fields: {'/{at}/bed': {label: 'Bed'}},
  parts: {all: {group: 'All', items: [{block: 'pet', part: 'identity'}, {field: '/{at}/bed'}]}},
};

const blocks: {readonly [address: string]: unknown} = {'pets/pet.json': pet, 'pets/lodger.json': lodger};
const resolve = (reference: string, from: string | undefined): FoundBlock | undefined => {
  const address = reference.startsWith('./') ? `${from?.split('/')[0]}/${reference.slice(2)}` : reference;
  return Object.hasOwn(blocks, address) ? {address, block: blocks[address]} : undefined;
};
const DOG = {vi: 'con chó', en: 'the dog'};

const source = (more: object = {}, use: object = {}) => ({
  $schema: 'urn:egov-form:source:v1',
  id: 'kennel',
  version: '1.0.0',
  title: 'Kennel',
  data: {type: 'object', properties: {dog: {}, note: {type: 'string'}}, required: ['dog']},
  pages: [{id: 'dog', title: 'Dog', items: [{block: 'dog', part: 'identity'}, {field: '/note'}]}],
  use: {dog: {block: 'pets/pet.json', at: '/dog', with: {whose: DOG}, ...use}},
  ...more,
});
const composed = (...given: Parameters<typeof source>): FormDefinition => compose(source(...given), resolve);

/** What is thrown, with its place. */
function refusal(json: unknown, find = resolve): {readonly [name: string]: unknown} {
  try {
    compose(json, find);
  } catch (error) {
    const {code, details, message} = error as {readonly code: string; readonly details: object; readonly message: string};
    return {code, ...details, message};
  }
  return assert.fail('was composed');
}
const placeOf = (json: unknown, find = resolve) => {
  const {code, pointer, block} = refusal(json, find);
  return [code, pointer, ...(block === undefined ? [] : [block])];
};

describe('composing a source', () => {
  it('puts the parameters into texts, pointers, rules and names', () => {
    const form = composed();
    assert.deepEqual(form.fields?.['/dog/name']?.label, {vi: 'Tên của con chó', en: 'Name of the dog'});
    assert.deepEqual(form.fields?.['/dog/name']?.checks?.[0]?.rule, {'!': [{empty: [{var: '/dog/name'}]}]});
    assert.deepEqual(form.parties, {dog: {at: '/dog', title: DOG}});
    assert.deepEqual(form.lookups?.['dog']?.fill, {'/dog/name': 'name', '/dog/age': 'age'});
    assert.deepEqual(Object.keys(form.documents ?? {}), ['dogPassport']);
    assert.deepEqual(form.pages?.[0]?.items, [
      {group: DOG, items: [{field: '/dog/name'}, {field: '/dog/age'}]},
      {field: '/note'},
    ]);
    assert.equal(form.$schema, 'urn:egov-form:form:v1');
    assert.equal('use' in form, false);
  });

  it('leaves out what is nothing but an optional parameter without a value', () => {
    assert.equal('/dog' in (composed().fields ?? {}), false);
    const hidden = composed({}, {with: {whose: DOG, when: {var: '/note'}}});
    assert.deepEqual(hidden.fields?.['/dog'], {visible: {var: '/note'}});
  });

  it('puts the schema of a block before what the source says at its place', () => {
    const data = {type: 'object', properties: {dog: {properties: {chip: {type: 'string'}}, required: ['chip']}}};
    const form = composed({data});
    assert.deepEqual((form.data as {readonly properties: {readonly dog: unknown}}).properties.dog, {
      type: 'object',
      title: 'con chó',
      properties: {name: {type: 'string'}, age: {type: 'integer'}, chip: {type: 'string'}},
      required: ['name', 'chip'],
    });
  });

  it('makes the way to a place, rows included', () => {
    const form = composed({data: {type: 'object'}, pages: []}, {at: '/homes/*/dog'});
    const {properties} = form.data as unknown as {
      readonly properties: {readonly homes: {readonly type: string; readonly items: object}};
    };
    assert.equal(properties.homes.type, 'array');
    assert.ok(form.fields?.['/homes/*/dog/name']);
  });

  it('takes an override as a merge patch with the pointers of the form', () => {
    const form = composed(
      {},
      {
        override: {
          data: {required: ['name', 'age']},
          fields: {'/dog/age': {label: 'Years'}, '/dog/name': {checks: null}},
          lookups: {dog: {visible: {var: '/note'}}},
          parts: {identity: {columns: 2}},
        },
      },
    );
    assert.equal(form.fields?.['/dog/age']?.label, 'Years');
    assert.equal('checks' in (form.fields?.['/dog/name'] ?? {}), false);
    assert.deepEqual(form.lookups?.['dog']?.visible, {var: '/note'});
    assert.match(JSON.stringify(form.pages), /"columns":2/u);
    assert.deepEqual((form.data as {readonly properties: {readonly dog: {readonly required: unknown}}}).properties.dog.required, [
      'name',
      'age',
    ]);
  });

  it('adds checks after those of the block', () => {
    const more = {rule: {'!=': [{var: '/dog/name'}, 'x']}, message: 'y'};
    const form = composed({}, {checks: {'/dog/name': [more], '/dog/age': [more]}});
    assert.deepEqual(form.fields?.['/dog/name']?.checks, [...(composed().fields?.['/dog/name']?.checks ?? []), more]);
    assert.deepEqual(form.fields?.['/dog/age']?.checks, [more]);
  });

  it('asks and fetches nothing of what is left out by "without"', () => {
    const form = composed({}, {without: ['/dog/age']});
    assert.equal(JSON.stringify(form).includes('/dog/age'), false);
    assert.deepEqual(form.lookups?.['dog']?.fill, {'/dog/name': 'name'});
    assert.equal(JSON.stringify(form.pages), JSON.stringify(composed().pages).replace(',{"field":"/dog/age"}', ''));
  });

  it('uses blocks of blocks, found from where they are named', () => {
    const form = composed({pages: [{id: 'a', title: 'A', items: [{block: 'dog', part: 'all'}]}]}, {block: 'pets/lodger.json'});
    assert.deepEqual(Object.keys(form.fields ?? {}), ['/dog/name', '/dog/age', '/dog/bed']);
    assert.equal(JSON.stringify(form.pages).includes('"block"'), false);
    assert.deepEqual(
      Object.keys((form.data as {readonly properties: {readonly dog: {readonly properties: object}}}).properties.dog.properties),
      ['bed', 'name', 'age'],
    );
  });

  it('has values with a name of its own', () => {
    const named = {kind: 'json', default: {'==': [{var: '/note'}, 'x']}};
    const form = composed({parameters: {noted: named}, fields: {'/note': {visible: '{noted}', required: {'!': ['{noted}']}}}});
    assert.deepEqual(form.fields?.['/note'], {visible: named.default, required: {'!': [named.default]}});
    assert.equal('parameters' in form, false);
  });

  it('leaves the templates of printed declarations alone', () => {
    const print = {
      lines: [{line: 'On {today|day}, {/note|upper}, {/note=x}'}, {table: '/rows', columns: [{title: '#', text: '{#}'}]}],
    };
    const form = composed({output: {print}, parameters: {a: {kind: 'text', default: 'b'}}});
    assert.deepEqual(form.output, {print});
  });

  it('changes neither the source nor the block', () => {
    const before = JSON.stringify([source(), pet]);
    const given = source({}, {override: {data: {title: 'x'}}, without: ['/dog/age']});
    const copy = JSON.stringify(given);
    compose(given, resolve);
    assert.equal(JSON.stringify(given), copy);
    assert.equal(JSON.stringify([source(), pet]), before);
  });
});

describe('what is refused', () => {
  const use = (more: object) => source({}, more);
  const cases: readonly (readonly [title: string, json: unknown, place: readonly unknown[]])[] = [
    ['no source', [], ['EGOV_COMPOSE_SHAPE', '']],
    ['an unknown member', source({uses: {}}), ['EGOV_COMPOSE_SHAPE', '/uses']],
    ['a block that is not there', use({block: 'pets/cat.json'}), ['EGOV_COMPOSE_BLOCK', '/use/dog/block']],
    ['an unknown parameter', use({with: {whose: DOG, wen: true}}), ['EGOV_COMPOSE_PARAMETER', '/use/dog/with/wen']],
    ['a missing parameter', use({with: {}}), ['EGOV_COMPOSE_PARAMETER', '/use/dog/with/whose']],
    ['a parameter of another kind', use({with: {whose: 3}}), ['EGOV_COMPOSE_PARAMETER', '/use/dog/with/whose']],
    ['a party that is no name', use({with: {whose: DOG, party: 'a b'}}), ['EGOV_COMPOSE_PARAMETER', '/use/dog/with/party']],
    [
      'a text without the language',
      use({with: {whose: {vi: 'con chó'}}}),
      ['EGOV_COMPOSE_PARAMETER', '/fields/~1{at}~1name/label/en', 'pets/pet.json'],
    ],
    [
      'a part that is not there',
      source({pages: [{id: 'a', title: 'A', items: [{block: 'dog', part: 'identiti'}]}]}),
      ['EGOV_COMPOSE_PART', '/pages/0/items/0/part'],
    ],
    [
      'a use that is not there, in a group',
      source({pages: [{id: 'a', title: 'A', items: [{group: 'G', items: [{block: 'cat', part: 'identity'}]}]}]}),
      ['EGOV_COMPOSE_PART', '/pages/0/items/0/items/0/block'],
    ],
    ['a field that the block has', source({fields: {'/dog/name': {label: 'x'}}}), ['EGOV_COMPOSE_TAKEN', '/fields/~1dog~1name']],
    [
      'another type at the place',
      source({data: {properties: {dog: {type: 'string'}}}}),
      ['EGOV_COMPOSE_TAKEN', '/data/properties/dog/type'],
    ],
    ['nothing to leave out', use({without: ['/dog/agee']}), ['EGOV_COMPOSE_OVERRIDE', '/use/dog/without/0']],
    ['an override of nothing there is', use({override: {field: {}}}), ['EGOV_COMPOSE_SHAPE', '/use/dog/override/field']],
  ];
  for (const [title, json, place] of cases) {
    it(`is ${title}, with the place`, () => assert.deepEqual(placeOf(json), place));
  }

  it('is a name that two uses give, by both', () => {
    const twice = source({
      use: {dog: source().use.dog, cat: {block: 'pets/pet.json', at: '/dog', with: {whose: DOG, party: 'dog'}}},
    });
    const {code, pointer, message} = refusal(twice);
    assert.deepEqual([code, pointer], ['EGOV_COMPOSE_TAKEN', '/use/cat']);
    assert.match(String(message), /from the use "dog"/u);
  });

  it('is a circle, with its way', () => {
    const circle = {id: 'a', version: '1.0.0', title: 'A', use: {again: {block: './a.json', at: '/{at}'}}};
    const find = (): FoundBlock => ({address: 'a.json', block: circle});
    const {code, block, message} = refusal(source({}, {with: {}}), find);
    assert.deepEqual([code, block], ['EGOV_COMPOSE_CYCLE', 'a.json']);
    assert.match(String(message), /a\.json → a\.json/u);
  });

  it('is a block of the wrong shape, with the place in the block', () => {
    const find = (): FoundBlock => ({address: 'x.json', block: {...pet, filds: {}}});
    assert.deepEqual(placeOf(source(), find), ['EGOV_COMPOSE_SHAPE', '/filds', 'x.json']);
    assert.equal(refusal(source(), find)['suggestion'], 'fields');
  });

  it('is a placeholder that no parameter is called, with what was meant', () => {
    const find = (): FoundBlock => ({address: 'x.json', block: {...pet, fields: {'/{at}/name': {label: '{whos}'}}}});
    assert.deepEqual(placeOf(source(), find), ['EGOV_COMPOSE_PARAMETER', '/fields/~1{at}~1name/label', 'x.json']);
    assert.equal(refusal(source(), find)['suggestion'], 'whose');
  });

  it('is a name that leads to a prototype', () => {
    const parts = JSON.parse('{"id":"k","version":"1.0.0","title":"K","data":{"properties":{"__proto__":{}}}}');
    assert.equal(placeOf({...source(), ...parts})[0], 'EGOV_COMPOSE_SHAPE');
    assert.equal(placeOf(source({}, {at: '/__proto__'}))[0], 'EGOV_COMPOSE_SHAPE');
  });
});
