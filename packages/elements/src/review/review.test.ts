import type {FormDefinition, Origin} from '@egov-form/core';
import {expect} from 'chai';
import {axeViolations, button, mount, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

const DEFINITION: FormDefinition = {
  id: 'looked-over',
  version: '1.0.0',
  title: 'Tờ khai',
  data: {
    type: 'object',
    required: ['must'],
    properties: {
      name: {type: 'string'},
      born: {type: 'string'},
      town: {type: 'string'},
      reason: {type: 'string'},
      twice: {type: 'string'},
      spare: {type: 'string'},
      must: {type: 'string'},
    },
  },
  pages: [
    {
      id: 'one',
      title: 'Trang một',
      items: [
        {group: 'Nhân thân', items: [{field: '/name'}, {field: '/born'}, {field: '/town'}]},
        {field: '/reason'},
        {field: '/twice'},
        {field: '/spare'},
        {field: '/must'},
        {document: 'paper'},
      ],
    },
  ],
  fields: {
    '/name': {label: 'Họ tên'},
    '/born': {label: 'Ngày sinh'},
    '/town': {label: 'Nơi ở'},
    '/reason': {label: 'Lý do'},
    '/twice': {label: 'Tên người ký', value: {var: 'name'}},
    '/spare': {label: 'Ghi chú'},
    '/must': {label: 'Bắt buộc'},
  },
  documents: {paper: {title: 'Giấy mẫu', accept: ['image/jpeg'], maxBytes: 1000}},
};

const REGISTER: Origin = {
  ...{kind: 'register', lookup: 'person', connector: 'population', attribute: 'x', title: 'Sổ dân cư'},
  ...{at: '2026-11-22T03:04:00.000Z', trust: 'correctable'},
};

type Form = Awaited<ReturnType<typeof mount>>;

const answer = (form: Form, pointer: string): Element | null => form.renderRoot.querySelector(`[data-answer="${pointer}"]`);
const isOpen = (form: Form, pointer: string): boolean => answer(form, pointer)?.checkVisibility() === true;
const fold = (form: Form, part: string): HTMLDetailsElement | null => form.renderRoot.querySelector(`[part=${part}]`);
const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/[\s\u2066-\u2069]+/gu, ' ').trim();

async function reviewed(): Promise<Form> {
  const form = await mount({definition: DEFINITION});
  const values = {'/name': 'Mẫu', '/born': '1990', '/town': 'Huế'};
  form.model?.transact(
    Object.entries(values).map(([pointer, value]) => ({pointer, value})),
    REGISTER,
  );
  form.model?.set('/reason', 'Mới');
  form.showPage('review');
  await settle(form);
  return form;
}

describe('the review', () => {
  it('quotes what another source says, undecided and decided', async () => {
    const form = await mount({definition: DEFINITION});
    form.model?.set('/name', 'Mẫn');
    const sides = {current: {value: 'Mẫn', origin: {kind: 'typed'}}, proposed: {value: 'Mẫu', origin: REGISTER}} as const;
    if (form.model) form.model.restore({...form.model.snapshot(), conflicts: [{pointer: '/name', ...sides}]});
    const mark = (): string => words(answer(form, '/name')?.querySelector('[part~=decided]'));
    for (const [choice, said] of [
      [undefined, /^Chưa chọn giá trị đúng: khác với .*\(“Mẫu”\)/u],
      ['keep', /đã chọn: giá trị Ông\/Bà khai, không chọn: .*\(“Mẫu”\)/u],
    ] as const) {
      if (choice) form.model?.decide('/name', choice);
      form.showPage('review');
      await settle(form);
      expect(isOpen(form, '/name')).to.equal(true);
      expect(mark()).to.match(said);
    }
  });

  it('folds what a register knows and nobody changed, and what was left empty', async () => {
    const form = await reviewed();
    expect(words(fold(form, 'review-known')?.querySelector('summary'))).to.equal('3 mục lấy từ Sổ dân cư');
    for (const pointer of ['/name', '/born', '/town', '/twice', '/spare']) expect(isOpen(form, pointer), pointer).to.equal(false);
    expect(isOpen(form, '/reason')).to.equal(true);
    // What is due is not left out in silence.
    expect(isOpen(form, '/must')).to.equal(true);
    expect(words(fold(form, 'review-empty')?.querySelector('summary'))).to.equal('Để trống hoặc không cần: 2 mục');
    expect(words(fold(form, 'review-empty')))
      .to.contain('Giấy mẫu')
      .and.to.contain('Ghi chú');
    // A group of which nothing is open has no heading.
    expect(form.renderRoot.querySelector('egov-review h5')).to.equal(null);
    expect(await axeViolations(form)).to.deep.equal([]);
    const known = fold(form, 'review-known');
    if (known) known.open = true;
    expect(isOpen(form, '/name')).to.equal(true);
    expect(words(answer(form, '/name'))).to.equal('Họ tên Mẫu');
  });

  it('opens what was corrected, and leads there and back', async () => {
    const form = await reviewed();
    form.model?.set('/town', 'Vinh');
    await settle(form);
    expect(isOpen(form, '/town')).to.equal(true);
    expect(words(fold(form, 'review-known')?.querySelector('summary'))).to.equal('2 mục lấy từ Sổ dân cư');
    button(form.renderRoot.querySelector('egov-review') as Element, 'Sửa: Trang một').click();
    await settle(form);
    expect(words(form.renderRoot.querySelector('.page-title'))).to.equal('Trang một');
    form.model?.set('/must', 'Có');
    form.renderRoot.querySelector<HTMLElement>('[part~=next]')?.click();
    await settle(form);
    expect(form.shadowRoot?.activeElement?.getAttribute('data-edit')).to.equal('one');
  });

  it('says sources once, and folds what the page folds', async () => {
    const person = {type: 'object', properties: {name: {type: 'string'}, town: {type: 'string'}}} as const;
    const form = await mount({
      definition: {
        id: 'once',
        version: '1.0.0',
        title: 'Tờ khai',
        data: {
          type: 'object',
          properties: {me: person, mother: person, sex: {type: 'string'}, born: {type: 'string'}, place: {type: 'string'}},
        },
        pages: [
          {id: 'me', title: 'Ông/Bà', items: [{field: '/me/name'}, {field: '/me/town'}]},
          {id: 'mother', title: 'Người mẹ', items: [{field: '/mother/name'}, {field: '/mother/town'}]},
          {
            id: 'child',
            title: 'Trẻ',
            items: [
              {group: 'Trẻ em', items: [{field: '/sex'}, {field: '/born'}]},
              {group: 'Nơi nhận', folded: true, items: [{field: '/place'}]},
              {document: 'notice'},
            ],
          },
        ],
        fields: {'/place': {label: 'Nơi nộp', default: 'Huế'}},
        parties: {
          me: {at: '/me', title: 'Ông/Bà', subject: true},
          mother: {at: '/mother', title: 'Người mẹ', same: {as: 'me', when: true}},
        },
        documents: {notice: {title: 'Giấy chứng sinh'}},
      },
    });
    form.model?.set('/me/name', 'Mẫu');
    const read = {kind: 'document', document: 'notice', fact: 'x', from: 'ocr', page: 1, confidence: 0.99} as const;
    form.model?.transact(
      [
        {pointer: '/sex', value: 'Nam'},
        {pointer: '/born', value: '2026'},
      ],
      read,
    );
    form.showPage('review');
    await settle(form);
    const pages = [...form.renderRoot.querySelectorAll('[part~=review-page]')];
    expect(words(pages[1])).to.equal('Người mẹ Như thông tin ở mục “Ông/Bà”');
    expect(words(pages[2])).to.match(/Trẻ em ?2 mục đọc từ Giấy chứng sinh/u);
    expect(words(pages[2]).match(/đọc từ/giu)).to.have.length(1);
    const sign = answer(form, '/born')?.querySelector('[role=img]');
    expect(sign?.getAttribute('aria-label')).to.equal('Đọc từ Giấy chứng sinh');
    expect(isOpen(form, '/place')).to.equal(false);
    expect(words(pages[2]?.querySelector('summary'))).to.equal('Nơi nhận');
    expect(words(fold(form, 'review-empty'))).to.contain('Ông/Bà: Town');
    expect(await axeViolations(form)).to.deep.equal([]);
    form.model?.set('/place', 'Vinh');
    await settle(form);
    expect(isOpen(form, '/place')).to.equal(true);
  });
});
