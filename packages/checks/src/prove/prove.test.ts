import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createForm, type FormDefinition, type Json, type JsonObject} from '@egov-form/core';
import {cpuMs} from '@egov-form/dev/cpu-time';
import type {ProvenCondition} from './proof.ts';
import {proofText} from './proof-text.ts';
import {prove} from './prove.ts';

const text = (title: string) => ({type: 'string', title}) as const;

function form(properties: JsonObject, rest: Partial<FormDefinition> = {}): FormDefinition {
  return {id: 'sample', version: '1.0.0', title: 'Sample', data: {type: 'object', properties}, ...rest} as FormDefinition;
}

const codes = (definition: FormDefinition): readonly string[] =>
  prove(definition).findings.map(({code, pointer}) => `${code} ${pointer}`);

function conditionAt(definition: FormDefinition, pointer: string): ProvenCondition {
  const found = prove(definition).conditions.find((one) => one.pointer === pointer);
  assert.ok(found, pointer);
  return found;
}

const CARS: JsonObject = {
  cars: {
    type: 'array',
    title: 'Cars',
    items: {
      type: 'object',
      properties: {owned: {type: 'boolean', title: 'Owned'}, lender: text('Lender'), seats: {type: 'integer', title: 'Seats'}},
    },
  },
};

describe('prove', () => {
  it('gives answers for both sides, and the engine agrees', () => {
    const definition = form(
      {age: {type: 'integer', title: 'Age', minimum: 0}, school: text('School')},
      {fields: {'/school': {visible: {'<': [{var: '/age'}, 18]}}}},
    );
    const {verdict, holds, fails} = conditionAt(definition, '/fields/~1school/visible');
    assert.equal(verdict, 'sometimes');
    for (const [witness, visible] of [
      [holds, true],
      [fails, false],
    ] as const) {
      const model = createForm(definition);
      for (const [name, value] of Object.entries(witness?.answers ?? {})) model.set(`/${name}`, value);
      assert.equal(model.field('/school').visible, visible);
      model.dispose();
    }
  });

  it('reads a row from inside as one, and from outside as any number', () => {
    const definition = form(CARS, {
      pages: [
        {
          id: 'a',
          title: 'A',
          items: [{list: '/cars', items: [{field: '/cars/*/owned'}, {field: '/cars/*/lender'}, {field: '/cars/*/seats'}]}],
        },
      ],
      fields: {
        '/cars/*/lender': {visible: {and: [{'==': [{var: '/cars/*/owned'}, true]}, {'==': [{var: '/cars/*/owned'}, false]}]}},
        '/cars/*/seats': {visible: {'==': [{var: '/cars/*/owned'}, true]}},
        '/cars': {
          checks: [
            {rule: {'<': [{count: [{var: '/cars/*/lender'}]}, 99]}, message: 'Many'},
            {rule: {some: [{var: '/cars/*/owned'}, {var: ''}]}, message: 'One'},
          ],
        },
      },
    });
    assert.deepEqual(codes(definition), ['proof.unreachable /fields/~1cars~1*~1lender/visible']);
    assert.equal(conditionAt(definition, '/fields/~1cars~1*~1seats/visible').verdict, 'sometimes');
    const counted = conditionAt(definition, '/fields/~1cars/checks/0/rule');
    assert.deepEqual([counted.verdict, counted.doubt], ['unknown', 'rows']);
    assert.deepEqual(conditionAt(definition, '/fields/~1cars/checks/1/rule').holds?.answers, {cars: [{owned: true}]});
  });

  it('knows where answers can come from', () => {
    const definition = form(
      {number: text('Number'), name: text('Name'), note: text('Note'), other: text('Other')},
      {
        lookups: {person: {connector: 'people', keys: {number: '/number'}, fill: {'/name': 'name'}, purpose: 'To fill it'}},
        fields: {
          '/note': {visible: {'==': [{origin: '/name'}, 'register']}},
          '/other': {visible: {'==': [{origin: '/number'}, 'register']}},
        },
      },
    );
    assert.deepEqual(conditionAt(definition, '/fields/~1note/visible').holds?.origins, {'/name': 'register'});
    assert.deepEqual(codes(definition), ['proof.unreachable /fields/~1other/visible']);
  });

  it('follows parties, computed answers and conditions of the schema', () => {
    const definition = form(
      {
        same: {type: 'boolean', title: 'Same'},
        a: {type: 'object', properties: {kind: {enum: ['x', 'y'], title: 'Kind of A'}}},
        b: {type: 'object', properties: {kind: {enum: ['x', 'y'], title: 'Kind of B'}}},
        count: {type: 'integer', title: 'Count', minimum: 0, maximum: 5},
        fee: {type: 'integer', title: 'Fee'},
        differ: text('Differ'),
        dear: text('Dear'),
      },
      {
        parties: {a: {at: '/a', title: 'A'}, b: {at: '/b', title: 'B', same: {as: 'a', when: {'==': [{var: '/same'}, true]}}}},
        fields: {
          '/fee': {value: {'*': [{var: '/count'}, 8000]}},
          '/differ': {
            visible: {
              and: [
                {'==': [{var: '/same'}, true]},
                {'!=': [{var: '/a/kind'}, {var: '/b/kind'}]},
                {'!': [{empty: [{var: '/a/kind'}]}]},
              ],
            },
          },
          '/dear': {visible: {'>': [{var: '/fee'}, 40000]}},
        },
      },
    );
    assert.deepEqual(codes(definition), [
      'proof.unreachable /fields/~1differ/visible',
      'proof.unreachable /fields/~1dear/visible',
    ]);
    const schema: Json = {
      if: {properties: {kind: {const: 'x'}}, required: ['kind']},
      ['then' as string]: {properties: {detail: text('Detail')}},
    };
    const conditional = form(
      {kind: {enum: ['x', 'y'], title: 'Kind'}},
      {fields: {'/detail': {visible: {'==': [{var: '/kind'}, 'y']}}}},
    );
    Object.assign(conditional.data as object, schema);
    assert.deepEqual(codes(conditional), ['proof.unreachable /fields/~1detail']);
  });

  it('names the hidden answer that a condition needs, and a look-up that nobody can ask', () => {
    const definition = form(
      {kind: {enum: ['a', 'b'], title: 'Kind'}, number: text('Number'), year: text('Year'), name: text('Name')},
      {
        fields: {
          '/number': {visible: {'==': [{var: '/kind'}, 'a']}},
          '/year': {visible: {'==': [{var: '/kind'}, 'b']}},
          '/name': {visible: {and: [{'==': [{var: '/number'}, '1']}, {'==': [{var: '/kind'}, 'b']}]}},
        },
        lookups: {
          person: {connector: 'people', keys: {number: '/number', year: '/year'}, fill: {'/name': 'name'}, purpose: 'To fill it'},
        },
      },
    );
    const {findings} = prove(definition);
    assert.deepEqual(
      findings.map(({code, params}) => [code, params['needs'] ?? params['name']]),
      [
        ['proof.needs-hidden', ['/number']],
        ['proof.unreachable', 'person'],
      ],
    );
    const proof = prove(definition);
    assert.match(proofText(proof, 'vi'), /cần câu trả lời của \/number/u);
    assert.match(proofText(proof, 'en'), /needs the answer of \/number, which is hidden then/u);
  });

  it('says what it does not know, and why', () => {
    const many = Object.fromEntries(
      Array.from({length: 12}, (_, i) => [`q${i}`, {type: 'integer', title: `Q${i}`, minimum: 0, maximum: 60}]),
    );
    const sum: Json = {'+': Object.keys(many).map((name) => ({var: `/${name}`}))};
    const definition = form(
      {...many, code: text('Code'), a: text('A'), b: text('B')},
      {fields: {'/a': {visible: {'==': [{substr: [{var: '/code'}, 0, 2]}, '25x']}}, '/b': {visible: {'>': [sum, 1000]}}}},
    );
    const [a, b] = ['/fields/~1a/visible', '/fields/~1b/visible'].map((at) => conditionAt(definition, at));
    assert.deepEqual([a?.verdict, a?.doubt], ['unknown', 'values']);
    assert.deepEqual([b?.verdict, b?.doubt], ['unknown', 'budget']);
    assert.deepEqual(prove(definition).findings, []);
    for (const locale of ['vi', 'en']) assert.doesNotMatch(proofText(prove(definition), locale), /undefined|\{\w+\}/u);
  });

  it('finds nothing against what is so on one day only', () => {
    const later: Json = {'>=': [{today: []}, '2027-01-01']};
    const definition = form(
      {kind: text('Kind'), born: {type: 'string', format: 'date', title: 'Born'}, a: text('A'), b: text('B')},
      {
        fields: {
          '/a': {visible: later},
          '/b': {visible: {and: [later, {'==': [{var: '/kind'}, 'x']}]}, required: {'<': [{today: []}, '2027-01-01']}},
        },
      },
    );
    const {conditions, findings} = prove(definition, {today: '2026-07-01'});
    assert.deepEqual(
      conditions.map(({verdict, doubt}) => `${verdict} ${doubt}`),
      ['unknown day', 'unknown day', 'unknown day'],
    );
    // On no day is it both shown and required.
    assert.deepEqual(
      findings.map(({code}) => code),
      ['proof.required-hidden'],
    );
  });

  it('does not take for granted what a schema asks under a condition only', () => {
    const definition = form(
      {kind: {enum: ['x', 'y'], title: 'Kind'}, age: {type: 'integer', title: 'Age', minimum: 0}, a: text('A')},
      {
        fields: {
          '/a': {visible: {'<': [{var: '/age'}, 18]}, checks: [{rule: {'<': [{length: [{var: '/a'}]}, 3000]}, message: 'm'}]},
        },
      },
    );
    const adult: Json = {properties: {age: {minimum: 18}}};
    Object.assign(definition.data as object, {
      if: {properties: {kind: {const: 'x'}}, required: ['kind']},
      ['then' as string]: adult,
    });
    assert.deepEqual(prove(definition).findings, []);
    const aged = form(
      {age: {type: 'integer', title: 'Age', minimum: 0}, a: text('A'), kind: {enum: ['x', 'y'], title: 'Kind'}},
      {fields: {'/a': {visible: {and: [{'>': [{var: '/age'}, 1]}, {'<': [{var: '/age'}, 18]}]}}}},
    );
    Object.assign(aged.data as object, {if: {properties: {kind: {const: 'x'}}, required: ['kind']}, ['then' as string]: adult});
    assert.equal(conditionAt(aged, '/fields/~1a/visible').verdict, 'sometimes');
  });

  it('tells the shortest and the longest way', () => {
    const definition = form(
      {married: {type: 'boolean', title: 'Married'}, name: text('Name'), spouse: text('Spouse'), place: text('Place')},
      {
        pages: [
          {id: 'a', title: 'A', items: [{field: '/married'}, {field: '/name'}]},
          {
            id: 'b',
            title: 'B',
            visible: {'==': [{var: '/married'}, true]},
            items: [{field: '/spouse'}, {field: '/place'}, {document: 'paper'}],
          },
        ],
        fields: {'/name': {required: true}, '/spouse': {required: true}, '/place': {required: true}},
        documents: {paper: {title: 'Paper', required: true}},
      },
    );
    const {shortest, longest, exact} = prove(definition).paths;
    assert.deepEqual([shortest.pages, shortest.questions, shortest.documents, shortest.minutes], [1, 1, 0, 1]);
    assert.deepEqual([longest.pages, longest.questions, longest.documents, longest.minutes], [2, 3, 1, 3]);
    assert.deepEqual([longest.answers, exact], [{married: true}, true]);
  });

  it('says the same of the same, and refuses what is no form', () => {
    const definition = longForm(3);
    assert.deepEqual(prove(definition), prove(structuredClone(definition)));
    assert.throws(() => prove(form({a: text('A')}, {fields: {'/b': {}}})), {code: 'EGOV_CORE_DEFINITION'});
  });

  it('proves a form of 300 questions in two seconds of work', async () => {
    const definition = longForm(15);
    assert.equal(Object.keys((definition.data as {properties: object}).properties).length, 300);
    prove(longForm(1));
    const unknown = prove(definition).conditions.filter(({verdict}) => verdict === 'unknown');
    assert.deepEqual(unknown, []);
    const ms = await cpuMs(() => prove(definition));
    assert.ok(ms < 2000, `${ms} ms`);
  });
});

/** Sections of 20 questions: branches, ages, bounds, fees, papers. */
function longForm(sections: number): FormDefinition {
  const properties: {[name: string]: JsonObject} = {};
  const fields: {[pointer: string]: JsonObject} = {};
  const pages: Json[] = [];
  const documents: {[name: string]: JsonObject} = {};
  const read = (pointer: string): Json => ({var: pointer});
  for (let s = 0; s < sections; s += 1) {
    const items: Json[] = [];
    const at = (name: string): string => `/s${s}${name}`;
    const ask = (name: string, schema: JsonObject, settings?: JsonObject): void => {
      properties[`s${s}${name}`] = {title: name, ...schema};
      items.push({field: at(name)});
      if (settings) fields[at(name)] = settings;
    };
    const kind = read(at('kind'));
    ask('want', {type: 'boolean'});
    ask('kind', {enum: ['a', 'b', 'c', 'd']}, {visible: {'==': [read(at('want')), true]}, required: true});
    const age = (unit: string, to: Json): Json => ({dateDiff: [read(at('born')), to, unit]});
    ask(
      'born',
      {type: 'string', format: 'date'},
      {
        checks: [
          {rule: {'>=': [age('days', {today: []}), 0]}, message: 'm'},
          {rule: {'>=': [age('years', {today: []}), 18]}, severity: 'warning', message: 'm'},
        ],
      },
    );
    ask(
      'issued',
      {type: 'string', format: 'date'},
      {visible: {in: [kind, ['a', 'b']]}, checks: [{rule: {'>=': [age('days', read(at('issued'))), 0]}, message: 'm'}]},
    );
    ask(
      'count',
      {type: 'integer', minimum: 0, maximum: 500},
      {
        visible: {and: [{'==': [read(at('want')), true]}, {'!=': [kind, 'd']}]},
        checks: [{rule: {'<=': [read(at('count')), 100]}, message: 'm'}],
      },
    );
    ask('fee', {type: 'integer'}, {value: {'*': [read(at('count')), 8000]}});
    ask('reason', {type: 'string', maxLength: 200}, {visible: {'>': [read(at('fee')), 80000]}, required: true});
    for (let i = 0; i < 13; i += 1) {
      const some: Json = {'==': [kind, 'abc'[i % 3] ?? 'a']};
      const settings: readonly (JsonObject | undefined)[] = [
        {visible: some, required: some},
        {required: {'!': [{empty: [read(at('born'))]}]}},
        undefined,
        {visible: {or: [{'==': [kind, 'c']}, {'>': [read(at('count')), i]}]}},
      ];
      ask(
        `t${i}`,
        [{type: 'string', maxLength: 50}, {type: 'boolean'}, {type: 'number'}, {enum: ['x', 'y']}][i % 4] as JsonObject,
        settings[i % 4],
      );
    }
    documents[`d${s}`] = {
      title: 'd',
      required: {'==': [kind, 'b']},
      visible: {'==': [read(at('want')), true]},
      notNeededWhen: {'>': [read(at('count')), 3]},
    };
    items.push({document: `d${s}`});
    pages.push({id: `p${s}`, title: `P${s}`, ...(s > 0 && {visible: {'!=': [read(`/s${s - 1}kind`), 'd']}}), items});
  }
  return {
    id: 'long',
    version: '1.0.0',
    title: 'Long',
    data: {type: 'object', properties},
    pages,
    fields,
    documents,
  } as unknown as FormDefinition;
}
