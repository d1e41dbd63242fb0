import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Form} from '../engine/form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {LookupAnswer, LookupConnector, LookupRequest} from '../ports/ports.ts';

const person = {
  type: 'object' as const,
  properties: {code: {type: 'string', minLength: 3}, name: {type: 'string'}, born: {type: 'string'}},
};
const lookup = (name: string) => ({
  connector: 'population',
  keys: {citizenId: `/${name}/code`, birthDate: {pointer: `/${name}/born`, optional: true}},
  fill: {[`/${name}/code`]: 'citizenId', [`/${name}/name`]: 'name', [`/${name}/born`]: 'born'},
  trust: {'*': 'locked' as const},
  purpose: 'x',
});
const BIRTH: FormDefinition = {
  ...{id: 'birth', version: '1.0.0', title: 'Birth'},
  data: {type: 'object', properties: {mother: person, father: person, relation: {type: 'string'}, marriage: {type: 'string'}}},
  parties: {mother: {at: '/mother', title: 'Mother', subject: true}, father: {at: '/father', title: 'Father'}},
  lookups: {
    mother: lookup('mother'),
    father: lookup('father'),
    husband: {
      connector: 'marriages',
      keys: {citizenId: '/mother/code'},
      fill: {'/marriage': 'number'},
      purpose: 'x',
      visible: {'==': [{var: '/relation'}, 'mother']},
      proposes: {to: 'father', key: 'husbandId', fullName: 'husbandName', birthDate: 'husbandBirthDate'},
    },
  },
};

const BORN = '1988-05-01';
const SOURCE = {register: 'r', title: 'R', at: '2026-11-30T00:00:00Z'};

class Gateway implements LookupConnector {
  readonly requests: LookupRequest[] = [];
  husband: LookupAnswer = {
    ...{state: 'proposed', values: {number: '12'}, source: SOURCE, receipt: 'marriage-jws'},
    person: {name: 'L*** C***', birthYear: '1988', token: 'sealed'},
  };

  async ask(request: LookupRequest): Promise<LookupAnswer> {
    this.requests.push(request);
    const {lookup: name, keys, proposal} = request;
    if (name === 'husband') return this.husband;
    if (name === 'mother')
      return {state: 'filled', values: {citizenId: '0261', name: 'Mẫu', born: '1990'}, source: SOURCE, receipt: 'own-jws'};
    const isKnown = keys['birthDate'] === BORN && (proposal === 'sealed' || keys['citizenId'] === '0260');
    if (!isKnown) return {state: 'not-found'};
    return {state: 'filled', values: {citizenId: '0260', name: 'Chồng', born: BORN}, source: SOURCE, receipt: 'father-jws'};
  }

  asked(name: string): readonly LookupRequest[] {
    return this.requests.filter((one) => one.lookup === name);
  }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

async function opened(gateway = new Gateway()): Promise<{form: Form; gateway: Gateway}> {
  const form = createForm(BIRTH, {connector: gateway});
  await settled();
  form.set('/relation', 'mother');
  await settled();
  return {form, gateway};
}
const father = (form: Form): unknown[] => ['code', 'name', 'born'].map((member) => form.get(`/father/${member}`));
const NOBODY = [undefined, undefined, undefined];

describe('a look-up that proposes', () => {
  test('fills nothing unasked; confirmed, both fill, in one step that is taken back as one', async () => {
    const {form, gateway} = await opened();
    const husband = form.lookup('husband');
    assert.deepEqual([husband.state, husband.proposed?.name], ['proposed', 'L*** C***']);
    assert.deepEqual([father(form), form.get('/marriage')], [NOBODY, undefined]);
    assert.equal(await husband.confirm(BORN), 'filled');
    assert.deepEqual(
      gateway.asked('father').map(({keys, proposal}) => ({keys, proposal})),
      [{keys: {birthDate: BORN}, proposal: 'sealed'}],
    );
    assert.deepEqual([father(form), form.get('/marriage')], [['0260', 'Chồng', BORN], '12']);
    const receipts = ['/father/code', '/father/born', '/marriage'].map((pointer) => {
      const {origin} = form.field(pointer);
      return origin?.kind === 'register' && origin.receipt;
    });
    assert.deepEqual(receipts, ['father-jws', 'father-jws', 'marriage-jws']);
    await settled();
    assert.equal(gateway.asked('father').length, 1, 'a number that was filled is not asked about again');
    assert.equal(form.lookup('father').state, 'filled');

    form.lookup('father').undo();
    assert.deepEqual([father(form), form.get('/marriage')], [NOBODY, undefined]);
    assert.equal(husband.state, 'proposed', 'and may be confirmed again');
    assert.equal(await husband.confirm(BORN), 'filled');
    assert.equal(form.get('/father/name'), 'Chồng');
  });

  test('another date of birth fills nothing and leaves the look-up as it was', async () => {
    const {form} = await opened();
    assert.equal(await form.lookup('husband').confirm('1988-05-02'), 'not-found');
    assert.deepEqual(father(form), NOBODY);
    assert.deepEqual([form.lookup('father').state, form.lookup('husband').state], ['idle', 'proposed']);
  });

  test('another person typed takes back what the confirmed one brought', async () => {
    const {form} = await opened();
    await form.lookup('husband').confirm(BORN);
    form.lookup('father').undo();
    form.set('/father/code', '0999');
    await settled();
    assert.deepEqual([form.get('/father/code'), form.get('/father/name'), form.get('/marriage')], ['0999', undefined, undefined]);
  });

  test('asks for itself, by the session, and is in no list of what was not asked', async () => {
    const {form, gateway} = await opened();
    assert.deepEqual(
      gateway.asked('husband').map(({keys}) => keys),
      [{}],
    );
    assert.deepEqual(
      form.lookupsAt('/mother/code').map(({name}) => name),
      ['mother'],
    );
    gateway.husband = {state: 'unavailable', reason: 'down'};
    await form.lookup('husband').ask();
    assert.equal(form.lookup('husband').state, 'unavailable');
    assert.deepEqual(form.submission({}, 'vi', true).unasked ?? [], []);
  });

  test('an answer that does not call itself a proposal fills nothing', async () => {
    const gateway = new Gateway();
    gateway.husband = {state: 'filled', values: {number: '12'}, source: SOURCE, receipt: 'jws'};
    const {form} = await opened(gateway);
    assert.deepEqual([form.lookup('husband').state, form.get('/marriage')], ['not-found', undefined]);
  });

  test('resumed, it asks anew where nobody is named, and stands when confirmed', async () => {
    const {form, gateway} = await opened();
    const again = async (from: Form): Promise<Form> => {
      const later = createForm(BIRTH, {connector: gateway});
      later.restore(JSON.parse(JSON.stringify(from.snapshot())));
      await settled();
      return later;
    };
    assert.equal((await again(form)).lookup('husband').state, 'proposed');
    await form.lookup('husband').confirm(BORN);
    const asked = gateway.requests.length;
    const proposed = gateway.asked('husband').length;
    const later = await again(form);
    assert.deepEqual([father(later), later.get('/marriage')], [['0260', 'Chồng', BORN], '12']);
    assert.deepEqual([later.lookup('husband').state, gateway.requests.length], ['filled', asked]);
    const typed = await opened();
    typed.form.set('/father/code', '0999');
    await again(typed.form);
    assert.equal(gateway.asked('husband').length, proposed, 'where somebody is named nobody is proposed');
  });
});
