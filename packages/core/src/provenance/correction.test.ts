import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Form} from '../engine/form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {Issue} from '../messages/issue.ts';
import {validateSubmission} from '../submission/validate-submission.ts';
import {correctValue, disputeValue} from './correction.ts';
import type {RegisterOrigin} from './origin.ts';
import {wholeSubmission} from './receipts.ts';

const definition: FormDefinition = {
  id: 'person',
  version: '1.0.0',
  title: 'Person',
  data: {type: 'object', properties: {code: {type: 'string'}, name: {type: 'string'}, home: {type: 'string'}}},
  lookups: {
    person: {
      connector: 'people',
      keys: {code: '/code'},
      fill: {'/name': 'name', '/home': 'home'},
      trust: {'*': 'locked', '/home': 'correctable'},
      purpose: 'x',
    },
  },
};

async function filled(): Promise<Form> {
  const source = {register: 'r', title: 'R', at: '2026-11-21T00:00:00Z'};
  const ask = async () => ({state: 'filled', values: {name: 'An', home: 'Lào Cai'}, source, receipt: 'jws'}) as const;
  const form = createForm(definition, {connector: {ask}});
  form.set('/code', '1');
  await new Promise((done) => setImmediate(done));
  return form;
}

test('a corrected value keeps the register’s value, receipt and reason, whatever is typed next', async () => {
  const form = await filled();
  correctValue(form, '/home', 'Yên Bái', '  moved  ');
  form.set('/home', 'Yên Bái 2');
  const later = createForm(definition);
  later.restore(JSON.parse(JSON.stringify(form.snapshot())));
  for (const one of [form, later]) {
    const origin = wholeSubmission(one.submission({}, 'vi', true)).origins['/home'];
    assert.ok(origin?.kind === 'typed');
    assert.deepEqual([one.get('/home'), origin.was, origin.reason], ['Yên Bái 2', 'register', 'moved']);
    assert.deepEqual([origin.registered?.value, origin.registered?.origin.receipt], ['Lào Cai', 'jws']);
  }
  form.undo();
  form.undo();
  assert.deepEqual([form.get('/home'), form.field('/home').origin?.kind], ['Lào Cai', 'register']);
});

test('a value that stands cannot be corrected; a note for the office goes along with it', async () => {
  const form = await filled();
  assert.throws(() => correctValue(form, '/name', 'Anh', 'misspelt'), {code: 'EGOV_CORE_LOCKED'});
  disputeValue(form, '/name', ' Misspelt, it is Anh ');
  const {origin} = form.field('/name');
  assert.ok(origin?.kind === 'register' && origin.disputed === 'Misspelt, it is Anh');
  assert.deepEqual([form.get('/name'), form.field('/name').lockedBy], ['An', 'register']);
  assert.deepEqual(wholeSubmission(form.submission({}, 'vi', true)).origins['/name'], origin);
  form.undo();
  assert.equal('disputed' in (form.field('/name').origin ?? {}), false);
  disputeValue(form, '/name', 'x');
  disputeValue(form, '/name', ' ');
  assert.equal('disputed' in (form.field('/name').origin ?? {}), false);
  disputeValue(form, '/name', 'y'.repeat(5000));
  const noted = form.field('/name').origin;
  assert.equal(noted?.kind === 'register' && noted.disputed?.length, 2000);
  form.lookup('person').undo();
  assert.deepEqual([form.get('/name'), form.get('/home')], [undefined, undefined], 'the fill goes, with the note on it');
});

test('there is nothing to dispute about what was typed', async () => {
  const form = createForm(definition);
  form.set('/name', 'An');
  disputeValue(form, '/name', 'x');
  disputeValue(form, '/home', 'x');
  assert.deepEqual(form.field('/name').origin, {kind: 'typed'});
});

test('a correction of a correctable value needs its reason, in the form and in later checks', async () => {
  const form = await filled();
  form.set('/home', 'Yên Bái');
  const wanted = [{code: 'correction.reason', pointer: '/home', severity: 'error'}];
  assert.deepEqual([form.validate(), form.field('/home').issues], [wanted, wanted]);
  for (const locale of ['vi', 'en']) assert.match(form.messageOf({...wanted[0], severity: 'error'} as Issue, locale), /Home/u);
  const unsaid = form.submission({}, 'vi', true);
  assert.deepEqual(validateSubmission(definition, unsaid), wanted);
  correctValue(form, '/home', 'Yên Bái', '   ');
  assert.deepEqual(form.validate(), wanted, 'blanks are no reason');
  correctValue(form, '/home', 'Yên Bái', 'moved');
  assert.deepEqual([form.validate(), validateSubmission(definition, form.submission({}, 'vi', true))], [[], []]);
  // The same again is no correction, and what the client claims about the trust is nobody's concern.
  form.undo();
  form.set('/home', 'Lào Cai');
  assert.deepEqual(form.validate(), []);
  const claimed = JSON.parse(JSON.stringify(unsaid).replaceAll('"correctable"', '"free"'));
  assert.deepEqual(validateSubmission(definition, claimed), wanted);
});

test('a value that is only a start may be changed without a reason', () => {
  const trust = {'*': 'free'} as const;
  const free = {...definition, lookups: {person: {...definition.lookups?.['person'], trust}}} as FormDefinition;
  const origin = {kind: 'register', lookup: 'person', connector: 'people', attribute: 'home', title: 'R', at: '', trust: 'free'};
  const form = createForm(free);
  form.transact([{pointer: '/home', value: 'Lào Cai'}], origin as RegisterOrigin);
  form.set('/home', 'Yên Bái');
  assert.deepEqual(form.validate(), []);
});
