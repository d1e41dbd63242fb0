import type {DigitizedDocument, Digitizer, Fact, FormDefinition, SourceFile} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, HandRegister, mount, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

const DEFINITION: FormDefinition = {
  ...{id: 'settle', version: '1.0.0', title: 'Tờ khai'},
  data: {
    type: 'object',
    properties: {
      id: {type: 'string', pattern: '^[0-9]{4}$', maxLength: 4},
      name: {type: 'string', maxLength: 60},
      town: {type: 'string', maxLength: 60},
      note: {type: 'string', maxLength: 60},
    },
  },
  pages: [
    {
      ...{id: 'one', title: 'Trang một'},
      items: ['/id', '/name', '/town', '/note'].map((field) => ({field})).concat({document: 'notice'} as never),
    },
  ],
  fields: {'/id': {label: 'Số'}, '/name': {label: 'Họ tên'}, '/town': {label: 'Nơi ở'}, '/note': {label: 'Việc'}},
  lookups: {
    person: {
      ...{
        connector: 'people',
        title: 'Sổ dân cư',
        keys: {id: '/id'},
        fill: {'/name': 'name', '/town': 'town'},
        purpose: 'Để điền.',
      },
      trust: {'/name': 'locked'},
      correction: {text: {vi: 'công an xã nơi thường trú', en: 'the commune police'}, link: 'https://example.org/sua'},
    },
  },
  documents: {notice: {title: 'Giấy báo', compare: {'/name': 'name', '/town': 'town', '/note': 'note'}}},
};

/** Reads a name, a town and a note that nobody else says. */
class Reader implements Digitizer {
  name = 'Mận';

  async digitize(file: SourceFile): Promise<DigitizedDocument> {
    const fact = (value: string): Fact => ({value, confidence: 0.95, page: 1, from: 'ocr'});
    const facts = {name: fact(this.name), town: fact('Vinh'), note: fact('Thợ')};
    const pages = {pages: [], codes: [], issues: [], pageCount: 1};
    return {type: 'image/jpeg', facts, ...pages, sha256: 'a'.repeat(64), file};
  }
}

type Form = Awaited<ReturnType<typeof mount>>;

const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/[\s\u2066-\u2069]+/gu, ' ').trim();
const boxes = (form: Form): HTMLElement[] => [...form.renderRoot.querySelectorAll<HTMLElement>('[part~=settle]')];
const box = (form: Form, name: string): HTMLElement => {
  const found = boxes(form).find((one) => one.getAttribute('aria-label') === name);
  if (!found) throw new Error(`Nothing differs at "${name}".`);
  return found;
};

async function differing(reader = new Reader()): Promise<Form> {
  const connectors = new HandRegister();
  const form = await mount({definition: DEFINITION, connectors, digitizer: reader});
  form.model?.set('/note', 'Thầy');
  form.model?.set('/id', '1234');
  await until('the register is asked', () => connectors.questions.length > 0);
  connectors.questions.at(-1)?.answer(HandRegister.filled({name: 'Mẫu', town: 'Huế'}));
  await settle(form);
  await form.model?.document('notice').attach(new File(['0123456789'], 'giay.jpg', {type: 'image/jpeg'}));
  await until('what differs is shown', () => boxes(form).length === 3);
  return form;
}

const press = async (form: Form, name: string, choice: string): Promise<void> => {
  button(box(form, name), `${name}: ${choice}`).click();
  await settle(form);
};

async function write(form: Form, name: string, text: string): Promise<void> {
  const area = box(form, name).querySelector('textarea');
  if (!area) throw new Error('There is no note to write.');
  area.value = text;
  area.dispatchEvent(new Event('change', {bubbles: true}));
  await settle(form);
}

describe('a paper that differs', () => {
  it('quotes both sides, and one of three choices settles it where it is', async () => {
    const form = await differing();
    expect(words(box(form, 'Họ tên').querySelector('dl'))).to.equal('Giấy báo Mận Sổ dân cư Mẫu');
    expect(words(box(form, 'Việc').querySelector('dl'))).to.equal('Giấy báo Thợ Ông/Bà đã khai Thầy');
    expect([...box(form, 'Họ tên').querySelectorAll('button')].map(words)).to.deep.equal([
      'Giấy tờ ghi sai',
      'Cơ sở dữ liệu ghi sai',
      'Chọn tệp khác',
    ]);
    expect(await axeViolations(form)).to.deep.equal([]);
    await press(form, 'Họ tên', 'Giấy tờ ghi sai');
    await write(form, 'Họ tên', ' In nhầm. ');
    expect(form.model?.field('/name').issues).to.deep.equal([]);
    const {at: _at, ...decision} = form.model?.field('/name').decision ?? {pointer: ''};
    expect(decision).to.deep.equal({
      ...{pointer: '/name', kept: 'register', dropped: 'document', other: 'Mận'},
      ...{document: 'notice', wrong: 'document', note: 'In nhầm.'},
    });
    // What a person thought better of.
    await press(form, 'Họ tên', 'Cơ sở dữ liệu ghi sai');
    const where = box(form, 'Họ tên').querySelector('[part~=settle-where]');
    expect(words(where)).to.equal('Nơi đề nghị sửa: công an xã nơi thường trú. Xem cách làm');
    expect(where?.querySelector('a')?.href).to.equal('https://example.org/sua');
    expect(form.model?.get('/name')).to.equal('Mẫu');
    expect(form.model?.field('/name').decision?.note).to.equal('In nhầm.');
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('corrects what may be corrected, with the reason, and takes that back', async () => {
    const form = await differing();
    await press(form, 'Nơi ở', 'Cơ sở dữ liệu ghi sai');
    const origin = () => form.model?.field('/town').origin;
    expect([form.model?.get('/town'), origin()?.kind]).to.deep.equal(['Vinh', 'typed']);
    expect(words(box(form, 'Nơi ở').querySelector('dl'))).to.equal('Giấy báo Vinh Sổ dân cư Huế');
    expect(form.model?.field('/town').issues).to.deep.equal([]);
    await press(form, 'Nơi ở', 'Giấy tờ ghi sai');
    expect([form.model?.get('/town'), origin()?.kind]).to.deep.equal(['Huế', 'register']);
  });

  it('takes what the paper says in place of what was typed', async () => {
    const form = await differing();
    await press(form, 'Việc', 'Dùng theo giấy tờ');
    expect([form.model?.get('/note'), form.model?.field('/note').origin?.kind]).to.deep.equal(['Thợ', 'document']);
    expect(boxes(form)).to.have.length(2);
  });

  it('is quoted in the review and on the print, and another file takes everything away', async () => {
    const reader = new Reader();
    const form = await differing(reader);
    await press(form, 'Họ tên', 'Giấy tờ ghi sai');
    await write(form, 'Họ tên', 'In nhầm.');
    const said = 'Người khai cho biết Giấy báo ghi sai: “Mận”. Ghi chú: In nhầm.';
    form.showPage('review');
    await until('the review is there', () => form.renderRoot.querySelector('[data-answer="/name"] [part~=decided]'));
    expect(words(form.renderRoot.querySelector('[data-answer="/name"] [part~=decided]'))).to.equal(said);
    await until('the sheet is there', () => form.renderRoot.querySelector('.sheet-notes'));
    expect(words(form.renderRoot.querySelector('.sheet-notes'))).to.contain(`Họ tên. ${said}`);
    form.showPage('one');
    await settle(form);
    await press(form, 'Họ tên', 'Chọn tệp khác');
    expect(boxes(form)).to.have.length(0);
    expect(form.model?.snapshot().decisions).to.deep.equal([]);
    expect(form.shadowRoot?.activeElement?.matches('input[type=file]')).to.equal(true);
    // What was said of one file is not said of another that says something else.
    reader.name = 'Mậu';
    await form.model?.document('notice').attach(new File(['9876543210'], 'khac.jpg', {type: 'image/jpeg'}));
    await until('what differs is shown', () => boxes(form).length === 3);
    expect(box(form, 'Họ tên').querySelector('[aria-pressed=true], [part~=settle-said]') === null).to.equal(true);
  });
});
