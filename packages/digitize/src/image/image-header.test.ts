import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readJpegHeader, readPngHeader} from './image-header.ts';

const APP1 = [0xff, 0xe1, 0, 6, 1, 2, 3, 4];
const FRAME = [0xff, 0xc2, 0, 11, 8, 0x04, 0x00, 0x06, 0x40, 1, 1, 0x11, 0];
const SCAN = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 12, 34, 56];

test('a JPEG says its size before it is decoded', () => {
  const whole = Uint8Array.from([0xff, 0xd8, ...APP1, ...FRAME, ...SCAN, 0xff, 0xd9, 7, 7]);
  assert.deepEqual(readJpegHeader(whole), {width: 1600, height: 1024, whole: true});
  assert.equal(readJpegHeader(whole.subarray(0, whole.length - 4))?.whole, false);
  assert.equal(readJpegHeader(whole.subarray(0, 14)), undefined);
  assert.equal(readJpegHeader(Uint8Array.from([0xff, 0xd8, 1, 2, 3, 4, 5])), undefined);
});

test('every cut of a JPEG is read without an exception', () => {
  const whole = Uint8Array.from([0xff, 0xd8, ...APP1, ...FRAME, ...SCAN, 0xff, 0xd9]);
  for (let length = 0; length < whole.length; length += 1)
    assert.notEqual(readJpegHeader(whole.subarray(0, length))?.whole, true);
});

test('a PNG says its size, and whether its end is there', () => {
  const png = new Uint8Array(45);
  const view = new DataView(png.buffer);
  view.setUint32(8, 13);
  view.setUint32(12, 0x49484452);
  view.setUint32(16, 640);
  view.setUint32(20, 480);
  assert.deepEqual(readPngHeader(png.subarray(0, 33)), {width: 640, height: 480, whole: false});
  view.setUint32(37, 0x49454e44);
  assert.deepEqual(readPngHeader(png), {width: 640, height: 480, whole: true});
  assert.equal(readPngHeader(png.subarray(0, 20)), undefined);
});
