import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {describe, test} from 'node:test';
import {checkDefinition, type DefinitionProblem, interpret, type Json, type JsonSchema, parsePointer} from '@egov-form/core';
import {Ajv2020} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {root} from '../src/root.ts';
import {applyChange, type Change, SURROUNDINGS} from './definition-change.ts';
import {schemaRules} from './schema-rules.ts';

interface Case {
  /** What is done to `valid/everything.json`: by pointer the new value, or a member that goes. */
  readonly change: Change;
  readonly findings: readonly DefinitionProblem[];
}

const folder = join(root, 'packages/dev/cases/definitions');
const readJson = (path: string): Json => JSON.parse(readFileSync(path, 'utf8'));
const everything = readJson(join(folder, 'valid/everything.json'));
const schema = readJson(join(root, 'schemas/form/v1.json')) as JsonSchema;
const cases = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [basename(file, '.json'), readJson(join(folder, file)) as unknown as Case] as const),
);

const validator = interpret(schema, {schemas: new Map(), formats: new Map()});
const ajv = new Ajv2020({strict: false, allErrors: true}).compile(schema as object);

describe('broken definitions', () => {
  test('there is nothing to say of one that is not broken', () => {
    assert.deepEqual(checkDefinition(everything, SURROUNDINGS), []);
  });

  test('every rule of schemas/form/v1.json has one that is named after it', () => {
    const rules = schemaRules(schema, everything).map(({name}) => name);
    assert.ok(rules.length > 150);
    assert.deepEqual(
      rules.filter((name) => !cases.has(name)),
      [],
    );
  });

  for (const [name, {change, findings}] of cases) {
    test(name, () => {
      const broken = applyChange(everything, change);
      assert.deepEqual(checkDefinition(broken, SURROUNDINGS), findings);
      assert.ok(findings.length > 0);
      // What the published schema refuses is exactly what is named as a fault of shape.
      const ofShape = findings.some(({code}) => code.startsWith('definition.'));
      assert.equal(validator(broken).length > 0, ofShape);
      assert.equal(!ajv(broken), ofShape);
    });
  }
});

/** Every place of a JSON value. */
function places(value: Json, at = ''): string[] {
  if (value === null || typeof value !== 'object') return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([name, part]) =>
      places(part as Json, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
}

test('law: the loader and the published schema agree on anything, and nothing is thrown', () => {
  const anywhere = fc.constantFrom(...places(everything).filter((at) => at !== '' && !at.startsWith('/data')));
  const anything = fc.oneof(
    fc.constantFrom<Json>(
      null,
      true,
      0,
      -1,
      1.5,
      99,
      '',
      'x',
      '/a',
      '*',
      [],
      {},
      [{}],
      {field: '/x'},
      {list: '/x'},
      {vi: 1},
      {var: 'x'},
    ),
    fc.jsonValue({maxDepth: 3}) as fc.Arbitrary<Json>,
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(anywhere, anything), {minLength: 1, maxLength: 3}), (changes) => {
      let broken: Json = everything;
      for (const [at, value] of changes) broken = applyChange(broken, {set: {[at]: value}});
      const findings = checkDefinition(broken, SURROUNDINGS);
      const refused = !ajv(broken);
      assert.equal(
        findings.some(({code}) => code.startsWith('definition.')),
        refused,
        JSON.stringify(findings),
      );
      for (const {pointer, message} of findings) {
        if (!/prototype/u.test(message)) parsePointer(pointer);
        assert.doesNotMatch(message, /undefined/u);
      }
    }),
    {seed: 20261122, numRuns: 2000},
  );
});

test('every mistake of a definition is told, not only the first', () => {
  const names = [
    'Form.id.pattern',
    'TextItem.tone.enum',
    'page.twice',
    'options.unknown',
    'options.value',
    'rule.several',
    'fill.computed',
    'trust.unfilled',
    'connector.unknown',
    'nature.unknown',
    'migration.field',
  ];
  const some = names.flatMap((name) => cases.get(name) ?? []);
  assert.equal(some.length, names.length);
  const broken = some.reduce((json, {change}) => applyChange(json, change), everything);
  const texts = (findings: readonly DefinitionProblem[]): string[] => findings.map((one) => JSON.stringify(one)).sort();
  assert.deepEqual(texts(checkDefinition(broken, SURROUNDINGS)), texts(some.flatMap(({findings}) => findings)));
});

describe('hostile input gives findings, never a crash', () => {
  const deep = (wrap: (inner: unknown) => unknown, times = 100_000): unknown => {
    let value: unknown = 1;
    for (let i = 0; i < times; i++) value = wrap(value);
    return value;
  };
  const within = (part: object): unknown => ({...(everything as object), ...part});
  const circular: {[member: string]: unknown} = {group: 'x'};
  circular['items'] = [circular];
  const hostile: readonly (readonly [string, unknown, string])[] = [
    ['nothing', undefined, 'definition.json'],
    ['null', null, 'definition.type'],
    ['a list', [], 'definition.type'],
    ['a text', 'form', 'definition.type'],
    ['a function', () => 1, 'definition.json'],
    ['an instance', new Map(), 'definition.json'],
    ['not a number', within({data: {a: Number.NaN}}), 'definition.json'],
    ['a huge integer', within({fields: {'/person/name': {label: 10n}}}), 'definition.json'],
    [
      'deep groups',
      within({pages: [{id: 'a', title: 'a', items: [deep((inner) => ({group: 'x', items: [inner]}))]}]}),
      'definition.depth',
    ],
    ['a deep rule', within({fields: {'/person/name': {visible: deep((inner) => ({'!': inner}))}}}), 'definition.depth'],
    ['a deep path', within({fields: {'/person/name': {visible: {var: deep((inner) => [inner])}}}}), 'definition.depth'],
    ['deep data', within({data: deep((inner) => ({properties: {a: inner}}))}), 'definition.depth'],
    ['itself', within({pages: [{id: 'a', title: 'a', items: [circular]}]}), 'definition.depth'],
    [
      'a prototype member',
      JSON.parse('{"__proto__": {"id": "x"}, "id": "a", "version": "1.0.0", "title": "a", "data": {}}'),
      'definition.member',
    ],
    ['a prototype member within', within({data: JSON.parse('{"properties": {"__proto__": {}}}')}), 'definition.member'],
    [
      'a prototype pointer',
      within({
        pages: [{id: 'a', title: 'a', items: [{field: '/__proto__/x'}, {list: '/constructor', items: []}, {document: 'paper'}]}],
      }),
      'field.unknown',
    ],
    [
      'a prototype document',
      within({pages: [{id: 'a', title: 'a', items: [{document: 'toString'}, {document: 'paper'}]}]}),
      'document.unknown',
    ],
    [
      'very many faults',
      within({fields: Object.fromEntries(Array.from({length: 50_000}, (_, i) => [`x${i}`, 1]))}),
      'definition.more',
    ],
    ['a list of very many', within({data: {enum: Array.from({length: 1_100_000}, () => 1)}}), 'definition.size'],
  ];
  for (const [name, value, code] of hostile) {
    // What hangs on hostile input is stopped.
    test(name, {timeout: 60_000}, () => {
      const findings = checkDefinition(value, SURROUNDINGS);
      assert.ok(
        findings.some((finding) => finding.code === code),
        JSON.stringify(findings.slice(0, 3)),
      );
      assert.ok(findings.length <= 1100);
    });
  }

  test('every name of Object.prototype, wherever a name is asked for', () => {
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      const broken = within({
        pages: [{id: 'a', title: 'a', items: [{field: `/${name}`}, {document: 'paper'}]}],
        fields: {'/person/name': {visible: {var: name}, widget: name, options: {list: name}}},
        lookups: {x: {connector: name, keys: {k: `/${name}`}, fill: {}, purpose: 'x', trust: {[`/${name}`]: 'free'}}},
      });
      const codes = new Set(checkDefinition(broken, SURROUNDINGS).map(({code}) => code));
      for (const code of ['field.unknown', 'connector.unknown', 'trust.unfilled']) assert.ok(codes.has(code), `${name}: ${code}`);
    }
  });
});
