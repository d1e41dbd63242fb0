import {expect} from 'chai';
import {axeViolations, button, control, fill, mount, next, part, settle, shown, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

async function rows(): Promise<{form: EgovForm; titles(): (string | undefined)[]}> {
  const form = await mount();
  form.showPage('two');
  await settle(form);
  return {form, titles: () => [...form.renderRoot.querySelectorAll('h5')].map((title) => title.textContent?.trim())};
}

describe('rows', () => {
  it('begin with as many as needed, none of which can be removed', async () => {
    const {form, titles} = await rows();
    expect(titles()).to.deep.equal(['Xe 1']);
    expect(button(part(form, '/cars'), 'Xóa Xe 1').disabled).to.equal(true);
  });

  it('are added with the focus in the new row, up to the most that is allowed', async () => {
    const {form, titles} = await rows();
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    expect(titles()).to.deep.equal(['Xe 1', 'Xe 2']);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, '/cars/1/plate'));
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    expect(() => button(part(form, '/cars'), 'Thêm dòng')).to.throw();
  });

  it('move with their answers and their controls, and the focus stays on a button of the row', async () => {
    const {form} = await rows();
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    await fill(form, '/cars/0/plate', 'A');
    await fill(form, '/cars/1/plate', 'B');
    const before = control(form, '/cars/1/plate');
    button(part(form, '/cars'), 'Chuyển lên: Xe 2').click();
    await settle(form);
    expect(form.model?.get('/cars')).to.deep.equal([{plate: 'B'}, {plate: 'A'}]);
    expect(control(form, '/cars/0/plate')).to.equal(before);
    expect(before.value).to.equal('B');
    expect(form.shadowRoot?.activeElement?.closest('.row')?.textContent).to.contain('Xe 1');
  });

  it('are removed with the focus on the row that took the place', async () => {
    const {form, titles} = await rows();
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    await fill(form, '/cars/0/plate', 'A');
    await fill(form, '/cars/1/plate', 'B');
    button(part(form, '/cars'), 'Xóa Xe 1').click();
    await settle(form);
    expect(titles()).to.deep.equal(['Xe 1']);
    expect(control(form, '/cars/0/plate').value).to.equal('B');
    expect(shown(form, '/cars/1/plate')).to.equal(false);
    expect(form.shadowRoot?.activeElement?.textContent?.trim()).to.equal('Xe 1');
    expect(form.renderRoot.querySelector('#egov-live')?.textContent).to.equal('Đã xóa Xe 1.');
  });

  it('are named in the summary, whose links reach them', async () => {
    const {form} = await rows();
    await next(form);
    const summary = form.renderRoot.querySelector('egov-summary');
    expect(summary?.contains(form.shadowRoot?.activeElement ?? null)).to.equal(true);
    button(summary ?? form.renderRoot, 'Biển số').click();
    await settle(form);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, '/cars/0/plate'));
    expect(await axeViolations(form)).to.deep.equal([]);
  });
});
