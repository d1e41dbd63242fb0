import type {FormDefinition} from '@egov-form/core';
import {expect} from 'chai';
import {
  axeViolations,
  button,
  control,
  fill,
  mount,
  next,
  PACK,
  part,
  SAMPLE,
  settle,
  shown,
  unmountAll,
} from '../../../test/mount.ts';
import type {EgovForm} from '../../index.ts';

afterEach(unmountAll);

/** Without the document slot and with little that is required, so that a page is passed by few answers. */
const SHORT: FormDefinition = {
  id: 'short',
  version: '1.0.0',
  title: {vi: 'Tờ khai ngắn', en: 'Short form'},
  data: {
    type: 'object',
    required: ['name'],
    properties: {
      name: {type: 'string', title: 'Tên'},
      age: {type: 'integer', title: 'Tuổi'},
      married: {type: 'boolean', title: 'Đã kết hôn'},
      spouse: {type: 'string', title: 'Vợ hoặc chồng'},
      cars: {type: 'array', title: 'Xe', items: {type: 'object', properties: {plate: {type: 'string', title: 'Biển số'}}}},
      note: {type: 'string', title: 'Ghi chú'},
    },
  },
  pages: [
    {
      id: 'person',
      title: {vi: 'Người khai', en: 'Person'},
      description: {vi: 'Ai khai.', en: 'Who declares.'},
      items: [
        {text: {vi: 'Chào.', en: 'Hello.'}},
        {field: '/name'},
        {
          group: {vi: 'Gia đình', en: 'Family'},
          description: {vi: 'Như đã đăng ký.', en: 'As registered.'},
          columns: 2,
          items: [{field: '/age'}, {field: '/married'}, {field: '/spouse'}],
        },
      ],
    },
    {
      id: 'things',
      title: {vi: 'Tài sản', en: 'Things'},
      items: [{list: '/cars', items: [{field: '/cars/*/plate'}]}, {field: '/note'}],
    },
  ],
  fields: {
    '/spouse': {visible: {'==': [{var: '/married'}, true]}},
    '/age': {
      checks: [{rule: {'<=': [{var: '/age'}, 120]}, severity: 'warning', message: {vi: 'Tuổi này rất cao.', en: 'A high age.'}}],
    },
  },
};

const root = (form: EgovForm): ShadowRoot => form.shadowRoot as ShadowRoot;
const headings = (form: EgovForm): string[] =>
  [...root(form).querySelectorAll('.page-title')].map((heading) => heading.textContent?.trim() ?? '');
const summary = (form: EgovForm): HTMLElement | null => root(form).querySelector('.summary');
const focused = (form: EgovForm): Element | null => root(form).activeElement;

async function settled(form: EgovForm): Promise<void> {
  for (let round = 0; round < 3; round += 1) await settle(form);
}

describe('paging', () => {
  it('one: everything below each other, checked together, then the review', async () => {
    const form = await mount({definition: {...SHORT, paging: 'one'}});
    expect(headings(form)).to.deep.equal(['Người khai', 'Tài sản']);
    expect(root(form).querySelector('.progress')).to.equal(null);
    expect(root(form).querySelectorAll('.required-note').length).to.equal(2);
    expect(getComputedStyle(root(form).querySelectorAll('.required-note')[1] as Element).display).to.equal('none');
    expect(await axeViolations(form)).to.deep.equal([]);
    await next(form);
    expect(summary(form)?.textContent).to.contain('Vui lòng nhập Tên');
    await fill(form, '/name', 'Ai đó');
    await next(form);
    expect(headings(form)).to.deep.equal(['Xem lại và gửi']);
    // A page of the review leads to its place.
    button(root(form), 'Sửa: Tài sản').click();
    await settled(form);
    expect(headings(form)).to.deep.equal(['Người khai', 'Tài sản']);
    expect(root(form).querySelector('[part~=next]')?.textContent?.trim()).to.equal('Quay lại phần xem lại');
  });

  it('questions: one at a time, under its headings, focused; a hidden one is passed over', async () => {
    const form = await mount({definition: {...SHORT, paging: 'questions'}});
    const pages: string[] = [];
    form.addEventListener('egov-page', (event) => pages.push(event.page));
    expect([shown(form, '/name'), shown(form, '/age')]).to.deep.equal([true, false]);
    expect(root(form).textContent).to.contain('Chào.').and.to.contain('Ai khai.');
    await next(form);
    expect(summary(form)?.textContent).to.contain('Vui lòng nhập Tên');
    await fill(form, '/name', 'Ai đó');
    await next(form);
    expect([shown(form, '/name'), shown(form, '/age')]).to.deep.equal([false, true]);
    expect(focused(form)).to.equal(control(form, '/age'));
    expect(headings(form)).to.deep.equal(['Người khai']);
    expect(root(form).textContent).to.contain('Gia đình').and.to.contain('Như đã đăng ký.');
    expect(root(form).textContent).not.to.contain('Ai khai.');
    expect(await axeViolations(form)).to.deep.equal([]);
    await next(form);
    expect(shown(form, '/married')).to.equal(true);
    expect(root(form).textContent).not.to.contain('Như đã đăng ký.');
    // Not married: nobody asks for a spouse, and the next page comes.
    await next(form);
    expect(shown(form, '/cars')).to.equal(true);
    expect(headings(form)).to.deep.equal(['Tài sản']);
    expect(root(form).querySelector('[aria-current=step]')?.textContent).to.contain('Tài sản');
    await next(form);
    await next(form);
    expect(headings(form)).to.deep.equal(['Xem lại và gửi']);
    expect(pages).to.deep.equal(['person', 'person', 'things', 'things', 'review']);

    // Each answer has its own way there and back.
    button(root(form), 'Sửa: Đã kết hôn').click();
    await settled(form);
    expect(part(form, '/married').contains(focused(form))).to.equal(true);
    await next(form);
    expect(headings(form)).to.deep.equal(['Xem lại và gửi']);
    expect((focused(form) as HTMLElement).dataset['edit']).to.equal('/married');
    // And a link of the summary finds the step of its question.
    form.model?.set('/name', undefined);
    expect(form.validate()).to.equal(false);
    await settled(form);
    button(summary(form) ?? root(form), 'Vui lòng nhập Tên').click();
    await settled(form);
    expect(focused(form)).to.equal(control(form, '/name'));
  });

  it('goes back by the button, through the same questions', async () => {
    const form = await mount({definition: {...SHORT, paging: 'questions'}, answers: {name: 'Ai đó', married: true}});
    const seen: string[] = [];
    const look = () => seen.push(root(form).querySelector('egov-page [data-pointer]')?.getAttribute('data-pointer') ?? '?');
    for (let steps = 0; steps < 4; steps += 1) {
      look();
      await next(form);
    }
    look();
    for (let steps = 0; steps < 4; steps += 1) {
      button(root(form), 'Quay lại').click();
      await settled(form);
      look();
    }
    const there = ['/name', '/age', '/married', '/spouse', '/cars'];
    expect(seen).to.deep.equal([...there, '/spouse', '/married', '/age', '/name']);
  });

  it('an edit from the review comes back to it, to the same link, once what was edited is right', async () => {
    const form = await mount({definition: SHORT, answers: {name: 'Ai đó'}});
    form.showPage('review');
    await settled(form);
    button(root(form), 'Sửa: Người khai').click();
    await settled(form);
    expect(focused(form)?.textContent).to.equal('Người khai');
    await fill(form, '/name', '');
    await next(form);
    expect(headings(form)).to.deep.equal(['Người khai']);
    expect(summary(form)).to.not.equal(null);
    await fill(form, '/name', 'Người khác');
    await next(form);
    expect(headings(form)).to.deep.equal(['Xem lại và gửi']);
    expect((focused(form) as HTMLElement).dataset['edit']).to.equal('person');
    expect(root(form).querySelector('[data-answer="/name"]')?.textContent).to.contain('Người khác');
    // Who walks the form from its beginning goes on page by page again.
    root(form).querySelector<HTMLButtonElement>('.progress [data-page=person]')?.click();
    await settled(form);
    expect(root(form).querySelector('[part~=next]')?.textContent?.trim()).to.equal('Quay lại phần xem lại');
  });

  it('a warning stands in the way once, an error always', async () => {
    const form = await mount({definition: SHORT, answers: {name: 'Ai đó'}});
    await fill(form, '/age', '130');
    await next(form);
    expect(headings(form)).to.deep.equal(['Người khai']);
    expect(summary(form)?.dataset['tone']).to.equal('warning');
    expect(summary(form)?.textContent).to.contain('Tuổi này rất cao').and.to.contain('bấm nút một lần nữa');
    expect(focused(form)).to.equal(summary(form));
    expect(document.title).not.to.contain('Lỗi');
    expect(await axeViolations(form)).to.deep.equal([]);
    await next(form);
    expect(headings(form)).to.deep.equal(['Tài sản']);
    // Read once is read, on the way back and in the draft too; another value is another question.
    form.showPage('person');
    await settled(form);
    await next(form);
    expect(headings(form)).to.deep.equal(['Tài sản']);
    expect(form.model?.snapshot().acknowledged).to.have.property('/age');
    form.showPage('person');
    await settled(form);
    await fill(form, '/age', '140');
    await next(form);
    expect(headings(form)).to.deep.equal(['Người khai']);
    expect(summary(form)?.dataset['tone']).to.equal('warning');
    await next(form);
    expect(headings(form)).to.deep.equal(['Tài sản']);
  });

  it('a warning about a paper asks once too', async () => {
    const pages = [{id: 'a', title: 'A', items: [{document: 'card'}]}];
    const form = await mount({
      definition: {...SHORT, data: {...(SHORT.data as object), required: []}, documents: {card: {title: 'Thẻ'}}, pages},
    });
    form.model?.addIssues([{code: 'document.blurred', pointer: '#/documents/card', severity: 'warning'}]);
    await next(form);
    expect(summary(form)?.dataset['tone']).to.equal('warning');
    await next(form);
    expect(headings(form)).to.deep.equal(['Xem lại và gửi']);
  });

  it('pressing twice on the last page sends nothing', async () => {
    let sent = 0;
    const form = await mount({definition: SHORT, answers: {name: 'Ai đó'}});
    form.addEventListener('egov-submit', () => (sent += 1));
    await next(form);
    const go = root(form).querySelector<HTMLButtonElement>('[part~=next]');
    go?.click();
    go?.click();
    await settled(form);
    root(form).querySelector<HTMLButtonElement>('[part~=send]')?.click();
    await settled(form);
    expect(sent).to.equal(0);
  });

  it('says in the page title that something is wrong until it is mended, and nothing else', async () => {
    const before = document.title;
    document.title = 'Cổng mẫu';
    const form = await mount({definition: SHORT});
    await next(form);
    expect(document.title).to.equal('Chưa xong: Cổng mẫu');
    form.locale = 'en';
    await settled(form);
    expect(document.title).to.equal('Not finished: Cổng mẫu');
    const other = await mount({definition: SHORT});
    await next(other);
    expect(document.title).to.match(/^(Not finished|Chưa xong): Cổng mẫu$/u);
    other.remove();
    expect(document.title).to.equal('Not finished: Cổng mẫu');
    await fill(form, '/name', 'Ai đó');
    expect(document.title).to.equal('Cổng mẫu');
    await fill(form, '/name', '');
    await next(form);
    document.title = 'Trang khác';
    form.remove();
    expect(document.title).to.equal('Trang khác');
    const quiet = await mount({definition: SHORT, keepTitle: true});
    await next(quiet);
    expect(document.title).to.equal('Trang khác');
    document.title = before;
  });

  it('the review and the dossier say what was chosen where two sources disagreed', async () => {
    const [first, ...others] = SHORT.pages ?? [];
    if (!first) throw new Error('The form has a page.');
    const pages = [{...first, items: [...first.items, {document: 'card'}]}, ...others];
    const definition = {...SHORT, pages, documents: {card: {title: 'Thẻ'}}};
    const form = await mount({definition, answers: {name: 'Ai đó'}});
    const model = form.model;
    const file = {id: 'f1', name: 'the.jpg', type: 'image/jpeg', sizeBytes: 9, sha256: 'aa', pageCount: 1, facts: {}};
    const paper = {
      kind: 'document',
      document: 'card',
      fact: 'name',
      from: 'ocr',
      page: 1,
      confidence: 0.9,
    } as const;
    model?.restore({
      ...model.snapshot(),
      documents: {card: [file]},
      conflicts: [
        {pointer: '/name', current: {value: 'Ai đó', origin: {kind: 'typed'}}, proposed: {value: 'Người khác', origin: paper}},
      ],
    });
    await settle(form);
    button(part(form, '/name'), 'Dùng giá trị này: Người khác').click();
    form.showPage('review');
    await settled(form);
    const answer = root(form).querySelector('[data-answer="/name"]');
    expect(answer?.textContent).to.contain('Người khác').and.to.contain('đã chọn: giấy tờ, không chọn: giá trị Ông/Bà khai');
    expect(model?.submission({}, 'vi', true).decisions.map(({pointer, kept, dropped}) => [pointer, kept, dropped])).to.deep.equal(
      [['/name', 'document', 'typed']],
    );
  });

  it('opens where a draft was left, with the sample of every field type in questions', async () => {
    const form = await mount({definition: {...SAMPLE, paging: 'questions'}, packs: [PACK]});
    expect([shown(form, '/id'), shown(form, '/name')]).to.deep.equal([true, false]);
    form.showPage('two');
    await settled(form);
    expect([shown(form, '/cars'), shown(form, '#/documents/card')]).to.deep.equal([true, false]);
  });
});
