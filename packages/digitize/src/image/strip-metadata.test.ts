import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {crc32} from 'node:zlib';
import {stripMetadata} from './strip-metadata.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const ascii = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const joined = (...parts: Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts));
const has = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).includes(text);

const SOI = Uint8Array.of(0xff, 0xd8);
const EOI = Uint8Array.of(0xff, 0xd9);
/** Compressed data with everything that only looks like a marker: a stuffed 255, restart markers, a fill byte before the next marker. */
const SCAN = Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd7, 5);

function segment(marker: number, content: Uint8Array): Bytes {
  const head = Uint8Array.of(0xff, marker, 0, 0);
  new DataView(head.buffer).setUint16(2, content.length + 2);
  return joined(head, content);
}

/** A TIFF block with an orientation, a GPS directory and a marker text where a preview would be. */
function tiff(orientation: number, little: boolean): Bytes {
  const bytes = new Uint8Array(64);
  const view = new DataView(bytes.buffer);
  bytes.set(ascii(little ? 'II*\0' : 'MM\0*'));
  view.setUint32(4, 8, little);
  view.setUint16(8, 2, little);
  view.setUint16(10, 0x0112, little);
  view.setUint16(12, 3, little);
  view.setUint32(14, 1, little);
  view.setUint16(18, orientation, little);
  view.setUint16(22, 0x8825, little);
  view.setUint16(24, 4, little);
  view.setUint32(26, 1, little);
  view.setUint32(30, 38, little);
  bytes.set(ascii('GPSMARK'), 50);
  return bytes;
}

const exif = (orientation: number, little = false): Bytes => segment(0xe1, joined(ascii('Exif\0\0'), tiff(orientation, little)));
const jfif = segment(0xe0, ascii('JFIF\0\x01\x02\0\0\x01\0\x01\0\0'));
const table = segment(0xdb, new Uint8Array(65));
const frame = segment(0xc2, Uint8Array.of(8, 0, 2, 0, 3, 1, 1, 0x11, 0));
const huffman = segment(0xc4, new Uint8Array(20));
const scan = joined(segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), SCAN);
const profile = segment(0xe2, ascii('ICC_PROFILE\0\x01\x01colours'));
const adobe = segment(0xee, ascii('Adobe\0\x64\0\0\0\0\x01'));
const minimalExif = (orientation: number): Bytes =>
  segment(
    0xe1,
    joined(ascii('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0'), Uint8Array.of(orientation), new Uint8Array(6)),
  );

/** Small, fast, and the same on every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a JPEG', () => {
  test('keeps the picture, its colours and its turn; everything else goes, also behind the end', () => {
    const photo = joined(
      SOI,
      jfif,
      exif(6),
      segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSMARK</x:xmpmeta>')),
      profile,
      segment(0xe2, ascii('MPF\0GPSMARK')),
      segment(0xed, ascii('Photoshop 3.0\0GPSMARK')),
      adobe,
      segment(0xe0, ascii('JFXX\0GPSMARK')),
      segment(0xfe, ascii('GPSMARK')),
      table,
      frame,
      huffman,
      scan,
      // A progressive picture has further scans, and a comment may stand between them.
      segment(0xfe, ascii('GPSMARK')),
      huffman,
      Uint8Array.of(0xff),
      scan,
      EOI,
      SOI,
      exif(6),
      scan,
      EOI,
      ascii('GPSMARK'),
    );
    const clean = joined(SOI, jfif, minimalExif(6), profile, adobe, table, frame, huffman, scan, huffman, scan, EOI);
    const found = stripMetadata(photo, 'jpeg');
    assert.deepEqual(found, clean);
    assert.deepEqual(stripMetadata(clean, 'jpeg'), clean);
  });

  test('its turn is read in both byte orders, and one that says nothing is left out', () => {
    for (const little of [true, false]) {
      for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
        const found = stripMetadata(joined(SOI, exif(orientation, little), frame, scan, EOI), 'jpeg');
        assert.deepEqual(found, joined(SOI, minimalExif(orientation), frame, scan, EOI));
      }
      for (const orientation of [0, 1, 9, 513]) {
        const found = stripMetadata(joined(SOI, exif(orientation, little), frame, scan, EOI), 'jpeg');
        assert.deepEqual(found, joined(SOI, frame, scan, EOI));
      }
    }
  });

  test('that is cut off anywhere is not called a picture', () => {
    const photo = joined(SOI, jfif, exif(6), frame, scan, EOI);
    for (let length = 2; length < photo.length; length += 1) {
      assert.equal(stripMetadata(photo.slice(0, length), 'jpeg'), undefined, String(length));
    }
    assert.equal(stripMetadata(joined(SOI, EOI), 'jpeg'), undefined);
  });

  test('whatever segments it has, no text of a dropped one stays and all kept ones do, in order', () => {
    const next = random(20261122);
    for (let round = 0; round < 300; round += 1) {
      const kept: Bytes[] = [];
      const all: Bytes[] = [];
      const add = (part: Bytes, keep: boolean): void => {
        all.push(part);
        if (keep) kept.push(part);
      };
      for (let count = Math.floor(next() * 12); count > 0; count -= 1) {
        const pick = next();
        const noise = Uint8Array.from({length: Math.floor(next() * 40)}, () => Math.floor(next() * 256));
        if (pick < 0.5) add(segment(0xe1 + Math.floor(next() * 13), joined(ascii('GPSMARK'), noise)), false);
        else if (pick < 0.6) add(segment(0xfe, ascii('GPSMARK')), false);
        else if (pick < 0.8) add(segment(0xdb, noise), true);
        else add(segment(0xc4, noise), true);
      }
      for (const part of [frame, scan, EOI]) add(part, true);
      const found = stripMetadata(joined(SOI, ...all, ascii('GPSMARK')), 'jpeg');
      assert.deepEqual(found, joined(SOI, ...kept));
    }
  });

  test('a damaged Exif block costs nothing but itself', () => {
    const next = random(7);
    for (let round = 0; round < 500; round += 1) {
      const block = tiff(6, round % 2 === 0);
      for (let count = 0; count < 4; count += 1) block[Math.floor(next() * block.length)] = Math.floor(next() * 256);
      const part = segment(0xe1, joined(ascii('Exif\0\0'), block.slice(0, Math.floor(next() * 65))));
      const found = stripMetadata(joined(SOI, part, frame, scan, EOI), 'jpeg');
      assert.ok(found && !has(found, 'GPSMARK'));
      assert.ok(found.length <= joined(SOI, minimalExif(6), frame, scan, EOI).length);
    }
  });
});

describe('a PNG', () => {
  const signature = ascii('\x89PNG\r\n\x1a\n');
  function chunk(name: string, content: Uint8Array = new Uint8Array()): Bytes {
    const body = joined(ascii(name), content);
    const ends = new DataView(new ArrayBuffer(8));
    ends.setUint32(0, content.length);
    ends.setUint32(4, crc32(body));
    return joined(new Uint8Array(ends.buffer.slice(0, 4)), body, new Uint8Array(ends.buffer.slice(4)));
  }
  const header = chunk('IHDR', new Uint8Array(13));
  const data = chunk('IDAT', Uint8Array.of(1, 2, 3));
  const end = chunk('IEND');

  test('keeps the picture, its colours and its turn; texts, times and what is behind the end go', () => {
    const colours = ['gAMA', 'sRGB', 'iCCP', 'tRNS', 'pHYs'].map((name) => chunk(name, ascii('x')));
    const picture = joined(
      signature,
      header,
      ...colours,
      chunk('tEXt', ascii('Location\0GPSMARK')),
      chunk('zTXt', ascii('GPSMARK')),
      chunk('iTXt', ascii('XML:com.adobe.xmp\0GPSMARK')),
      chunk('tIME', new Uint8Array(7)),
      chunk('eXIf', tiff(8, true)),
      chunk('prVt', ascii('GPSMARK')),
      data,
      data,
      end,
      ascii('GPSMARK'),
    );
    const turn = chunk('eXIf', minimalExif(8).slice(10));
    const clean = joined(signature, header, ...colours, turn, data, data, end);
    assert.deepEqual(stripMetadata(picture, 'png'), clean);
    assert.deepEqual(stripMetadata(clean, 'png'), clean);
  });

  test('that is cut off, begins otherwise or needs an unknown chunk is not called a picture', () => {
    const picture = joined(signature, header, data, end);
    for (let length = 8; length < picture.length; length += 1) {
      assert.equal(stripMetadata(picture.slice(0, length), 'png'), undefined, String(length));
    }
    assert.equal(stripMetadata(joined(signature, data, header, end), 'png'), undefined);
    assert.equal(stripMetadata(joined(signature, header, chunk('NEWC'), data, end), 'png'), undefined);
  });
});
