import type {Pack} from '@egov-form/core';
import {expect} from 'chai';
import {axeViolations, button, control, fill, mount, next, PACK, part, SAMPLE, settle, unmountAll} from '../../test/mount.ts';
import {readNumber, showNumber} from '../display/numbers.ts';
import {type EgovForm, registerMessages} from '../index.ts';
import {en} from './en.ts';
import type {Messages} from './keys.ts';
import {LAO, LAO_ISSUES} from './lao.fixture.ts';
import {messageText} from './messages.ts';
import {vi as always} from './vi.ts';
import {viChanges} from './vi-changes.ts';
import {viConflict} from './vi-conflict.ts';
import {viDocuments} from './vi-documents.ts';
import {viDrafts} from './vi-drafts.ts';
import {viFacts} from './vi-facts.ts';
import {viLists} from './vi-lists.ts';
import {viOfficer} from './vi-officer.ts';
import {viReuse} from './vi-reuse.ts';
import {viReview} from './vi-review.ts';
import {viStructure} from './vi-structure.ts';

const vi: Messages = {
  ...{...always, ...viChanges, ...viConflict, ...viReuse, ...viDocuments, ...viDrafts, ...viFacts},
  ...{...viLists, ...viOfficer, ...viReview, ...viStructure},
};

afterEach(unmountAll);

const root = (form: EgovForm): ShadowRoot => form.shadowRoot as ShadowRoot;
const heading = (form: EgovForm): string | undefined => root(form).querySelector('.page-title')?.textContent?.trim();

/** Placeholders of a text, each once. */
const params = (text: string): string[] => [...new Set(text.match(/\{\w+\}/gu))].sort();

describe('texts', () => {
  it('are there in both languages, with the same parts to fill in', () => {
    expect(Object.keys(en).sort()).to.deep.equal(Object.keys(vi).sort());
    for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
      expect(vi[key].trim(), key).not.to.equal('');
      for (const form of en[key].split('|')) expect(params(vi[key]), key).to.include.members(params(form));
      expect(params(en[key]), key).to.include.members(params(vi[key]));
    }
  });
});

describe('numbers', () => {
  it('are read and shown as the language writes them', () => {
    for (const [locale, typed] of [
      ['vi', '1.234,5'],
      ['vi-VN', '1.234,5'],
      ['en', '1,234.5'],
      ['en-GB', '1,234.5'],
      ['fr', '1 234,5'],
      ['de', '1.234,5'],
      ['th', '1,234.5'],
    ] as const) {
      expect(readNumber(typed, locale, false), `${locale} ${typed}`).to.equal(1234.5);
      expect(showNumber(1234.5, locale), locale).to.equal(typed.replace(/[ .,](?=\d{3})/u, ''));
      expect(readNumber(showNumber(0.25, locale), locale, false)).to.equal(0.25);
    }
  });
});

describe('another language', () => {
  it('keeps the text being typed, the focus, what is unfolded, the page and what is wrong', async () => {
    const form = await mount();
    await next(form);
    await fill(form, '/id', '1234');
    const folded = root(form).querySelector('details');
    if (folded) folded.open = true;
    const born = control(form, '/born');
    born.focus();
    born.value = '1/2/19';
    born.setSelectionRange(2, 2);
    born.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
    await settle(form);
    form.locale = 'en';
    await settle(form);
    expect(control(form, '/born')).to.equal(born);
    expect(root(form).activeElement).to.equal(born);
    expect([born.value, born.selectionStart]).to.deep.equal(['1/2/19', 2]);
    expect(root(form).querySelector('details')?.open).to.equal(folded ? true : undefined);
    expect(heading(form)).to.equal('Page one');
    expect(part(form, '/name').textContent).to.contain('Please enter');
    expect(root(form).querySelector('.summary')?.textContent).to.contain('still to answer').and.to.contain('Full name');
    expect(root(form).textContent).not.to.match(/Tiếp tục|Quay lại|bắt buộc/u);
    form.locale = 'vi';
    await settle(form);
    expect(born.value).to.equal('1/2/19');
    expect(root(form).querySelector('.summary')?.textContent).to.contain('Họ tên');
  });

  it('keeps the review as it is, with its declaration ticked', async () => {
    const form = await mount({
      definition: {...SAMPLE, documents: {card: {title: {vi: 'Thẻ mẫu', en: 'Sample card'}}}},
      answers: {id: '1234', name: 'Ai đó', consent: true, cars: [{plate: 'A'}]},
    });
    form.showPage('review');
    await settle(form);
    root(form).querySelector<HTMLInputElement>('#egov-declare')?.click();
    form.locale = 'en';
    await settle(form);
    expect(heading(form)).to.equal(en['review.title']);
    expect(root(form).querySelector<HTMLInputElement>('#egov-declare')?.checked).to.equal(true);
    expect(button(root(form), 'Page two')).to.not.equal(null);
  });

  it('a third one is a file beside the definition’s; what it lacks falls back text by text', async () => {
    registerMessages('lo', LAO);
    const pack: Pack = {messages: {lo: LAO_ISSUES}};
    const form = await mount({
      locale: 'lo-LA',
      packs: [PACK, pack],
      definition: {
        ...SAMPLE,
        title: {vi: 'Tờ khai mẫu', lo: 'ແບບຟອມຕົວຢ່າງ'},
        fields: {...SAMPLE.fields, '/name': {label: {vi: 'Họ tên', lo: 'ຊື່ ແລະ ນາມສະກຸນ'}}},
      },
    });
    expect(root(form).querySelector('.form')?.getAttribute('lang')).to.equal('lo-LA');
    expect(root(form).querySelector('h2')?.textContent).to.equal('ແບບຟອມຕົວຢ່າງ');
    expect(part(form, '/name').querySelector('label')?.textContent).to.contain('ຊື່ ແລະ ນາມສະກຸນ');
    expect(messageText('lo-LA', 'form.required')).to.equal('ຈຳເປັນ');
    expect(button(root(form), 'ຕໍ່ໄປ')).to.not.equal(null);
    // Neither the file nor the definition says these in Lao.
    expect(messageText('lo-LA', 'form.back')).to.equal('Quay lại');
    expect(heading(form)).to.equal('Trang một');
    await next(form);
    expect(root(form).querySelector('.summary-title')?.textContent).to.contain('ຍັງ');
    expect(part(form, '/name').textContent).to.contain('ກະລຸນາປ້ອນ ຊື່ ແລະ ນາມສະກຸນ');
    expect(await axeViolations(form)).to.deep.equal([]);
    // A name is found by its letters, whatever the language of the form.
    const town = control(form, '/town');
    town.focus();
    town.value = 'da nang';
    town.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
    await settle(form);
    expect(part(form, '/town').querySelector('[role=option]')?.textContent).to.contain('Đà Nẵng');
  });
});
