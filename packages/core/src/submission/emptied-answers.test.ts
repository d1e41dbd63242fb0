import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Form} from '../engine/form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {validateSubmission} from './validate-submission.ts';

const DEFINITION: FormDefinition = {
  ...{id: 'defaults', version: '1.0.0', title: 'Defaults'},
  data: {
    type: 'object',
    properties: {
      name: {type: 'string'},
      copy: {type: 'string'},
      country: {type: 'string', default: 'VN'},
      rows: {type: 'array', items: {type: 'object', properties: {kind: {type: 'string', default: 'a'}, note: {type: 'string'}}}},
    },
  },
  fields: {'/copy': {default: {var: '/name'}}},
};

function filled(): Form {
  const form = createForm(DEFINITION);
  form.set('/name', 'An');
  form.list('/rows').insert();
  form.set('/rows/0/note', 'x');
  return form;
}

const verdict = (form: Form) => {
  const submission = form.submission({}, 'vi', true);
  return {submission, codes: validateSubmission(DEFINITION, submission).map(({code, pointer}) => `${pointer} ${code}`)};
};

describe('an answer that was emptied where a rule would fill it', () => {
  for (const pointer of ['/copy', '/country', '/rows/0/kind'])
    test(`${pointer} is handed in empty, and taken`, () => {
      const form = filled();
      form.set(pointer, undefined);
      const {submission, codes} = verdict(form);
      assert.deepEqual(codes, []);
      assert.deepEqual(submission.origins[pointer], {kind: 'typed'});
      form.set(pointer, 'again');
      assert.deepEqual([verdict(form).codes, verdict(form).submission.origins[pointer]], [[], undefined]);
    });

  test('is not said of what stands, is hidden, or is no field', () => {
    const {submission, codes} = verdict(filled());
    assert.deepEqual([codes, submission.origins['/name']], [[], undefined]);
    const forged = {...submission, origins: {...submission.origins, '/nothing': {kind: 'typed'}}} as const;
    assert.deepEqual(
      validateSubmission(DEFINITION, forged).map(({code, pointer}) => `${pointer} ${code}`),
      ['/nothing submission.unknown-field'],
    );
  });
});
