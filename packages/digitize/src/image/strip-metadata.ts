/**
 * Takes everything out of a JPEG or PNG that is not the picture, without decoding it: where and when it was taken, with which
 * device, comments, previews, further pictures and clips behind the end. What stays is listed; anything unknown goes.
 *
 * Source  JPEG: ITU-T T.81 annex B; JFIF 1.02; Exif 2.32 section 4.5 (segments), 4.6.4 (orientation). PNG: W3C PNG third
 *         edition, sections 5 and 11.
 * Limits  The turn that a camera wrote down is kept, as an Exif block that holds nothing else: the pixels are not touched,
 *         so a viewer still has to turn them.
 */

const JFIF = 'JFIF\0';
const EXIF = 'Exif\0\0';
/** Application segments without which the colours are wrong. */
const KEPT_SEGMENTS: readonly (readonly [marker: number, start: string])[] = [
  [0xe0, JFIF],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
];
/** Chunks that make the still picture and its colours. */
const KEPT_CHUNKS: readonly string[] = [
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
  'bKGD',
  'pHYs',
];

/** The picture alone. `undefined` when the file is damaged or cut off. Pure; `bytes` are not changed. */
export function stripMetadata(bytes: Uint8Array<ArrayBuffer>, kind: 'jpeg' | 'png'): Uint8Array<ArrayBuffer> | undefined {
  const parts = kind === 'jpeg' ? jpegParts(bytes) : pngParts(bytes);
  return parts && joined(parts);
}

function jpegParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  let turned = false;
  let scanned = false;
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // The end: what cameras put behind it has its own Exif block.
    if (marker === 0xd9) return scanned ? [...parts, bytes.subarray(at, at + 2)] : undefined;
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > bytes.length) return undefined;
    const content = bytes.subarray(at + 4, end);
    const isApplication = (marker & 0xf0) === 0xe0;
    if (isApplication ? isKept(marker, content) : marker !== 0xfe) parts.push(bytes.subarray(at, end));
    else if (marker === 0xe1 && startsWith(content, EXIF) && !turned) {
      const orientation = orientationOf(content.subarray(EXIF.length));
      turned = orientation !== 1;
      if (turned) parts.push(orientationSegment(orientation));
    }
    at = end;
    if (marker !== 0xda) continue;
    scanned = true;
    const scanEnd = endOfScan(bytes, at);
    parts.push(bytes.subarray(at, scanEnd));
    at = scanEnd;
  }
  return undefined;
}

function isKept(marker: number, content: Uint8Array): boolean {
  return KEPT_SEGMENTS.some(([kept, start]) => kept === marker && startsWith(content, start));
}

/** Where the next marker stands behind the compressed data that begins at `from`; the length when there is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    // A zero means that the 255 is data; restart markers belong to the data too.
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

function pngParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length || (at === 8 && name !== 'IHDR')) return undefined;
    // An upper-case first letter means that the picture cannot be shown without it.
    if (!/^[a-z]/u.test(name) && !KEPT_CHUNKS.includes(name)) return undefined;
    if (KEPT_CHUNKS.includes(name)) parts.push(bytes.subarray(at, end));
    if (name === 'eXIf') {
      const orientation = orientationOf(bytes.subarray(at + 8, end - 4));
      if (orientation !== 1) parts.push(orientationChunk(orientation));
    }
    if (name === 'IEND') return parts;
    at = end;
  }
  return undefined;
}

/** The orientation in a TIFF block's first directory, 1..8; 1, as it lies, when there is none or the block is damaged. */
function orientationOf(tiff: Uint8Array): number {
  const view = viewOf(tiff);
  const little = startsWith(tiff, 'II*\0');
  if (tiff.length < 14 || (!little && !startsWith(tiff, 'MM\0*'))) return 1;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, little);
  for (let at = directory + 2; at + 12 <= tiff.length && at < directory + 2 + count * 12; at += 12) {
    if (view.getUint16(at, little) !== 0x0112) continue;
    const orientation = view.getUint16(at + 8, little);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}

/** A TIFF block with one directory of one entry. */
function orientationTiff(orientation: number): Uint8Array {
  return Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);
}

function orientationSegment(orientation: number): Uint8Array {
  const content = joined([ascii(EXIF), orientationTiff(orientation)]);
  return joined([Uint8Array.of(0xff, 0xe1, 0, content.length + 2), content]);
}

function orientationChunk(orientation: number): Uint8Array {
  const content = joined([ascii('eXIf'), orientationTiff(orientation)]);
  const chunk = joined([new Uint8Array(4), content, new Uint8Array(4)]);
  const view = viewOf(chunk);
  view.setUint32(0, content.length - 4);
  view.setUint32(chunk.length - 4, checksum(content));
  return chunk;
}

/** CRC-32 as PNG asks for (annex D), bit by bit: it is used on 30 bytes. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && ascii(text).every((code, index) => bytes[index] === code);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
