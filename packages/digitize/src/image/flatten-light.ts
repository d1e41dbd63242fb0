import type {GrayImage} from './gray-image.ts';

/** Side of the squares whose paper brightness is estimated, in pixels. */
const CELL = 32;

/**
 * Even out shadows: every pixel is divided by the brightness of the paper around it, so paper becomes white everywhere
 * and ink keeps its contrast. Paper is the 90th percentile of a cell, smoothed over its neighbours, because ink covers
 * far less than a tenth of most cells; solid black areas take their neighbours' paper.
 */
export function flattenLight(image: GrayImage): GrayImage {
  const {width, height, data} = image;
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const paper = smooth(paperBrightness(image, columns, rows), columns, rows);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const gy = Math.min(rows - 1, Math.max(0, y / CELL - 0.5));
    const r0 = Math.floor(gy);
    const r1 = Math.min(rows - 1, r0 + 1);
    const fy = gy - r0;
    for (let x = 0; x < width; x += 1) {
      const gx = Math.min(columns - 1, Math.max(0, x / CELL - 0.5));
      const c0 = Math.floor(gx);
      const c1 = Math.min(columns - 1, c0 + 1);
      const fx = gx - c0;
      const top = (paper[r0 * columns + c0] ?? 255) * (1 - fx) + (paper[r0 * columns + c1] ?? 255) * fx;
      const bottom = (paper[r1 * columns + c0] ?? 255) * (1 - fx) + (paper[r1 * columns + c1] ?? 255) * fx;
      const light = top * (1 - fy) + bottom * fy;
      // Noise just below paper is lifted to white: 6 % head-room.
      const value = ((data[y * width + x] ?? 0) * 255 * 1.06) / light;
      out[y * width + x] = Math.min(255, value);
    }
  }
  return {width, height, data: out};
}

function paperBrightness({width, height, data}: GrayImage, columns: number, rows: number): Float32Array {
  const paper = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      histogram.fill(0);
      let count = 0;
      const yEnd = Math.min(height, (row + 1) * CELL);
      const xEnd = Math.min(width, (column + 1) * CELL);
      // Every second pixel of every second row is enough for a percentile.
      for (let y = row * CELL; y < yEnd; y += 2) {
        for (let x = column * CELL; x < xEnd; x += 2) {
          const shade = data[y * width + x] ?? 0;
          histogram[shade] = (histogram[shade] ?? 0) + 1;
          count += 1;
        }
      }
      let left = count * 0.1;
      let shade = 255;
      while (shade > 0 && left > (histogram[shade] ?? 0)) {
        left -= histogram[shade] ?? 0;
        shade -= 1;
      }
      paper[row * columns + column] = shade;
    }
  }
  return paper;
}

function smooth(cells: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(cells.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let brightest = 0;
      let sum = 0;
      let count = 0;
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1) {
          const value = cells[r * columns + c] ?? 0;
          brightest = Math.max(brightest, value);
          sum += value;
          count += 1;
        }
      }
      const own = cells[row * columns + column] ?? 0;
      // A cell much darker than its neighbourhood is ink, not paper.
      out[row * columns + column] = Math.max(48, own < brightest * 0.6 ? brightest : sum / count);
    }
  }
  return out;
}
