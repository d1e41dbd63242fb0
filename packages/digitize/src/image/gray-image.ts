/** A picture in shades of grey: 0 is black, 255 is white, rows from the top, one byte a pixel. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Luma of RGBA pixels (ITU-R BT.601 weights in 8-bit fixed point); transparent pixels count as paper. */
export function toGray(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): GrayImage {
  const data = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < data.length; i += 1, p += 4) {
    const luma = (77 * (rgba[p] ?? 0) + 150 * (rgba[p + 1] ?? 0) + 29 * (rgba[p + 2] ?? 0)) >> 8;
    data[i] = rgba[p + 3] === 0 ? 255 : luma;
  }
  return {width, height, data};
}

/** The picture as a binary PGM file ("P5"): what the text recogniser reads without any decoder. */
export function toPgm(image: GrayImage): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`P5\n${image.width} ${image.height}\n255\n`);
  const file = new Uint8Array(head.length + image.data.length);
  file.set(head);
  file.set(image.data, head.length);
  return file;
}

/** Smaller by a whole factor, each pixel the mean of its square. */
export function shrink(image: GrayImage, factor: number): GrayImage {
  if (factor <= 1) return image;
  const width = Math.floor(image.width / factor);
  const height = Math.floor(image.height / factor);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy += 1) {
        const row = (y * factor + dy) * image.width + x * factor;
        for (let dx = 0; dx < factor; dx += 1) sum += image.data[row + dx] ?? 0;
      }
      data[y * width + x] = sum / (factor * factor);
    }
  }
  return {width, height, data};
}
