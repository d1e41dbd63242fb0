import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {runInThisContext} from 'node:vm';
import fc from 'fast-check';
import {FormError} from '../definition/errors.ts';
import {coreFormats} from '../formats/formats.ts';
import {SHARED_MODELS} from '../generated/models.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {en} from '../messages/en.ts';
import type {Issue} from '../messages/issue.ts';
import type {Format} from '../ports/ports.ts';
import {ajvValidator, beyondAjv} from './ajv.ts';
import {precompileAll} from './ajv-precompile.ts';
import {interpret} from './interpreter.ts';
import type {ValidatorContext, ValidatorFactory} from './port.ts';
import {fromPrecompiled, type PrecompiledModule} from './precompiled.ts';

interface Case {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly value: Json;
  readonly issues: readonly (readonly [pointer: string, code: string, params?: JsonObject])[];
}

const {cases} = JSON.parse(readFileSync(new URL('../../../dev/cases/schema/faults.json', import.meta.url), 'utf8')) as {
  cases: readonly Case[];
};

/** What a module does when a page loads it, without the file. */
function evaluated(code: string): PrecompiledModule {
  assert.doesNotMatch(code, /\b(?:require|import)\s*\(/u);
  return runInThisContext(`(() => {${code.replaceAll(/^export /gmu, '')}; return {version, parts, documents, link};})()`);
}

const precompiled: ValidatorFactory = (schema, context, root) => {
  const {code, interpreted} = precompileAll([root === undefined ? {schema} : {schema, root}], context);
  const fallback: ValidatorFactory = (...args) => {
    assert.ok(interpreted.length > 0, 'The fall-back was used for a schema that was compiled.');
    return interpret(...args);
  };
  return fromPrecompiled(evaluated(code), fallback)(schema, context, root);
};
const engines: {readonly [name: string]: ValidatorFactory} = {interpret, ajvValidator, precompiled};
const formats: ReadonlyMap<string, Format> = new Map(coreFormats.map((format) => [format.name, format]));
const models = new Map(SHARED_MODELS.map((model) => [String((model as JsonObject)['$id']), model]));
const context: ValidatorContext = {schemas: models, formats};

function brief(issues: readonly Issue[]): readonly unknown[] {
  return issues.map(({pointer, code, params}) => (params ? [pointer, code, params] : [pointer, code]));
}

function refusal(engine: ValidatorFactory, schema: JsonSchema, root?: JsonSchema, within = context): FormError {
  try {
    engine(schema, within, root);
  } catch (error) {
    assert.ok(error instanceof FormError, String(error));
    assert.equal(error.code, 'EGOV_CORE_SCHEMA');
    return error;
  }
  throw new assert.AssertionError({message: 'The schema was accepted.'});
}

for (const [name, engine] of Object.entries(engines)) {
  test(`${name}: the shared cases`, async (t) => {
    for (const {name: what, schema, value, issues} of cases) {
      await t.test(what, () => assert.deepEqual(brief(engine(schema, context)(value)), issues));
    }
  });

  test(`${name}: nothing to check in a missing value`, () => {
    assert.deepEqual(engine(false, context)(undefined), []);
    assert.deepEqual(brief(engine(false, context)(null)), [['', 'schema.false']]);
  });

  test(`${name}: shared models by URN, parts of a document by pointer and anchor`, () => {
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
    assert.deepEqual(brief(engine(root, context)({home, code: '1', other: 'x'})), [
      ['/code', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
      ['/home/colour', 'schema.additionalProperties'],
      ['/home/provinceCode', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
      ['/other', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
    ]);
    const part = (root as {readonly properties: {readonly code: JsonSchema}}).properties.code;
    assert.deepEqual(brief(engine(part, context, root)('1')), [['', 'schema.pattern', {pattern: '^[0-9]{2}$'}]]);
    assert.deepEqual(brief(engine({...(part as JsonObject), minLength: 2}, context, root)('1')), [
      ['', 'schema.minLength', {minLength: 2}],
      ['', 'schema.pattern', {pattern: '^[0-9]{2}$'}],
    ]);
  });

  test(`${name}: schemas that cannot be used are refused with their place`, () => {
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
      const error = refusal(engine, schema);
      assert.match(error.message, sentence);
      // A circle is named at one of its references, whichever the engine comes to first.
      if (!sentence.test('back to itself')) assert.equal(error.details['pointer'], pointer);
    }
    assert.deepEqual(engine({$ref: '#/$defs/a', $defs: {a: {type: 'string'}, b: {type: 'strnig'}}}, context)('x'), []);
  });

  test(`${name}: parts of registered schemas, booleans and places outside of keywords can be referred to`, () => {
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
    assert.deepEqual(brief(engine(root, own)({a: 'x', b: 1, c: 1, d: 1, e: 1})), [
      ['/a', 'schema.type', {type: 'integer'}],
      ['/c', 'schema.false'],
      ['/d', 'schema.type', {type: 'null'}],
    ]);
    assert.match(refusal(engine, {$ref: 'urn:example:unheard-of'}, undefined, own).message, /nothing is fetched/);
  });

  test(`${name}: the same document with other formats or other schemas means what it says then`, () => {
    const document: JsonSchema = {properties: {a: {format: 'odd'}, b: {$ref: 'urn:example:b'}}};
    const withCode = (code: string, type: string): ValidatorContext => ({
      schemas: new Map<string, JsonSchema>([['urn:example:b', {type}]]),
      formats: new Map([['odd', {name: 'odd', check: () => [{code}]}]]),
    });
    const value = {a: 'x', b: 1};
    assert.deepEqual(brief(engine(document, withCode('odd.one', 'null'))(value)), [
      ['/a', 'odd.one'],
      ['/b', 'schema.type', {type: 'null'}],
    ]);
    assert.deepEqual(brief(engine(document, withCode('odd.two', 'integer'))(value)), [['/a', 'odd.two']]);
    assert.deepEqual(engine(document, {schemas: new Map([['urn:example:b', true]]), formats: new Map()})(value), []);
  });

  test(`${name}: schemas nested beyond all measure are refused`, () => {
    let deep: JsonSchema = {};
    for (let i = 0; i < 300; i++) deep = {not: deep};
    assert.match(refusal(engine, deep).message, /at most 200 levels/);
  });

  test(`${name}: an exception of a format is the caller's`, () => {
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
    assert.throws(() => engine({format: 'broken'}, own)('x'), TypeError);
  });

  test(`${name}: a value nested deeper than the stack is an issue, not a crash`, () => {
    let deep: Json = {};
    for (let i = 0; i < 100_000; i++) deep = {next: deep};
    const tree: JsonSchema = {properties: {next: {$ref: '#'}}};
    assert.deepEqual(brief(engine(tree, context)(deep)), [['', 'schema.depth']]);
  });

  test(`${name}: a warning of a format is no fault, and the first error is the one`, () => {
    const format: Format = {
      name: 'odd',
      check: () => [
        {code: 'odd.maybe', severity: 'warning'},
        {code: 'odd.no', params: {length: 3}},
      ],
    };
    const lax: Format = {name: 'lax', check: () => [{code: 'odd.maybe', severity: 'warning'}]};
    const own = {schemas: models, formats: new Map([format, lax].map((each) => [each.name, each]))};
    assert.deepEqual(brief(engine({format: 'odd'}, own)('x')), [['', 'odd.no', {length: 3}]]);
    assert.deepEqual(engine({format: 'lax'}, own)('x'), []);
    assert.deepEqual(engine({format: 'odd'}, context)('x'), []);
  });
}

// ---------------------------------------------------------------- all engines, on generated schemas

const TEXTS = ['', 'a', 'ab', 'abc', '2026-02-29', '2026-02-28', 'ten@example.vn', '😀', 'toString', '0123'];
const MEMBERS = ['a', 'b', 'c', 'x-1', 'toString', 'a/b~c'];
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
    fc.dictionary(fc.constantFrom(...MEMBERS), tie('value'), {maxKeys: 4}) as fc.Arbitrary<Json>,
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
    enum: fc.array(value, {maxLength: 4}),
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

/** What composes: most of it looks at the same members and items whatever the value is. */
const {composed} = fc.letrec<{composed: JsonSchema}>((tie) => {
  const inner = tie('composed');
  const part = fc.constantFrom<JsonSchema>(true, {type: 'integer'}, {maxLength: 1}, {properties: {a: true}});
  const parts: {readonly [keyword: string]: fc.Arbitrary<unknown>} = {
    properties: fc.dictionary(fc.constantFrom(...MEMBERS), part, {maxKeys: 3}),
    patternProperties: fc.dictionary(fc.constantFrom('^x-', 'a'), part, {maxKeys: 2}),
    additionalProperties: part,
    prefixItems: fc.array(part, {minLength: 1, maxLength: 2}),
    items: fc.oneof(part, fc.constant(false)),
    contains: part,
    required: fc.uniqueArray(fc.constantFrom(...MEMBERS), {maxLength: 2}),
    allOf: fc.array(inner, {minLength: 1, maxLength: 2}),
    anyOf: fc.array(fc.oneof(inner, fc.constant({required: ['a']})), {minLength: 1, maxLength: 2}),
    $ref: fc.constant('#/$defs/second'),
    $dynamicRef: fc.constant('#fourth'),
    unevaluatedProperties: part,
    unevaluatedItems: part,
  };
  const entry = fc.oneof(...Object.entries(parts).map(([keyword, each]) => each.map((value) => [keyword, value] as const)));
  return {
    composed: fc
      .array(entry, {minLength: 1, maxLength: 3, depthIdentifier: 'composed'})
      .map((entries) => Object.fromEntries(entries) as JsonSchema),
  };
});

test('law: what is left over is the same for all engines, whether it is known beforehand or noted', () => {
  let left = 0;
  let taken = 0;
  const rest = fc.constantFrom<JsonSchema>(false, true, {type: 'integer'});
  fc.assert(
    fc.property(composed, rest, rest, fc.array(value, {minLength: 4, maxLength: 8}), (top, members, items, values) => {
      const document: JsonSchema = {
        ...(top as JsonObject),
        unevaluatedProperties: members,
        unevaluatedItems: items,
        $defs: {second: SECOND, fourth: {$dynamicAnchor: 'fourth', properties: {c: true}}},
      };
      if (beyondAjv(document, context).length > 0) left++;
      else taken++;
      const [first, ...others] = Object.values(engines).map((engine) => engine(document, context));
      for (const each of values) for (const other of others) assert.deepEqual(first?.(each), other(each));
    }),
    {seed: 20261122, numRuns: 600},
  );
  assert.ok(left > 50 && taken > 200, `${left} left to the interpreter, ${taken} taken: too lopsided to say much.`);
});

const SECOND: JsonSchema = {
  $anchor: 'third',
  type: 'object',
  properties: {a: {$ref: '#/$defs/second'}, b: {type: 'integer'}},
  minProperties: 1,
};

test('law: all engines give the same issues, and every issue has a message', () => {
  let faulty = 0;
  let right = 0;
  fc.assert(
    fc.property(schema, schema, fc.array(value, {minLength: 4, maxLength: 8}), (top, first, values) => {
      const document: JsonSchema = {allOf: [top], $defs: {first, second: SECOND}};
      const [a, ...others] = Object.values(engines).map((engine) => {
        try {
          return engine(document, context);
        } catch (error) {
          assert.ok(error instanceof FormError, String(error));
          return null;
        }
      });
      for (const other of others) assert.equal(a === null, other === null, 'One engine refuses what another takes.');
      for (const each of a ? values : []) {
        const issues = a?.(each) ?? [];
        for (const other of others) assert.deepEqual(issues, other?.(each));
        for (const {code} of issues) assert.ok(Object.hasOwn(en, code), code);
        if (issues.length > 0) faulty++;
        else right++;
      }
    }),
    {seed: 20261121, numRuns: 1200},
  );
  assert.ok(faulty > 1000 && right > 1000, `${faulty} faulty, ${right} right: too lopsided to say much.`);
});

test('what is left over is known beforehand beside conditions that look at nothing, and beside references with one end', () => {
  const taken: readonly JsonSchema[] = [
    {
      properties: {a: true},
      if: {required: ['a']},
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name.
      then: {required: ['b']},
      dependentSchemas: {a: {required: ['c']}},
      oneOf: [{required: ['a']}, {required: ['b']}],
      unevaluatedProperties: false,
    },
    {$ref: '#/$defs/a', $dynamicRef: '#x', unevaluatedProperties: false},
    {allOf: [true, {properties: {a: true}}], unevaluatedProperties: false},
    {allOf: [{required: ['c']}], $ref: '#/$defs/a', $dynamicRef: '#x'},
  ];
  const left: readonly (readonly [JsonSchema, readonly string[]])[] = [
    [{if: {properties: {a: true}}, unevaluatedProperties: false}, ['unevaluatedProperties']],
    [{allOf: [{properties: {a: true}, unevaluatedProperties: true}], unevaluatedProperties: false}, ['unevaluatedProperties']],
    [
      {$dynamicRef: '#x', unevaluatedProperties: false, $defs: {other: {$id: 'urn:example:other', $dynamicAnchor: 'x'}}},
      ['$dynamicRef', 'unevaluatedProperties'],
    ],
  ];
  const values: readonly Json[] = [{}, {a: 1}, {b: 1}, {a: 1, b: 1, c: 1}, {d: 1}, 1];
  for (const [part, beyond] of [...taken.map((part) => [part, []] as const), ...left]) {
    const document = part as {readonly $defs?: JsonObject} & JsonObject;
    const $defs = {a: {required: ['a'], properties: {a: true}}, x: {$dynamicAnchor: 'x', required: ['b']}, ...document.$defs};
    const whole: JsonSchema = {...document, $defs};
    assert.deepEqual(beyondAjv(whole, context), beyond);
    const [first, ...others] = Object.values(engines).map((engine) => engine(whole, context));
    for (const each of values) for (const other of others) assert.deepEqual(first?.(each), other(each));
  }
});

test('more patterns than are remembered are held to the rules all the same', () => {
  const patterns = Object.fromEntries(Array.from({length: 1100}, (_, i) => [`^p${i}$`, true] as const));
  const engine = interpret({patternProperties: patterns, additionalProperties: false}, context);
  assert.deepEqual(brief(engine({p0: 1, p1099: 1, p1100: 1})), [['/p1100', 'schema.additionalProperties']]);
  assert.throws(() => interpret({pattern: '('}, context), FormError);
});
