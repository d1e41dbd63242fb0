import type {Box, DocumentCode} from '@egov-form/core';
import {prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes} from 'zxing-wasm/reader';

/** Side of the overlapping squares that are enlarged when the whole picture shows no code, as a share of the width. */
const CROP_SHARE = 0.4;

/** Tell the code reader where its WebAssembly lies. Call once, before `readCodes`. */
export function prepareCodeReader(wasmUrl: string): void {
  prepareZXingModule({overrides: {locateFile: () => wasmUrl}});
}

/**
 * Every QR code on a page: first the whole picture, then overlapping crops enlarged two and three times for
 * small modules. The enlarged search ends after `budgetMs` milliseconds, because most pages simply carry no code. A
 * payload that is not UTF-8 is dropped rather than guessed.
 */
export async function readCodes(picture: ImageData, page: number, budgetMs: number): Promise<readonly DocumentCode[]> {
  const whole = await read(picture);
  if (whole.length > 0) return whole.flatMap((result) => codeOf(result, page, {x: 0, y: 0, scale: 1}));
  // Above six megapixels modules are large enough already.
  if (picture.width * picture.height > 6_000_000) return [];
  const deadline = performance.now() + budgetMs;
  for (const scale of [2, 3]) {
    for (const {x, y, crop} of enlargedCrops(picture, scale)) {
      if (performance.now() > deadline) return [];
      const found = (await read(crop, {tryInvert: false, tryDownscale: false})).flatMap((result) =>
        codeOf(result, page, {x, y, scale}),
      );
      if (found.length > 0) return found;
    }
  }
  return [];
}

async function read(picture: ImageData, options: ReaderOptions = {}): Promise<readonly ReadResult[]> {
  return readBarcodes(picture, {formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8, ...options});
}

function* enlargedCrops(picture: ImageData, scale: number): Generator<{x: number; y: number; crop: ImageData}> {
  const side = Math.round(picture.width * CROP_SHARE);
  const source = new OffscreenCanvas(picture.width, picture.height);
  source.getContext('2d')?.putImageData(picture, 0, 0);
  const target = new OffscreenCanvas(side * scale, side * scale);
  const context = target.getContext('2d', {willReadFrequently: true});
  if (!context) return;
  for (let y = 0; y < picture.height; y += Math.round(side * 0.6)) {
    for (let x = 0; x < picture.width; x += Math.round(side * 0.6)) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, target.width, target.height);
      context.drawImage(source, x, y, side, side, 0, 0, target.width, target.height);
      yield {x, y, crop: context.getImageData(0, 0, target.width, target.height)};
    }
  }
}

function codeOf(result: ReadResult, page: number, from: {x: number; y: number; scale: number}): readonly DocumentCode[] {
  const text = decode(result.bytes);
  if (text === undefined || text === '') return [];
  const corners = [result.position.topLeft, result.position.topRight, result.position.bottomLeft, result.position.bottomRight];
  const xs = corners.map((corner) => Math.round(corner.x / from.scale + from.x));
  const ys = corners.map((corner) => Math.round(corner.y / from.scale + from.y));
  const box: Box = {x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys)};
  return [{kind: 'qr', text: text.normalize('NFC'), page, box}];
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}
