import type {CancelSignal, SourceFile} from '@egov-form/core';
import {type PhotoPage, pdfOfPhotos} from '../pdf/pdf-of-photos.ts';
import {refusal, unavailable} from '../refusal.ts';

/** Longest side of a kept page in pixels: an A4 sheet at 300 dots per inch. */
const MAX_SIDE = 3508;
/** JPEG quality, 0..1. */
const QUALITY = 0.85;

/**
 * Several photos or pictures as one PDF with a page each, upright, without where and when they were taken. Works in a page and
 * in a worker. Rejects with `EGOV_DIGITIZE_REFUSED` (`document.broken`) for a file that is no picture, and with the signal's
 * reason.
 */
export async function joinPhotos(photos: readonly SourceFile[], signal: CancelSignal): Promise<SourceFile> {
  const pages: PhotoPage[] = [];
  for (const photo of photos) {
    if (signal.aborted) throw signal.reason;
    pages.push(await pageOf(photo));
  }
  const name = `${photos[0]?.name.replace(/\.[^.]*$/u, '') || 'photo'}.pdf`;
  return new File([pdfOfPhotos(pages)], name, {type: 'application/pdf'});
}

/** Drawing a picture anew leaves nothing of the file but what is seen. */
async function pageOf(photo: SourceFile): Promise<PhotoPage> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(new Blob([await photo.arrayBuffer()], {type: photo.type}), {
      imageOrientation: 'from-image',
    });
  } catch {
    throw refusal('document.broken', {kind: 'picture'});
  }
  const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw unavailable('the browser gives no canvas');
  // What was transparent would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  const blob = await canvas.convertToBlob({type: 'image/jpeg', quality: QUALITY});
  return {jpeg: new Uint8Array(await blob.arrayBuffer()), width, height};
}
