/** Small forms of every make, filled in every way there is: the proof says what was seen. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  createForm,
  type FieldSettings,
  type Form,
  type FormDefinition,
  type Json,
  type JsonObject,
  type JsonSchema,
} from '@egov-form/core';
import {prove} from './prove.ts';

/** Numbers from 0 to below `count`, the same for the same seed. */
function dice(seed: number): (count: number) => number {
  let state = seed + 1;
  return (count) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % count;
  };
}

type Roll = (count: number) => number;

const KINDS: readonly {readonly schema: Exclude<JsonSchema, boolean>; readonly values: readonly Json[]}[] = [
  {schema: {type: 'boolean'}, values: [false, true]},
  {schema: {enum: ['a', 'b', 'c']}, values: ['a', 'b', 'c']},
  {schema: {type: 'integer', minimum: 0, maximum: 2}, values: [0, 1, 2]},
];

interface Question {
  readonly pointer: string;
  readonly kind: number;
  readonly isComputed: boolean;
}

function atom(roll: Roll, questions: readonly Question[]): Json {
  const one = questions[roll(questions.length)] as Question;
  const read: Json = {var: one.pointer};
  if (roll(6) === 0) return roll(2) === 0 ? {empty: [read]} : {'!!': [{missing: [one.pointer]}]};
  if (one.kind === 0) return roll(2) === 0 ? {'==': [read, roll(2) === 0]} : {'!': [read]};
  if (one.kind === 1)
    return roll(2) === 0 ? {'===': [read, 'abc'[roll(3)] ?? 'a']} : {in: [read, ['a', 'b'].slice(0, 1 + roll(2))]};
  const other = questions.filter(({kind}) => kind === 2)[0];
  const right: Json = roll(3) === 0 && other ? {'+': [{var: other.pointer}, 1]} : roll(4);
  return {[['<', '<=', '>', '>=', '=='][roll(5)] ?? '<']: [read, right]};
}

function rule(roll: Roll, questions: readonly Question[], depth: number): Json {
  const kind = depth === 0 ? 9 : roll(6);
  const inner = (): Json => rule(roll, questions, depth - 1);
  if (kind === 0) return {and: [inner(), inner()]};
  if (kind === 1) return {or: [inner(), inner()]};
  if (kind === 2) return {'!': [inner()]};
  if (kind === 3) return {if: [inner(), inner(), inner()]};
  return atom(roll, questions);
}

/** Four questions that may be typed in and perhaps one that is computed, each with rules about those before it. */
function smallForm(roll: Roll): {readonly definition: FormDefinition; readonly questions: readonly Question[]} {
  const properties: {[name: string]: JsonSchema} = {};
  const fields: {[pointer: string]: FieldSettings} = {};
  const questions: Question[] = [];
  for (let i = 0; i < 5; i += 1) {
    const isComputed = i === 3;
    const kind = isComputed ? 2 : roll(KINDS.length);
    const pointer = `/q${i}`;
    properties[`q${i}`] = {title: `Q${i}`, ...(isComputed ? {type: 'integer'} : KINDS[kind]?.schema)};
    const own: FieldSettings = {};
    if (i > 0 && roll(3) > 0) own.visible = rule(roll, questions, 2);
    const numbers = questions.filter((one) => one.kind === 2);
    if (isComputed) own.value = {if: [atom(roll, questions), 2, numbers[0] ? {'*': [{var: numbers[0].pointer}, 2]} : 1]};
    questions.push({pointer, kind, isComputed});
    if (!isComputed && roll(2) === 0)
      own.required = rule(roll, questions.slice(0, -1).length > 0 ? questions.slice(0, -1) : questions, 1);
    if (roll(2) === 0) own.checks = [{rule: rule(roll, questions, 1), message: 'm'}];
    fields[pointer] = own;
  }
  return {definition: {id: 'small', version: '1.0.0', title: 'Small', data: {type: 'object', properties}, fields}, questions};
}

function* everyAnswer(questions: readonly Question[], answers: JsonObject = {}, at = 0): Generator<JsonObject> {
  const question = questions[at];
  if (!question) yield answers;
  else if (question.isComputed) yield* everyAnswer(questions, answers, at + 1);
  else {
    yield* everyAnswer(questions, answers, at + 1);
    for (const value of KINDS[question.kind]?.values ?? [])
      yield* everyAnswer(questions, {...answers, [question.pointer.slice(1)]: value}, at + 1);
  }
}

function fill(form: Form, answers: JsonObject): void {
  form.restore({form: 'small', version: '1.0.0', answers, origins: {}, documents: {}, lookups: {}, decisions: [], page: 'form'});
}

/** What each condition was seen to be, by its pointer. */
function seenIn({definition, questions}: ReturnType<typeof smallForm>): ReadonlyMap<string, ReadonlySet<boolean>> {
  const seen = new Map<string, Set<boolean>>();
  const note = (pointer: string, holds: boolean): void => {
    const known = seen.get(pointer) ?? new Set();
    seen.set(pointer, known.add(holds));
  };
  const form = createForm(definition);
  for (const answers of everyAnswer(questions)) {
    fill(form, answers);
    for (const {pointer} of questions) {
      const {visible, required, value, issues, settings} = form.field(pointer);
      const at = `/fields/~1${pointer.slice(1)}`;
      if (settings.visible !== undefined) note(`${at}/visible`, visible);
      if (settings.required !== undefined) note(`${at}/required`, required);
      if (settings.checks && visible && value !== undefined)
        note(`${at}/checks/0/rule`, !issues.some(({code}) => code === 'check.failed'));
    }
  }
  form.dispose();
  return seen;
}

describe('a proof beside every way to fill a small form', () => {
  it('says never, always and sometimes as it was seen, and is sure of it', () => {
    const told = {never: 0, always: 0, sometimes: 0};
    for (let seed = 0; seed < 60; seed += 1) {
      const small = smallForm(dice(seed * 31));
      const seen = seenIn(small);
      for (const {pointer, verdict, doubt, holds, fails} of prove(small.definition, {ways: 2}).conditions) {
        const found = seen.get(pointer);
        // A check that never is looked at holds for nothing.
        if (!found) continue;
        const expected = found.size === 2 ? 'sometimes' : found.has(true) ? 'always' : 'never';
        const where = `seed ${seed} ${pointer} ${doubt} ${JSON.stringify(small.definition.fields)}`;
        assert.equal(verdict, expected, where);
        assert.deepEqual([holds !== undefined, fails !== undefined], [found.has(true), found.has(false)], where);
        told[expected] += 1;
      }
    }
    // All three were met, or the test would say little.
    for (const count of Object.values(told)) assert.ok(count >= 10, JSON.stringify(told));
  });
});
