import assert from 'node:assert/strict';
import test from 'node:test';
import {FormError} from '../definition/errors.ts';
import {coreFormats} from '../formats/formats.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {JsonObject, JsonSchema} from '../json/json.ts';
import {planForm} from '../plan/plan.ts';
import {beyondAjv, remember} from './ajv.ts';
import {loadPrecompiled, precompile, precompileAll, precompileForm} from './ajv-precompile.ts';
import {interpret} from './interpreter.ts';
import type {ValidatorContext, ValidatorFactory} from './port.ts';
import {fromPrecompiled} from './precompiled.ts';

const formats = new Map(coreFormats.map((format) => [format.name, format]));
const context: ValidatorContext = {schemas: new Map(), formats};

function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof FormError, String(error));
    assert.equal(error.code, 'EGOV_CORE_PRECOMPILED');
    return error.message;
  }
  throw new assert.AssertionError({message: 'Nothing was thrown.'});
}

/** Counts who asks for it. */
function counting(): {readonly factory: ValidatorFactory; readonly asked: JsonSchema[]} {
  const asked: JsonSchema[] = [];
  const factory: ValidatorFactory = (schema, ...rest) => {
    asked.push(schema);
    return interpret(schema, ...rest);
  };
  return {asked, factory};
}

test('a module is text without imports or eval, and works on the schema as another program reads it', async () => {
  const schema: JsonSchema = {type: 'object', properties: {a: {format: 'date'}, b: {const: JSON.parse('{"__proto__":1}')}}};
  const made = precompile(schema, context);
  assert.deepEqual(made.interpreted, []);
  assert.doesNotMatch(made.code, /\b(?:import|require|eval|Function)\b/u);
  const engine = fromPrecompiled(await loadPrecompiled(made));
  const validate = engine(JSON.parse(JSON.stringify(schema)), context);
  assert.deepEqual(
    validate({a: '2026-02-29', b: JSON.parse('{"__proto__":2}')}).map(({code: each}) => each),
    ['format.date', 'schema.const'],
  );
  assert.deepEqual(validate({a: '2026-02-28', b: JSON.parse('{"__proto__":1}')}), []);
});

test('what the compiler cannot do right is said in the module and left to the fall-back', async () => {
  const schema: JsonSchema = {anyOf: [{properties: {a: true}}, {properties: {c: true}}], unevaluatedProperties: false};
  const made = precompileAll([{schema}, {schema}], context);
  assert.deepEqual(made.interpreted, [['unevaluatedProperties'], ['unevaluatedProperties']]);
  assert.deepEqual(beyondAjv(schema, context), ['unevaluatedProperties']);
  const module = await loadPrecompiled(made);
  const {factory, asked} = counting();
  assert.deepEqual(fromPrecompiled(module, factory)(schema, context)({b: 1}), interpret(schema, context)({b: 1}));
  assert.equal(asked.length, 1);
  assert.match(
    code(() => fromPrecompiled(module)(schema, context)),
    /it uses unevaluatedProperties/,
  );
});

test('a module of another text of the schema, or of what it refers to, is not used', async () => {
  const part: JsonSchema = {$ref: '#/$defs/code'};
  const root = (pattern: string): JsonSchema => ({properties: {a: part}, $defs: {code: {pattern}, any: true}});
  const boolean: JsonSchema = {$ref: 'urn:example:flag#/$defs/any'};
  const flag = (any: boolean): ValidatorContext => ({schemas: new Map([['urn:example:flag', {$defs: {any}}]]), formats});
  const made = precompileAll(
    [
      {schema: part, root: root('^a$')},
      {schema: {type: 'null'}, root: root('^a$')},
      {schema: boolean, root: root('^a$')},
    ],
    flag(true),
  );
  const module = await loadPrecompiled(made);
  const {factory, asked} = counting();
  const engine = fromPrecompiled(module, factory);
  assert.equal(engine(part, flag(true), root('^a$'))('b').length, 1);
  assert.equal(asked.length, 0);
  // The text of the part is the same, what it refers to is not.
  assert.equal(engine(part, flag(true), root('^b$'))('b').length, 0);
  assert.equal(asked.length, 1);
  // A schema without references does not care for its surroundings.
  assert.equal(engine({type: 'null'}, context, root('^b$'))(1).length, 1);
  assert.equal(asked.length, 1);
  assert.equal(engine({type: 'boolean'}, context, root('^a$'))(1).length, 1);
  assert.equal(asked.length, 2);
  assert.equal(engine(boolean, flag(true), root('^a$'))(1).length, 0);
  assert.equal(asked.length, 2);
  assert.equal(engine(boolean, flag(false), root('^a$'))(1).length, 1);
  assert.equal(engine(boolean, flag(true), true)(1).length, 0);
  assert.equal(asked.length, 4);
  assert.match(
    code(() => fromPrecompiled(module)({type: 'integer'}, context)),
    /another version/,
  );
  assert.match(
    code(() => fromPrecompiled({...module, version: 2})),
    /found 2/,
  );
});

test('the same text that means two things in one document is left to the fall-back', async () => {
  const here: JsonSchema = {$ref: '#/$defs/x'};
  const there: JsonSchema = {$ref: '#/$defs/x'};
  const root: JsonSchema = {
    properties: {a: here, b: {$id: 'urn:example:b', properties: {c: there}, $defs: {x: {type: 'null'}}}},
    $defs: {x: {type: 'string'}},
  };
  const made = precompileAll(
    [
      {schema: here, root},
      {schema: there, root},
    ],
    context,
  );
  assert.deepEqual(made.interpreted, [['a reference that means two things in one document']]);
  const {factory, asked} = counting();
  const engine = fromPrecompiled(await loadPrecompiled(made), factory);
  for (const schema of [here, there])
    for (const value of [1, 'x', null])
      assert.deepEqual(engine(schema, context, root)(value), interpret(schema, context, root)(value));
  assert.equal(asked.length, 6);
});

test('parts of registered models are known by the name of the model, and copies by their own text', async () => {
  const part: JsonSchema = {$ref: '#/$defs/code'};
  const model: JsonSchema = {properties: {a: part}, $defs: {code: {pattern: '^a$'}}};
  const within: ValidatorContext = {
    schemas: new Map([
      ['urn:example:other', {}],
      ['urn:example:model', model],
    ]),
    formats,
  };
  const merged: JsonSchema = {$ref: '#own', minLength: 2, $defs: {own: {$anchor: 'own', type: 'string'}}};
  const made = precompileAll(
    [
      {schema: part, root: model},
      {schema: merged, root: {}},
    ],
    within,
  );
  const engine = fromPrecompiled(await loadPrecompiled(made));
  assert.equal(engine(part, within, model)('b').length, 1);
  assert.equal(engine(merged, within, {})('b').length, 1);
  assert.equal(engine(merged, within, {})(1).length, 1);
  // The same part of a document that is not registered is another one.
  assert.match(
    code(() => engine(part, within, {...(model as JsonObject)})),
    /another version/,
  );
});

test('a form is precompiled field by field, and formats are those of the page', async () => {
  const data: JsonSchema = {
    type: 'object',
    properties: {
      when: {type: 'string', format: 'date', maxLength: 10, title: 'When'},
      until: {type: 'string', format: 'date', maxLength: 10, title: 'Until'},
      home: {$ref: 'urn:egov-form:address:v1'},
      kind: {format: 'own'},
    },
  };
  const definition = {id: 'f', version: '1.0.0', title: 'F', data} as unknown as FormDefinition;
  const pack = {name: 'own', formats: [{name: 'own', check: (text: string) => (text === 'x' ? [] : [{code: 'own.x'}])}]};
  const made = precompileForm(definition, [pack]);
  assert.deepEqual(made.interpreted, []);
  // Fields that say the same share one validator; one is of the whole.
  assert.equal([...made.code.matchAll(/^exports\.v\d+ = /gmu)].length, 4);
  const engine = fromPrecompiled(await loadPrecompiled(made));
  const plan = planForm(JSON.parse(JSON.stringify(definition)) as FormDefinition, [pack]);
  const within: ValidatorContext = {schemas: plan.schemas, formats: plan.formats};
  const found = [...plan.fields].map(([pointer, {written, root}]) => [
    pointer,
    engine(written, within, root)('2026-13-01').map((issue) => issue.code),
  ]);
  assert.deepEqual(found, [
    ['/when', ['format.date']],
    ['/until', ['format.date']],
    ['/home', ['schema.type']],
    ['/kind', ['own.x']],
  ]);
  // Without that format its name says nothing.
  assert.deepEqual(engine((data as {readonly properties: JsonObject}).properties['kind'] as JsonSchema, context, data)('y'), []);
});

test('a table that is full is begun anew', () => {
  const table = new Map<string, number>();
  for (const [i, key] of ['a', 'b', 'c'].entries()) remember(table, key, i, 2);
  assert.deepEqual([...table], [['c', 2]]);
});
