import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createForm} from '../../engine/create-form.ts';
import type {Form} from '../../engine/form.ts';
import type {JsonObject, JsonSchema} from '../../json/json.ts';

const open = (schema: JsonObject): Form =>
  createForm({$schema: 'http://json-schema.org/draft-07/schema#', type: 'object', ...schema} as JsonSchema);
const fieldsIn = (form: Form): readonly string[] =>
  form.pages.flatMap(({items}) => items.flatMap((item) => ('field' in item ? [item.field] : [])));
const EXPONENTIAL = '^([a-z]+(\\.[a-z]+)*)*$';

describe('a published schema with a pattern that costs', () => {
  for (const [pattern, right, wrong] of [
    ['^(.+)/(.+)$', 'text/csv', 'text'],
    ['^\\.[A-z0-9-_.]*[A-z0-9-_]+$', '.d.ts', 'ts'],
    ['[a-z]+@[a-z]+!$', 'a@b!', 'a@b'],
  ] as const) {
    it(`is asked with ${pattern}, of a short text`, () => {
      const form = open({properties: {a: {type: 'string', pattern}}});
      const codes = (value: string): readonly string[] => {
        form.set('/a', value);
        return form.field('/a').issues.map(({code}) => code);
      };
      assert.deepEqual(codes(right), []);
      assert.deepEqual(codes(wrong), ['schema.pattern']);
      assert.ok(codes('a/@'.repeat(100_000)).includes('schema.maxLength'));
    });
  }

  it('goes without a member that could hang the page, and is refused where it must be there', () => {
    const a = {type: 'string', pattern: EXPONENTIAL};
    const ofDef = {properties: {a: {$ref: '#/definitions/a'}, b: {type: 'string'}}, definitions: {a}};
    for (const schema of [{properties: {a, b: {type: 'string'}}}, ofDef]) {
      assert.deepEqual(fieldsIn(open(schema)), ['/b']);
      assert.throws(() => open({...schema, required: ['a']}), /linear time/);
    }
  });

  it('goes without an alternative', () => {
    const form = open({properties: {a: {oneOf: [{type: 'string', pattern: EXPONENTIAL}, {enum: ['x', 'y']}]}}});
    form.set('/a', 'x');
    assert.deepEqual(form.answers(), {a: 'x'});
  });

  it('is refused in a schema that its author can mend', () => {
    assert.throws(
      () => createForm({type: 'object', properties: {a: {type: 'string', pattern: '^(.+)/(.+)$'}}} as JsonSchema),
      /256/,
    );
  });
});

describe('a bundle', () => {
  it('is read by the identifiers of what was copied in', () => {
    const form = open({
      $id: 'https://example.com/all.json',
      properties: {a: {$ref: 'https://example.com/a.json'}, b: {$ref: 'a.json#/definitions/size'}},
      definitions: {
        A: {
          $id: 'https://example.com/a.json',
          type: 'object',
          properties: {size: {$ref: '#/definitions/size'}},
          definitions: {size: {type: 'integer', maximum: 5}},
        },
      },
    });
    for (const pointer of ['/a/size', '/b']) {
      form.set(pointer, 6);
      assert.deepEqual(
        form.field(pointer).issues.map(({code}) => code),
        ['schema.maximum'],
      );
    }
  });

  it('goes without copies that nothing needs and that refer to what nobody has', () => {
    const definitions = {a: {$ref: 'https://example.com/none.json'}, b: {type: 'string'}};
    assert.deepEqual(fieldsIn(open({properties: {a: {$ref: '#/definitions/a'}, b: {$ref: '#/definitions/b'}}, definitions})), [
      '/b',
    ]);
  });

  it('whose parts lead back to each other is opened at once', () => {
    const part = (i: number): JsonObject => ({
      anyOf: [0, 1, 2, 3, 4, 5].map((j) => ({type: 'array', items: {$ref: `#/definitions/p${(i + j) % 12}`}})),
    });
    const definitions = Object.fromEntries(Array.from({length: 12}, (_, i) => [`p${i}`, part(i)]));
    open({
      properties: {a: {type: 'object', properties: {b: {$ref: '#/definitions/p0'}}}, c: {type: 'string'}},
      definitions,
    }).dispose();
  });
});
