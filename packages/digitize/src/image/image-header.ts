/**
 * Size and wholeness of JPEG and PNG from their structure, before a decoder allocates anything: a 2 KB file may claim
 * 60,000 by 60,000 pixels.
 *
 * Source  JPEG: ITU-T T.81 annex B (markers, SOFn). PNG: W3C PNG third edition, section 5 (IHDR, IEND).
 */

/** What a picture's header says. */
export interface ImageHeader {
  /** Pixels, before any EXIF turn. */
  readonly width: number;
  readonly height: number;
  /** False when the end of the picture is missing. */
  readonly whole: boolean;
}

/** Read a JPEG's frame header. Undefined when there is none. */
export function readJpegHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: {width: number; height: number} | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Restart markers and TEM stand alone.
    if ((marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && at + 9 <= bytes.length) size = {height: view.getUint16(at + 5), width: view.getUint16(at + 7)};
    if (marker === 0xda) return size && {...size, whole: hasEndOfImage(bytes, at + 2 + length)};
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** Cameras append a second picture or a clip after the end marker, so it need not be the last thing. */
function hasEndOfImage(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at -= 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

/** Read a PNG's IHDR chunk and look for IEND. Undefined when there is no IHDR. */
export function readPngHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(12) !== 0x49484452) return undefined;
  let whole = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === 0x49454e44) whole = true;
    at += 12 + length;
  }
  return {width: view.getUint32(16), height: view.getUint32(20), whole};
}
