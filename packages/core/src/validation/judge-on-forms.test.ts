/** Definitions as procedures have them, with answers as people give them: the interpreter and the judge, one verdict. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {planForm} from '../plan/plan-form.ts';
import {ajvJudge} from './ajv.ts';
import {interpret} from './interpreter.ts';
import type {ValidatorContext} from './port.ts';

/** A place of a form: its schema, and answers that are mostly right. */
interface Place {
  readonly schema: JsonSchema;
  readonly answer: fc.Arbitrary<Json | undefined>;
}

const NAMES = ['name', 'code', 'ngày-sinh', 'a/b~c', 'length', 'rows', 'home', 'kind', 'amount'];

/** What people type into anything. */
const wrong: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  '',
  ' ',
  'x',
  '12',
  -1,
  0.1,
  1e21,
  null,
  true,
  [],
  {},
  [[]],
  '2026-13-01',
  '😀😀😀',
);

function place(schema: JsonSchema, right: fc.Arbitrary<Json>): Place {
  return {
    schema,
    answer: fc.oneof(
      {weight: 6, arbitrary: right},
      {weight: 2, arbitrary: wrong},
      {weight: 1, arbitrary: fc.constant(undefined)},
    ),
  };
}

const leaf: fc.Arbitrary<Place> = fc.oneof(
  fc
    .nat({max: 4})
    .map((max) =>
      place({type: 'string', minLength: 1, maxLength: max + 1}, fc.string({minLength: 1, maxLength: 6, unit: 'grapheme'})),
    ),
  fc.constant(place({type: 'string', format: 'date', maxLength: 10}, fc.constantFrom('2026-11-22', '1990-02-30'))),
  fc.constant(
    place({type: 'string', format: 'email', maxLength: 20}, fc.constantFrom('ten@example.vn', 'ten@', 'một@example.vn')),
  ),
  fc.constant(place({type: 'string', pattern: '^[0-9]{5}$'}, fc.constantFrom('00123', '0012', 'A0123'))),
  fc.constant(place({enum: ['male', 'female', 1, null]}, fc.constantFrom<Json[]>('male', 'other', 1, null))),
  fc.constant(place({type: 'integer', minimum: 1, exclusiveMaximum: 50}, fc.integer({min: -2, max: 52}))),
  fc.constant(place({type: 'number', multipleOf: 0.01, maximum: 1e9}, fc.constantFrom(0.07, 0.075, 1e9, 1.1e9, 123456.78))),
  fc.constant(place({type: ['string', 'null'], const: 'yes'}, fc.constantFrom<Json[]>('yes', 'no', null))),
  fc.constant(place({type: 'boolean'}, fc.boolean())),
  fc.constant(
    place(
      {$ref: 'urn:egov-form:address:v1'},
      fc.record(
        {provinceCode: fc.constantFrom('01', '1'), communeCode: fc.constant('00001'), colour: fc.constant('red')},
        {requiredKeys: ['provinceCode']},
      ) as fc.Arbitrary<Json>,
    ),
  ),
  fc.constant(place({$ref: '#/$defs/code', title: 'Code'}, fc.constantFrom('AB1', 'ab1', 'AB12'))),
  fc.constant(
    place(
      {$ref: '#/$defs/contact'},
      fc.record({phone: fc.constantFrom('090', '0'), email: fc.constant('x')}, {requiredKeys: []}) as fc.Arbitrary<Json>,
    ),
  ),
  fc.constant(place({type: 'string', format: 'unheard-of', maxLength: 3}, fc.constantFrom('abc', 'abcd'))),
);

/** Keywords about several members at once, as forms use them. */
const together = (names: readonly string[]): fc.Arbitrary<JsonObject> => {
  const [first = 'name', second = 'code'] = names;
  return fc.constantFrom<JsonObject[]>(
    {},
    {additionalProperties: false},
    {required: names.slice(0, 2)},
    {dependentRequired: {[first]: [second]}},
    {dependentSchemas: {[first]: {required: [second], properties: {[second]: {type: 'string'}}}}},
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name.
    {if: {properties: {[first]: {type: 'string'}}, required: [first]}, then: {required: [second]}, else: {minProperties: 2}},
    {oneOf: [{required: [first]}, {required: [second]}]},
    {anyOf: [{required: [first], properties: {[first]: {const: 'yes'}}}, {properties: {[second]: {type: 'integer'}}}]},
    {allOf: [{required: [first]}, {not: {required: ['never']}}]},
    {propertyNames: {maxLength: 6}},
    {patternProperties: {'^x-': {type: 'integer'}}, additionalProperties: {type: 'string'}},
    {unevaluatedProperties: false},
  );
};

const {group} = fc.letrec<{group: Place; any: Place}>((tie) => ({
  any: fc.oneof(
    {depthSize: 'small', maxDepth: 3},
    {weight: 4, arbitrary: leaf},
    {weight: 1, arbitrary: tie('group')},
    {
      weight: 1,
      arbitrary: fc.tuple(tie('group'), fc.boolean(), fc.boolean()).map(([row, unique, contains]) => {
        const schema: JsonObject = {type: 'array', items: row.schema, maxItems: 3, ...(unique && {uniqueItems: true})};
        return place(
          contains ? {...schema, contains: {required: ['name']}, maxContains: 2} : schema,
          fc.array(row.answer, {maxLength: 4}).map((rows) => rows.map((each) => each ?? null)),
        );
      }),
    },
  ),
  group: fc
    .dictionary(fc.constantFrom(...NAMES), tie('any'), {minKeys: 1, maxKeys: 5})
    .chain((members) => together(Object.keys(members)).map((more) => ({members, more})))
    .map(({members, more}): Place => {
      const properties = Object.fromEntries(Object.entries(members).map(([name, {schema}]) => [name, schema]));
      const answers = fc
        .tuple(
          fc.record(Object.fromEntries(Object.entries(members).map(([name, {answer}]) => [name, answer]))),
          fc.dictionary(fc.constantFrom('x-1', 'zz'), wrong, {maxKeys: 1, noNullPrototype: true}),
        )
        .map(([own, others]) => {
          const all = {...own, ...others} as {[name: string]: Json | undefined};
          return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Json;
        });
      return {schema: {type: 'object', properties, ...more}, answer: answers};
    }),
}));

const $defs: JsonObject = {
  code: {type: 'string', pattern: '^[A-Z]{2}[0-9]$'},
  contact: {
    type: 'object',
    properties: {phone: {type: 'string', minLength: 2}, email: {type: 'string', format: 'email'}},
    required: ['phone'],
  },
};

/** As it comes out of a request: plain objects. */
const asSent = (answers: Json | undefined): Json => JSON.parse(JSON.stringify(answers ?? null)) as Json;

test('law: judge and interpreter have one verdict on 5,000 pairs of definition and answers', (t) => {
  const PER_FORM = 20;
  let [pairs, checks, faulty, fields] = [0, 0, 0, 0];
  const forms = group.chain(({schema, answer}) =>
    fc.tuple(fc.constant(schema as JsonObject), fc.array(answer, {minLength: PER_FORM, maxLength: PER_FORM})),
  );
  fc.assert(
    fc.property(forms, ([schema, answers]) => {
      const data: JsonSchema = {...schema, $defs};
      const formats = {formats: [{name: 'unheard-of', check: () => []}], name: 'formats'};
      const plan = planForm({id: 'f', version: '1.0.0', title: 'F', data} as unknown as FormDefinition, [formats]);
      const context: ValidatorContext = {schemas: plan.schemas, formats: plan.formats};
      fields += plan.fields.size;
      pairs += answers.length;
      const validate = interpret(data, context);
      const judge = ajvJudge(data, context);
      for (const answer of answers.map(asSent)) {
        const issues = validate(answer);
        assert.equal(judge(answer).length === 0, issues.length === 0);
        checks++;
        if (issues.length > 0) faulty++;
      }
    }),
    {seed: 20261122, numRuns: Math.ceil(5000 / PER_FORM)},
  );
  t.diagnostic(`${pairs} pairs, ${fields} fields, ${checks} values, ${faulty} with issues`);
  assert.ok(pairs >= 5000);
  assert.ok(faulty > pairs / 4 && pairs - faulty > 200);
});
