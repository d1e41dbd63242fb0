import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {
  createForm,
  type Format,
  type FormDefinition,
  type Json,
  type JsonObject,
  type Pack,
  prepareAnswerReader,
  type Submission,
  validateSubmission,
} from '../index.ts';
import {MOST_ISSUES} from '../messages/issue-list.ts';

/** As a number is written: a check reads over what is typed between its digits. */
const joined = (text: string): string => text.replace(/[ .\u200b]/gu, '');
const number: Format = {
  name: 'test-number',
  normalize: joined,
  check: (text) => (/^[0-9]{12}$/u.test(joined(text)) ? [] : [{code: 'test-number.wrong'}]),
};
const packs: readonly Pack[] = [{formats: [number]}];

const DEFINITION: FormDefinition = {
  id: 'texts',
  version: '1.0.0',
  title: 'Texts',
  data: {
    type: 'object',
    properties: {
      id: {type: 'string', format: 'test-number'},
      note: {type: 'string', maxLength: 200},
      long: {type: 'string', maxLength: 2000},
      count: {type: 'integer'},
      place: {type: 'object', properties: {detail: {type: 'string'}}},
      party: {type: 'array', items: {type: 'object', properties: {id: {type: 'string', format: 'test-number'}}}, maxItems: 3},
      names: {type: 'array', items: {type: 'string'}, maxItems: 3},
      bare: {},
    },
  },
};

function submissionOf(answers: JsonObject): Submission {
  return {form: 'texts', version: '1.0.0', locale: 'vi', answers, origins: {}, documents: {}, decisions: [], declared: true};
}

const problems = (answers: JsonObject): readonly string[] =>
  validateSubmission(DEFINITION, submissionOf(answers), {packs}).map(({code, pointer}) => `${pointer} ${code}`);

/** The same answers as a person would have typed them. */
function typed(answers: JsonObject): Json {
  const form = createForm(DEFINITION, {packs});
  for (const [name, value] of Object.entries(answers)) {
    if (name === 'party' || name === 'names') {
      for (const [i, row] of (value as readonly Json[]).entries()) {
        form.list(`/${name}`).insert();
        if (name === 'names') form.set(`/names/${i}`, row);
        else form.set(`/party/${i}/id`, (row as {id: string}).id);
      }
    } else if (name === 'place') form.set('/place/detail', (value as {detail: string}).detail);
    else form.set(`/${name}`, value);
  }
  const empty = Object.entries(form.answers()).filter(([, value]) => Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(form.answers()).filter(([name]) => !empty.some(([none]) => none === name)));
}

const UNTIDY: readonly JsonObject[] = [
  {id: '026.190 0000\u200b42'},
  {note: ' Ha\u0300 No\u0323\u0302i\u00a0'},
  {note: 'a\u200bb\u202e'},
  {note: 'một\nhai'},
  {long: 'một\r\nhai\u2028 '},
  {party: [{id: '026190000042'}, {id: '026 190000042'}]},
  {names: ['\ufeffAn', 'Bi\u0300nh']},
  {place: {detail: ' Số 7 '}},
  {bare: {any: ['e\u0301\u200b']}},
];

describe('answers in their stored form', () => {
  const read = prepareAnswerReader(DEFINITION, packs);

  test('are those that the form would hold, and what is not so is refused', () => {
    for (const answers of UNTIDY) {
      const {answers: stored, changed, issues} = read(answers);
      assert.deepEqual(stored, typed(answers), JSON.stringify(answers));
      assert.deepEqual(issues, []);
      assert.ok(changed.length > 0);
      const said = problems(answers);
      assert.ok(said.length > 0 && said.every((one) => one.endsWith(' text.form')), `${JSON.stringify(answers)} ${said.join()}`);
      assert.deepEqual(problems(stored), []);
      assert.deepEqual(read(stored), {answers: stored, issues: [], changed: [], lookalikes: []});
    }
  });

  test('a draft that holds what nobody sees is clean once it is opened', () => {
    const form = createForm(DEFINITION, {packs});
    const snapshot = form.snapshot();
    form.restore({...snapshot, answers: {id: '026.190.0000\u200b42', note: 'a\0b\ud800', names: ['Bi\u0300nh']}});
    assert.deepEqual(form.answers(), {id: '026190000042', note: 'ab', names: ['Bình']});
    assert.deepEqual(form.validate(), []);
  });

  test('typed control characters and halves of characters do not stay', () => {
    const form = createForm(DEFINITION, {packs});
    form.set('/note', 'a\0b\x1bc\ud83d');
    assert.equal(form.get('/note'), 'abc');
    form.set('/bare', {any: ['x\0']});
    assert.deepEqual(form.get('/bare'), {any: ['x']});
  });

  test('what cannot be read or is crowded is told at its field, before anything is made', () => {
    assert.deepEqual(problems({note: 'a\0b'}), ['/note text.unreadable']);
    assert.deepEqual(problems({place: {detail: 'a\udc00'}}), ['/place/detail text.unreadable']);
    assert.deepEqual(problems({bare: {'a\x01': 'b'}}), ['/bare text.unreadable']);
    assert.deepEqual(problems({names: [`a${'\u0301'.repeat(80)}`]}), ['/names/0 text.marks']);
    const form = createForm(DEFINITION, {packs});
    form.set('/note', `a${'\u0301'.repeat(80)}`);
    assert.deepEqual(
      form.validate().map(({code, pointer}) => `${pointer} ${code}`),
      ['/note text.marks'],
    );
    assert.match(form.messageOf(form.validate()[0] as never, 'vi'), /quá nhiều dấu/u);
  });

  test('look-alikes are named and nothing is done about them', () => {
    const answers = {note: 'N\u0430m', long: 'Năm', names: ['\u0422\u041e\u0422']};
    assert.deepEqual(read(answers), {answers, issues: [], changed: [], lookalikes: ['/note', '/names/0']});
    assert.deepEqual(problems(answers), []);
  });

  test('a number that is written as a text stays one, for the schema to refuse', () => {
    assert.deepEqual(read({count: '5'}).answers, {count: '5'});
    assert.deepEqual(problems({count: '5'}), ['/count schema.type']);
  });

  test('a list that begins with rows of its own has those that were sent', () => {
    const definition: FormDefinition = {
      ...{id: 'texts', version: '1.0.0', title: 'Texts'},
      data: {
        type: 'object',
        properties: {rows: {type: 'array', minItems: 2, maxItems: 3, items: {type: 'object', properties: {a: {type: 'string'}}}}},
      },
    };
    const rows = [{a: 'x'}, {a: 'y'}, {a: 'z'}];
    assert.deepEqual(validateSubmission(definition, submissionOf({rows})), []);
    assert.deepEqual(
      validateSubmission(definition, submissionOf({rows: [{a: 'x'}]})).map(({code}) => code),
      ['schema.minItems'],
    );
  });

  test('lists and groups are what they are in the form', () => {
    const wrong: readonly JsonObject[] = [
      ...[{party: {}}, {names: {}}, {place: []}, {party: 5}, {nothing: 1}],
      {party: [{id: '026190000042', x: 1}]},
    ];
    for (const answers of wrong) {
      assert.ok(
        problems(answers).every((one) => one.endsWith('submission.unknown-field')),
        JSON.stringify(answers),
      );
      assert.ok(problems(answers).length > 0, JSON.stringify(answers));
    }
  });
});

describe('issues are bounded', () => {
  test('hundreds of thousands of mistakes: one list of a thousand, and how many more', () => {
    const rows = validateSubmission(DEFINITION, submissionOf({party: Array.from({length: 600_000}, () => ({}))}), {packs});
    assert.deepEqual(rows, [{code: 'schema.maxItems', pointer: '/party', severity: 'error', params: {maxItems: 3}}]);
    const members = Object.fromEntries(Array.from({length: 200_000}, (_, i) => [`m${i}`, 1]));
    for (const issues of [
      validateSubmission(DEFINITION, submissionOf(members), {packs}),
      validateSubmission(
        DEFINITION,
        {...submissionOf({}), documents: Object.fromEntries(Array.from({length: 200_000}, (_, i) => [`d${i}`, []]))},
        {packs},
      ),
    ]) {
      assert.equal(issues.length, MOST_ISSUES + 1);
      assert.deepEqual(issues.at(-1), {
        code: 'issues.more',
        pointer: '',
        severity: 'error',
        params: {count: 200_000 - MOST_ISSUES},
      });
    }
  });

  test('a form on the screen is no longer either', () => {
    const many: FormDefinition = {
      ...{id: 'many', version: '1.0.0', title: 'Many'},
      data: {
        type: 'object',
        properties: {
          rows: {type: 'array', maxItems: 5000, items: {type: 'object', required: ['a'], properties: {a: {type: 'string'}}}},
        },
      },
    };
    const form = createForm(many);
    form.restore({...form.snapshot(), answers: {rows: Array.from({length: 3000}, () => ({}))}});
    const issues = form.validate();
    assert.deepEqual([issues.length, issues.at(-1)?.params], [MOST_ISSUES + 1, {count: 2000}]);
    const [page] = form.pages;
    assert.equal(form.validatePage(page?.id ?? '').length, MOST_ISSUES + 1);
  });
});
