import type {GrayImage} from './gray-image.ts';

/** A small connected patch of ink: inclusive bounds and area in pixels. */
export interface Speck {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
}

/** Every connected patch of ink (darker than 150, corners touch) whose width and height are at most `limit` pixels. */
export function findSpecks(image: GrayImage, limit: number): readonly Speck[] {
  const {width, height, data} = image;
  const seen = new Uint8Array(data.length);
  const stack: number[] = [];
  const specks: Speck[] = [];
  for (let start = 0; start < data.length; start += 1) {
    if (seen[start] === 1 || (data[start] ?? 255) >= 150) continue;
    seen[start] = 1;
    stack.push(start);
    let left = width;
    let right = 0;
    let top = height;
    let bottom = 0;
    let area = 0;
    while (stack.length > 0) {
      const at = stack.pop() ?? 0;
      const x = at % width;
      const y = (at - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      area += 1;
      for (let ny = y > 0 ? y - 1 : y; ny <= y + 1 && ny < height; ny += 1) {
        for (let nx = x > 0 ? x - 1 : x; nx <= x + 1 && nx < width; nx += 1) {
          const next = ny * width + nx;
          if (seen[next] === 0 && (data[next] ?? 255) < 150) {
            seen[next] = 1;
            stack.push(next);
          }
        }
      }
    }
    if (right - left < limit && bottom - top < limit) specks.push({left, top, right, bottom, area});
  }
  return specks;
}
