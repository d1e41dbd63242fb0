import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {FormDefinition} from '../generated/definition.ts';
import type {LookupConnector} from '../ports/ports.ts';
import {type RecordedCase, readCase} from './recorded-case.ts';
import {runCase} from './run-case.ts';

const definition = {
  id: 'copies',
  version: '1.0.0',
  title: 'Copies',
  data: {
    type: 'object',
    required: ['code', 'copies'],
    properties: {
      code: {type: 'string', pattern: '^[A-Z]{2}$'},
      name: {type: 'string'},
      city: {type: 'string'},
      copies: {type: 'integer', minimum: 1},
      fee: {type: 'integer'},
      day: {type: 'string', format: 'date'},
      rows: {type: 'array', maxItems: 3, items: {type: 'object', properties: {plate: {type: 'string'}}}},
    },
  },
  fields: {
    '/fee': {value: {'*': [{var: '/copies'}, 8000]}},
    '/day': {checks: [{rule: {'<=': [{var: '/day'}, {today: []}]}, severity: 'warning', message: 'It is to come'}]},
  },
  lookups: {
    office: {connector: 'offices', keys: {code: '/code'}, fill: {'/name': 'name'}, purpose: 'x'},
    place: {connector: 'places', keys: {name: '/name'}, fill: {'/city': 'city'}, purpose: 'x'},
  },
  documents: {deed: {title: 'Deed', required: true}},
} as unknown as FormDefinition;

const right: RecordedCase = {
  title: 'Two copies',
  today: '2026-07-01',
  answers: {code: 'AB', copies: 2, rows: [{plate: 'a'}, {plate: 'b'}]},
  documents: ['deed'],
  expect: {valid: true},
};
const said = async (change: object, connector?: LookupConnector): Promise<readonly string[]> => {
  const {differences} = await runCase(definition, readCase({...right, ...change}), {...(connector && {connector})});
  return differences.map(({kind, pointer, code}) => [kind, pointer, code].filter(Boolean).join(' '));
};

describe('a recorded case', () => {
  it('passes when the form says what was recorded', async () => {
    assert.deepEqual(await said({}), []);
    assert.deepEqual(await said({submission: {code: 'AB', copies: 2, fee: 16_000, rows: [{plate: 'a'}, {plate: 'b'}]}}), []);
    const day = {pointer: '/day', code: 'check.failed'};
    assert.deepEqual(await said({answers: {...right.answers, day: '2026-07-02'}, expect: {issues: [day]}}), []);
    assert.deepEqual(await said({answers: {...right.answers, day: '2026-07-02'}}), [], 'a warning that is not named');
  });

  it('tells each difference by its place', async () => {
    assert.deepEqual(await said({documents: []}), ['issue.unexpected #/documents/deed document.required']);
    assert.deepEqual(await said({documents: ['deed', 'map']}), ['document #/documents/map']);
    assert.deepEqual(await said({answers: {...right.answers, colour: 'red', rows: [{size: 1}]}}), [
      'unknown /rows/0/size',
      'unknown /colour',
    ]);
    assert.deepEqual(await said({expect: {issues: [{pointer: '/copies', code: 'value.required'}]}}), [
      'issue.missing /copies value.required',
    ]);
    assert.deepEqual(await said({submission: {code: 'AB', copies: 2, fee: 1, rows: []}}), ['answer /fee', 'answer /rows']);
  });

  it('ends where a list takes no more rows, and tells those that found no place', async () => {
    const rows = ['a', 'b', 'c', 'd'].map((plate) => ({plate}));
    assert.deepEqual(await said({answers: {...right.answers, rows}}), ['unknown /rows/3/plate']);
  });

  it('waits for registers, and for those that are asked with what they say', async () => {
    const values = {office: {name: 'Hai'}, place: {city: 'Mau'}} as const;
    const connector: LookupConnector = {
      ask: async ({lookup}) => {
        await new Promise((done) => setImmediate(done));
        const source = {register: lookup, title: lookup, at: '2026-07-01T05:00:00Z'};
        return {state: 'filled', source, values: values[lookup as 'office']};
      },
    };
    const submission = {code: 'AB', name: 'Hai', city: 'Mau', copies: 2, fee: 16_000, rows: [{plate: 'a'}, {plate: 'b'}]};
    assert.deepEqual(await said({submission}, connector), []);
  });

  it('is refused where it is none', () => {
    for (const broken of [{...right, expect: {}}, {...right, answer: {}}, {title: 'x'}, {...right, today: 'now'}, 7]) {
      assert.throws(() => readCase(broken, 'a.json'), {code: 'EGOV_CORE_CASE', message: /a\.json.*docs\/testing\.md/u});
    }
  });
});
