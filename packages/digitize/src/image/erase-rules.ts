import type {GrayImage} from './gray-image.ts';

/** Thickest line that counts as a rule, in pixels. */
const MAX_THICKNESS = 5;

/**
 * Erase long level lines (underlines, table rules): ink runs longer than a twelfth of the page, at most 5 pixels thick.
 * Where a letter crosses the line, its column is thicker and is left alone.
 */
export function eraseRules(image: GrayImage): GrayImage {
  const {width, height, data} = image;
  const shortest = Math.round(width / 12);
  let out: Uint8Array | undefined;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 255) >= 150) continue;
      let end = x;
      while (end < width && (data[y * width + end] ?? 255) < 150) end += 1;
      if (end - x >= shortest) {
        out ??= data.slice();
        for (let column = x; column < end; column += 1) eraseColumn(image, out, column, y);
      }
      x = end;
    }
  }
  return out ? {width, height, data: out} : image;
}

function eraseColumn({width, height, data}: GrayImage, out: Uint8Array, x: number, y: number): void {
  let top = y;
  let bottom = y;
  while (top > 0 && (data[(top - 1) * width + x] ?? 255) < 150 && y - top <= MAX_THICKNESS) top -= 1;
  while (bottom < height - 1 && (data[(bottom + 1) * width + x] ?? 255) < 150 && bottom - y <= MAX_THICKNESS) bottom += 1;
  if (bottom - top >= MAX_THICKNESS) return;
  for (let row = Math.max(0, top - 1); row <= Math.min(height - 1, bottom + 1); row += 1) out[row * width + x] = 255;
}
