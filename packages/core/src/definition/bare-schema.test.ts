import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {JsonSchema} from '../json/json.ts';
import {checkDefinition, markChecked, readForm} from './check.ts';
import {isMarkedChecked} from './checked-mark.ts';
import {FormError} from './errors.ts';

const PERSON: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://example.org/schemas/Personal%20Data.schema.json',
  title: 'Đăng ký hội viên',
  description: 'For members.',
  type: 'object',
  definitions: {age: {type: 'integer', minimum: 18}},
  properties: {name: {type: 'string'}, age: {$ref: '#/definitions/age'}},
  required: ['name'],
};

describe('a bare JSON Schema', () => {
  it('is a form, with an id, a version and a title of its own', () => {
    const form = createForm(PERSON);
    const {id, version, title, description} = form.definition;
    assert.deepEqual([id, version, title, description], ['personal-data', '1.0.0', 'Đăng ký hội viên', 'For members.']);
    form.set('/age', 17);
    assert.deepEqual(
      form.validate().map(({pointer, code}) => `${code} ${pointer}`),
      ['value.required /name', 'schema.minimum /age'],
    );
  });

  it('takes its id from the title, or is only a form', () => {
    const idOf = (schema: JsonSchema): string => createForm(schema).definition.id;
    assert.equal(idOf({title: 'Đơn xin cấp phép', properties: {a: {type: 'string'}}}), 'don-xin-cap-phep');
    assert.equal(idOf({properties: {a: {type: 'string'}}}), 'form');
    assert.equal(idOf({id: 'http://example.org/a/thing-v2#', type: 'object', properties: {}}), 'thing-v2');
  });

  it('is told what was read otherwise than it is written', () => {
    const {definition, notes} = readForm(PERSON);
    assert.equal(definition.id, 'personal-data');
    assert.deepEqual(
      notes.map(({code, pointer}) => `${code} ${pointer}`),
      ['data.dialect /$schema', 'data.dialect /definitions'],
    );
    assert.deepEqual(readForm(definition).notes, []);
  });

  it('bears the mark of its checks as the definition that it became', () => {
    const marked = markChecked(PERSON);
    assert.ok(isMarkedChecked(marked));
    assert.ok(typeof marked.data === 'object' && '$defs' in marked.data);
  });

  it('of an older draft is read inside a definition, too', () => {
    const definition = {id: 'a', version: '1.0.0', title: 'A', data: PERSON};
    assert.deepEqual(checkDefinition(definition), []);
    assert.equal(readForm(definition).notes[0]?.pointer, '/data/$schema');
  });

  it('of something else than an object is refused with the reason', () => {
    for (const schema of [
      {type: 'string'},
      {type: 'array', items: {type: 'string'}},
      {$ref: '#/$defs/a', $defs: {a: {enum: [1]}}},
    ])
      assert.throws(() => createForm(schema as unknown as JsonSchema), /answers of a form to be an object/);
  });

  it('of something else than an object, when it was published, is asked as one member', () => {
    const published = {$schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Tree'};
    const asked = (schema: unknown) => readForm({...published, ...(schema as object)} as JsonSchema);
    const widgets = [{type: 'integer'}, {type: ['string', 'null']}, {enum: ['a', 'b']}].map(
      (schema) => createForm({...published, ...schema} as unknown as JsonSchema).field('/value').widget,
    );
    assert.deepEqual(widgets, ['number', 'text', 'radio']);
    const list = createForm({
      ...published,
      type: 'array',
      items: {$ref: '#/$defs/a'},
      $defs: {a: {type: 'boolean'}},
    } as JsonSchema);
    assert.equal(list.list('/value').rows.length, 0);
    const {definition, notes} = asked({type: 'array', items: {type: 'object', properties: {in: {$ref: '#'}}}});
    assert.match(JSON.stringify(definition.data), /"\$ref":"#\/properties\/value"/);
    assert.deepEqual(
      notes.map(({code}) => code),
      ['data.root'],
    );
  });

  it('goes without optional parts that stand elsewhere, until a pack brings them', () => {
    const schema: JsonSchema = {properties: {a: {type: 'string'}, b: {$ref: 'https://example.com/b.json'}}};
    const {definition, notes} = readForm(schema);
    assert.deepEqual(Object.keys((definition.data as {properties: object}).properties), ['a']);
    assert.match(notes[0]?.message ?? '', /packs: \[\{models: \[\{\$id: "https:\/\/example\.com\/b\.json"/);
    const packs = [{models: [{$id: 'https://example.com/b.json', type: 'integer'}]}];
    assert.equal(createForm(schema, {packs} as never).field('/b').widget, 'number');
    assert.throws(() => createForm({...(schema as object), required: ['b']} as JsonSchema), /packs: \[\{models/);
  });

  it('is no way round what a definition is held to', () => {
    const refused = (json: unknown): string => {
      try {
        createForm(json as JsonSchema);
        return 'opened';
      } catch (error) {
        assert.ok(error instanceof FormError);
        return error.code;
      }
    };
    const circle: {[name: string]: unknown} = {type: 'object'};
    circle['properties'] = {circle};
    assert.equal(refused(circle), 'EGOV_CORE_DEFINITION');
    assert.equal(refused(JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}')), 'EGOV_CORE_DEFINITION');
    assert.equal(refused({id: 'a', version: '1.0.0', title: 'A', pages: []}), 'EGOV_CORE_DEFINITION');
    assert.equal(refused({type: 'object', properties: {a: {type: 'string', pattern: '^(a+)+$'}}}), 'EGOV_CORE_DEFINITION');
  });
});
