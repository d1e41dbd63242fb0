import type {SourceFile} from '@egov-form/core';

/** Longest side of a thumbnail in CSS pixels. */
const SIDE = 72;
const drawn = new WeakMap<HTMLCanvasElement, SourceFile>();

/**
 * Draw a small picture of a file into a canvas, once per file. The canvas stays empty, and out of sight, for a file that is no
 * picture or that the browser cannot decode: it is an ornament beside the name.
 */
export async function drawThumbnail(canvas: HTMLCanvasElement, file: SourceFile): Promise<void> {
  if (drawn.get(canvas) === file) return;
  drawn.set(canvas, file);
  canvas.hidden = true;
  if (!file.type.startsWith('image/') || !(file instanceof Blob)) return;
  try {
    const picture = await createImageBitmap(file, {imageOrientation: 'from-image'});
    const scale = (SIDE * Math.min(devicePixelRatio, 2)) / Math.max(picture.width, picture.height);
    if (drawn.get(canvas) === file) {
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const context = canvas.getContext('2d');
      if (context) context.imageSmoothingQuality = 'high';
      context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.hidden = !context;
    }
    picture.close();
  } catch {
    // No picture, then.
  }
}
