import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import {FormError} from '../definition/errors.ts';
import type {Format} from '../formats/format.ts';
import {coreFormats} from '../formats/formats.ts';
import {SHARED_MODELS} from '../generated/models.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {en} from '../messages/en.ts';
import type {Issue} from '../messages/issue.ts';
import {ajvJudge} from './ajv.ts';
import {interpret} from './interpreter.ts';
import type {Validator, ValidatorContext} from './port.ts';

interface Case {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly value: Json;
  readonly issues: readonly (readonly [pointer: string, code: string, params?: JsonObject])[];
}

const {cases} = JSON.parse(readFileSync(new URL('../../../dev/cases/schema/faults.json', import.meta.url), 'utf8')) as {
  cases: readonly Case[];
};

const formats: ReadonlyMap<string, Format> = new Map(coreFormats.map((format) => [format.name, format]));
const models = new Map(SHARED_MODELS.map((model) => [String((model as JsonObject)['$id']), model]));
const context: ValidatorContext = {schemas: models, formats};

function brief(issues: readonly Issue[]): readonly unknown[] {
  return issues.map(({pointer, code, params}) => (params ? [pointer, code, params] : [pointer, code]));
}

function refusal(schema: JsonSchema, root?: JsonSchema, within = context): FormError {
  try {
    interpret(schema, within, root);
  } catch (error) {
    assert.ok(error instanceof FormError, String(error));
    assert.equal(error.code, 'EGOV_CORE_SCHEMA');
    return error;
  }
  throw new assert.AssertionError({message: 'The schema was accepted.'});
}

test('the shared cases', async (t) => {
  for (const {name: what, schema, value, issues} of cases) {
    await t.test(what, () => assert.deepEqual(brief(interpret(schema, context)(value)), issues));
  }
});

test('nothing to check in a missing value', () => {
  assert.deepEqual(interpret(false, context)(undefined), []);
  assert.deepEqual(brief(interpret(false, context)(null)), [['', 'schema.false']]);
});

test('shared models by URN, parts of a document by pointer and anchor', () => {
  const root: JsonSchema = {
    type: 'object',
    properties: {
      home: {$ref: 'urn:egov-form:address:v1'},
      code: {$ref: '#/$defs/two%20digits'},
      other: {$ref: '#digits'},
    },
    $defs: {'two digits': {$anchor: 'digits', pattern: '^[0-9]{2}$'}},
  };
  const home = {provinceCode: '1', communeCode: '00001', colour: 'red'};
  assert.deepEqual(brief(interpret(root, context)({home, code: '1', other: 'x'})), [
    ['/code', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
    ['/home/colour', 'schema.additionalProperties'],
    ['/home/provinceCode', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
    ['/other', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
  ]);
  const part = (root as {readonly properties: {readonly code: JsonSchema}}).properties.code;
  assert.deepEqual(brief(interpret(part, context, root)('1')), [['', 'schema.pattern', {pattern: '^[0-9]{2}$'}]]);
  assert.deepEqual(brief(interpret({...(part as JsonObject), minLength: 2}, context, root)('1')), [
    ['', 'schema.minLength', {minLength: 2}],
    ['', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
  ]);
});

test('schemas that cannot be used are refused with their place', () => {
  const refused: readonly (readonly [JsonSchema, string, RegExp])[] = [
    [{properties: {a: {type: 'strnig'}}}, '/properties/a/type', /one of null, boolean/],
    [{minLength: -1}, '/minLength', /whole number/],
    [{multipleOf: 0}, '/multipleOf', /above 0/],
    [{pattern: '('}, '/pattern', /regular expression/],
    [{items: 1}, '/items', /a schema/],
    [{properties: []}, '/properties', /schemas by name/],
    [{minimum: '1'}, '/minimum', /a number/],
    [{format: 1}, '/format', /a text/],
    [{enum: 'a'}, '/enum', /a list/],
    [{uniqueItems: 1}, '/uniqueItems', /true or false/],
    [{dependentRequired: {a: 'b'}}, '/dependentRequired', /lists of member names/],
    [{type: []}, '/type', /one of null/],
    [{$ref: '#/%'}, '/$ref', /leads nowhere/],
    [{$ref: '#/title', title: 'x'}, '/$ref', /leads nowhere/],
    [{$ref: '#none'}, '/$ref', /leads nowhere/],
    [{items: {$dynamicRef: '#none'}}, '/items/$dynamicRef', /leads nowhere/],
    [
      {$defs: {a: {$anchor: 'a', $dynamicRef: '#b'}, b: {$anchor: 'b', $ref: '#a'}}, $ref: '#a'},
      '/$defs/b/$ref',
      /back to itself/,
    ],
    [{items: {patternProperties: {'(': true}}}, '/items/patternProperties', /regular expressions/],
    [{items: {required: 'a'}}, '/items/required', /list of member names/],
    [{anyOf: []}, '/anyOf', /at least one/],
    [{$ref: 'https://example.com/person.json'}, '/$ref', /nothing is fetched/],
    [{allOf: [{$ref: '#/$defs/none'}]}, '/allOf/0/$ref', /leads nowhere/],
    [{$ref: '#/$defs/constructor/prototype'}, '/$ref', /leads nowhere/],
    [{$ref: '#'}, '/$ref', /back to itself/],
    [
      {$defs: {a: {allOf: [{$ref: '#/$defs/b'}]}, b: {$ref: '#/$defs/a'}}, $ref: '#/$defs/a'},
      '/$defs/a/allOf/0/$ref',
      /back to itself/,
    ],
    [{$schema: 'http://json-schema.org/draft-07/schema#'}, '/$schema', /2020-12/],
  ];
  for (const [schema, pointer, sentence] of refused) {
    const error = refusal(schema);
    assert.match(error.message, sentence);
    // A circle is named at one of its references, whichever the engine comes to first.
    if (!sentence.test('back to itself')) assert.equal(error.details['pointer'], pointer);
  }
  assert.deepEqual(interpret({$ref: '#/$defs/a', $defs: {a: {type: 'string'}, b: {type: 'strnig'}}}, context)('x'), []);
});

test('parts of registered schemas, booleans and places outside of keywords can be referred to', () => {
  const registered: JsonSchema = {$defs: {inner: {$id: 'urn:example:inner', type: 'integer'}, any: true, none: false}};
  const own: ValidatorContext = {
    schemas: new Map<string, JsonSchema>([
      ['urn:example:a', true],
      ['urn:example:outer', registered],
    ]),
    formats,
  };
  const root: JsonSchema = {
    properties: {
      a: {$ref: 'urn:example:inner'},
      b: {$ref: 'urn:example:outer#/$defs/any'},
      c: {$ref: 'urn:example:outer#/$defs/none'},
      d: {$ref: '#/x-own/part'},
      e: {$ref: 'urn:example:a'},
    },
    'x-own': {part: {type: 'null'}},
  };
  assert.deepEqual(brief(interpret(root, own)({a: 'x', b: 1, c: 1, d: 1, e: 1})), [
    ['/a', 'schema.type', {type: 'integer'}],
    ['/c', 'schema.false'],
    ['/d', 'schema.type', {type: 'null'}],
  ]);
  assert.match(refusal({$ref: 'urn:example:unheard-of'}, undefined, own).message, /nothing is fetched/);
});

test('the same document with other formats or other schemas means what it says then', () => {
  const document: JsonSchema = {properties: {a: {format: 'odd'}, b: {$ref: 'urn:example:b'}}};
  const withCode = (code: string, type: string): ValidatorContext => ({
    schemas: new Map<string, JsonSchema>([['urn:example:b', {type}]]),
    formats: new Map([['odd', {name: 'odd', check: () => [{code}]}]]),
  });
  const value = {a: 'x', b: 1};
  assert.deepEqual(brief(interpret(document, withCode('odd.one', 'null'))(value)), [
    ['/a', 'odd.one'],
    ['/b', 'schema.type', {type: 'null'}],
  ]);
  assert.deepEqual(brief(interpret(document, withCode('odd.two', 'integer'))(value)), [['/a', 'odd.two']]);
  assert.deepEqual(interpret(document, {schemas: new Map([['urn:example:b', true]]), formats: new Map()})(value), []);
});

test('schemas nested beyond all measure are refused', () => {
  let deep: JsonSchema = {};
  for (let i = 0; i < 300; i++) deep = {not: deep};
  assert.match(refusal(deep).message, /at most 200 levels/);
});

test('an exception of a format goes to the caller', () => {
  const own: ValidatorContext = {
    schemas: models,
    formats: new Map([
      [
        'broken',
        {
          name: 'broken',
          check: () => {
            throw new TypeError('broken');
          },
        },
      ],
    ]),
  };
  assert.throws(() => interpret({format: 'broken'}, own)('x'), TypeError);
});

test('a value nested deeper than the stack is an issue, not a crash', () => {
  let deep: Json = {};
  for (let i = 0; i < 100_000; i++) deep = {next: deep};
  const tree: JsonSchema = {properties: {next: {$ref: '#'}}};
  assert.deepEqual(brief(interpret(tree, context)(deep)), [['', 'schema.depth']]);
});

test('a warning of a format is no fault, and the first error is the one', () => {
  const format: Format = {
    name: 'odd',
    check: () => [
      {code: 'odd.maybe', severity: 'warning'},
      {code: 'odd.no', params: {length: 3}},
    ],
  };
  const lax: Format = {name: 'lax', check: () => [{code: 'odd.maybe', severity: 'warning'}]};
  const own = {schemas: models, formats: new Map([format, lax].map((each) => [each.name, each]))};
  assert.deepEqual(brief(interpret({format: 'odd'}, own)('x')), [['', 'odd.no', {length: 3}]]);
  assert.deepEqual(interpret({format: 'lax'}, own)('x'), []);
  assert.deepEqual(interpret({format: 'odd'}, context)('x'), []);
});

// ---------------------------------------------------------------- the judge, on generated schemas

const TEXTS = ['', 'a', 'ab', 'abc', '2026-02-29', '2026-02-28', 'ten@example.vn', '😀', 'toString', '0123'];
const MEMBERS = ['a', 'b', 'c', 'x-1', 'length', 'a/b~c'];
const count = fc.integer({min: 0, max: 3});
const plainValue = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, 1, -1, 2.5, 0.3, 1e21, 100),
  fc.constantFrom(...TEXTS) as fc.Arbitrary<Json>,
);
const {value} = fc.letrec<{value: Json}>((tie) => ({
  value: fc.oneof(
    {depthSize: 'small'},
    plainValue,
    fc.array(tie('value'), {maxLength: 4}),
    fc.dictionary(fc.constantFrom(...MEMBERS), tie('value'), {maxKeys: 4, noNullPrototype: true}) as fc.Arbitrary<Json>,
  ),
}));

const {schema} = fc.letrec<{schema: JsonSchema}>((tie) => {
  const inner = tie('schema');
  const members = fc.dictionary(fc.constantFrom(...MEMBERS), inner, {maxKeys: 3});
  const names = fc.uniqueArray(fc.constantFrom(...MEMBERS), {maxLength: 3});
  const type = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'integer', 'string');
  const number = fc.constantFrom(-1, 0, 0.5, 1, 3);
  const keywords: {readonly [keyword: string]: fc.Arbitrary<unknown>} = {
    type: fc.oneof(type, fc.uniqueArray(type, {minLength: 1, maxLength: 3})),
    const: value,
    enum: fc.array(value, {minLength: 1, maxLength: 4}),
    minimum: number,
    maximum: number,
    exclusiveMinimum: number,
    exclusiveMaximum: number,
    multipleOf: fc.constantFrom(0.1, 0.5, 1, 2, 3),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom('^a', '[0-9]+$', '^.$', '\\p{L}'),
    format: fc.constantFrom('date', 'email', 'unknown'),
    prefixItems: fc.array(inner, {minLength: 1, maxLength: 2}),
    items: inner,
    contains: inner,
    minContains: count,
    maxContains: count,
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    properties: members,
    patternProperties: fc.dictionary(fc.constantFrom('^x-', 'a', 'S'), inner, {maxKeys: 2}),
    additionalProperties: inner,
    propertyNames: inner,
    required: names,
    dependentRequired: fc.dictionary(fc.constantFrom(...MEMBERS), names, {maxKeys: 2}),
    dependentSchemas: members,
    minProperties: count,
    maxProperties: count,
    allOf: fc.array(inner, {minLength: 1, maxLength: 2}),
    anyOf: fc.array(inner, {minLength: 1, maxLength: 3}),
    oneOf: fc.array(inner, {minLength: 1, maxLength: 3}),
    not: inner,
    if: inner,
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name.
    then: inner,
    else: inner,
    $ref: fc.constantFrom('#/$defs/first', '#/$defs/second', '#third'),
  };
  // A few keywords at a time, else nearly every value fails at once.
  const few = fc
    .array(fc.oneof(...Object.entries(keywords).map(([keyword, each]) => each.map((value) => [keyword, value] as const))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((entries) => Object.fromEntries(entries) as JsonSchema);
  const leaf = fc.constantFrom<JsonSchema>(
    true,
    false,
    {type: 'string'},
    {type: 'object'},
    {minimum: 1},
    {maxLength: 2},
    {required: ['a']},
  );
  return {schema: fc.oneof({depthSize: 'small', maxDepth: 4}, {weight: 1, arbitrary: leaf}, {weight: 5, arbitrary: few})};
});

const SECOND: JsonSchema = {
  $anchor: 'third',
  type: 'object',
  properties: {a: {$ref: '#/$defs/second'}, b: {type: 'integer'}},
  minProperties: 1,
};

test('law: the judge accepts what the interpreter accepts, and every issue has a message', () => {
  let faulty = 0;
  let right = 0;
  fc.assert(
    fc.property(schema, schema, fc.array(value, {minLength: 4, maxLength: 8}), (top, first, values) => {
      const document: JsonSchema = {allOf: [top], $defs: {first, second: SECOND}};
      const validate = orRefused(document);
      if (!validate) return;
      const judge = ajvJudge(document, {schemas: new Map(), formats});
      for (const each of values) {
        const issues = validate(each);
        assert.equal(judge(each).length === 0, issues.length === 0);
        for (const {code} of issues) assert.ok(Object.hasOwn(en, code), code);
        if (issues.length > 0) faulty++;
        else right++;
      }
    }),
    {seed: 20261121, numRuns: 1200},
  );
  assert.ok(faulty > 1000 && right > 1000, `${faulty} faulty, ${right} right: too lopsided to say much.`);
});

/** Nothing for a schema that leads back to itself, which the generator makes now and then. */
function orRefused(document: JsonSchema): Validator | undefined {
  try {
    return interpret(document, context);
  } catch (error) {
    assert.ok(error instanceof FormError, String(error));
    return undefined;
  }
}

test('the judge names keyword and place, and of what is missing the place where it should be', () => {
  const judge = ajvJudge(
    {type: 'object', properties: {'a/b': {type: 'integer'}, n: {multipleOf: 0.1}}, required: ['c~d']},
    {schemas: new Map(), formats},
  );
  assert.deepEqual(judge({'a/b': 'x', n: 0.3}), [
    {keyword: 'required', pointer: '/c~0d', missing: true},
    {keyword: 'type', pointer: '/a~1b', missing: false},
  ]);
  assert.deepEqual(judge({'c~d': 1, n: 0.25}), [{keyword: 'multipleOf', pointer: '/n', missing: false}]);
});

test('more patterns than are remembered are held to the rules all the same', () => {
  const patterns = Object.fromEntries(Array.from({length: 1100}, (_, i) => [`^p${i}$`, true] as const));
  const engine = interpret({patternProperties: patterns, additionalProperties: false}, context);
  assert.deepEqual(brief(engine({p0: 1, p1099: 1, p1100: 1})), [['/p1100', 'schema.additionalProperties']]);
  assert.throws(() => interpret({pattern: '('}, context), FormError);
});
