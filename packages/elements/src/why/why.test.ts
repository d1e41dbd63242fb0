import type {FormDefinition} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, mount, part, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const FAMILY: FormDefinition = {
  id: 'family',
  version: '1.0.0',
  title: {vi: 'Gia đình', en: 'Family'},
  data: {
    type: 'object',
    properties: {
      name: {type: 'string'},
      married: {type: 'boolean'},
      spouse: {type: 'object', properties: {name: {type: 'string'}, job: {type: 'string'}}},
      copies: {type: 'integer'},
      fee: {type: 'integer'},
    },
  },
  pages: [
    {
      id: 'a',
      title: {vi: 'Người khai', en: 'Person'},
      items: [
        {field: '/name'},
        {field: '/married'},
        {group: {vi: 'Vợ hoặc chồng', en: 'Spouse'}, items: [{field: '/spouse/name'}, {field: '/spouse/job'}]},
        {field: '/copies'},
        {field: '/fee'},
      ],
    },
  ],
  fields: {
    '/name': {label: {vi: 'Họ tên', en: 'Name'}},
    '/married': {label: {vi: 'Đã kết hôn', en: 'Married'}, widget: 'yes-no'},
    '/spouse': {visible: {'==': [{var: '/married'}, true]}},
    '/spouse/name': {label: {vi: 'Tên vợ hoặc chồng', en: 'Name of spouse'}, required: {'==': [{var: '/married'}, true]}},
    '/spouse/job': {label: {vi: 'Nghề nghiệp', en: 'Job'}},
    '/copies': {label: {vi: 'Số bản sao', en: 'Copies'}},
    '/fee': {label: {vi: 'Lệ phí', en: 'Fee'}, value: {'*': [{var: '/copies'}, 8000]}},
  },
};

async function unfold(form: EgovForm, root: ParentNode): Promise<string> {
  const why = root.querySelector('.why');
  why?.querySelector('button')?.click();
  await until('the reasons are shown', () => why?.querySelector('p, li'));
  await settle(form);
  return [...(why?.querySelectorAll('p, li') ?? [])].map((line) => line.textContent ?? '').join('\n');
}

describe('why', () => {
  it('a question says when it is asked and required, and keeps saying it in another language', async () => {
    const form = await mount({definition: FAMILY, answers: {married: true}});
    const name = part(form, '/spouse/name');
    expect(name.querySelector('.why > button')?.textContent).to.equal('Vì sao có mục này?');
    const words = await unfold(form, name);
    expect(words).to.contain('Hiện khi «Đã kết hôn» là Có').and.to.contain('Bắt buộc khi «Đã kết hôn» là Có');
    expect(part(form, '/name').querySelector('.why')).to.equal(null);
    form.locale = 'en';
    await settle(form);
    const button = name.querySelector<HTMLElement>('.why > button');
    expect(button?.getAttribute('aria-expanded')).to.equal('true');
    expect(button?.textContent).to.equal('Why is this asked?');
    expect(name.querySelector('.why p')?.textContent).to.contain('Married');
    expect(await axeViolations(form)).to.deep.equal([]);
    button?.click();
    expect(button?.getAttribute('aria-expanded')).to.equal('false');
    expect(name.querySelector<HTMLElement>('egov-why')?.checkVisibility()).to.equal(false);
  });

  it('a question in a row says so, also one that is called like a row', async () => {
    const visible = {'==': [{var: '/married'}, true]};
    const years = {type: 'object', properties: {'2023': {type: 'integer'}, '*': {type: 'integer'}}};
    const definition: FormDefinition = {
      id: 'years',
      version: '1.0.0',
      title: 'Years',
      data: {
        type: 'object',
        properties: {
          married: {type: 'boolean', title: 'Married'},
          years,
          people: {type: 'array', items: {type: 'object', properties: {years}}},
        },
      },
      fields: {
        '/years/2023': {label: 'Income', visible},
        '/years/*': {label: 'All', visible},
        '/people/*/years/2023': {label: 'Income', visible},
      },
    };
    const form = await mount({definition, answers: {married: true, people: [{}]}, locale: 'en'});
    for (const pointer of ['/years/2023', '/years/*', '/people/0/years/2023'])
      expect(await unfold(form, part(form, pointer)), pointer).to.contain('“Married” is Yes');
  });

  it('a computed one says what it is made of', async () => {
    const form = await mount({definition: FAMILY, answers: {copies: 3}});
    const fee = part(form, '/fee');
    expect(fee.querySelector('.why > button')?.textContent).to.equal('Vì sao mục này không sửa được?');
    expect(await unfold(form, fee))
      .to.contain('Số bản sao')
      .and.to.contain('8');
  });

  it('the review says what is not asked, and why, once for each reason', async () => {
    const form = await mount({definition: FAMILY, answers: {married: false}});
    form.showPage('review');
    await settle(form);
    const words = await unfold(form, form.renderRoot.querySelector('egov-review') ?? form.renderRoot);
    expect(words.split('\n').filter((line) => line.includes('«Đã kết hôn» là Có'))).to.have.length.greaterThan(0);
    expect(words).to.contain('Tên vợ hoặc chồng').and.to.contain('Nghề nghiệp');
    expect(await axeViolations(form)).to.deep.equal([]);
  });
});
