import {refusal, unavailable} from '../refusal.ts';
import {readJpegHeader, readPngHeader} from './image-header.ts';

/** Pixels that a picture's header may claim. */
const MAX_HEADER_PIXELS = 40_000_000;
/** Pixels that a kept picture may have: larger ones are scaled down. */
const MAX_KEPT_PIXELS = 12_000_000;
/** JPEG quality of the kept picture, 0..1. */
const JPEG_QUALITY = 0.9;

/** A picture without anything but its pixels, upright. */
export interface CleanImage {
  readonly pixels: ImageData;
  /** Encoded anew: no EXIF, no location, no trailing data. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Decode a JPEG or PNG, turn it as its EXIF orientation says, scale it to 12 megapixels at most and encode it anew.
 * Refuses damaged files and those whose header claims more than 40 megapixels, before a decoder sees them.
 */
export async function cleanImage(bytes: Uint8Array<ArrayBuffer>, kind: 'jpeg' | 'png'): Promise<CleanImage> {
  const header = kind === 'jpeg' ? readJpegHeader(bytes) : readPngHeader(bytes);
  if (!header?.whole || header.width === 0 || header.height === 0) throw refusal('document.broken', {kind});
  const claimed = header.width * header.height;
  if (claimed > MAX_HEADER_PIXELS)
    throw refusal('document.too-many-pixels', {limit: MAX_HEADER_PIXELS / 1e6, found: Math.ceil(claimed / 1e6)});
  const type = kind === 'jpeg' ? 'image/jpeg' : 'image/png';
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(new Blob([bytes], {type}), {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'default',
    });
  } catch {
    throw refusal('document.broken', {kind});
  }
  const scale = Math.min(1, Math.sqrt(MAX_KEPT_PIXELS / (picture.width * picture.height)));
  const width = Math.max(1, Math.floor(picture.width * scale));
  const height = Math.max(1, Math.floor(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', {willReadFrequently: true});
  if (!context) throw unavailable('the browser gives no canvas to a worker');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  const blob = await canvas.convertToBlob({type, quality: JPEG_QUALITY});
  return {pixels: context.getImageData(0, 0, width, height), bytes: new Uint8Array(await blob.arrayBuffer())};
}
