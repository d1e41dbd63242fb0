/** Lists of choices by the keyboard. */

import type {FormDefinition} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {sendKeys} from '@web/test-runner-commands';
import {expect} from 'chai';
import {control, mount, PACK, part, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const root = (form: EgovForm): ShadowRoot => form.shadowRoot as ShadowRoot;
const list = (form: EgovForm, pointer: string): HTMLElement => {
  const found = part(form, pointer).querySelector<HTMLElement>('[role=listbox]');
  if (!found) throw new Error('Expected a list.');
  return found;
};
const scrolls = ({scrollHeight, clientHeight}: HTMLElement): boolean => scrollHeight > clientHeight;

/** Open with everything in it, and longer than its box. */
async function open(form: EgovForm, pointer: string): Promise<void> {
  control(form, pointer).focus();
  await sendKeys({press: 'ArrowDown'});
  await settle(form);
  expect(scrolls(list(form, pointer))).to.equal(true);
}

async function empty(): Promise<void> {
  await sendKeys({down: 'Control'});
  await sendKeys({press: 'a'});
  await sendKeys({up: 'Control'});
  await sendKeys({press: 'Backspace'});
}

const CHIPS: FormDefinition = {
  ...{id: 'chips', version: '1.0.0', title: 'Chips'},
  data: {
    type: 'object',
    properties: {
      towns: {type: 'array', uniqueItems: true, items: {enum: Array.from({length: 30}, (_, i) => `Lựa chọn ${i}`)}},
      at: {type: 'string', format: 'local-time'},
      end: {type: 'string'},
    },
  },
  fields: {
    '/towns': {label: 'Towns', widget: 'chips'},
    '/at': {label: 'At'},
    '/end': {label: 'End'},
  },
};

describe('a list of choices', () => {
  it('that scrolls is no stop of the Tab key, and an emptied box holds no answer', async () => {
    const form = await mount({answers: {town: 't1'}});
    await open(form, '/town');
    await empty();
    await settle(form);
    expect(scrolls(list(form, '/town'))).to.equal(true);
    await sendKeys({press: 'Tab'});
    await settle(form);
    expect(root(form).activeElement?.getAttribute('role')).not.to.equal('listbox');
    expect(part(form, '/town').contains(root(form).activeElement)).to.equal(false);
    expect([form.model?.get('/town'), list(form, '/town').hidden]).to.deep.equal([undefined, true]);
  });

  it('nor is that of one part of an address, or backwards', async () => {
    const form = await mount({answers: {home: {provinceCode: '12', communeCode: '12015'}}});
    await open(form, '/home/provinceCode');
    await empty();
    await sendKeys({press: 'Tab'});
    await settle(form);
    expect(form.model?.get('/home')).to.equal(undefined);
    form.answers = {town: 't1'};
    await settle(form);
    await open(form, '/town');
    await empty();
    await sendKeys({down: 'Shift'});
    await sendKeys({press: 'Tab'});
    await sendKeys({up: 'Shift'});
    await settle(form);
    expect([form.model?.get('/town'), part(form, '/town').contains(root(form).activeElement)]).to.deep.equal([undefined, false]);
  });

  it('of chips is none either', async () => {
    const form = await mount({definition: CHIPS, packs: [PACK]});
    await open(form, '/towns');
    await sendKeys({press: 'Tab'});
    await settle(form);
    expect(part(form, '/towns').contains(root(form).activeElement)).to.equal(false);
  });

  it('closes by Enter on an emptied box without an answer, and by Escape with the one before', async () => {
    const other = await mount({answers: {town: 't1'}});
    control(other, '/town').focus();
    await empty();
    await sendKeys({press: 'Escape'});
    await settle(other);
    expect([other.model?.get('/town'), control(other, '/town').value]).to.deep.equal(['t1', 'Huế']);
    await empty();
    await sendKeys({press: 'Enter'});
    await settle(other);
    expect([other.model?.get('/town'), list(other, '/town').hidden]).to.deep.equal([undefined, true]);
  });

  it('of times is left by Tab in one step, in either direction', async () => {
    for (const back of [false, true]) {
      const form = await mount({definition: CHIPS, packs: [PACK]});
      part(form, '/at').querySelector('button')?.focus();
      await sendKeys({press: 'Enter'});
      await until('the list is open', () => part(form, '/at').querySelector('[role=listbox]'));
      expect(scrolls(list(form, '/at'))).to.equal(true);
      if (back) await sendKeys({down: 'Shift'});
      await sendKeys({press: 'Tab'});
      if (back) await sendKeys({up: 'Shift'});
      expect(root(form).activeElement?.getAttribute('role')).not.to.equal('listbox');
      form.remove();
    }
  });
});

describe('a search that nobody has signed in for', () => {
  const SEARCHED: FormDefinition = {
    ...{id: 'searched', version: '1.0.0', title: 'Searched'},
    data: {type: 'object', properties: {industry: {type: 'string', title: 'Ngành nghề'}, name: {type: 'string'}}},
    fields: {'/industry': {options: {connector: 'industry-codes'}}},
  } as FormDefinition;
  const connectors = {
    ask: () => Promise.resolve({state: 'not-found' as const}),
    search: () => Promise.resolve({state: 'forbidden' as const, reason: 'sign-in' as const}),
  };

  for (const [locale, words] of [
    ['vi', /Cần đăng nhập để tìm/u],
    ['en', /Sign in to search/u],
  ] as const)
    it(`says so, with the way there, which the keyboard reaches: ${locale}`, async () => {
      const form = await mount({definition: SEARCHED, locale, connectors, ports: {signInAddress: '/in'}});
      control(form, '/industry').focus();
      await sendKeys({type: 'van tai '});
      const link = (): HTMLAnchorElement | null => part(form, '/industry').querySelector('[part~=sign-in]');
      await until('the link is there', () => link() !== null);
      expect(part(form, '/industry').textContent).to.match(words);
      expect(link()?.getAttribute('href')).to.contain('/in');
      link()?.focus();
      await settle(form);
      expect(root(form).activeElement).to.equal(link());
    });
});
