import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {planForm} from '../plan/plan-form.ts';
import {interpret} from '../validation/interpreter.ts';
import type {ValidatorFactory} from '../validation/port.ts';
import {FormEngine} from './engine.ts';
import type {Form} from './form.ts';
import {FormValidators} from './form-validators.ts';

/** A form that notes the schemas that it makes validators of. */
function counting(definition: FormDefinition): {readonly asked: unknown[]; readonly form: FormEngine} {
  const asked: unknown[] = [];
  const plan = planForm(definition, []);
  const factory: ValidatorFactory = (schema, context, root) => {
    asked.push(schema);
    return interpret(schema, context, root);
  };
  return {asked, form: new FormEngine(plan, {}, new FormValidators(plan, factory))};
}

const form = (data: JsonObject, fields: FormDefinition['fields'] = {}): FormDefinition => ({
  id: 'v',
  version: '1.0.0',
  title: 'V',
  data,
  fields,
});

const leaf = fc.oneof(
  {weight: 4, arbitrary: fc.record({type: fc.constant('string'), maxLength: fc.integer({min: 0, max: 4})})},
  {weight: 4, arbitrary: fc.record({type: fc.constant('integer'), minimum: fc.integer({min: -3, max: 3})})},
  {weight: 1, arbitrary: fc.constant({enum: ['a', 'b']})},
  {weight: 1, arbitrary: fc.constant({type: 'array', items: {enum: ['a', 'b']}, uniqueItems: true, minItems: 2})},
);
const object = (member: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      properties: fc.dictionary(fc.constantFrom('p', 'q', 'r/s'), member, {minKeys: 1, maxKeys: 3}),
      required: fc.subarray(['p', 'q', 'r/s']),
      more: fc.constantFrom({}, {}, {additionalProperties: false}, {minProperties: 2}, {title: 'T'}, {maxProperties: 1}),
    })
    .map(({properties, required, more}) => ({type: 'object', properties, required, ...more}) as unknown as JsonObject);
const schema = object(fc.oneof({weight: 3, arbitrary: leaf}, {weight: 1, arbitrary: object(leaf)}) as fc.Arbitrary<JsonObject>);
const value: fc.Arbitrary<Json | undefined> = fc.constantFrom<Json | undefined>(
  undefined,
  '',
  'a',
  'long text',
  0,
  -9,
  7.5,
  true,
  [],
  ['a'],
  ['x', 'x'],
);

describe('validators of a form', () => {
  it('are shared by fields that say the same, whatever they are called', () => {
    const same = {type: 'string', maxLength: 3};
    const properties = {a: {...same, title: 'A'}, b: {...same, description: 'B'}, c: {...same, maxLength: 4}};
    const {asked, form: one} = counting(form({type: 'object', properties}));
    for (const pointer of ['/a', '/b', '/c']) one.set(pointer, 'long text');
    assert.deepEqual(
      one.validate().map((issue) => [issue.pointer, issue.params]),
      [
        ['/a', {maxLength: 3}],
        ['/b', {maxLength: 3}],
        ['/c', {maxLength: 4}],
      ],
    );
    assert.equal(asked.length, 2);
  });

  it('are not shared where what they say depends on the place', () => {
    const $defs = {short: {type: 'string', maxLength: 3}};
    const properties = {a: {not: {$ref: '#/$defs/short'}}, b: {not: {$ref: '#/$defs/short'}}};
    const {asked, form: one} = counting(form({type: 'object', $defs, properties}));
    for (const pointer of ['/a', '/b']) one.set(pointer, 'x');
    assert.equal(one.validate().length, 2);
    assert.equal(asked.length, 3);
  });

  it('the whole is left out only where that changes no issue', () => {
    let left = 0;
    fc.assert(
      fc.property(
        schema,
        fc.array(value, {minLength: 6, maxLength: 6}),
        fc.constantFrom(undefined, {visible: false}, {required: false}),
        (data, answers, settings) => {
          const pointers = counting(form(data)).form.fieldPointers();
          const fields = settings && pointers[0] ? {[pointers[0]]: settings} : {};
          const issuesOf = (made: Form): unknown => {
            for (const [i, pointer] of pointers.entries()) made.set(pointer, answers[i % answers.length]);
            return made.validate();
          };
          const {asked, form: made} = counting(form(data, fields));
          const found = issuesOf(made);
          if (!asked.includes(data)) left += 1;
          // A keyword that says nothing but stands where only the whole can know it.
          assert.deepEqual(found, issuesOf(counting(form({...data, propertyNames: true}, fields)).form));
        },
      ),
      {seed: 20261122, numRuns: 1500},
    );
    assert.ok(left > 100, `The whole was left out ${left} times.`);
  });
});
