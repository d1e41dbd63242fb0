import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import test from 'node:test';
import {coreFormats} from '../../formats/formats.ts';
import {SHARED_MODELS} from '../../generated/models.ts';
import type {Json, JsonObject, JsonSchema} from '../../json/json.ts';
import type {ValidatorContext} from '../../validation/port.ts';
import {HARD, MAX_FINDINGS} from './limits.ts';
import {checkLoadable, checkPublishable} from './publish-gate.ts';

const vietnamese = ['vn-personal-id', 'vn-tax-code', 'vn-phone', 'vn-plate', 'vn-person-name'].map((name) => ({
  name,
  check: () => [],
}));
const context: ValidatorContext = {
  schemas: new Map(SHARED_MODELS.map((model) => [String((model as JsonObject)['$id']), model])),
  formats: new Map([...coreFormats, ...vietnamese].map((format) => [format.name, format])),
};

/** Findings as `code pointer`, those that a loader refuses too with a `!`. */
function brief(data: JsonSchema, within = context): readonly string[] {
  const findings = checkPublishable(data, within);
  assert.deepEqual(
    checkLoadable(data, within),
    findings.filter(({refused}) => refused === 'always'),
  );
  for (const {message} of findings) assert.match(message, /Expected .*\. .*/su, message);
  return findings.map(({code, pointer, refused}) => `${code}${refused === 'always' ? '!' : ''} ${pointer}`);
}

/** Nested `levels` deep: `{items: {items: …}}` inside an object. */
function nested(levels: number, keyword = 'additionalProperties'): JsonSchema {
  let schema: JsonSchema = {type: 'boolean'};
  for (let i = 1; i < levels; i++) schema = {[keyword]: schema};
  return schema;
}

/** `count` definitions, each referring twice to the one before. */
function fanOut(count: number, keyword: string): JsonSchema {
  const $defs: {[name: string]: JsonSchema} = {d0: {type: 'boolean'}};
  for (let i = 1; i <= count; i++) $defs[`d${i}`] = {[keyword]: [{$ref: `#/$defs/d${i - 1}`}, {$ref: `#/$defs/d${i - 1}`}]};
  return {$ref: `#/$defs/d${count}`, $defs};
}

const many = (count: number, make: (i: number) => Json): JsonObject =>
  Object.fromEntries(Array.from({length: count}, (_, i) => [`f${i}`, make(i)]));

const CASES: readonly (readonly [name: string, data: JsonSchema, findings: readonly string[]])[] = [
  ['a plain form', {type: 'object', properties: {name: {type: 'string', maxLength: 100}, age: {type: 'integer'}}}, []],
  ['a boolean', true, []],
  ['shared models', {properties: {who: {$ref: 'urn:egov-form:person:v1'}, firm: {$ref: 'urn:egov-form:organization:v1'}}}, []],
  [
    'a reference into the network',
    {properties: {a: {$ref: 'https://example.com/a.json'}, b: {$ref: '//example.com/b'}}},
    ['gate.remote-reference! /data/properties/a/$ref', 'gate.remote-reference! /data/properties/b/$ref'],
  ],
  ['a reference to nothing', {properties: {'a/b': {$ref: '#/$defs/none'}}}, ['gate.reference! /data/properties/a~1b/$ref']],
  ['a reference to a boolean', {properties: {a: {$ref: '#/$defs/any'}}, $defs: {any: true}}, []],
  [
    'a dynamic reference',
    {$dynamicAnchor: 'x', properties: {a: {$dynamicRef: '#x'}}},
    ['gate.dynamic-reference /data/properties/a/$dynamicRef'],
  ],
  ['a tree', {properties: {next: {$ref: '#'}}}, ['gate.recursion /data/properties/next/$ref']],
  ['a circle on the spot', {$ref: '#'}, ['gate.recursion! /data/$ref']],
  [
    'a circle by way of two, told where it closes',
    {
      properties: {a: {$ref: '#/$defs/a'}, b: {$ref: '#/$defs/b'}},
      $defs: {a: {items: {$ref: '#/$defs/b'}}, b: {allOf: [{$ref: '#/$defs/a'}]}},
    },
    ['gate.recursion /data/$defs/b/allOf/0/$ref'],
  ],
  [
    'a circle on the spot by way of two',
    {
      properties: {a: {$ref: '#/$defs/a'}},
      $defs: {a: {anyOf: [{$ref: '#/$defs/b'}, {type: 'null'}]}, b: {allOf: [{$ref: '#/$defs/a'}]}},
    },
    ['gate.recursion! /data/$defs/b/allOf/0/$ref'],
  ],
  ['a definition in which nobody is interested is looked at', {$defs: {a: {type: 'string'}}}, ['gate.text-length /data/$defs/a']],
  [
    'the same definition twice is no circle',
    {properties: {a: {$ref: '#/$defs/d'}, b: {$ref: '#/$defs/d'}}, $defs: {d: {type: 'null'}}},
    [],
  ],
  [
    'misshapen keywords',
    {properties: {a: {type: 'strnig'}, b: {minLength: -1}}},
    ['gate.keyword! /data/properties/a/type', 'gate.keyword! /data/properties/b/minLength'],
  ],
  ['another dialect', {$schema: 'http://json-schema.org/draft-07/schema#'}, ['gate.keyword! /data/$schema']],
  ['a pattern that is none', {properties: {a: {pattern: '('}}}, ['gate.keyword! /data/properties/a/pattern']],
  [
    'patterns beyond linear time',
    {
      properties: {a: {pattern: '^(a+)+$'}, b: {pattern: '^(a)\\1'}, c: {pattern: '(?=.*a)b'}},
      patternProperties: {'(x+x+)+y': true},
    },
    [
      'gate.pattern! /data/patternProperties/(x+x+)+y',
      'gate.pattern! /data/properties/a/pattern',
      'gate.pattern! /data/properties/b/pattern',
      'gate.pattern! /data/properties/c/pattern',
    ],
  ],
  [
    'texts without a limit',
    {
      properties: {
        a: {type: 'string'},
        b: {type: ['string', 'null']},
        c: {type: 'string', pattern: '^a*$'},
        d: {type: 'string', format: 'unheard-of'},
      },
    },
    ['a', 'b', 'c', 'd'].map((name) => `gate.text-length /data/properties/${name}`),
  ],
  [
    'texts with a limit',
    {
      properties: {
        a: {type: 'string', format: 'date'},
        b: {type: 'string', enum: ['x']},
        c: {type: 'string', const: 'x'},
        d: {type: 'string', pattern: '^[0-9]{5}$'},
        e: {maxLength: 5, anyOf: [{type: 'string'}, {type: 'null'}]},
        f: {not: {type: 'string'}},
        g: {if: {type: 'string'}},
        h: {type: 'object', propertyNames: {type: 'string'}},
      },
    },
    [],
  ],
  [
    'a limit outside is none for members',
    {maxLength: 5, properties: {a: {type: 'string'}}},
    ['gate.text-length /data/properties/a'],
  ],
  [
    'lists without and with a limit',
    {
      properties: {
        a: {type: 'array'},
        b: {type: 'array', maxItems: 3},
        c: {type: 'array', prefixItems: [true], items: false},
        d: {type: 'array', prefixItems: [true]},
        e: {contains: {type: 'array'}},
      },
    },
    ['gate.list-length /data/properties/a', 'gate.list-length /data/properties/d'],
  ],
  ['many choices', {enum: Array.from({length: 1001}, (_, i) => i)}, ['gate.choices /data/enum']],
  ['choices beyond all measure', {enum: Array.from({length: 50_001}, (_, i) => i)}, ['gate.choices! /data/enum']],
  ['deep', nested(33), ['gate.depth /data']],
  ['deep in members', nested(51, 'items'), ['gate.depth /data']],
  ['too deep', nested(101), ['gate.depth /data', 'gate.depth! /data']],
  ['far too deep', nested(150), ['gate.depth /data', 'gate.depth! /data']],
  ['deeper than any stack', nested(100_000), ['gate.depth! /data']],
  ['deep in a value', {const: nested(101) as Json}, ['gate.depth /data']],
  [
    'a chain of references',
    (() => {
      const $defs: {[name: string]: JsonSchema} = {d0: {type: 'boolean'}};
      for (let i = 1; i < 5000; i++) $defs[`d${i}`] = {$ref: `#/$defs/d${i - 1}`};
      return {$ref: '#/$defs/d4999', $defs};
    })(),
    ['gate.subschemas /data', 'gate.depth! /data'],
  ],
  ['many schemas', {properties: many(2000, () => ({type: 'null'}))}, ['gate.subschemas /data']],
  ['too many schemas', {properties: many(HARD.subschemas, () => ({}))}, ['gate.subschemas! /data', 'gate.fan-out /data']],
  ['large', {description: 'ă'.repeat(300_000)}, ['gate.size /data']],
  ['large in other letters', {description: '€😀'.repeat(80_000)}, ['gate.size /data']],
  ['too large', {description: 'x'.repeat(5_000_000), $ref: 'https://example.com/'}, ['gate.size! /data']],
  ['a fan of references, allOf', fanOut(40, 'allOf'), ['gate.depth /data', 'gate.fan-out! /data']],
  ['a fan of references, anyOf', fanOut(14, 'anyOf'), ['gate.fan-out /data']],
  [
    'more patterns than can be judged',
    {properties: many(8, (i) => ({pattern: `^(a|b)*a(a|b){12}${i}$`}))},
    Array.from({length: 8}, (_, i) => `gate.pattern! /data/properties/f${i}/pattern`),
  ],
];

for (const [name, data, findings] of CASES) {
  test(`gate: ${name}`, () => assert.deepEqual([...brief(data)].sort(), [...findings].sort()));
}

test('what is wrong in a registered model stands at the reference to it, by its name', () => {
  const model: JsonSchema = {$id: 'urn:example:model', properties: {a: {type: 'string'}, b: {$ref: 'urn:example:other'}}};
  const other: JsonSchema = {$id: 'urn:example:other', type: 'array'};
  const own = {
    ...context,
    schemas: new Map([
      ['urn:example:model', model],
      ['urn:example:other', other],
    ]),
  };
  const data: JsonSchema = {properties: {m: {$ref: 'urn:example:model'}}};
  assert.deepEqual(brief(data, own), ['gate.text-length /data/properties/m/$ref', 'gate.list-length /data/properties/m/$ref']);
  assert.match(checkPublishable(data, own)[0]?.message ?? '', /^In the model "urn:example:model": Expected a limit/u);
  assert.equal(checkPublishable(data, own, '/form/data')[0]?.pointer, '/form/data/properties/m/$ref');
});

test('a value that contains itself is refused by its size', () => {
  const data: {[name: string]: unknown} = {};
  data['a'] = {b: [data]};
  assert.deepEqual(brief(data as JsonSchema), ['gate.depth! /data']);
});

test('findings are told up to a number', () => {
  assert.equal(checkPublishable({properties: many(1500, () => ({type: 'string'}))}, context).length, MAX_FINDINGS);
});

test('the procedures that come along may be published', () => {
  const folder = new URL('../../../../../examples/procedures/', import.meta.url);
  const names = readdirSync(folder);
  assert.ok(names.length > 0);
  for (const name of names) {
    const {data} = JSON.parse(readFileSync(new URL(`${name}/form.json`, folder), 'utf8')) as {readonly data: JsonSchema};
    assert.deepEqual(brief(data), [], name);
  }
});

/** A schema that counts how often anything in it is read, by whoever reads it. */
function counting(data: JsonSchema): {readonly data: JsonSchema; readonly reads: () => number} {
  let reads = 0;
  const watched = new Map<object, object>();
  const watch = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    const known = watched.get(value);
    if (known) return known;
    const proxy = new Proxy(value, {
      get(target, name) {
        reads++;
        return watch(Reflect.get(target, name));
      },
      ownKeys(target) {
        reads++;
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor(target, name) {
        reads++;
        const found = Reflect.getOwnPropertyDescriptor(target, name);
        return found && (Array.isArray(target) && name === 'length' ? found : {...found, value: watch(found.value)});
      },
    });
    watched.set(value, proxy);
    return proxy;
  };
  return {data: watch(data) as JsonSchema, reads: () => reads};
}

test('law: the work of the gate grows with the size of a schema and nothing else', () => {
  const readsOf = (data: JsonSchema): number => {
    const counted = counting(data);
    checkPublishable(counted.data, context);
    return counted.reads();
  };
  const plain = readsOf({properties: many(100, () => ({allOf: [{type: 'boolean'}, {type: 'boolean'}]}))}) / 300;
  // Each bomb: reads per schema as written, against those of the plain form.
  const bombs: readonly (readonly [string, number, JsonSchema])[] = [
    ['fan-out', 90, fanOut(30, 'allOf')],
    ['fan-out', 180, fanOut(60, 'anyOf')],
    ['nesting', 100_000, nested(100_000)],
    ['circles', 200, {$defs: many(100, () => ({$ref: '#/$defs/f0', items: {$ref: '#/$defs/f99'}}))}],
  ];
  for (const [name, schemas, data] of bombs) {
    const ratio = readsOf(data) / schemas / plain;
    assert.ok(ratio < 5, `${name}: ${ratio.toFixed(1)} times the reads per schema`);
  }
});
