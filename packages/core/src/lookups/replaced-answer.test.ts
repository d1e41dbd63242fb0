import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Form} from '../engine/form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import type {Pack} from '../ports/ports.ts';
import {disputeValue} from '../provenance/correction.ts';

const definition: FormDefinition = {
  id: 'person',
  version: '1.0.0',
  title: 'Person',
  data: {
    type: 'object',
    properties: {
      code: {type: 'string'},
      name: {type: 'string'},
      home: {type: 'string'},
      children: {type: 'array', items: {type: 'object', properties: {id: {type: 'string'}, name: {type: 'string'}}}},
    },
  },
  lookups: {
    person: {
      connector: 'people',
      keys: {code: '/code'},
      fill: {'/name': 'name', '/home': 'home', '/children/*/id': 'children/*/id', '/children/*/name': 'children/*/name'},
      trust: {'*': 'locked', '/home': 'correctable'},
      purpose: 'x',
    },
  },
};

const lenient: Pack = {sameText: (a, b) => a.toUpperCase() === b.toUpperCase()};
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

function formWith(values: JsonObject = {name: 'An', home: 'Lào Cai'}): Form {
  const source = {register: 'r', title: 'R', at: '2026-11-21T00:00:00Z'};
  const ask = async () => ({state: 'filled', values, source, receipt: 'jws'}) as const;
  return createForm(definition, {connector: {ask}, packs: [lenient]});
}

async function replaced(values?: JsonObject): Promise<Form> {
  const form = formWith(values);
  form.set('/name', 'Anh');
  form.set('/code', '1');
  await settled();
  return form;
}

/** As after the page was closed and opened again. */
function reopened(form: Form): Form {
  const later = createForm(definition, {packs: [lenient]});
  later.restore(JSON.parse(JSON.stringify(form.snapshot())));
  return later;
}

const saidOf = (form: Form, pointer: string): Json | undefined => {
  const {origin} = form.field(pointer);
  return origin?.kind === 'register' ? origin.replacedInput : undefined;
};

test('a value that stands keeps what was typed: in the difference, draft and submission', async () => {
  const form = await replaced();
  for (const one of [form, reopened(form)]) {
    assert.deepEqual([one.get('/name'), saidOf(one, '/name')], ['An', 'Anh']);
    assert.deepEqual(one.lookup('person').differences, [{pointer: '/name', mine: 'Anh', theirs: 'An', replaced: true}]);
    const origin = one.submission({}, 'vi', true).origins['/name'];
    assert.deepEqual(origin?.kind === 'register' && origin.replacedInput, 'Anh');
  }
});

test('it is asked once whether the register is right: read, or said to be wrong, it stays quiet', async () => {
  const form = await replaced();
  const codes = (one: Form): readonly string[] => one.field('/name').issues.map(({code, severity}) => `${code} ${severity}`);
  assert.deepEqual(codes(form), ['conflict.replaced warning']);
  assert.deepEqual(codes(reopened(form)), ['conflict.replaced warning']);
  disputeValue(form, '/name', 'It is Anh');
  assert.deepEqual([codes(form), saidOf(form, '/name')], [[], 'Anh']);
  disputeValue(form, '/name', '');
  form.acknowledge('/name', 'conflict.replaced');
  assert.deepEqual([codes(form), codes(reopened(form))], [[], []]);
});

test('taking the fill back brings back what was typed, after a note and in another session too', async () => {
  const noted = await replaced();
  disputeValue(noted, '/name', 'It is Anh');
  for (const form of [await replaced(), noted, reopened(noted)]) {
    form.lookup('person').undo();
    assert.deepEqual([form.get('/name'), form.field('/name').origin, form.get('/home')], ['Anh', {kind: 'typed'}, undefined]);
  }
  const another = reopened(noted);
  another.set('/code', '2');
  assert.equal(another.get('/name'), 'Anh', 'another number takes the answer away, and not what was typed');
});

test('asked again, what the person typed at first is still known', async () => {
  const form = await replaced();
  await form.lookup('person').ask();
  await settled();
  assert.deepEqual([form.get('/name'), saidOf(form, '/name')], ['An', 'Anh']);
  form.lookup('person').undo();
  assert.equal(form.get('/name'), 'Anh');
});

test('the same but for its spelling is no difference, and comes back all the same', async () => {
  const form = await replaced({name: 'ANH'});
  assert.deepEqual([form.lookup('person').differences, form.field('/name').issues], [[], []]);
  const origin = form.submission({}, 'vi', true).origins['/name'];
  assert.equal(origin?.kind === 'register' && 'replacedInput' in origin, false, 'nothing to tell anybody');
  const later = reopened(form);
  later.lookup('person').undo();
  assert.equal(later.get('/name'), 'Anh');
});

test('a row that the register filled goes, and what was typed into it stays', async () => {
  const form = formWith({
    children: [
      {id: '7', name: 'Bình'},
      {id: '8', name: 'Chi'},
    ],
  });
  form.list('/children').insert();
  form.set('/children/0/id', '7');
  form.set('/children/0/name', 'Binh');
  form.set('/code', '1');
  await settled();
  assert.deepEqual([form.get('/children/0/name'), saidOf(form, '/children/0/name')], ['Bình', 'Binh']);
  const later = reopened(form);
  later.lookup('person').undo();
  assert.deepEqual(later.get('/children'), [{id: '7', name: 'Binh'}]);
});

test('a value that was chosen among two is no replaced one', async () => {
  const form = formWith();
  form.set('/home', 'Yên Bái');
  form.set('/code', '1');
  await settled();
  form.decide('/home', 'take');
  const origin = form.submission({}, 'vi', true).origins['/home'];
  assert.deepEqual([form.get('/home'), origin?.kind === 'register' && 'replacedInput' in origin], ['Lào Cai', false]);
  assert.deepEqual(form.field('/home').issues, []);
  const later = reopened(form);
  later.lookup('person').undo();
  assert.equal(later.get('/home'), 'Yên Bái', 'yet what was typed comes back with the fill undone');
});

test('whoever takes all of the register has read what it replaced', async () => {
  const form = await replaced();
  form.lookup('person').resolveDifferences('empty');
  assert.deepEqual(form.field('/name').issues.length, 1, 'keeping the own answers says nothing about one that cannot be kept');
  form.lookup('person').resolveDifferences('all');
  assert.deepEqual(form.validate(), []);
});
