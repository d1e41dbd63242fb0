import type {Transaction} from '@egov-form/core';
import {sendKeys} from '@web/test-runner-commands';
import {expect} from 'chai';
import {axeViolations, control, mount, part, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

type Form = Awaited<ReturnType<typeof mount>>;

const AT = '2026-11-22T03:04:00.000Z';

/** Fill as a register does, in one go. */
function fillFrom(form: Form, values: {readonly [pointer: string]: string}, lookup = 'person'): Transaction | undefined {
  return form.model?.transact(
    Object.entries(values).map(([pointer, value]) => ({pointer, value})),
    {
      kind: 'register',
      lookup,
      connector: 'population',
      attribute: 'x',
      title: {vi: 'Sổ dân cư', en: 'Population register'},
      at: AT,
      trust: 'correctable',
    },
  );
}

const sign = (form: Form, pointer: string): HTMLButtonElement => {
  const found = part(form, pointer).querySelector<HTMLButtonElement>('.sign');
  if (!found) throw new Error(`No sign at ${pointer}.`);
  return found;
};

/** The words in sight. */
function seen(inside: Element): string {
  const words: string[] = [];
  const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {parentElement, nodeValue} = walker.currentNode;
    if (parentElement?.checkVisibility()) words.push(nodeValue ?? '');
  }
  return words.join('');
}

const line = (form: Form): HTMLElement | null => form.renderRoot.querySelector('egov-filled:not([hidden])');

describe('answers that were filled together', () => {
  it('have their source said once above them, and a sign each', async () => {
    const form = await mount();
    fillFrom(form, {'/story': 'Chuyện', '/issued': '2020-11-05', '/spouse': 'không thấy'});
    await settle(form);
    const above = line(form);
    expect(above?.parentElement?.firstElementChild).to.equal(above);
    // What is not asked now does not count.
    expect(above?.textContent).to.match(/2 mục lấy từ Sổ dân cư, \d\d:\d\d 22\/11\/2026/u);
    for (const pointer of ['/story', '/issued']) {
      const {width, height} = sign(form, pointer).getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
      expect(seen(part(form, pointer))).to.not.contain('Sổ dân cư');
    }
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('describe their control with the whole source, folded or not', async () => {
    const form = await mount();
    fillFrom(form, {'/story': 'Chuyện', '/issued': '2020-11-05'});
    await settle(form);
    const [id = ''] = (control(form, '/story').getAttribute('aria-describedby') ?? '').split(' ').slice(-1);
    const words = form.shadowRoot?.getElementById(id);
    expect(words?.textContent).to.match(/^Lấy từ Sổ dân cư, \d\d:\d\d 22\/11\/2026$/u);
    expect(words?.checkVisibility()).to.equal(false);
  });

  it('unfold by keyboard to source and undo, and fold again', async () => {
    const form = await mount();
    fillFrom(form, {'/story': 'Chuyện', '/issued': '2020-11-05'});
    await settle(form);
    control(form, '/story').focus();
    await sendKeys({press: 'Tab'});
    const opener = sign(form, '/story');
    expect(form.shadowRoot?.activeElement).to.equal(opener);
    expect(opener.getAttribute('aria-expanded')).to.equal('false');
    expect(opener.getAttribute('aria-label')).to.equal('Nguồn thông tin: Trình bày');
    await sendKeys({press: 'Enter'});
    await settle(form);
    expect(sign(form, '/story')).to.equal(opener);
    expect(opener.getAttribute('aria-expanded')).to.equal('true');
    const more = form.shadowRoot?.getElementById(opener.getAttribute('aria-controls') ?? '');
    expect(more?.checkVisibility()).to.equal(true);
    expect(more && seen(more))
      .to.contain('Lấy từ Sổ dân cư')
      .and.to.contain('Hoàn tác');
    expect(await axeViolations(form)).to.deep.equal([]);
    await sendKeys({press: ' '});
    await settle(form);
    expect(more?.checkVisibility()).to.equal(false);
  });

  it('are taken back in one step by the line, and the focus stays in the form', async () => {
    const form = await mount();
    fillFrom(form, {'/story': 'Chuyện', '/issued': '2020-11-05'});
    await settle(form);
    line(form)?.querySelector('button')?.click();
    await settle(form);
    expect(form.model?.get('/story')).to.equal(undefined);
    expect(form.model?.get('/issued')).to.equal(undefined);
    expect(line(form)).to.equal(null);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, '/story'));
  });

  it('one alone says its source in full, and so does what was changed since', async () => {
    const form = await mount();
    fillFrom(form, {'/story': 'Chuyện'});
    await settle(form);
    expect(line(form)).to.equal(null);
    expect(seen(part(form, '/story'))).to.contain('Lấy từ Sổ dân cư');
    fillFrom(form, {'/issued': '2020-11-05'});
    await settle(form);
    expect(seen(part(form, '/story'))).to.not.contain('Lấy từ Sổ dân cư');
    form.model?.set('/story', 'Chuyện khác');
    await settle(form);
    expect(line(form)).to.equal(null);
    expect(seen(part(form, '/story'))).to.contain('đã sửa');
    expect(seen(part(form, '/issued'))).to.contain('Lấy từ Sổ dân cư');
  });

  it('of a paper are said together only where the reading is sure', async () => {
    const form = await mount();
    const read = (pointer: string, value: string, confidence: number) =>
      form.model?.transact([{pointer, value}], {
        ...{kind: 'document', document: 'card', fact: 'x', from: 'ocr', page: 1},
        confidence,
      } as const);
    read('/name', 'NGUYỄN THỊ MẪU', 0.99);
    read('/story', 'Chuyện', 0.98);
    read('/issued', '2020-11-05', 0.6);
    await settle(form);
    expect(line(form)?.textContent).to.contain('2 mục đọc từ Thẻ mẫu');
    expect(seen(part(form, '/issued'))).to.contain('độ tin cậy 60');
    form.locale = 'en';
    await settle(form);
    expect(line(form)?.textContent).to.contain('2 answers read from Sample card');
  });
});
