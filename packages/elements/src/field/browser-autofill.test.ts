/** What a browser fills in by itself. Some say it by `change` alone, without `input`, and none puts the focus there. */

import type {FormDefinition} from '@egov-form/core';
import {sendKeys} from '@web/test-runner-commands';
import {expect} from 'chai';
import {control, HandRegister, mount, part, settle, unmountAll} from '../../test/mount.ts';
import {structures} from '../form/lazy/structures.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

/** As a browser does it: the value, and then one event. */
async function autofill(form: EgovForm, pointer: string, text: string): Promise<void> {
  const box = control<HTMLInputElement | HTMLSelectElement>(form, pointer);
  box.value = text;
  box.dispatchEvent(new Event('change', {bubbles: true}));
  await settle(form);
}

const error = (form: EgovForm, pointer: string): string | undefined =>
  part(form, pointer).querySelector('[data-severity=error]')?.textContent ?? undefined;

describe('what the browser fills in by itself', () => {
  it('a text reaches the answers, and what is wrong with it is said', async () => {
    const form = await mount();
    await autofill(form, '/name', '  Trần Văn A ');
    expect([form.model?.get('/name'), control(form, '/name').value]).to.deep.equal(['Trần Văn A', 'Trần Văn A']);
    await autofill(form, '/id', '12345678');
    expect(form.model?.get('/id')).to.equal('12345678');
    expect(error(form, '/id')).to.match(/^Lỗi: \S/u);
    await autofill(form, '/id', '1234');
    expect([form.model?.get('/id'), error(form, '/id')]).to.deep.equal(['1234', undefined]);
    await autofill(form, '/name', '');
    expect([form.model?.get('/name'), error(form, '/name')]).to.deep.equal([undefined, 'Lỗi: Vui lòng nhập Họ tên.']);
  });

  it('several lines, a date, a number and a drop-down do so too', async () => {
    const form = await mount();
    await autofill(form, '/story', 'Dòng một\nDòng hai');
    expect(form.model?.get('/story')).to.equal('Dòng một\nDòng hai');
    await autofill(form, '/issued', '2020-11-05');
    expect([form.model?.get('/issued'), control(form, '/issued').value]).to.deep.equal(['2020-11-05', '05/11/2020']);
    await autofill(form, '/issued', '31/02/2020');
    expect(control(form, '/issued').value).to.equal('31/02/2020');
    expect(error(form, '/issued')).to.match(/^Lỗi: \S/u);
    await autofill(form, '/copies', '12');
    expect(form.model?.get('/copies')).to.equal(12);
    await autofill(form, '/copies', '90');
    expect(error(form, '/copies')).to.match(/^Lỗi: \S/u);
    await autofill(form, '/colour', 'c');
    expect([form.model?.get('/colour'), error(form, '/colour')]).to.deep.equal(['c', undefined]);
  });

  it('a search box takes a choice by its name', async () => {
    const form = await mount();
    await autofill(form, '/town', 'da nang');
    expect([form.model?.get('/town'), control(form, '/town').value]).to.deep.equal(['t2', 'Đà Nẵng']);
    await autofill(form, '/home/provinceCode', 'Tỉnh 12');
    await autofill(form, '/home/communeCode', 'Xã 15');
    await autofill(form, '/home/detail', 'Số 1');
    expect(form.model?.get('/home')).to.deep.equal({provinceCode: '12', communeCode: '12015', detail: 'Số 1', era: '2025-07-01'});
    await autofill(form, '/town', '');
    expect(form.model?.get('/town')).to.equal(undefined);
    // What is no choice cannot be an answer.
    await autofill(form, '/town', 'Paris');
    expect([form.model?.get('/town'), control(form, '/town').value]).to.deep.equal([undefined, '']);
    expect(control(form, '/town').getAttribute('aria-expanded')).to.equal('false');
  });

  it('a box inside an answer of any shape does so too', async () => {
    const definition: FormDefinition = {
      ...{id: 'shape', version: '1.0.0', title: 'Shape'},
      data: {type: 'object', properties: {place: {type: 'object', additionalProperties: {type: 'string'}}}},
      fields: {'/place': {label: 'Place', widget: 'structure'}},
    };
    await structures.load();
    const form = await mount({definition, answers: {place: {city: 'A'}}});
    const box = part(form, '/place').querySelector<HTMLInputElement>('[data-pointer="/place/city"] input');
    if (!box) throw new Error('Expected a box.');
    box.value = 'Huế';
    box.dispatchEvent(new Event('change', {bubbles: true}));
    await settle(form);
    expect(form.model?.get('/place')).to.deep.equal({city: 'Huế'});
  });

  it('starts the look-up that waits for it', async () => {
    const register = new HandRegister();
    const form = await mount({connectors: register});
    await autofill(form, '/id', '1234');
    expect(form.model?.lookupsAt('/id')[0]?.state).not.to.equal('idle');
  });

  it('a change that follows typing changes nothing more', async () => {
    const form = await mount();
    let changes = 0;
    control(form, '/name').focus();
    await sendKeys({type: 'An '});
    form.addEventListener('egov-change', () => (changes += 1));
    await sendKeys({press: 'Tab'});
    await settle(form);
    expect([form.model?.get('/name'), control(form, '/name').value, changes]).to.deep.equal(['An', 'An', 0]);
  });
});
