import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {test} from 'node:test';
import type {FormDefinition, Submission} from '@egov-form/core';
import {startFixture} from '../testing/gateway-fixture.ts';

const FORM: FormDefinition = {
  ...{id: 'country', version: '1.0.0', title: 'Country'},
  data: {type: 'object', properties: {name: {type: 'string'}, country: {type: 'string', default: 'VN'}}},
};

test('what a person emptied stays empty at the office, and is their word', async (t) => {
  const fixture = await startFixture({forms: [{definition: FORM}], jobs: {here: false}});
  t.after(() => fixture.close());
  const mother = await fixture.signIn('nguyen-thi-mau');
  const send = (origins: Submission['origins']) => {
    const sent: Submission = {
      ...{form: FORM.id, version: FORM.version, locale: 'vi', answers: {name: 'An'}, origins},
      ...{documents: {}, decisions: [], declared: true},
    };
    return mother.call('POST', '/api/submissions', sent, {'idempotency-key': randomUUID()});
  };
  const kept = await send({'/country': {kind: 'typed'}});
  assert.equal(kept.status, 201, kept.text);
  const {body} = await mother.call('GET', `/api/submissions/${kept.body.code}`);
  assert.deepEqual([body.answers, body.origins['/country']], [{name: 'An'}, {origin: 'citizen'}]);
  // Without a word of it the rule's value is missing; of a field that there is not nothing can be said.
  for (const [origins, code, pointer] of [
    [{}, 'submission.computed', '/country'],
    [{'/country': {kind: 'typed'}, '/nothing': {kind: 'typed'}}, 'submission.unknown-field', '/nothing'],
    [{'/country': {kind: 'typed', reason: 'because'}}, 'submission.unknown-field', '/country'],
  ] as const) {
    const refused = await send(origins);
    assert.equal(refused.status, 422, refused.text);
    assert.deepEqual([refused.body.issues[0].code, refused.body.issues[0].pointer], [code, pointer]);
  }
});
