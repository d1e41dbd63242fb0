import {expect} from 'chai';
import {fill, MemoryDrafts, mount, SAMPLE, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

/** Whether the browser would ask the person before it leaves the page. */
function asks(): boolean {
  return !globalThis.dispatchEvent(new Event('beforeunload', {cancelable: true}));
}

describe('leaving the page', () => {
  it('asks when no draft is kept and something was entered, not before', async () => {
    const form = await mount({draft: 'off', drafts: new MemoryDrafts()});
    expect(asks()).to.equal(false);
    await fill(form, '/name', 'Ai đó');
    expect(asks()).to.equal(true);
    form.remove();
    expect(asks()).to.equal(false);
  });

  it('asks while a draft could not be saved, and never while it is', async () => {
    const drafts = new MemoryDrafts();
    const form = await mount({drafts});
    const heard = (state: string) =>
      new Promise<void>((resolve) => {
        const listen = (event: Event) => {
          if ((event as Event & {state: string}).state !== state) return;
          form.removeEventListener('egov-draft', listen);
          resolve();
        };
        form.addEventListener('egov-draft', listen);
      });
    const live = () => form.shadowRoot?.querySelector('#egov-live')?.textContent;
    const saved = heard('saved');
    await fill(form, '/name', 'Ai đó');
    expect(asks()).to.equal(false);
    await saved;
    expect(asks()).to.equal(false);
    expect(live()).to.contain('Bản nháp được tự động lưu.');
    drafts.failing = true;
    const failed = heard('failed');
    await fill(form, '/name', 'Người khác');
    await failed;
    await settle(form);
    expect(asks()).to.equal(true);
    expect(live()).to.contain('Chưa lưu được bản nháp');
    drafts.failing = false;
    const again = heard('saved');
    await fill(form, '/story', 'Thêm');
    await again;
    expect(asks()).to.equal(false);
    expect(live()).to.contain('Bản nháp được tự động lưu.');
  });

  it('never asks after the dossier is in', async () => {
    const form = await mount({
      definition: {...SAMPLE, documents: {card: {title: 'Thẻ mẫu'}}},
      draft: 'off',
      answers: {id: '1234', name: 'Ai đó', consent: true, cars: [{plate: 'A'}]},
    });
    form.addEventListener('egov-submit', (event) => {
      event.preventDefault();
      event.settle({state: 'accepted', code: 'A-1', at: '2026-11-22T03:04:00.000Z'});
    });
    await fill(form, '/story', 'Chuyện');
    expect(asks()).to.equal(true);
    form.showPage('review');
    await settle(form);
    form.shadowRoot?.querySelector<HTMLInputElement>('#egov-declare')?.click();
    await form.submit();
    await settle(form);
    expect(asks()).to.equal(false);
  });
});
