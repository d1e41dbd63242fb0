import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, afterEach, before, describe, it} from 'node:test';
import type {FormDefinition} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import {fillForm} from './fill-form.ts';
import {type Registers, startRegisters} from './registers/index.ts';

const read = (name: string): FormDefinition =>
  JSON.parse(readFileSync(new URL(`../../../examples/procedures/${name}/form.json`, import.meta.url), 'utf8'));
const MOTHER = '026190000042';

let registers: Registers;
before(async () => {
  registers = await startRegisters();
});
after(() => registers.close());
afterEach(() => registers.repair());

const birth = (more: object = {}) =>
  fillForm(read('khai-sinh'), {packs: [vietnam], registers, today: '2026-11-22', signedIn: MOTHER, ...more});

describe('a form filled in a person’s verbs', () => {
  it('is filled about who is signed in, by nobody’s typing', async () => {
    const filling = await birth();
    await filling.answer('Ông/Bà là gì của trẻ?', 'Mẹ');
    filling.expectFilled('/requester/fullName', {by: 'register'});
    filling.expectFilled('/mother/fullName', {by: 'computed'});
    assert.equal(filling.form.lookup('requester').state, 'filled');
    assert.equal(filling.form.document('citizenCard').notNeeded, true);
    filling.close();
  });

  it('proposes the other parent, who is confirmed by day and month of birth', async () => {
    const filling = await birth();
    await filling.answer('/requester/relation', 'mother');
    await filling.answer('/fatherKnown', true);
    const {proposed} = filling.form.lookup('husband');
    assert.equal(proposed?.birthYear, '1988');
    assert.equal(await filling.confirm('husband', '1988-05-01'), 'filled');
    filling.expectFilled('/father/citizenId', {value: '026088000045', by: 'register'});
    filling.close();
  });

  it('says why nothing is looked up when nobody is signed in', async () => {
    const filling = await birth({signedIn: undefined});
    await filling.answer('/requester/citizenId', MOTHER);
    assert.equal(filling.form.lookup('requester').state, 'forbidden');
    filling.close();
  });

  it('is typed by hand where a register fails, in every way', async () => {
    for (const [kind, state] of [
      ['down', 'unavailable'],
      ['not-found', 'not-found'],
      ['limited', 'limited'],
      ['partial', 'partial'],
      ['none', 'filled'],
    ] as const) {
      registers.fault('population', kind);
      const filling = await birth();
      assert.equal(filling.form.lookup('requester').state, state, kind);
      filling.close();
    }
  });

  it('goes on, is stopped, and is handed in', async () => {
    const filling = await fillForm(read('phu-hieu-xe'), {
      ...{packs: [vietnam], registers, today: '2026-11-22', signedIn: '026075000046'},
    });
    assert.notDeepEqual(await filling.next(), []);
    await filling.answer('/organization/code', '9999999997');
    filling.expectFilled('/organization/name', {by: 'register'});
    const {issues} = await filling.send();
    assert.ok(issues.length > 0);
    filling.close();
  });

  it('tells what is asked where a name is not, and whose it is where several are', async () => {
    const filling = await birth();
    await assert.rejects(filling.answer('Màu sắc', 'x'), /Expected a question "Màu sắc" to be asked now, found Ông\/Bà/u);
    await filling.answer('/requester/relation', 'grandmother');
    await filling.answer('/fatherKnown', true);
    await assert.rejects(filling.answer('Họ và tên', 'x'), /Expected one question "Họ và tên", found .*Name the heading too/u);
    await filling.answer(['Người cha', 'Họ và tên'], 'Lê Văn Mẫu');
    filling.expectFilled('/father/fullName', {by: 'typed'});
    filling.close();
  });
});
