import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';
import {hasActiveContent} from './active-content.ts';

const pdf = (body: string | Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(body), Buffer.from('\n%%EOF\n')]);

function objectStream(content: string): Uint8Array {
  const packed = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`4 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj'),
  ]);
}

test('scripts, launches and attachments are found in the open, escaped and packed', async () => {
  for (const active of [
    '/S /JavaScript /JS (x)',
    '/S /Launch /F (a.exe)',
    '/Type /EmbeddedFile',
    '/Names << /EmbeddedFiles 5 0 R >>',
    '/S /J#61vaScript',
    '/XFA 7 0 R',
  ]) {
    assert.equal(await hasActiveContent(pdf(`1 0 obj << ${active} >> endobj`)), true, active);
    assert.equal(await hasActiveContent(pdf(objectStream(`1 0 << ${active} >>`))), true, `packed ${active}`);
  }
});

test('plain pages are plain, whatever bytes their pictures hold', async () => {
  assert.equal(await hasActiveContent(pdf('1 0 obj << /Type /Page /JSON 1 >> endobj')), false);
  assert.equal(await hasActiveContent(pdf('1 0 obj << /Length 12 >>\nstream\n/JavaScript \nendstream endobj')), false);
  assert.equal(await hasActiveContent(pdf(objectStream('1 0 << /Type /Page /Font 2 0 R >>'))), false);
});
