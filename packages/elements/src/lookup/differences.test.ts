import type {LookupAnswer} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {HandClock} from '../../test/hand-clock.ts';
import {axeViolations, button, control, fill, HandRegister, mount, part, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

async function answered(answer: LookupAnswer) {
  const connectors = new HandRegister();
  const form = await mount({connectors});
  await fill(form, '/name', 'Nguyễn Thị Mẫn');
  await fill(form, '/story', 'Chuyện của tôi');
  await fill(form, '/id', '1234');
  await until('the register is asked', () => connectors.questions.length > 0);
  connectors.questions.at(-1)?.answer(answer);
  await settle(form);
  const panel = (): HTMLElement => {
    const found = form.renderRoot.querySelector<HTMLElement>('egov-lookup');
    if (!found) throw new Error('There is no look-up panel.');
    return found;
  };
  const announced = (): string => form.renderRoot.querySelector('#egov-live')?.textContent ?? '';
  return {form, panel, announced};
}

const differing = HandRegister.filled({fullName: 'NGUYỄN THỊ MẪU', story: 'Chuyện khác'});

describe('what the register says otherwise', () => {
  it('stands beside what was typed, before it is changed; all of it is taken at once', async () => {
    const {form, panel, announced} = await answered(differing);
    expect(control(form, '/story').value).to.equal('Chuyện của tôi');
    const text = panel().querySelector('.differs')?.textContent ?? '';
    for (const words of ['1 mục Ông/Bà khai khác', 'Chuyện của tôi', 'Chuyện khác']) expect(text).to.contain(words);
    // The name is locked: it stands already, and says what it replaced.
    for (const words of ['1 mục đã được thay', 'Nguyễn Thị Mẫn', 'NGUYỄN THỊ MẪU']) expect(text).to.contain(words);
    expect(await axeViolations(form)).to.deep.equal([]);
    button(panel(), 'Dùng tất cả theo cơ sở dữ liệu').click();
    await settle(form);
    expect(control(form, '/story').value).to.equal('Chuyện khác');
    expect(announced()).to.contain('Đã dùng giá trị trong cơ sở dữ liệu');
  });

  it('only what is empty is filled, or nothing', async () => {
    const kept = await answered(differing);
    button(kept.panel(), 'Chỉ điền mục còn trống').click();
    await settle(kept.form);
    expect(control(kept.form, '/story').value).to.equal('Chuyện của tôi');
    expect(part(kept.form, '/story').querySelector('.conflict')).to.equal(null);
    const none = await answered(differing);
    button(none.panel(), 'Không điền gì').click();
    await settle(none.form);
    expect(control(none.form, '/name').value).to.equal('Nguyễn Thị Mẫn');
    expect(none.panel().querySelector('.differs')).to.equal(null);
  });

  it('a corrected value shows what the register said, asks why, and has a way back', async () => {
    const {form, panel} = await answered(differing);
    button(panel(), 'Dùng tất cả theo cơ sở dữ liệu').click();
    await settle(form);
    await fill(form, '/story', 'Chuyện đã sửa');
    const story = part(form, '/story');
    expect(story.textContent).to.contain('Chuyện khác');
    const reason = story.querySelector<HTMLTextAreaElement>('.corrected textarea');
    if (!reason) throw new Error('Nobody asks why.');
    reason.value = 'Chép sai';
    reason.dispatchEvent(new Event('change', {bubbles: true}));
    await settle(form);
    const origin = form.model?.field('/story').origin;
    expect(origin?.kind === 'typed' && [origin.reason, origin.registered?.value]).to.deep.equal(['Chép sai', 'Chuyện khác']);
    expect(await axeViolations(form)).to.deep.equal([]);
    button(story, 'Dùng lại').click();
    await settle(form);
    expect(control(form, '/story').value).to.equal('Chuyện khác');
    expect(form.model?.field('/story').origin?.kind).to.equal('register');
  });

  it('a value that stands takes a note for the office', async () => {
    const {form, announced} = await answered(differing);
    const name = part(form, '/name');
    const details = name.querySelector('details');
    if (!details) throw new Error('There is no way to say that it is wrong.');
    details.open = true;
    const note = details.querySelector('textarea');
    if (!note) throw new Error('There is no room for a note.');
    note.value = 'Sai dấu';
    note.dispatchEvent(new Event('change', {bubbles: true}));
    await settle(form);
    const origin = form.model?.field('/name').origin;
    expect(origin?.kind === 'register' && origin.disputed).to.equal('Sai dấu');
    expect(announced()).to.contain('Đã ghi nhận');
    expect(control(form, '/name').value).to.equal('NGUYỄN THỊ MẪU');
  });

  it('a limit counts its seconds down, says when it is over, and only then can be asked again', async () => {
    const clock = new HandClock();
    const {form, panel, announced} = await answered({state: 'limited', retryAfterSeconds: 2});
    const words = (): string => panel().querySelector('.lookup-state')?.textContent ?? '';
    const again = (): Element | undefined =>
      [...panel().querySelectorAll('button')].find((one) => one.textContent?.includes('Tra cứu lại'));
    expect(words()).to.contain('sau 2 giây');
    expect(again()).to.equal(undefined);
    await clock.pass(1_000);
    await settle(form);
    expect(words()).to.contain('sau 1 giây');
    await clock.pass(1_000);
    await settle(form);
    expect(words()).to.contain('Đã có thể tra cứu lại');
    expect(announced()).to.contain('Đã có thể tra cứu lại');
    expect(again()).to.not.equal(undefined);
  });
});
