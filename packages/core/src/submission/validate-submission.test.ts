import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  createForm,
  type FormDefinition,
  type Json,
  type JsonObject,
  type JudgeFactory,
  prepareSubmissionCheck,
  type Submission,
  validateSubmission,
} from '../index.ts';
import {ajvJudge} from '../validation/ajv.ts';

const definition: FormDefinition = {
  id: 'sample',
  version: '1.0.0',
  title: 'Sample',
  data: {
    type: 'object',
    required: ['name'],
    properties: {
      name: {type: 'string', maxLength: 20},
      wants: {type: 'boolean'},
      copies: {type: 'integer', minimum: 1},
      fee: {type: 'integer'},
      rows: {type: 'array', maxItems: 3, items: {type: 'object', properties: {a: {type: 'string', maxLength: 5}}}},
    },
  },
  fields: {
    '/copies': {visible: {var: 'wants'}, required: true},
    '/fee': {value: {'*': [{var: 'copies'}, 8000]}, visible: {var: 'wants'}},
  },
  documents: {paper: {title: 'Paper', required: {var: 'wants'}}},
  submit: {declaration: 'I declare'},
};

const file = {uploadId: 'u1', name: 'a.pdf', type: 'application/pdf', sizeBytes: 1, sha256: 'aa', pageCount: 1, facts: {}};

function sent(change: (submission: Submission) => Submission = (same) => same): string[] {
  const form = createForm(definition);
  form.set('/name', 'An');
  form.set('/wants', true);
  form.set('/copies', 2);
  form.list('/rows').insert();
  form.set('/rows/0/a', 'x');
  const submission: Submission = JSON.parse(JSON.stringify(form.submission({paper: [file]}, 'vi', true)));
  return validateSubmission(definition, change(submission)).map((issue) => `${issue.pointer} ${issue.code}`);
}

const answers =
  (part: Submission['answers']) =>
  (submission: Submission): Submission => ({...submission, answers: {...submission.answers, ...part}});

test('what the engine made is accepted', () => assert.deepEqual(sent(), []));

test('a false computed value is refused at its pointer', () =>
  assert.deepEqual(sent(answers({fee: 1})), ['/fee submission.computed']));

test('a hidden answer is refused at its pointer', () => {
  assert.deepEqual(
    sent((submission) => ({...submission, documents: {}, answers: {name: 'An', wants: false, copies: 2, rows: []}})),
    ['/copies submission.hidden-field'],
  );
});

test('unknown members, bad values, missing fields and papers are refused', () => {
  assert.deepEqual(sent(answers({more: 1})), ['/more submission.unknown-field']);
  assert.deepEqual(sent(answers({name: ''})), ['/name value.required']);
  assert.deepEqual(sent(answers({rows: [{a: 'too long'}]})), ['/rows/0/a schema.maxLength']);
  assert.deepEqual(
    sent((submission) => ({...submission, documents: {}})),
    ['#/documents/paper document.required'],
  );
  assert.deepEqual(
    sent((submission) => ({...submission, declared: false})),
    [' submission.declaration'],
  );
});

test('what a look-up filled is not taken back where nobody can be asked', async () => {
  const looked: FormDefinition = {
    ...definition,
    // Its key is read after what it fills.
    data: {type: 'object', properties: {copies: {type: 'integer'}, wants: {type: 'boolean'}, name: {type: 'string'}}},
    fields: {},
    lookups: {person: {connector: 'r', keys: {name: '/name'}, fill: {'/copies': 'copies'}, trust: {'*': 'locked'}, purpose: 'x'}},
  };
  const source = {register: 'r', title: 'R', at: '2026-11-21T02:00:00Z'};
  const form = createForm(looked, {connector: {ask: async () => ({state: 'filled', values: {copies: 3}, source})}});
  form.set('/wants', true);
  form.set('/name', 'An');
  await new Promise((done) => setImmediate(done));
  assert.equal(form.field('/copies').lockedBy, 'register');
  assert.deepEqual(validateSubmission(looked, form.submission({paper: [file]}, 'vi', true)), []);
});

test('hostile shapes are refused, never thrown', () => {
  assert.deepEqual(
    sent((submission) => ({...submission, answers: JSON.parse('{"__proto__": {"x": 1}, "name": "An"}')})),
    [' submission.unknown-field'],
  );
  assert.ok(sent(answers({name: ['x'], rows: {a: 1}, wants: 'yes'})).length > 0);
});

test('a check made once says of each submission what a new one says, whatever came before', () => {
  const accepted: Submission = {
    ...{form: 'sample', version: '1.0.0', locale: 'vi', origins: {}, decisions: [], declared: true, documents: {paper: [file]}},
    answers: {name: 'An', wants: true, copies: 2, fee: 16000, rows: [{a: 'x'}]},
  };
  const submissions: readonly Submission[] = [
    accepted,
    {...accepted, answers: {name: 'An', wants: false, copies: 2, rows: []}, documents: {}},
    {...accepted, answers: JSON.parse('{"__proto__": {"x": 1}, "name": "An"}')},
    {...accepted, answers: {...accepted.answers, fee: 1, rows: [{a: 'too long'}, {a: 'y'}]}},
    {...accepted, answers: {...accepted.answers, name: '', more: 1}},
    {...accepted, documents: {}},
    {...accepted, declared: false},
  ];
  const check = prepareSubmissionCheck(definition);
  assert.deepEqual(check(accepted), []);
  for (const first of submissions) {
    for (const second of submissions) {
      assert.deepEqual(check(first), validateSubmission(definition, first));
      assert.deepEqual(check(second), validateSubmission(definition, second));
    }
  }
});

/** Answers of a form whose schema requires more than the form shows: by `required`, in a branch, and in a condition. */
const HIDDEN: FormDefinition = {
  id: 'hidden',
  version: '1.0.0',
  title: 'Hidden',
  data: {
    type: 'object',
    required: ['kind', 'spouse'],
    properties: {
      kind: {enum: ['a', 'b']},
      spouse: {type: 'string', maxLength: 20},
      home: {
        type: 'object',
        properties: {town: {type: 'string', maxLength: 20}, zone: {type: 'string', maxLength: 5}},
        if: {properties: {town: {const: 'Huế'}}, required: ['town']},
        // biome-ignore lint/suspicious/noThenProperty: the keyword's name.
        then: {required: ['zone']},
      },
    },
  },
  fields: {'/spouse': {visible: {'==': [{var: 'kind'}, 'b']}}, '/home/zone': {visible: {'==': [{var: 'kind'}, 'b']}}},
};

test('the judge is asked what the engine accepts, and what is hidden is not missing to it', () => {
  const check = prepareSubmissionCheck(HIDDEN, {}, ajvJudge);
  const codes = (answers: JsonObject): string[] => {
    const form = createForm(HIDDEN);
    form.transact(
      Object.entries(answers).map(([pointer, value]) => ({pointer, value})),
      {kind: 'typed'},
    );
    const submission: Submission = JSON.parse(JSON.stringify(form.submission({}, 'vi', true)));
    return check(submission).map((issue) => `${issue.pointer} ${issue.code}`);
  };
  assert.deepEqual(codes({'/kind': 'a', '/home/town': 'Huế'}), []);
  assert.deepEqual(codes({'/kind': 'b', '/spouse': 'An', '/home/town': 'Huế', '/home/zone': '1'}), []);
  assert.deepEqual(codes({'/kind': 'b', '/home/town': 'Huế', '/home/zone': '1'}), ['/spouse value.required']);
});

test('answers that the judge refuses are refused, with the keyword and without a value', () => {
  const asked: Json[] = [];
  const strict: JudgeFactory = () => (answers) => {
    asked.push(answers);
    return [{keyword: 'maxLength', pointer: '/kind', missing: false}];
  };
  const check = prepareSubmissionCheck(HIDDEN, {}, strict);
  const submission = {...createForm(HIDDEN).submission({}, 'vi', true), answers: {kind: 'a'}};
  assert.deepEqual(check(submission), [
    {code: 'submission.disagreement', pointer: '/kind', severity: 'error', params: {keyword: 'maxLength'}},
  ]);
  // What the engine refuses needs no second opinion.
  assert.equal(
    check({...submission, answers: {kind: 'c'}}).some(({code}) => code === 'submission.disagreement'),
    false,
  );
  assert.equal(asked.length, 1);
});
