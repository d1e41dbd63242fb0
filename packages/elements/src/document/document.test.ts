import {type DigitizedDocument, type Digitizer, FormError} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, mount, part, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const SLOT = '#/documents/card';

/** Reads what its name says: refuses `broken`, waits for `slow`. */
class HandReader implements Digitizer {
  finish: () => void = () => undefined;
  works = true;

  async join(photos: Parameters<NonNullable<Digitizer['join']>>[0]): Promise<File> {
    return new File(
      photos.map(({name}) => name),
      'joined.pdf',
      {type: 'application/pdf'},
    );
  }

  async digitize(
    file: Parameters<Digitizer['digitize']>[0],
    options: Parameters<Digitizer['digitize']>[1],
  ): Promise<DigitizedDocument> {
    if (file.name.startsWith('broken')) throw new FormError('EGOV_DIGITIZE_REFUSED', 'Refused.', {issue: 'document.broken'});
    if (!this.works) throw new Error('out of order');
    options.onProgress?.(0.4, 'ocr');
    if (file.name.startsWith('slow')) {
      await new Promise<void>((resolve, reject) => {
        this.finish = resolve;
        options.signal.addEventListener('abort', () => reject(options.signal.reason), {once: true});
      });
    }
    return {type: 'image/jpeg', pages: [], codes: [], facts: {}, issues: [], sha256: 'a'.repeat(64), pageCount: 3, file};
  }
}

async function opened(digitizer: HandReader = new HandReader()): Promise<EgovForm> {
  const form = await mount({digitizer});
  form.showPage('two');
  await settle(form);
  return form;
}

async function choose(form: EgovForm, ...names: readonly string[]): Promise<void> {
  const input = part(form, SLOT).querySelector<HTMLInputElement>('.drop input[type=file]');
  if (!input) throw new Error('The slot takes no more files.');
  const transfer = new DataTransfer();
  for (const name of names) transfer.items.add(new File(['0123456789'], name, {type: 'image/jpeg'}));
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', {bubbles: true}));
  await settle(form);
}

describe('document slot', () => {
  it('says what it takes, by file or by camera', async () => {
    const form = await opened();
    const inputs = part(form, SLOT).querySelectorAll<HTMLInputElement>('input[type=file]');
    expect(inputs[0]?.accept).to.equal('image/jpeg');
    expect(inputs[1]?.getAttribute('capture')).to.equal('environment');
    expect(part(form, SLOT).textContent).to.contain('Nhận JPEG, tối đa 1 KB');
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('shows progress in words, and can be stopped', async () => {
    const form = await opened();
    await choose(form, 'slow.jpg');
    const progress = part(form, SLOT).querySelector('progress');
    expect(progress?.value).to.equal(0.4);
    expect(part(form, SLOT).textContent).to.contain('Đang nhận dạng chữ trong ảnh');
    expect(await axeViolations(form)).to.deep.equal([]);
    button(part(form, SLOT), 'Hủy').click();
    await settle(form);
    expect(part(form, SLOT).querySelector('.file')).to.equal(null);
  });

  it('holds nobody back while a file is read, until the form is sent', async () => {
    const form = await opened();
    form.model?.set('/cars/0/plate', 'A1');
    await choose(form, 'slow.jpg');
    expect(part(form, SLOT).querySelector('.reading')?.textContent).to.contain('có thể làm tiếp');
    button(form.renderRoot, 'Tiếp tục').click();
    await settle(form);
    expect(form.renderRoot.querySelector('.page-title')?.textContent).to.contain('Trang ba');
    expect(form.model?.validate().map(({code}) => code)).to.include('document.reading');
  });

  it('shows what was read and lets it be taken away', async () => {
    const form = await opened();
    const states: string[] = [];
    form.addEventListener('egov-document', (event) => states.push(event.state));
    await choose(form, 'the.jpg');
    expect(part(form, SLOT).querySelector('.file')?.textContent).to.contain('3 trang');
    expect(part(form, SLOT).querySelector('input[type=file]')).to.equal(null);
    button(part(form, SLOT), 'Bỏ tệp the.jpg').click();
    await settle(form);
    expect(part(form, SLOT).querySelector('.file')).to.equal(null);
    expect(states).to.deep.equal(['reading', 'ready', 'removed']);
  });

  it('refuses with the reason, and takes the next try', async () => {
    const form = await opened();
    await choose(form, 'broken.jpg');
    const file = part(form, SLOT).querySelector('.file');
    expect(file?.textContent).to.contain('Không nhận tệp broken.jpg');
    expect(file?.querySelector('[data-code="document.broken"]')).to.not.equal(null);
    expect(form.renderRoot.querySelector('#egov-live')?.textContent).to.contain('Không nhận tệp');
    expect(await axeViolations(form)).to.deep.equal([]);
    await choose(form, 'good.jpg');
    expect(part(form, SLOT).querySelectorAll('.file')).to.have.length(1);
    expect(part(form, SLOT).textContent).to.contain('good.jpg');
  });

  it('says so when there are more files than it takes', async () => {
    const form = await opened();
    await choose(form, 'one.jpg', 'two.jpg');
    await settle(form);
    const files = [...part(form, SLOT).querySelectorAll('.file')].map((file) => file.getAttribute('data-state'));
    expect(files).to.deep.equal(['ready', 'refused']);
    expect(part(form, SLOT).querySelector('[data-code="document.too-many-files"]')).to.not.equal(null);
  });

  it('tries again to read what stayed unread', async () => {
    const reader = new HandReader();
    const form = await opened(reader);
    reader.works = false;
    await choose(form, 'the.jpg');
    expect(part(form, SLOT).querySelector('.file')?.getAttribute('data-state')).to.equal('unread');
    expect(await axeViolations(form)).to.deep.equal([]);
    reader.works = true;
    button(part(form, SLOT), 'Đọc lại tệp the.jpg').click();
    await settle(form);
    expect(part(form, SLOT).querySelector('.file')?.getAttribute('data-state')).to.equal('ready');
  });

  it('shows a small picture of a photo', async () => {
    const form = await opened();
    const drawing = new OffscreenCanvas(4, 2);
    drawing.getContext('2d')?.fillRect(0, 0, 4, 2);
    const transfer = new DataTransfer();
    transfer.items.add(new File([await drawing.convertToBlob()], 'photo.jpg', {type: 'image/jpeg'}));
    const input = part(form, SLOT).querySelector<HTMLInputElement>('.drop input[type=file]');
    if (input) input.files = transfer.files;
    input?.dispatchEvent(new Event('change', {bubbles: true}));
    await settle(form);
    const canvas = await until('the picture is drawn', () => part(form, SLOT).querySelector('canvas:not([hidden])'));
    expect(canvas instanceof HTMLCanvasElement && canvas.width === canvas.height * 2).to.equal(true);
  });

  it('takes a dropped file', async () => {
    const form = await opened();
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'dropped.jpg', {type: 'image/jpeg'}));
    part(form, SLOT)
      .querySelector('.drop')
      ?.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: transfer}));
    await settle(form);
    expect(part(form, SLOT).textContent).to.contain('dropped.jpg');
  });
});
