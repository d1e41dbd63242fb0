import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {FormError} from '../definition/errors.ts';
import {createForm} from '../engine/create-form.ts';
import type {FormDefinition, MigrationStep} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {migrateSnapshot} from './migrate.ts';
import type {FormSnapshot} from './snapshot.ts';

const text = {type: 'string'};
const definition = (part: Partial<FormDefinition> = {}): FormDefinition => ({
  id: 'sample',
  version: '3.0.0',
  title: 'Sample',
  data: {
    type: 'object',
    properties: {
      name: text,
      gender: {enum: ['male', 'female']},
      home: {type: 'object', properties: {street: text, city: text}},
      cars: {type: 'array', items: {type: 'object', properties: {plate: text, kinds: {type: 'array', 'x-egov-widget': 'tags'}}}},
    },
  },
  documents: {paper: {title: 'Paper'}},
  ...part,
});

const snapshot = (answers: JsonObject, part: Partial<FormSnapshot> = {}): FormSnapshot => ({
  form: 'sample',
  version: '2.0.0',
  answers,
  origins: {},
  documents: {},
  lookups: {person: {keys: {}, at: '', title: ''}},
  decisions: [],
  page: 'form',
  ...part,
});

const stepping = (steps: MigrationStep[], part: Partial<FormDefinition> = {}): FormDefinition =>
  definition({migrations: [{from: '2.0.0', to: '3.0.0', steps}], ...part});

const file = (id: string) => ({
  id,
  name: `${id}.pdf`,
  type: 'application/pdf',
  sizeBytes: 1,
  sha256: '',
  pageCount: 1,
  facts: {},
});

function refused(run: () => unknown): FormError {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof FormError);
    return error;
  }
  throw new assert.AssertionError({message: 'Nothing was thrown.'});
}

describe('versions', () => {
  test('the same one is the same snapshot', () => {
    const same = snapshot({name: 'An'}, {version: '3.0.0'});
    assert.equal(migrateSnapshot(definition(), same).snapshot, same);
  });

  test('a patch changes no answers, but look-ups ask again: receipts name the version', () => {
    const {
      snapshot: next,
      changed,
      lost,
    } = migrateSnapshot(definition({version: '3.0.2'}), snapshot({name: 'An'}, {version: '3.0.1'}));
    assert.deepEqual(next, {...snapshot({name: 'An'}), version: '3.0.2', lookups: {}});
    assert.deepEqual([changed, lost], [[], {answers: [], documents: []}]);
  });

  test('a chain is followed step by step, from whatever patch', () => {
    const migrations = [
      {from: '2.1.0', to: '3.0.0', steps: [{move: ['/fullName', '/name'] as [string, string]}]},
      {from: '1.0.0', to: '2.1.0', steps: [{move: ['/ten', '/fullName'] as [string, string]}, {remove: '/age'}]},
    ];
    const {
      snapshot: next,
      changed,
      lost,
    } = migrateSnapshot(definition({migrations}), snapshot({ten: 'An', age: 7}, {version: '1.0.9'}));
    assert.deepEqual(next.answers, {name: 'An'});
    assert.equal(next.version, '3.0.0');
    assert.deepEqual(changed, ['/name']);
    assert.deepEqual(lost.answers, [{pointer: '/age', value: 7, version: '1.0.9'}]);
  });

  test('one that leads nowhere, a newer one, a circle and another form are refused', () => {
    const circle = [
      {from: '1.0.0', to: '2.0.0', steps: []},
      {from: '2.0.0', to: '1.0.0', steps: []},
    ];
    for (const version of ['1.0.0', '4.0.0', 'x'])
      assert.equal(refused(() => migrateSnapshot(stepping([]), snapshot({}, {version}))).code, 'EGOV_CORE_MIGRATION');
    // Such a definition does not load; whoever migrates with it all the same must not wait for ever.
    assert.match(refused(() => migrateSnapshot(definition({migrations: circle}), snapshot({}))).code, /DEFINITION|MIGRATION/u);
    const other = refused(() => migrateSnapshot(definition(), snapshot({}, {form: 'other'})));
    assert.deepEqual(other.details, {form: 'sample', found: 'other'});
  });
});

describe('steps', () => {
  const after = (steps: MigrationStep[], answers: JsonObject, part: Partial<FormSnapshot> = {}) =>
    migrateSnapshot(stepping(steps), snapshot(answers, part));

  test('move takes origins, decisions and everything below along', () => {
    const origins = {'/address/city': {kind: 'typed', was: 'register'}, '/other': {kind: 'typed'}} as const;
    const decisions = [{pointer: '/address/street', kept: 'typed', dropped: 'register', at: ''}] as const;
    const {snapshot: next, changed} = after(
      [{move: ['/address', '/home']}],
      {address: {street: 'S', city: 'C'}, name: 'An'},
      {origins, decisions},
    );
    assert.deepEqual(next.answers, {home: {street: 'S', city: 'C'}, name: 'An'});
    assert.deepEqual(next.origins, {'/home/city': {kind: 'typed', was: 'register'}, '/other': {kind: 'typed'}});
    assert.deepEqual(next.decisions, [{...decisions[0], pointer: '/home/street'}]);
    assert.deepEqual(changed, ['/home']);
  });

  test('move within rows, into a first row, and out of one', () => {
    assert.deepEqual(
      after([{move: ['/cars/*/number', '/cars/*/plate']}], {cars: [{number: 'A'}, {}, {number: 'C'}]}).snapshot.answers,
      {
        cars: [{plate: 'A'}, {}, {plate: 'C'}],
      },
    );
    assert.deepEqual(after([{move: ['/car', '/cars/0']}], {car: {plate: 'A'}}).snapshot.answers, {cars: [{plate: 'A'}]});
    const out = after(
      [{move: ['/names/0', '/name']}],
      {names: ['An', 'Binh']},
      {origins: {'/names/1': {kind: 'typed', was: 'document'}}},
    );
    assert.deepEqual(out.snapshot.answers, {name: 'An'});
    assert.deepEqual(out.lost.answers, [{pointer: '/names', value: ['Binh'], version: '3.0.0'}]);
  });

  test('two answers can change places', () => {
    const swapped = after(
      [{move: ['/home/street', '/home/x']}, {move: ['/home/city', '/home/street']}, {move: ['/home/x', '/home/city']}],
      {home: {street: 'S', city: 'C'}},
    );
    assert.deepEqual(swapped.snapshot.answers, {home: {street: 'C', city: 'S'}});
    assert.deepEqual(swapped.lost.answers, []);
    assert.deepEqual(swapped.changed, ['/home/street', '/home/city']);
  });

  test('what gives way is kept aside; objects are put together', () => {
    const {snapshot: next, lost} = after([{move: ['/address', '/home']}], {
      address: {street: 'new', city: 'same'},
      home: {street: 'old', city: 'same'},
    });
    assert.deepEqual(next.answers, {home: {street: 'new', city: 'same'}});
    assert.deepEqual(lost.answers, [{pointer: '/home/street', value: 'old', version: '2.0.0'}]);
    const scalar = after([{move: ['/city', '/home/city']}], {city: 'C', home: 'here'});
    assert.deepEqual(scalar.snapshot.answers, {home: {city: 'C'}});
    assert.deepEqual(scalar.lost.answers, [{pointer: '/home', value: 'here', version: '2.0.0'}]);
  });

  test('remove hands back every row, and forgets their origins and decisions', () => {
    const {snapshot: next, lost} = after(
      [{remove: '/cars/*/owner'}],
      {cars: [{owner: 'A', plate: '1'}, {owner: 'B'}]},
      {
        origins: {'/cars/0/owner': {kind: 'typed', was: 'register'}},
        decisions: [{pointer: '/cars/0/owner', kept: 'typed', dropped: 'register', at: ''}],
      },
    );
    assert.deepEqual(next.answers, {cars: [{plate: '1'}, {}]});
    assert.deepEqual([next.origins, next.decisions], [{}, []]);
    assert.deepEqual(lost.answers.map(({value}) => value).sort(), ['A', 'B']);
  });

  test('removing rows moves later ones up, with their origins and decisions', () => {
    const {snapshot: next, lost} = after(
      [{remove: '/cars/0'}],
      {cars: [{plate: 'A'}, {plate: 'B'}]},
      {
        origins: {'/cars/1/plate': {kind: 'typed', was: 'register'}},
        decisions: [{pointer: '/cars/1/plate', kept: 'typed', dropped: 'register', at: ''}],
      },
    );
    assert.deepEqual(next.answers, {cars: [{plate: 'B'}]});
    assert.deepEqual(Object.keys(next.origins), ['/cars/0/plate']);
    assert.equal(next.decisions[0]?.pointer, '/cars/0/plate');
    assert.deepEqual(lost.answers, [{pointer: '/cars/0', value: {plate: 'A'}, version: '2.0.0'}]);
  });

  test('set follows a rule over the answers at that step and row; no result sets nothing', () => {
    const {
      snapshot: next,
      changed,
      lost,
    } = after(
      [
        {set: '/name', value: {cat: [{var: '/first'}, ' ', {var: '/last'}]}},
        {set: '/home/city', value: {var: '/nowhere'}},
        {set: '/cars/*/plate', value: {cat: [{var: '/cars/*/a'}, '-', {var: '/last'}]}},
        {remove: '/first'},
        {remove: '/last'},
        {remove: '/cars/*/a'},
      ],
      {first: 'An', last: 'Tran', name: 'old', cars: [{a: '1'}, {a: '2'}]},
      {origins: {'/name': {kind: 'typed', was: 'document'}}},
    );
    assert.deepEqual(next.answers, {name: 'An Tran', cars: [{plate: '1-Tran'}, {plate: '2-Tran'}]});
    assert.deepEqual(next.origins, {});
    assert.deepEqual(changed, ['/name', '/cars/0/plate', '/cars/1/plate']);
    assert.deepEqual(
      lost.answers.map(({pointer}) => pointer),
      ['/name', '/first', '/last', '/cars/1/a', '/cars/0/a'],
    );
    const unchanged = after(
      [{set: '/name', value: {var: '/name'}}],
      {name: 'An'},
      {origins: {'/name': {kind: 'typed', was: 'document'}}},
    );
    assert.deepEqual([unchanged.changed, Object.keys(unchanged.snapshot.origins)], [[], ['/name']]);
  });

  test('set knows today only when it is told, and origins', () => {
    const steps: MigrationStep[] = [{set: '/name', value: {if: [{'==': [{origin: '/name'}, 'register']}, {today: []}, null]}}];
    const origins = {
      '/name': {kind: 'register', lookup: '', connector: '', attribute: '', title: '', at: '', trust: 'free'},
    } as const;
    const told = migrateSnapshot(stepping(steps), snapshot({name: 'x'}, {origins}), {today: '2026-11-22'});
    assert.equal(told.snapshot.answers['name'], '2026-11-22');
    assert.deepEqual(after([{set: '/name', value: {origin: '/home'}}], {}).changed, []);
  });

  test('map gives codes their new names, keeps the others, and hands back what has none', () => {
    const mapped = (gender: Json) => after([{map: '/gender', values: {M: 'male', '2': 'female', X: null}}], {gender});
    assert.deepEqual(mapped('M').snapshot.answers, {gender: 'male'});
    assert.deepEqual(mapped(2).snapshot.answers, {gender: 'female'});
    assert.deepEqual([mapped('male').snapshot.answers, mapped('male').changed], [{gender: 'male'}, []]);
    assert.deepEqual([mapped('X').snapshot.answers, mapped('X').lost.answers.length], [{}, 1]);
    const kinds = after([{map: '/cars/*/kinds', values: {a: 'b', z: null}}], {cars: [{kinds: ['a', 'c', 'z']}, {kinds: ['a']}]});
    assert.deepEqual(kinds.snapshot.answers, {cars: [{kinds: ['b', 'c']}, {kinds: ['b']}]});
    assert.deepEqual(kinds.lost.answers, [{pointer: '/cars/0/kinds', value: ['a', 'c', 'z'], version: '2.0.0'}]);
  });

  test('papers move to their new slot, and come back when there is none', () => {
    const fromDocument = (document: string) =>
      ({kind: 'document', document, fact: 'f', from: 'qr', page: 1, confidence: 1}) as const;
    const {
      snapshot: next,
      changed,
      lost,
    } = after(
      [{moveDocument: ['scan', 'paper']}, {removeDocument: 'photo'}, {removeDocument: 'none'}, {moveDocument: ['none', 'paper']}],
      {name: 'An', home: {city: 'C'}},
      {
        documents: {scan: [file('a')], paper: [file('b')], photo: [file('c')], stray: [file('d')]},
        origins: {'/name': fromDocument('scan'), '/home/city': fromDocument('photo')},
      },
    );
    assert.deepEqual(
      Object.entries(next.documents).map(([slot, files]) => [slot, files.map(({id}) => id)]),
      [['paper', ['b', 'a']]],
    );
    assert.deepEqual(next.origins, {'/name': fromDocument('paper'), '/home/city': {kind: 'typed', was: 'document'}});
    assert.deepEqual(changed, ['#/documents/paper']);
    assert.deepEqual(
      lost.documents.map(({slot, version}) => [slot, version]),
      [
        ['photo', '2.0.0'],
        ['stray', '3.0.0'],
      ],
    );
  });

  test('what the form does not ask is handed back, and the page is one that there is', () => {
    const {snapshot: next, lost} = after(
      [],
      {name: 'An', old: {a: 1}, home: {zip: '1', city: 'C'}, cars: [{plate: 'A', x: 1}, 'odd'], gender: null},
      {page: 'gone'},
    );
    assert.deepEqual(next.answers, {name: 'An', home: {city: 'C'}, cars: [{plate: 'A'}], gender: null});
    assert.equal(next.page, 'form');
    assert.deepEqual(lost.answers.map(({pointer}) => pointer).sort(), ['/cars/0/x', '/cars/1', '/home/zip', '/old']);
  });

  test("a member of an object's prototype goes nowhere", () => {
    const hostile = JSON.parse('{"__proto__": {"a": 1}, "home": {"constructor": {"b": 1}}}') as JsonObject;
    const {snapshot: next} = after([{move: ['/home', '/address']}, {move: ['/address', '/home']}], hostile);
    assert.deepEqual(next.answers, {home: {}});
    assert.equal(({} as {a?: number}).a, undefined);
  });
});

test('what comes out can be restored, and nothing in it is unknown to the form', () => {
  const migrated = migrateSnapshot(
    stepping([{move: ['/ten', '/name']}, {map: '/gender', values: {M: 'male'}}]),
    snapshot({ten: 'An', gender: 'M', gone: 1, cars: [{plate: 'A'}]}),
  );
  const form = createForm(definition({version: '3.0.0'}));
  form.restore(migrated.snapshot);
  assert.deepEqual(form.answers(), {name: 'An', gender: 'male', cars: [{plate: 'A'}]});
  form.dispose();
});

test('law: every answer is somewhere afterwards, in the answers or handed back', () => {
  const places = ['/a', '/b', '/home/street', '/home/city', '/name', '/cars/*/plate', '/cars/*/x'];
  const step = fc.oneof(
    fc
      .tuple(fc.constantFrom(...places), fc.constantFrom(...places))
      .filter(([from, to]) => from.includes('*') === to.includes('*'))
      .map(([from, to]): MigrationStep => ({move: [from, to]})),
    fc.constantFrom(...places).map((remove): MigrationStep => ({remove})),
  );
  let count = 0;
  const value = fc.nat().map((): Json => `v${count++}`);
  const answers = fc.record(
    {
      a: value,
      b: value,
      name: value,
      home: fc.record({street: value, city: value}, {requiredKeys: []}),
      cars: fc.array(fc.record({plate: value, x: value}, {requiredKeys: []}), {maxLength: 3}),
    },
    {requiredKeys: []},
  );
  const leaves = (json: unknown): string[] =>
    typeof json === 'string' ? [json] : json !== null && typeof json === 'object' ? Object.values(json).flatMap(leaves) : [];
  fc.assert(
    fc.property(fc.array(step, {maxLength: 6}), answers, (steps, given) => {
      let result: ReturnType<typeof migrateSnapshot>;
      try {
        result = migrateSnapshot(stepping(steps), snapshot(given as JsonObject));
      } catch (error) {
        // A step that writes where no question is left is refused with the definition.
        assert.ok(error instanceof FormError && error.code === 'EGOV_CORE_DEFINITION');
        return;
      }
      const kept = [...leaves(result.snapshot.answers), ...leaves(result.lost.answers.map((one) => one.value))];
      assert.deepEqual(kept.sort(), leaves(given).sort());
    }),
    {seed: 20261122, numRuns: 2000},
  );
});
