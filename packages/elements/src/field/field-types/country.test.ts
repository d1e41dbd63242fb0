import type {FormDefinition, Option, Pack} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {control, mount, part, settle, unmountAll} from '../../../test/mount.ts';
import type {EgovForm} from '../../index.ts';

/** A country with three levels, no codes beside them, one bank and a heading of one line. */
const COUNTRY: Pack = {
  address: {
    levels: [
      {member: 'island', list: 'islands'},
      {member: 'valley', list: 'valleys'},
      {member: 'hamlet', list: 'hamlets'},
    ],
    detail: 'house',
  },
  banks: 'island-banks',
  printHeading: [{vi: 'QUẦN ĐẢO', en: 'THE ISLANDS'}],
  optionLists: [
    {name: 'islands', load: () => choices('north', 'south')},
    {name: 'valleys', load: async ({island}) => choices(`${island}-green`, `${island}-stony`)},
    {name: 'hamlets', load: async ({island, valley}) => choices(`${island}/${valley}/1`, `${island}/${valley}/2`)},
    {name: 'island-banks', load: () => choices('shell')},
  ],
};

function choices(...values: readonly string[]): readonly Option[] {
  return values.map((value) => ({value, label: `Nơi ${value}`}));
}

const member = {type: 'string', maxLength: 60};
const DEFINITION: FormDefinition = {
  id: 'islands',
  version: '1.0.0',
  title: 'Tờ khai',
  procedure: {code: '1.000001'},
  data: {
    type: 'object',
    properties: {
      home: {
        type: 'object',
        properties: {
          island: {...member, title: 'Đảo'},
          valley: {...member, title: 'Thung lũng'},
          hamlet: {...member, title: 'Thôn'},
          house: {...member, title: 'Nhà'},
        },
      },
      account: {$ref: 'urn:egov-form:bank-account:v1'},
    },
  },
  pages: [{id: 'one', title: 'Trang', items: [{field: '/home'}, {field: '/account'}]}],
  fields: {'/home': {widget: 'address', label: 'Nơi ở'}, '/account': {label: 'Tài khoản'}},
};

async function choose(form: EgovForm, pointer: string, label: string): Promise<void> {
  const box = control(form, pointer);
  box.focus();
  box.value = label;
  box.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
  await settle(form);
  const option = [...part(form, pointer).querySelectorAll('[role=option]')].find((each) => each.textContent?.includes(label));
  option?.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, composed: true, cancelable: true}));
  (option as HTMLElement | undefined)?.click();
  await settle(form);
}

describe('a country that nobody here knows', () => {
  afterEach(unmountAll);

  it('has its levels asked from the widest to the narrowest, each within those around it', async () => {
    const form = await mount({definition: DEFINITION, packs: [COUNTRY]});
    expect(control(form, '/home/valley').disabled).to.equal(true);
    expect(control(form, '/home/valley').placeholder).to.equal('Chọn Đảo trước');
    await choose(form, '/home/island', 'Nơi north');
    await choose(form, '/home/valley', 'Nơi north-green');
    await choose(form, '/home/hamlet', 'Nơi north/north-green/2');
    expect(form.model?.get('/home')).to.deep.equal({island: 'north', valley: 'north-green', hamlet: 'north/north-green/2'});
    await choose(form, '/home/island', 'Nơi south');
    expect(form.model?.get('/home')).to.deep.equal({island: 'south'});
  });

  it('has its banks, and its heading on paper', async () => {
    const form = await mount({definition: DEFINITION, packs: [COUNTRY]});
    await choose(form, '/account/bank', 'Nơi shell');
    expect(form.model?.get('/account')).to.deep.equal({bank: 'shell'});
    const paper = await mount({definition: DEFINITION, packs: [COUNTRY], mode: 'print'});
    // The sheet is loaded when paper is first asked for.
    await until('the paper is drawn', () => paper.renderRoot.querySelector('.sheet-head'));
    const heading = paper.renderRoot.querySelectorAll('.sheet-head');
    expect([...heading].map((line) => line.textContent)).to.deep.equal(['QUẦN ĐẢO']);
  });

  it('may be none: an address is one text then, and paper has no heading', async () => {
    const form = await mount({definition: DEFINITION, packs: []});
    expect(part(form, '/home').querySelectorAll('input')).to.have.length(1);
    const paper = await mount({definition: DEFINITION, packs: [], mode: 'print'});
    await settle(paper);
    expect(paper.renderRoot.querySelectorAll('.sheet')).to.have.length(1);
    expect(paper.renderRoot.querySelectorAll('.sheet-head')).to.have.length(0);
  });
});
