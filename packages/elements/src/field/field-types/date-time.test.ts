import type {FormDefinition} from '@egov-form/core';
import {sendKeys} from '@web/test-runner-commands';
import {expect} from 'chai';
import {axeViolations, control, fill, mount, part, settle, unmountAll} from '../../../test/mount.ts';

afterEach(unmountAll);

const FORM: FormDefinition = {
  id: 'moments',
  version: '1.0.0',
  title: 'Thời điểm',
  data: {type: 'object', required: ['at'], properties: {at: {type: 'string', format: 'date-time'}}},
  pages: [{id: 'p', title: 'Trang', items: [{field: '/at'}]}],
  fields: {'/at': {label: {vi: 'Thời điểm xảy ra', en: 'When it happened'}}},
};

type Form = Awaited<ReturnType<typeof mount>>;

const stored = (form: Form): unknown => form.model?.get('/at');
const shown = (form: Form): string => (control(form, '/at') as HTMLInputElement).value;
const local = (iso: string): number => new Date(iso).getTime();

describe('a date with a time', () => {
  it('is read in either order, and stored with the zone of the page', async () => {
    const form = await mount({definition: FORM});
    for (const typed of [
      '8:30 5/11/2026',
      '05/11/2026 08:30',
      '8h30 05-11-2026',
      '8 giờ 30, 5.11.2026',
      '2026-11-05T08:30',
      '２０２６-11-05 08:30',
    ]) {
      await fill(form, '/at', typed);
      expect(stored(form), typed).to.match(/^2026-11-05T08:30:00[+-]\d\d:\d\d$/u);
      expect(local(String(stored(form)))).to.equal(new Date(2026, 10, 5, 8, 30).getTime());
      expect(shown(form)).to.equal('08:30 05/11/2026');
    }
    await fill(form, '/at', '8h 5/11/2026');
    expect(shown(form)).to.equal('08:00 05/11/2026');
  });

  it('of another zone is the same moment, shown in the zone of the page', async () => {
    const form = await mount({definition: FORM, answers: {at: '2026-11-05T01:30:00Z'}});
    const at = new Date(Date.UTC(2026, 10, 5, 1, 30));
    expect(shown(form)).to.contain(`${String(at.getHours()).padStart(2, '0')}:30`);
    expect(stored(form)).to.equal('2026-11-05T01:30:00Z');
    await fill(form, '/at', '2026-11-05T08:30:00+07:00');
    expect(stored(form)).to.equal('2026-11-05T08:30:00+07:00');
  });

  it('that there is not stays as it was typed, and words say how it is written', async () => {
    const form = await mount({definition: FORM});
    for (const typed of ['08:30 31/02/2026', '24:10 05/11/2026', '08:61 05/11/2026', '05/11/2026', '08:30', 'hôm qua']) {
      await fill(form, '/at', typed);
      expect([stored(form), shown(form)], typed).to.deep.equal([typed, typed]);
      expect(part(form, '/at').textContent, typed).to.contain('giờ:phút ngày/tháng/năm, ví dụ 08:30 05/11/2026');
      expect(control(form, '/at').getAttribute('aria-invalid')).to.equal('true');
    }
  });

  it('is chosen from the calendar of the browser by keyboard, and taken back there', async () => {
    const form = await mount({definition: FORM, answers: {at: '2026-11-05T01:30:00Z'}, locale: 'en'});
    const button = part(form, '/at').querySelector<HTMLButtonElement>('.adorn');
    expect(button?.getAttribute('aria-label')).to.equal('Choose date and time: When it happened');
    const real = HTMLInputElement.prototype.showPicker;
    const begun: string[] = [];
    const picks = ['2026-12-24T18:00', ''];
    HTMLInputElement.prototype.showPicker = function pick(this: HTMLInputElement) {
      begun.push(`${this.type} ${this.value}`);
      this.value = picks.shift() ?? '';
      this.dispatchEvent(new Event('change', {bubbles: true}));
    };
    try {
      control(form, '/at').focus();
      await sendKeys({press: 'Tab'});
      expect(form.shadowRoot?.activeElement).to.equal(button);
      await sendKeys({press: 'Enter'});
      await settle(form);
      expect(shown(form)).to.equal('18:00 24/12/2026');
      await sendKeys({press: 'Enter'});
      await settle(form);
      expect(stored(form)).to.equal(undefined);
      expect(begun[0]).to.match(/^datetime-local 2026-11-0[45]T\d\d:30$/u);
      expect(begun[1]).to.equal('datetime-local 2026-12-24T18:00');
    } finally {
      HTMLInputElement.prototype.showPicker = real;
    }
    expect(await axeViolations(form)).to.deep.equal([]);
  });
});
