/** What is hidden is never checked, never sent, and comes back with its value: on forms that nobody wrote by hand. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
  createForm,
  type Form,
  type FormDefinition,
  type Item,
  type Json,
  type Rule,
  validateSubmission,
  valueAt,
} from '../index.ts';
import {parsePointer} from '../json/pointer.ts';

interface Question {
  readonly schema: {readonly [keyword: string]: Json};
  readonly required: boolean;
  /** Shown while the question that many before it has this answer. */
  readonly condition: {readonly back: number; readonly choice: boolean} | undefined;
  readonly check: boolean;
}

const WORDS = ['yes', 'no', 'a word that is too long', ''];

const question: fc.Arbitrary<Question> = fc.record({
  schema: fc.constantFrom<{[keyword: string]: Json}>(
    {type: 'string', maxLength: 5},
    {type: 'string', enum: ['yes', 'no']},
    {type: 'boolean'},
    {type: 'integer', maximum: 3},
  ),
  required: fc.boolean(),
  condition: fc.option(fc.record({back: fc.integer({min: 1, max: 4}), choice: fc.boolean()}), {
    nil: undefined,
  }),
  check: fc.boolean(),
});

/** One of two answers of the question's own kind. */
function answerOf({schema}: Question, choice: boolean): Json {
  if (schema['type'] === 'boolean') return choice;
  if (schema['type'] === 'integer') return choice ? 1 : 7;
  return choice ? 'yes' : 'no';
}

interface Sketch {
  readonly questions: readonly Question[];
  readonly rowQuestions: readonly Question[];
  readonly pageRule: number;
  readonly groupRule: number;
  readonly listRule: number;
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  questions: fc
    .array(question, {minLength: 3, maxLength: 9})
    .map(([first, ...others]) => [{...first, schema: {type: 'string', maxLength: 5}} as Question, ...others]),
  rowQuestions: fc.array(question, {minLength: 1, maxLength: 4}),
  pageRule: fc.nat(20),
  groupRule: fc.nat(20),
  listRule: fc.nat(20),
});

/** Questions `q0…`, in three places: a page, a group on it, a page that may be hidden; and a list of rows. */
function definitionOf({questions, rowQuestions, pageRule, groupRule, listRule}: Sketch): FormDefinition {
  const fields: {[pointer: string]: {visible?: Rule; checks?: {rule: Rule; message: string}[]}} = {};
  const describe = (prefix: string, all: readonly Question[]): {[member: string]: Json} => {
    const members: {[member: string]: Json} = {};
    for (const [i, own] of all.entries()) {
      const {schema, condition, check} = own;
      members[`q${i}`] = schema;
      const other = condition && all[i - condition.back];
      const settings: {visible?: Rule; checks?: {rule: Rule; message: string}[]} = {};
      if (condition && other)
        settings.visible = {'==': [{var: `${prefix}/q${i - condition.back}`}, answerOf(other, condition.choice)]};
      if (check) settings.checks = [{rule: {'!=': [{var: `${prefix}/q${i}`}, answerOf(own, false)]}, message: 'Not no'}];
      fields[`${prefix}/q${i}`] = settings;
    }
    return members;
  };
  const requiredOf = (all: readonly Question[]) => all.flatMap(({required}, i) => (required ? [`q${i}`] : []));
  const row = describe('/rows/*', rowQuestions);
  const properties = {
    ...describe('', questions),
    rows: {type: 'array', items: {type: 'object', required: requiredOf(rowQuestions), properties: row}},
  };
  const third = Math.ceil(questions.length / 3);
  const item = (i: number): Item => ({field: `/q${i}`});
  const places = questions.map((_, i) => i);
  const unless = (choice: number): Rule => ({'!=': [{var: '/q0'}, (WORDS[choice] ?? 'never') as never]});
  fields['/rows'] = {visible: unless(listRule)};
  return {
    id: 'generated',
    version: '1.0.0',
    title: 'Generated',
    data: {type: 'object', required: requiredOf(questions), properties} as never,
    fields: fields as never,
    pages: [
      {
        id: 'first',
        title: 'First',
        items: [
          ...places.slice(0, third).map(item),
          {group: 'Group', visible: unless(groupRule), items: places.slice(third, third * 2).map(item)},
        ],
      },
      {
        id: 'second',
        title: 'Second',
        visible: unless(pageRule),
        items: [
          ...places.slice(third * 2).map(item),
          {list: '/rows', items: rowQuestions.map((_, i) => ({field: `/rows/*/q${i}`}))},
        ],
      },
    ],
  };
}

const value = fc.constantFrom<Json | undefined>(
  'yes',
  'no',
  'yes',
  'no',
  true,
  false,
  1,
  7,
  'a word that is too long',
  undefined,
);

const pointersOf = (form: Form, {questions, rowQuestions}: Sketch): string[] => [
  ...questions.map((_, i) => `/q${i}`),
  ...form.list('/rows').rows.flatMap(({pointer}) => rowQuestions.map((_, i) => `${pointer}/q${i}`)),
];

test('what is hidden is never checked, never sent, and comes back with its value', () => {
  const reached = {hidden: 0, hiddenWithValue: 0, back: 0, accepted: 0, refused: 0};
  fc.assert(
    fc.property(
      sketch,
      fc.array(fc.tuple(fc.oneof(fc.nat(2), fc.nat(30)), value), {maxLength: 25, size: 'max'}),
      fc.nat(3),
      (drawn, writes, rows) => {
        const form = createForm(definitionOf(drawn));
        for (let i = 0; i < rows; i += 1) form.list('/rows').insert();
        const pointers = pointersOf(form, drawn);
        const typed = new Map<string, Json | undefined>();
        const wasHidden = new Set<string>();
        for (const [where, what] of writes) {
          const pointer = pointers[where % pointers.length] ?? '';
          form.set(pointer, what);
          typed.set(pointer, what);
          const issues = form.validate();
          const answers = form.answers();
          for (const each of pointers) {
            const field = form.field(each);
            assert.equal(field.value, typed.get(each), 'kept, shown or not');
            if (field.visible) {
              if (wasHidden.has(each) && field.value !== undefined) reached.back += 1;
              wasHidden.delete(each);
              assert.deepEqual(valueAt(answers, parsePointer(each)), typed.get(each));
              assert.equal(field.touched, true);
              continue;
            }
            reached.hidden += 1;
            if (field.value !== undefined) reached.hiddenWithValue += 1;
            wasHidden.add(each);
            assert.deepEqual(field.issues, []);
            assert.deepEqual(
              issues.filter((issue) => issue.pointer === each),
              [],
            );
            assert.equal(valueAt(answers, parsePointer(each)), undefined);
            const section = form.review().flatMap((page) => page.sections.flatMap(({entries}) => entries));
            assert.ok(!section.some((entry) => entry.pointer === each));
          }
          // The same verdict where it is received.
          const verdict = validateSubmission(form.definition, JSON.parse(JSON.stringify(form.submission({}, 'vi', true))));
          const errors = issues.filter(({severity}) => severity === 'error').map(({pointer: at, code}) => `${at} ${code}`);
          assert.deepEqual(
            verdict.map(({pointer: at, code}) => `${at} ${code}`),
            errors,
          );
          reached[errors.length === 0 ? 'accepted' : 'refused'] += 1;
        }
        // A snapshot keeps the hidden answers too.
        const other = createForm(form.definition);
        other.restore(JSON.parse(JSON.stringify(form.snapshot())));
        for (const each of pointers) assert.deepEqual(other.get(each), form.get(each));
        for (const each of pointers) assert.deepEqual(other.field(each).value, typed.get(each));
      },
    ),
    {seed: 20261122, numRuns: 120},
  );
  for (const [what, count] of Object.entries(reached)) assert.ok(count > 20, `${what}: ${count}`);
});
