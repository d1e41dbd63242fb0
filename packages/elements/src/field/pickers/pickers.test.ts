import type {FormDefinition} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {sendKeys, setViewport} from '@web/test-runner-commands';
import {expect} from 'chai';
import {axeViolations, control, mount, part, settle, unmountAll} from '../../../test/mount.ts';

afterEach(unmountAll);

const FORM: FormDefinition = {
  id: 'pickers',
  version: '1.0.0',
  title: 'Chọn',
  data: {
    type: 'object',
    properties: {month: {type: 'string', format: 'month'}, time: {type: 'string', format: 'local-time'}, after: {type: 'string'}},
  },
  pages: [{id: 'p', title: 'Trang', items: [{field: '/month'}, {field: '/time'}, {field: '/after'}]}],
  fields: {
    '/month': {label: {vi: 'Tháng bắt đầu', en: 'First month'}},
    '/time': {label: {vi: 'Giờ hẹn', en: 'Time of the visit'}},
    '/after': {label: {vi: 'Sau đó', en: 'After that'}},
  },
};

type Form = Awaited<ReturnType<typeof mount>>;

const open = async (locale = 'vi'): Promise<Form> => {
  const form = await mount({definition: FORM, locale});
  return form;
};

const button = (form: Form, pointer: string): HTMLButtonElement => {
  const found = part(form, pointer).querySelector<HTMLButtonElement>('.adorn');
  if (!found) throw new Error(`No button at ${pointer}.`);
  return found;
};

const box = (form: Form): HTMLElement | null => form.renderRoot.querySelector('.popup');

/** Open by the keyboard, and wait until what is loaded then is there. */
async function press(form: Form, pointer: string): Promise<void> {
  button(form, pointer).focus();
  await sendKeys({press: 'Enter'});
  await until('the box is open', () => box(form));
  expect(button(form, pointer).getAttribute('aria-expanded')).to.equal('true');
}

/** By identity: to print two elements that differ takes a test runner minutes. */
const hasFocus = (form: Form, wanted: Element): boolean => form.shadowRoot?.activeElement === wanted;

const focused = (form: Form): Element | null | undefined => form.shadowRoot?.activeElement;
const keys = async (...pressed: readonly string[]): Promise<void> => {
  for (const key of pressed) {
    const plain = key.replace('Shift+', '');
    if (plain !== key) await sendKeys({down: 'Shift'});
    await sendKeys({press: plain});
    if (plain !== key) await sendKeys({up: 'Shift'});
  }
};

describe('the months of a year', () => {
  it('open at the answer, go by the keys of a date picker, and choose', async () => {
    const form = await open();
    form.model?.set('/month', '2026-11');
    await settle(form);
    await press(form, '/month');
    const dialog = box(form);
    expect(dialog?.getAttribute('role')).to.equal('dialog');
    expect(dialog?.getAttribute('aria-label')).to.equal('Chọn tháng: Tháng bắt đầu');
    expect(focused(form)?.textContent).to.equal('Tháng 11');
    expect(focused(form)?.getAttribute('aria-selected')).to.equal('true');
    expect(focused(form)?.getAttribute('aria-label')).to.equal('tháng 11 năm 2026');
    expect(await axeViolations(form)).to.deep.equal([]);
    const moves: readonly [string, string][] = [
      ['ArrowRight', 'tháng 12 năm 2026'],
      ['ArrowRight', 'tháng 1 năm 2027'],
      ['ArrowUp', 'tháng 10 năm 2026'],
      ['End', 'tháng 12 năm 2026'],
      ['Home', 'tháng 10 năm 2026'],
      ['PageDown', 'tháng 10 năm 2027'],
      ['Shift+PageUp', 'tháng 10 năm 2017'],
      ['ArrowDown', 'tháng 1 năm 2018'],
      ['ArrowLeft', 'tháng 12 năm 2017'],
    ];
    for (const [key, expected] of moves) {
      await keys(key);
      expect(focused(form)?.getAttribute('aria-label'), key).to.equal(expected);
    }
    await keys('Enter');
    await settle(form);
    expect(form.model?.get('/month')).to.equal('2017-12');
    expect(control(form, '/month').value).to.equal('12/2017');
    expect(box(form) === null).to.equal(true);
    expect(hasFocus(form, button(form, '/month'))).to.equal(true);
    expect(button(form, '/month').getAttribute('aria-expanded')).to.equal('false');
  });

  it('keep the focus inside while they are open, and close by Escape without a change', async () => {
    const form = await open();
    await press(form, '/month');
    const now = new Date();
    expect(focused(form)?.getAttribute('aria-current')).to.equal('date');
    await keys('Tab');
    expect(focused(form)?.getAttribute('aria-label')).to.equal('Năm trước');
    await keys('Enter');
    expect(box(form)?.querySelector('strong')?.textContent).to.equal(String(now.getFullYear() - 1));
    await keys('Shift+Tab');
    expect(focused(form)?.getAttribute('role')).to.equal('gridcell');
    await keys('Escape');
    expect(box(form) === null).to.equal(true);
    expect(form.model?.get('/month')).to.equal(undefined);
    expect(hasFocus(form, button(form, '/month'))).to.equal(true);
  });

  it('are chosen by a press, close when the button is pressed again or they are left', async () => {
    const form = await open('en');
    button(form, '/month').click();
    await until('the box is open', () => box(form));
    expect(box(form)?.getAttribute('aria-label')).to.equal('Choose a month: First month');
    const cells = [...(box(form)?.querySelectorAll('td') ?? [])];
    expect(cells.map(({textContent}) => textContent).slice(0, 2)).to.deep.equal(['January', 'February']);
    for (const cell of cells) expect(cell.getBoundingClientRect().height).to.be.at.least(24);
    cells[1]?.click();
    await settle(form);
    expect(form.model?.get('/month')).to.equal(`${new Date().getFullYear()}-02`);
    await press(form, '/month');
    button(form, '/month').click();
    await settle(form);
    expect(box(form) === null).to.equal(true);
    await press(form, '/month');
    control(form, '/after').focus();
    expect(box(form) === null).to.equal(true);
    expect(hasFocus(form, control(form, '/after'))).to.equal(true);
  });
});

describe('the times of a day', () => {
  it('open at the answer or the morning, go by keys and digits, and choose', async () => {
    const form = await open();
    await press(form, '/time');
    const list = box(form);
    expect(list?.getAttribute('role')).to.equal('listbox');
    expect(list?.getAttribute('aria-label')).to.equal('Chọn giờ: Giờ hẹn');
    expect(focused(form)?.textContent).to.equal('08:00');
    expect(await axeViolations(form)).to.deep.equal([]);
    const moves: readonly [readonly string[], string][] = [
      [['ArrowDown'], '08:30'],
      [['PageDown'], '10:30'],
      [['ArrowUp'], '10:00'],
      [['End'], '23:30'],
      [['ArrowDown'], '23:30'],
      [['Home'], '00:00'],
      [['1', '4'], '14:00'],
    ];
    for (const [pressed, expected] of moves) {
      await keys(...pressed);
      expect(focused(form)?.textContent, pressed.join()).to.equal(expected);
    }
    await keys(' ');
    await settle(form);
    expect(form.model?.get('/time')).to.equal('14:00');
    expect(control(form, '/time').value).to.equal('14:00');
    expect(hasFocus(form, button(form, '/time'))).to.equal(true);
    form.model?.set('/time', '09:45');
    await settle(form);
    await press(form, '/time');
    expect(focused(form)?.textContent).to.equal('09:30');
    await keys('Escape');
    expect(form.model?.get('/time')).to.equal('09:45');
  });

  it('are not offered where nothing may be changed, and fit a phone', async () => {
    await setViewport({width: 360, height: 740});
    const form = await open();
    await press(form, '/time');
    const {right, left} = box(form)?.getBoundingClientRect() ?? {right: 999, left: -1};
    expect(left).to.be.at.least(0);
    expect(right).to.be.at.most(360);
    await keys('Escape');
    form.readonly = true;
    await settle(form);
    expect(button(form, '/time').hidden).to.equal(true);
    await setViewport({width: 1280, height: 800});
  });
});
