/** Whether a segment of a pointer is a row is for the schema to say: members called `*`, `2023` or `0` are answers like any other. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {
  checkDefinition,
  createForm,
  type FormDefinition,
  type JsonObject,
  type LookupAnswer,
  type LookupSettings,
  migrateSnapshot,
  ruleExplainer,
} from '../index.ts';

const text = {type: 'string', maxLength: 100};
const number = {type: 'number'};
const years = {type: 'object', properties: {'2023': {type: 'object', properties: {income: number, paid: number}}}};

function definition(part: Partial<FormDefinition> = {}): FormDefinition {
  return {
    id: 'names',
    version: '2.0.0',
    title: 'Names',
    data: {
      type: 'object',
      properties: {
        code: text,
        rates: {type: 'object', properties: {'*': number, '0': number, note: text}},
        years,
        double: number,
        people: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              name: text,
              code: text,
              years,
              double: number,
              marks: {
                type: 'array',
                items: {type: 'object', properties: {id: text, '*': text, '2023': {type: 'object', properties: {'*': text}}}},
              },
            },
          },
        },
      },
    },
    fields: {'/years/2023/income': {label: 'Income of 2023'}, '/rates/*': {label: 'Every rate'}},
    ...part,
  };
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
const connector = (values: JsonObject) => ({
  ask: async (): Promise<LookupAnswer> => ({
    state: 'filled',
    values,
    source: {register: 'r', title: 'Register', at: '2026-11-21T02:00:00Z'},
    receipt: 'r',
  }),
});

describe('members that look like rows', () => {
  test('are fields of the form, in its layout, its answers and its checks', () => {
    assert.deepEqual(checkDefinition(definition()), []);
    const form = createForm(definition());
    form.set('/rates/*', 7);
    form.set('/rates/0', 8);
    form.set('/years/2023/income', 100);
    form.list('/people').insert();
    form.set('/people/0/years/2023/income', 5);
    const answers = {
      rates: {'*': 7, '0': 8},
      years: {'2023': {income: 100}},
      people: [{years: {'2023': {income: 5}}}],
    };
    assert.deepEqual(form.get(''), answers);
    assert.equal(form.field('/rates/*').required, false);
    assert.equal(form.labelOf('/rates/*', 'en'), 'Every rate');
    const again = createForm(definition());
    again.restore(form.snapshot());
    assert.deepEqual(again.get(''), answers);
    const entries = form.review().flatMap(({sections}) => sections.flatMap((section) => section.entries));
    const answered = entries.flatMap((entry) => (entry.kind === 'field' && entry.answered ? [entry.pointer] : []));
    assert.deepEqual(answered, ['/rates/0', '/rates/*', '/years/2023/income', '/people/0/years/2023/income']);
  });

  test('are read by rules, and named in their explanations', () => {
    const fields: FormDefinition['fields'] = {
      ...definition().fields,
      '/double': {value: {'+': [{var: '/years/2023/income'}, {var: '/rates/*'}, {var: '/rates/0'}]}},
      '/people/*/double': {value: {'+': [{var: '/people/*/years/2023/income'}, {var: '/rates/*'}]}},
      '/rates/note': {visible: {'>': [{var: '/rates/*'}, 5]}},
    };
    assert.deepEqual(checkDefinition(definition({fields})), []);
    const form = createForm(definition({fields}));
    assert.equal(form.field('/rates/note').visible, false);
    form.transact(
      [
        {pointer: '/years/2023/income', value: 100},
        {pointer: '/rates/*', value: 7},
        {pointer: '/rates/0', value: 1},
      ],
      {kind: 'typed'},
    );
    form.list('/people').insert();
    form.set('/people/0/years/2023/income', 20);
    assert.deepEqual([form.get('/double'), form.get('/people/0/double')], [108, 27]);
    assert.equal(form.field('/rates/note').visible, true);
    const explain = ruleExplainer(definition({fields}));
    assert.match(explain({'>': [{var: '/years/2023/income'}, 5]}, 'en', 'visible'), /“Income of 2023”/u);
    assert.match(explain({'>': [{var: '/rates/*'}, 5]}, 'en', 'visible'), /“Every rate”/u);
  });

  test('keep the trust of their look-up when a draft is opened again', async () => {
    const lookup: LookupSettings = {
      connector: 'r',
      keys: {code: '/code'},
      fill: {'/years/2023/income': 'income', '/rates/*': 'rate'},
      trust: {'*': 'locked'},
      purpose: 'x',
    };
    const form = createForm(definition({lookups: {lookup}}), {connector: connector({income: 9, rate: 3})});
    form.set('/code', '1');
    await settled();
    assert.deepEqual([form.get('/years/2023/income'), form.get('/rates/*')], [9, 3]);
    const draft = form.snapshot();
    const forged = Object.fromEntries(
      Object.entries(draft.origins).map(([pointer, origin]) => [
        pointer,
        origin.kind === 'register' ? {...origin, trust: 'free' as const} : origin,
      ]),
    );
    const again = createForm(definition({lookups: {lookup}}));
    again.restore({...draft, origins: forged});
    assert.deepEqual([again.field('/years/2023/income').lockedBy, again.field('/rates/*').lockedBy], ['register', 'register']);
  });

  test('stand in rows of rows that a look-up fills', async () => {
    const lookup: LookupSettings = {
      connector: 'r',
      keys: {code: '/people/*/code'},
      fill: {
        '/people/*/marks/*/id': 'marks/*/id',
        '/people/*/marks/*/*': 'marks/*/mark',
        '/people/*/marks/*/2023/*': 'marks/*/late',
        '/people/*/years/2023/paid': 'paid',
      },
      purpose: 'x',
    };
    assert.deepEqual(checkDefinition(definition({lookups: {lookup}})), []);
    const marks = [
      {id: 'a', mark: 'A', late: 'x'},
      {id: 'b', mark: 'B', late: 'y'},
    ];
    const form = createForm(definition({lookups: {lookup}}), {connector: connector({marks, paid: 4})});
    form.list('/people').insert();
    form.list('/people').insert();
    form.set('/people/1/code', '1');
    await settled();
    assert.deepEqual(form.get('/people/1'), {
      code: '1',
      years: {'2023': {paid: 4}},
      marks: [
        {id: 'a', '*': 'A', '2023': {'*': 'x'}},
        {id: 'b', '*': 'B', '2023': {'*': 'y'}},
      ],
    });
    const filled = ['/people/1/years/2023/paid', '/people/1/marks/*/id', '/people/1/marks/*/*', '/people/1/marks/*/2023/*'];
    assert.deepEqual(form.lookup('lookup', '/people/1').targets, filled);
    form.undo();
    assert.deepEqual(form.get('/people/1'), {code: '1'});
    form.redo();
    assert.equal(form.get('/people/1/marks/1/2023/*'), 'y');
  });

  test('are moved, set and translated by migrations', () => {
    const migrated = migrateSnapshot(
      definition({
        migrations: [
          {
            from: '1.0.0',
            to: '2.0.0',
            steps: [
              {move: ['/income', '/years/2023/income']},
              {move: ['/old/*', '/rates/*']},
              {move: ['/zero', '/rates/0']},
              {set: '/double', value: {'+': [{var: '/years/2023/income'}, {var: '/rates/*'}]}},
              {set: '/people/*/years/2023/paid', value: {var: '/people/*/double'}},
              {move: ['/people/*/mark', '/people/*/marks/0/*']},
              {remove: '/rates/note'},
            ],
          },
        ],
      }),
      {
        form: 'names',
        version: '1.0.0',
        answers: {income: 1, old: {'*': 2}, zero: 3, rates: {note: 'n'}, people: [{name: 'An', double: 6, mark: 'A'}]},
        origins: {},
        documents: {},
        decisions: [],
      },
    );
    assert.deepEqual(migrated.snapshot.answers, {
      rates: {'*': 2, '0': 3},
      years: {'2023': {income: 1}},
      double: 3,
      people: [{name: 'An', double: 6, years: {'2023': {paid: 6}}, marks: [{'*': 'A'}]}],
    });
    assert.deepEqual(migrated.lost.answers, [{pointer: '/rates/note', value: 'n', version: '1.0.0'}]);
  });
});
