import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Form} from '../engine/form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {FormSnapshot} from '../submission/snapshot.ts';
import {validateSubmission} from '../submission/validate-submission.ts';
import type {RegisterOrigin, TypedOrigin} from './origin.ts';
import {wholeSubmission} from './receipts.ts';

const definition: FormDefinition = {
  id: 'members',
  version: '1.0.0',
  title: 'Members',
  data: {
    type: 'object',
    properties: {
      code: {type: 'string'},
      name: {type: 'string'},
      members: {type: 'array', items: {type: 'object', properties: {id: {type: 'string'}, name: {type: 'string'}}}},
    },
  },
  lookups: {
    company: {
      connector: 'business',
      keys: {code: '/code'},
      fill: {'/name': 'name', '/members/*/id': 'members/*/id', '/members/*/name': 'members/*/name'},
      purpose: 'x',
    },
  },
};

const ROWS = 200;
/** As long as one over two hundred rows is. */
const RECEIPT = `${'r'.repeat(8000)}.s.t`;

async function filled(): Promise<Form> {
  const members = Array.from({length: ROWS}, (_, i) => ({id: String(i), name: `Member ${i}`}));
  const source = {register: 'r', title: 'R', at: '2026-11-21T00:00:00Z'};
  const ask = async () => ({state: 'filled', values: {name: 'Co', members}, source, receipt: RECEIPT}) as const;
  const form = createForm(definition, {connector: {ask}});
  form.set('/name', 'Company');
  form.set('/code', '1');
  await new Promise((done) => setImmediate(done));
  form.transact([{pointer: '/members/3/name', value: 'Another'}], {kind: 'typed', reason: 'married'});
  return form;
}

const times = (json: unknown): number => JSON.stringify(json).split(RECEIPT).length - 1;

test('a submission has each receipt once, however many values came with it', async () => {
  const form = await filled();
  const submission = form.submission({}, 'vi', true);
  assert.deepEqual([submission.format, times(submission), Object.values(submission.receipts ?? {})], [3, 1, [RECEIPT]]);
  assert.ok(JSON.stringify(submission).length < 150_000);
  assert.deepEqual(validateSubmission(definition, submission), []);
  // As the first format has it: whole, at every value, in what was corrected too.
  const whole = wholeSubmission(JSON.parse(JSON.stringify(submission)));
  assert.deepEqual([whole.format, whole.receipts, times(whole)], [undefined, undefined, 2 * ROWS]);
  const edited = whole.origins['/members/3/name'];
  assert.equal(edited?.kind === 'typed' && edited.registered?.origin.receipt, RECEIPT);
  assert.equal(wholeSubmission(whole), whole, 'the first format is as it is');
});

test('a name that stands for no receipt is none, of a prototype neither', async () => {
  const submission = (await filled()).submission({}, 'vi', true);
  const origin = submission.origins['/members/0/id'] as RegisterOrigin;
  for (const receipt of ['9', 'constructor', '__proto__', RECEIPT]) {
    const whole = wholeSubmission({...submission, origins: {'/members/0/id': {...origin, receipt}}});
    assert.equal('receipt' in (whole.origins['/members/0/id'] ?? {}), false, receipt);
  }
});

test('what was typed in place of a value is read under its former name, in each format', async () => {
  const {format: _format, ...submission} = (await filled()).submission({}, 'vi', true);
  const origin = submission.origins['/members/0/id'] as RegisterOrigin;
  const origins = {
    '/members/0/id': {...origin, said: '7'} as RegisterOrigin,
    '/members/0/name': {kind: 'typed', registered: {value: 'x', origin: {...origin, said: 'y'}}} as TypedOrigin,
  };
  for (const format of [undefined, 2] as const) {
    const {origins: read} = wholeSubmission({...submission, ...(format && {format}), origins});
    const [one, other] = [read['/members/0/id'], read['/members/0/name']];
    assert.ok(one?.kind === 'register' && other?.kind === 'typed');
    assert.deepEqual([one.replacedInput, 'said' in one], ['7', false]);
    assert.deepEqual([other.registered?.origin.replacedInput, JSON.stringify(other).includes('said')], ['y', false]);
  }
  const form = createForm(definition);
  form.restore({
    ...form.snapshot(),
    answers: {members: [{id: 'a'}]},
    origins: {'/members/0/id': {...origin, said: '7'} as RegisterOrigin},
  });
  const restored = form.field('/members/0/id').origin;
  assert.equal(restored?.kind === 'register' && restored.replacedInput, '7');
});

test('without an answer of a register there is nothing to refer to', () => {
  const submission = createForm(definition).submission({}, 'vi', true);
  assert.deepEqual(['format' in submission, 'receipts' in submission], [false, false]);
});

test('a draft has each receipt once; older drafts, with one at every value, are still read', async () => {
  const form = await filled();
  const snapshot: FormSnapshot = JSON.parse(JSON.stringify(form.snapshot()));
  assert.equal(times(snapshot), 1, 'the disagreement about the name included');
  const {receipts = {}, ...rest} = snapshot;
  const before = JSON.parse(JSON.stringify(rest).replaceAll('"receipt":"1"', `"receipt":"${receipts['1']}"`));
  for (const kept of [snapshot, before]) {
    const later = createForm(definition);
    later.restore(kept);
    assert.deepEqual(later.snapshot(), snapshot);
    assert.equal(later.conflicts[0]?.proposed.origin.kind === 'register' && later.conflicts[0].proposed.origin.receipt, RECEIPT);
    assert.deepEqual(later.submission({}, 'vi', true), form.submission({}, 'vi', true));
  }
});
