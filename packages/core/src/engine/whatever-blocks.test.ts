/** Whatever blocks the sending is shown: of random schemas and answers. Seeds are fixed: a failure comes again. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {checkDefinition} from '../definition/check-definition.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {speakEnglish} from '../messages/english.ts';
import type {Form} from './form.ts';
import {openForm} from './open-form.ts';

speakEnglish();

const THEN = 'then';
const NAMES = ['a', 'b', 'c', 'nmae'];
const name = fc.constantFrom(...NAMES);

const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({type: fc.constant('string'), maxLength: fc.integer({min: 0, max: 3})}),
  fc.record({type: fc.constant('integer'), maximum: fc.integer({min: -2, max: 3})}),
  fc.constant({type: 'boolean'}),
  fc.constant({enum: ['x', 'y']}),
  fc.constant({type: 'array', items: {enum: ['x', 'y']}, uniqueItems: true, minItems: 2}),
) as fc.Arbitrary<JsonObject>;

/** What an object may say that no single member of it knows. */
const beyond: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({}),
  fc.constant({additionalProperties: false}),
  fc.record({minProperties: fc.integer({min: 1, max: 3})}),
  fc.record({maxProperties: fc.integer({min: 0, max: 2})}),
  fc.record({propertyNames: fc.constant({enum: ['a', 'b']})}),
  fc.record({not: name.map((one) => ({required: [one]}))}),
  fc.tuple(name, name).map(([one, other]) => ({dependentRequired: {[one]: [other]}})),
  fc.tuple(name, name, leaf).map(([one, other, schema]) => ({
    if: {properties: {[one]: {enum: ['x', 1, true]}}, required: [one]},
    [THEN]: {properties: {[other]: schema}, required: [other]},
    else: {properties: {[other]: {const: 'x'}}},
  })),
  fc.tuple(name, name).map(([one, other]) => ({oneOf: [{required: [one]}, {required: [other]}]})),
  fc.tuple(name, leaf).map(([one, schema]) => ({allOf: [{properties: {[one]: schema}}]})),
  fc.tuple(name, name).map(([one, other]) => ({dependentSchemas: {[one]: {required: [other]}}})),
) as fc.Arbitrary<JsonObject>;

const object = (member: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), member, {minKeys: 1, maxKeys: 3}),
      required: fc.subarray(NAMES),
      titled: fc.boolean(),
      beyond,
    })
    .map(({properties, required, titled, beyond: more}) => ({
      ...{type: 'object', properties, ...(required.length > 0 && {required})},
      ...(titled && {title: 'Part'}),
      ...more,
    })) as unknown as fc.Arbitrary<JsonObject>;

const list = (items: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      items,
      more: fc.constantFrom<JsonObject>(
        {},
        {uniqueItems: true},
        {minItems: 2},
        {maxItems: 1},
        {contains: {required: ['a']}},
        {contains: {const: 'z'}, maxContains: 1},
        {not: {minItems: 1}},
      ),
    })
    .map(({items: rows, more}) => ({type: 'array', items: rows, ...more}));

const part = fc.oneof(
  {weight: 3, arbitrary: leaf},
  {weight: 2, arbitrary: object(leaf)},
  {weight: 2, arbitrary: list(fc.oneof(leaf, object(leaf)))},
);
const data = object(fc.oneof({weight: 2, arbitrary: leaf}, {weight: 3, arbitrary: part}, {weight: 1, arbitrary: object(part)}));

const value: fc.Arbitrary<Json> = fc.letrec<{value: Json}>((tie) => ({
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    fc.constantFrom<Json>('x', 'y', 'long text', 0, 1, 7, true, false),
    fc.dictionary(name, tie('value'), {maxKeys: 3}) as fc.Arbitrary<Json>,
    fc.array(tie('value'), {maxLength: 3}) as fc.Arbitrary<Json>,
  ),
})).value;
const answers = fc.dictionary(name, value, {maxKeys: 4}) as fc.Arbitrary<JsonObject>;
/** A member of the whole that is hidden, if there is one. */
const hidden = fc.option(name);

const FAULTY = {en: /^This form has a fault/u, vi: /^Biểu mẫu này có lỗi/u};

/** That each error says something, about something that is seen, and leads to a question that is shown, or its author was told. */
function assertShown(form: Form, authorKnows: boolean): number {
  const errors = form.validate().filter(({severity}) => severity === 'error');
  for (const issue of errors) {
    const question = form.questionAt(issue.pointer);
    for (const locale of ['vi', 'en'] as const) {
      const text = form.messageOf(issue, locale);
      const what = `${issue.code} ${issue.pointer}: ${text}`;
      assert.ok(text.length > 10 && !text.includes('{') && !/undefined|\s\.|^[.:]/u.test(text), what);
      assert.equal(FAULTY[locale].test(text), question === undefined, what);
      if (question) {
        const names = [form.labelOf(question.pointer, locale), form.labelOf(issue.pointer, locale), 'Request'];
        assert.ok(
          names.some((one) => one !== '' && text.includes(one)),
          what,
        );
      }
    }
    // That no branch can be taken is not looked for.
    assert.ok(
      question || authorKnows || issue.code !== 'value.required',
      `The checks found nothing: ${issue.code} ${issue.pointer}`,
    );
    if (!question) continue;
    const node = question.kind === 'list' ? form.list(question.pointer) : form.field(question.pointer);
    assert.ok(
      node.visible && form.pages.some((page) => page.id === question.page && page.visible),
      `${issue.code} ${issue.pointer}`,
    );
    // It stands at its question, or among those of the form: the summary looks there, and nowhere else.
    assert.ok(
      [...node.issues, ...form.issues].includes(issue) ||
        [...node.issues, ...form.issues].some((one) => one.code === issue.code && one.pointer === issue.pointer),
      `${issue.code} ${issue.pointer}`,
    );
  }
  return errors.length;
}

test('whatever blocks is shown, in words, and leads to a question or is a fault of the form', () => {
  let blocked = 0;
  fc.assert(
    fc.property(data, answers, hidden, answers, (schema, first, gone, second) => {
      const knows = Object.hasOwn(schema['properties'] as JsonObject, gone ?? '');
      const fields = gone && knows ? {[`/${gone}`]: {visible: false}} : undefined;
      const definition = {
        id: 'random',
        version: '1.0.0',
        title: 'Request',
        data: {...schema, title: 'Request'},
        ...(fields && {fields}),
      } as FormDefinition;
      // Refused with a reason before anyone fills it; what is required and not asked is told to the person here all the same.
      const problems = checkDefinition(definition).map(({code}) => code);
      if (problems.some((code) => !code.startsWith('required.'))) return;
      const form = openForm(definition, {});
      for (const given of [first, second]) {
        form.restore({...form.snapshot(), answers: given, origins: {}});
        blocked += assertShown(form, problems.length > 0);
      }
      form.dispose();
    }),
    {seed: 20261130, numRuns: 1500},
  );
  assert.ok(blocked > 1500, `${blocked} issues were looked at.`);
});
