import type {FormDefinition} from '@egov-form/core';
import {expect} from 'chai';
import {axeViolations, button, mount, PACK, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const LONG: FormDefinition = {
  id: 'long',
  version: '1.0.0',
  title: {vi: 'Tờ khai dài', en: 'Long form'},
  data: {
    type: 'object',
    required: ['nickname'],
    properties: {
      name: {type: 'string', title: 'Tên'},
      nickname: {type: 'string', title: 'Tên gọi khác'},
      married: {type: 'boolean', title: 'Đã kết hôn'},
      spouse: {type: 'string', title: 'Vợ hoặc chồng'},
    },
  },
  pages: [
    {
      id: 'all',
      title: {vi: 'Trang', en: 'Page'},
      contents: true,
      items: [
        {group: {vi: 'Người khai', en: 'Person'}, items: [{field: '/name'}, {field: '/married'}]},
        {
          group: {vi: 'Thông tin thêm', en: 'More'},
          folded: true,
          description: {vi: 'Nếu có.', en: 'If any.'},
          items: [{field: '/nickname'}],
        },
        {group: {vi: 'Hôn nhân', en: 'Marriage'}, items: [{field: '/spouse'}]},
      ],
    },
  ],
  fields: {'/spouse': {visible: {'==': [{var: '/married'}, true]}}},
};

const mounted = (): Promise<EgovForm> => mount({definition: LONG, packs: [PACK]});
const fold = (form: EgovForm): HTMLDetailsElement | null => form.renderRoot.querySelector('details.fold');
const inForm = (form: EgovForm): Element | null => (form.renderRoot as ShadowRoot).activeElement;

describe('page', () => {
  it('folds a group away until it is opened', async () => {
    const form = await mounted();
    expect(fold(form)?.open).to.equal(false);
    expect(fold(form)?.querySelector('summary')?.textContent).to.equal('Thông tin thêm');
    expect(fold(form)?.textContent).to.contain('Nếu có.');
    fold(form)?.querySelector('summary')?.click();
    expect(fold(form)?.open).to.equal(true);
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('opens a folded group for the question that is gone to', async () => {
    const form = await mounted();
    form.validate();
    await settle(form);
    expect(await form.focusField('/nickname')).to.equal(true);
    expect(fold(form)?.open).to.equal(true);
    expect(inForm(form)?.localName).to.equal('input');
  });

  it('lists the headings that are in sight, in the language of the form, and goes to them', async () => {
    const form = await mounted();
    const titles = (): readonly string[] =>
      [...form.renderRoot.querySelectorAll('.contents button')].map(({textContent}) => textContent ?? '');
    expect(titles()).to.deep.equal(['Người khai', 'Thông tin thêm']);
    form.model?.set('/married', true);
    form.locale = 'en';
    await settle(form);
    expect(titles()).to.deep.equal(['Person', 'More', 'Marriage']);
    button(form.renderRoot, 'More').click();
    expect(inForm(form)?.textContent).to.equal('More');
    expect(fold(form)?.open).to.equal(true);
    expect(await axeViolations(form)).to.deep.equal([]);
  });
});
