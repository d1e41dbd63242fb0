import {FormError} from '@egov-form/core';
import {expect} from 'chai';
import {joinPhotos} from './join-photos.ts';

async function picture(width: number, height: number, type = 'image/jpeg'): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context?.fillRect(0, 0, width / 2, height / 2);
  const blob = await canvas.convertToBlob({type});
  return new File([blob], `${width}x${height}.${type.slice(6)}`, {type});
}

/** A JPEG whose Exif block says that it lies on its side, with a place in words behind it. */
async function turned(): Promise<File> {
  const bytes = new Uint8Array(await (await picture(60, 40)).arrayBuffer());
  const exif = [
    0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
  ];
  const place = [...new TextEncoder().encode('GPS 21.028 105.854')];
  const length = exif.length + place.length + 2;
  const segment = [0xff, 0xe1, length >> 8, length & 0xff, ...exif, ...place];
  return new File([bytes.slice(0, 2), new Uint8Array(segment), bytes.slice(2)], 'turned.jpg', {type: 'image/jpeg'});
}

describe('several photos as one document', () => {
  const {signal} = new AbortController();

  it('has a page for each, in order, upright, and no word about where they were taken', async () => {
    const photos = [await picture(400, 600), await turned(), await picture(500, 300, 'image/png')];
    const file = await joinPhotos(photos, signal);
    expect(file.name).to.equal('400x600.pdf');
    expect(file.type).to.equal('application/pdf');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = new TextDecoder('latin1').decode(bytes);
    const pages = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/gu)].map(
      ([, width, height]) => Number(width) < Number(height),
    );
    expect(pages).to.deep.equal([true, true, false]);
    expect(text).to.not.contain('GPS');
    expect(text).to.not.contain('Exif');
  });

  it('refuses what is no picture, and stops when told to', async () => {
    const broken = new File(['not a picture'], 'x.jpg', {type: 'image/jpeg'});
    const refused = await joinPhotos([await picture(10, 10), broken], signal).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(FormError);
    expect((refused as FormError).details).to.include({issue: 'document.broken'});
    const stopped = new AbortController();
    stopped.abort(new Error('stopped'));
    expect(await joinPhotos([await picture(10, 10)], stopped.signal).catch((error: Error) => error.message)).to.equal('stopped');
  });
});
