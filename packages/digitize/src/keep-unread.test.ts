import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import {PLAIN_OBJECTS, writePdf} from '@egov-form/dev/written-pdf';
import {keepUnread} from './keep-unread.ts';

const TYPES = ['application/pdf', 'image/jpeg', 'image/png'];
const MB = 1024 * 1024;

/** The smallest file that is a JPEG by its structure, with a place in it. */
const PHOTO = new Uint8Array(
  Buffer.concat([
    Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, 21),
    Buffer.from('Exif\0\0GPSLatitude\0'),
    Uint8Array.of(0, 0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9),
  ]),
);
const CLEAN = Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9);

async function refusalOf(bytes: Uint8Array<ArrayBuffer>, name = 'a.jpg', accept = TYPES, maxBytes = MB): Promise<unknown> {
  return keepUnread(new File([bytes], name), {accept, maxBytes}).then(
    () => 'kept',
    ({code, details}) => [code, details],
  );
}

test('a photo is kept under its true type, without the place, and its hash is of what is kept', async () => {
  const file = new File([PHOTO], 'ảnh.png', {type: 'image/png'});
  const document = await keepUnread(file, {accept: TYPES, maxBytes: MB});
  const {file: kept, ...rest} = document;
  assert.deepEqual(rest, {
    type: 'image/jpeg',
    pages: [],
    codes: [],
    facts: {},
    issues: [{code: 'document.reader-unavailable', pointer: '', severity: 'info'}],
    sha256: createHash('sha256').update(CLEAN).digest('hex'),
    pageCount: 0,
  });
  assert.deepEqual([kept.name, kept.type, kept.size], ['ảnh.png', 'image/jpeg', CLEAN.length]);
  assert.deepEqual(new Uint8Array(await kept.arrayBuffer()), CLEAN);
});

test('a PDF is kept as it is', async () => {
  const bytes = new Uint8Array(writePdf({}));
  const {type, file} = await keepUnread(new File([bytes], 'a.pdf'), {accept: [], maxBytes: MB});
  assert.equal(type, 'application/pdf');
  assert.deepEqual(new Uint8Array(await file.arrayBuffer()), bytes);
});

test("what needs no reader to see is refused with the reader's reasons", async () => {
  const refused = 'EGOV_DIGITIZE_REFUSED';
  const text = (content: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(content, 'latin1'));
  assert.deepEqual(await refusalOf(text('PK\x03\x04')), [refused, {issue: 'document.type', found: 'zip'}]);
  assert.deepEqual(await refusalOf(text('%PDF-1.7\n%%EOF')), [refused, {issue: 'document.broken', kind: 'pdf'}]);
  const active = writePdf({objects: {...PLAIN_OBJECTS, 9: '<</S/Launch/F(calc.exe)>>'}});
  assert.deepEqual(await refusalOf(new Uint8Array(active)), [refused, {issue: 'document.active-content'}]);
  assert.deepEqual(await refusalOf(text('<html>')), [refused, {issue: 'document.type', found: 'html'}]);
  assert.deepEqual(await refusalOf(text('MZ\x90')), [refused, {issue: 'document.type', found: 'unknown'}]);
  assert.deepEqual(await refusalOf(PHOTO, 'a.pdf', ['application/pdf']), [refused, {issue: 'document.type', found: 'jpeg'}]);
  assert.equal(await refusalOf(PHOTO, 'a.pdf', ['image/*']), 'kept');
  assert.deepEqual(await refusalOf(PHOTO.slice(0, -2)), [refused, {issue: 'document.broken', kind: 'jpeg'}]);
  assert.deepEqual(await refusalOf(text('')), [refused, {issue: 'document.empty'}]);
  assert.deepEqual(await refusalOf(new Uint8Array(2 * MB), 'a', TYPES, MB), [refused, {issue: 'document.too-large', limitMb: 1}]);
});

test('a file that was moved away meanwhile is refused, not kept', async () => {
  const gone = {name: 'a.jpg', type: 'image/jpeg', size: 9, arrayBuffer: () => Promise.reject(new Error('NotReadableError'))};
  await assert.rejects(keepUnread(gone, {accept: TYPES, maxBytes: MB}), {
    code: 'EGOV_DIGITIZE_REFUSED',
    details: {issue: 'document.broken'},
  });
});
