import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {JsonSchema} from '../../json/json.ts';
import {convertSchema} from './convert.ts';
import {unicodePattern} from './pattern-flags.ts';

const convert = (schema: JsonSchema): JsonSchema => convertSchema(schema, (name) => name === 'date').schema;
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

describe('a schema of an older draft', () => {
  it('of draft 4 says the same in words of 2020-12', () => {
    const given = {
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'https://example.org/person',
      definitions: {age: {type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}},
      properties: {id: {$ref: '#/definitions/age'}, pair: {items: [{type: 'string'}], additionalItems: false}},
      dependencies: {id: ['pair'], pair: {required: ['id']}},
    };
    assert.deepEqual(convert(given), {
      $schema: DIALECT,
      $id: 'https://example.org/person',
      $defs: {age: {type: 'integer', exclusiveMinimum: 0, maximum: 9}},
      properties: {id: {$ref: '#/$defs/age'}, pair: {prefixItems: [{type: 'string'}], items: false}},
      dependentRequired: {id: ['pair']},
      dependentSchemas: {pair: {required: ['id']}},
    });
  });

  it('keeps references that lead through what is renamed', () => {
    const given = {
      definitions: {'a b': {definitions: {c: true}}, list: {items: [{type: 'string'}], additionalItems: {type: 'number'}}},
      properties: {
        one: {$ref: '#/definitions/a%20b/definitions/c'},
        two: {$ref: '#/definitions/list/items/0'},
        three: {$ref: '#/definitions/list/additionalItems'},
        definitions: {$ref: '#/properties/one'},
        four: {$ref: '#/properties/definitions'},
      },
    };
    const {properties} = convert(given) as {properties: {[name: string]: {$ref: string}}};
    const references = Object.values(properties).map(({$ref}) => $ref);
    assert.deepEqual(references, [
      '#/$defs/a%20b/$defs/c',
      '#/$defs/list/prefixItems/0',
      '#/$defs/list/items',
      '#/properties/one',
      '#/properties/definitions',
    ]);
  });

  it('of draft 3, 2019-09 or OpenAPI is read, too', () => {
    assert.deepEqual(convert({properties: {a: {type: 'any', required: true}, b: {divisibleBy: 2, required: false}}}), {
      properties: {a: {}, b: {multipleOf: 2}},
      required: ['a'],
    });
    const recursive = {
      $schema: 'https://json-schema.org/draft/2019-09/schema',
      $recursiveAnchor: true,
      items: {$recursiveRef: '#'},
    };
    assert.deepEqual(convert(recursive), {$schema: DIALECT, items: {$ref: '#'}});
    assert.deepEqual(convert({type: 'string', enum: ['a'], nullable: true}), {type: ['string', 'null'], enum: ['a', null]});
    assert.deepEqual(convert({$id: 'https://example.org/a', definitions: {b: {$id: '#b'}}}), {
      $id: 'https://example.org/a',
      $defs: {b: {$anchor: 'b'}},
    });
  });

  it('goes without what cannot be read, and says so once of each kind', () => {
    const given = {
      properties: {a: {format: 'date'}, b: {format: 'colour'}, c: {format: 'colour', minLength: '3'}, d: {pattern: '(?i)x'}},
    };
    const {schema, notes} = convertSchema(given, (name) => name === 'date');
    assert.deepEqual(schema, {properties: {a: {format: 'date'}, b: {}, c: {}, d: {}}});
    assert.deepEqual(
      notes.map(({pointer, code}) => `${code} ${pointer}`),
      ['data.ignored /properties/b/format', 'data.ignored /properties/c/minLength', 'data.ignored /properties/d/pattern'],
    );
  });

  it('is the same object when there is nothing to convert', () => {
    const given = {type: 'object', properties: {a: {type: 'string', pattern: '^a$'}}};
    assert.equal(convert(given), given);
  });
});

describe('a pattern without Unicode rules', () => {
  it('gets them without meaning something else', () => {
    for (const [given, expected, texts] of [
      ['^[\\w\\-\\.]+\\@x\\_y$', '^[\\w\\-\\.]+@x_y$', ['a-b.@x_y', 'a@xy']],
      ['^[\\w-.]+$', '^[\\w\\-.]+$', ['a-.', '!']],
      ['^{a}$', '^\\{a\\}$', ['{a}', 'a']],
      ['^a{2,}]$', '^a{2,}\\]$', ['aa]', 'a]']],
      ['\\A\\d+\\Z', '^\\d+$', ['12', 'a']],
    ] as const) {
      assert.equal(unicodePattern(given), expected);
      assert.deepEqual(
        texts.map((text) => new RegExp(expected, 'u').test(text)),
        [true, false],
      );
    }
    assert.equal(unicodePattern('(?i)abc('), undefined);
  });
});
