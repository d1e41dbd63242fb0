import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PDFDocument} from 'pdf-lib';
import {pdfOfPhotos} from './pdf-of-photos.ts';

/** Smallest bytes that a JPEG reader takes for one: the file is not decoded here. */
const jpeg = (fill: number): Uint8Array => new Uint8Array([0xff, 0xd8, ...Array<number>(200).fill(fill), 0xff, 0xd9]);

test('another PDF library reads the pages, A4 sheets that lie as the pictures do', async () => {
  const file = pdfOfPhotos([
    {jpeg: jpeg(1), width: 1000, height: 1414},
    {jpeg: jpeg(2), width: 3000, height: 1500},
  ]);
  const document = await PDFDocument.load(file);
  const sizes = document.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())]);
  assert.deepEqual(sizes, [
    [595, 842],
    [842, 421],
  ]);
});

test('every offset of the cross-reference table points at its object', () => {
  const text = Buffer.from(pdfOfPhotos([{jpeg: jpeg(0x0a), width: 10, height: 10}])).toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/u.exec(text)?.[1]);
  assert.ok(text.startsWith('xref\n0 6\n', start));
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gmu)].map(([, offset]) => Number(offset));
  assert.equal(offsets.length, 5);
  for (const [index, offset] of offsets.entries()) assert.ok(text.startsWith(`${index + 1} 0 obj\n`, offset));
});
