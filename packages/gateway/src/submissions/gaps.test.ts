import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {test} from 'node:test';
import type {FormDefinition, Submission} from '@egov-form/core';
import {startFixture} from '../testing/gateway-fixture.ts';

const FORM: FormDefinition = {
  ...{id: 'gaps', version: '1.0.0', title: 'Gaps'},
  data: {
    type: 'object',
    properties: {
      ...{id: {type: 'string'}, name: {type: 'string'}, town: {type: 'string'}, note: {type: 'string'}},
      cars: {type: 'array', items: {type: 'object', properties: {plate: {type: 'string'}, brand: {type: 'string'}}}},
    },
  },
  lookups: {
    person: {connector: 'population', keys: {citizenId: '/id'}, fill: {'/name': 'fullName', '/town': 'residence'}, purpose: 'x'},
    car: {connector: 'vehicle', keys: {plate: '/cars/*/plate'}, fill: {'/cars/*/brand': 'brand'}, purpose: 'x'},
  },
};

test('why no register filled a field is kept for the officer, of fields and rows that there are', async (t) => {
  const fixture = await startFixture({forms: [{definition: FORM}], jobs: {here: false}});
  t.after(() => fixture.close());
  const mother = await fixture.signIn('nguyen-thi-mau');
  const gaps: NonNullable<Submission['gaps']> = [
    {pointer: '/name', reason: 'not-permitted'},
    {pointer: '/town', reason: 'stale', asOf: '2019-03-12'},
    {pointer: '/cars/0/brand', reason: 'absent'},
    // No look-up fills it, no such row, no such field, no pointer; and a reason that nobody knows.
    ...(['/note', '/cars/1/brand', '/nothing', 'x', '/__proto__/x'] as const).map(
      (pointer) => ({pointer, reason: 'absent'}) as const,
    ),
    {pointer: '/name/x', reason: 'unheard' as 'absent'},
  ];
  const sent: Submission = {
    ...{form: FORM.id, version: FORM.version, locale: 'vi', origins: {}, documents: {}, decisions: [], declared: true},
    answers: {name: 'An', cars: [{plate: 'A'}]},
    gaps,
  };
  const send = (body: object) => mother.call('POST', '/api/submissions', body, {'idempotency-key': randomUUID()});
  const kept = await send(sent);
  assert.equal(kept.status, 201, kept.text);
  const {body} = await mother.call('GET', `/api/submissions/${kept.body.code}`);
  assert.deepEqual(body.origins, {
    '/name': {origin: 'citizen', gap: {reason: 'not-permitted'}},
    '/town': {origin: 'citizen', gap: {reason: 'stale', asOf: '2019-03-12'}},
    '/cars/0/brand': {origin: 'citizen', gap: {reason: 'absent'}},
  });
  assert.equal((await send({...sent, gaps: [{pointer: '/name'}]})).status, 400);
});
