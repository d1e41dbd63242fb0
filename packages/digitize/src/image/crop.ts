import type {Box} from '@egov-form/core';
import type {GrayImage} from './gray-image.ts';

/** A part of a picture with `margin` pixels around it (paper beyond the edges), scaled by `scale` with linear interpolation. */
export function crop(image: GrayImage, box: Box, margin: number, scale: number): GrayImage {
  const width = Math.max(1, Math.round((box.x1 - box.x0 + 2 * margin) * scale));
  const height = Math.max(1, Math.round((box.y1 - box.y0 + 2 * margin) * scale));
  const data = new Uint8Array(width * height);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= image.width || y >= image.height ? 255 : (image.data[y * image.width + x] ?? 255);
  for (let y = 0; y < height; y += 1) {
    const sy = box.y0 - margin + y / scale;
    const y0 = Math.floor(sy);
    const fy = sy - y0;
    for (let x = 0; x < width; x += 1) {
      const sx = box.x0 - margin + x / scale;
      const x0 = Math.floor(sx);
      const fx = sx - x0;
      const top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
      const bottom = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
      data[y * width + x] = top * (1 - fy) + bottom * fy;
    }
  }
  return {width, height, data};
}
