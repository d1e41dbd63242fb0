import type {LookupAnswer} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, control, fill, HandRegister, mount, part, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../form/form.ts';

afterEach(unmountAll);

const OTHER: LookupAnswer = HandRegister.filled({fullName: 'NGUYỄN THỊ MẪU', story: 'Chuyện'});

async function replaced(): Promise<{form: EgovForm; panel: () => HTMLElement}> {
  const connectors = new HandRegister();
  const form = await mount({connectors});
  await fill(form, '/name', 'Nguyễn Thị Mẫn');
  await fill(form, '/id', '1234');
  await until('the register is asked', () => connectors.questions.length > 0);
  connectors.questions.at(-1)?.answer(OTHER);
  await settle(form);
  const panel = (): HTMLElement => {
    const found = form.renderRoot.querySelector<HTMLElement>('egov-lookup');
    if (!found) throw new Error('There is no look-up panel.');
    return found;
  };
  return {form, panel};
}

describe('a value that stands in place of what was typed', () => {
  it('is said at the question, with what was typed, until the person agrees', async () => {
    const {form, panel} = await replaced();
    const name = part(form, '/name');
    expect(name.querySelector('.issues')?.textContent).to.contain('đã được thay bằng giá trị trong cơ sở dữ liệu');
    expect(name.querySelector('.wrong')?.textContent).to.contain('Ông/Bà đã khai: Nguyễn Thị Mẫn');
    expect(name.querySelector('details')?.open).to.equal(true);
    expect(await axeViolations(form)).to.deep.equal([]);
    button(panel(), 'Dùng tất cả theo cơ sở dữ liệu').click();
    await settle(form);
    expect(name.querySelector('.issues')).to.equal(null);
    // What was typed can still be found.
    expect(panel().querySelector('.differs')?.textContent).to.contain('Nguyễn Thị Mẫn');
    expect(() => button(panel(), 'Dùng tất cả theo cơ sở dữ liệu')).to.throw();
  });

  it('is said to be wrong in one step, and the note can be told better', async () => {
    const {form} = await replaced();
    const name = part(form, '/name');
    button(name, 'Nội dung tôi khai mới đúng').click();
    await settle(form);
    const origin = form.model?.field('/name').origin;
    expect(origin?.kind === 'register' && [origin.disputed, origin.replacedInput]).to.deep.equal([
      'Nguyễn Thị Mẫn',
      'Nguyễn Thị Mẫn',
    ]);
    expect(name.querySelector('.issues')).to.equal(null);
    expect(name.querySelector<HTMLTextAreaElement>('.wrong textarea')?.value).to.equal('Nguyễn Thị Mẫn');
    expect(control(form, '/name').value).to.equal('NGUYỄN THỊ MẪU');
  });

  it('goes with the fill, and what was typed is there again', async () => {
    const {form, panel} = await replaced();
    button(panel(), 'Không điền gì').click();
    await settle(form);
    expect(control(form, '/name').value).to.equal('Nguyễn Thị Mẫn');
    expect(panel().querySelector('.differs')).to.equal(null);
  });

  it('a corrected value is not sent without its reason, which the focus goes to', async () => {
    const {form} = await replaced();
    await fill(form, '/story', 'Chuyện đã sửa');
    const story = part(form, '/story');
    const reason = story.querySelector<HTMLTextAreaElement>('.corrected textarea');
    expect(reason?.getAttribute('aria-required')).to.equal('true');
    form.validate();
    await settle(form);
    expect(story.querySelector('.issues')?.textContent).to.contain('Vui lòng cho biết vì sao');
    expect(reason?.getAttribute('aria-invalid')).to.equal('true');
    await form.focusField('/story');
    expect(form.shadowRoot?.activeElement).to.equal(reason);
    expect(await axeViolations(form)).to.deep.equal([]);
    if (!reason) throw new Error('Nobody asks why.');
    reason.value = 'Chép sai';
    reason.dispatchEvent(new Event('change', {bubbles: true}));
    await settle(form);
    expect(story.querySelector('.issues')).to.equal(null);
    expect(reason.getAttribute('aria-invalid')).to.equal(null);
  });
});
