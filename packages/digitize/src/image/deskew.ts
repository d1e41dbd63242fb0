import {type GrayImage, shrink} from './gray-image.ts';

/** Largest tilt that is looked for, in degrees. */
const MAX_DEGREES = 6;

/** Degrees by which a page leans: positive when its lines fall to the right. 0 when there is nothing to tell by. */
export function measureSkew(image: GrayImage): number {
  const small = shrink(image, Math.max(1, Math.round(image.width / 800)));
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      if ((small.data[y * small.width + x] ?? 255) < 160) {
        xs.push(x - small.width / 2);
        ys.push(y);
      }
    }
  }
  // A nearly black picture is not a page of text.
  if (xs.length < 200 || xs.length > small.data.length * 0.4) return 0;
  const coarse = bestAngle(xs, ys, small.height, -MAX_DEGREES, MAX_DEGREES, 0.5);
  const fine = bestAngle(xs, ys, small.height, coarse - 0.5, coarse + 0.5, 0.1);
  return Math.round(bestAngle(xs, ys, small.height, fine - 0.1, fine + 0.1, 0.025) * 1000) / 1000;
}

/** Lines of text make the sharpest row profile when the page is level: the sum of squares is greatest there. */
function bestAngle(xs: readonly number[], ys: readonly number[], height: number, from: number, to: number, step: number): number {
  const profile = new Float64Array(height * 2 + 1);
  let best = 0;
  let bestScore = -1;
  for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
    profile.fill(0);
    const slope = Math.tan((degrees * Math.PI) / 180);
    for (let i = 0; i < xs.length; i += 1) {
      const row = Math.round((ys[i] ?? 0) - (xs[i] ?? 0) * slope + height / 2);
      if (row >= 0 && row < profile.length) profile[row] = (profile[row] ?? 0) + 1;
    }
    let score = 0;
    for (const count of profile) score += count * count;
    // Ties go to the smaller turn, so that a level page is left alone.
    if (score > bestScore * 1.0005 || (score >= bestScore && Math.abs(degrees) < Math.abs(best))) {
      bestScore = score;
      best = degrees;
    }
  }
  return best;
}

/** Turn a picture about its centre so that lines that fall by `degrees` become level; same size, corners white. */
export function rotate(image: GrayImage, degrees: number): GrayImage {
  if (Math.abs(degrees) < 0.05) return image;
  const {width, height, data} = image;
  const out = new Uint8Array(data.length);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const cos = Math.cos((degrees * Math.PI) / 180);
  const cx = width / 2;
  const cy = height / 2;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sx = cos * (x - cx) - sin * (y - cy) + cx;
      const sy = sin * (x - cx) + cos * (y - cy) + cy;
      const x0 = Math.floor(sx);
      const y0 = Math.floor(sy);
      if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) {
        out[y * width + x] = 255;
        continue;
      }
      const fx = sx - x0;
      const fy = sy - y0;
      const at = y0 * width + x0;
      const top = (data[at] ?? 255) * (1 - fx) + (data[at + 1] ?? 255) * fx;
      const bottom = (data[at + width] ?? 255) * (1 - fx) + (data[at + width + 1] ?? 255) * fx;
      out[y * width + x] = top * (1 - fy) + bottom * fy;
    }
  }
  return {width, height, data: out};
}
