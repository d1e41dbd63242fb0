import assert from 'node:assert/strict';
import {test} from 'node:test';
import {crop} from './crop.ts';
import {measureSkew, rotate} from './deskew.ts';
import {eraseLeaders} from './erase-leaders.ts';
import {eraseRules} from './erase-rules.ts';
import {flattenLight} from './flatten-light.ts';
import {type GrayImage, toGray, toPgm} from './gray-image.ts';
import {preparePage} from './prepare.ts';

/** A white sheet to draw on: for tests of the image steps. */
function whiteSheet(width: number, height: number): GrayImage {
  return {width, height, data: new Uint8Array(width * height).fill(255)};
}

/** Fill a rectangle. */
function ink(image: GrayImage, x: number, y: number, width: number, height: number, shade = 0): void {
  for (let row = y; row < y + height; row += 1) image.data.fill(shade, row * image.width + x, row * image.width + x + width);
}

/** Share of dark pixels in a rectangle, 0..1. */
function darkness(image: GrayImage, x: number, y: number, width: number, height: number): number {
  let dark = 0;
  for (let row = y; row < y + height; row += 1)
    for (let column = x; column < x + width; column += 1) if ((image.data[row * image.width + column] ?? 255) < 150) dark += 1;
  return dark / (width * height);
}

/** Rows of letter-like bars, as a page of text. */
function page(): GrayImage {
  const sheet = whiteSheet(800, 600);
  for (let y = 60; y < 560; y += 40) for (let x = 60; x < 720; x += 14) ink(sheet, x, y, 8, 14);
  return sheet;
}

test('grey follows the weights of the eye, and nothing counts as paper', () => {
  const rgba = Uint8ClampedArray.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0]);
  assert.deepEqual([...toGray(rgba, 2, 2).data], [76, 149, 28, 255]);
});

test('a PGM file has its header and its pixels', () => {
  const file = toPgm({width: 2, height: 1, data: Uint8Array.from([0, 255])});
  assert.deepEqual([...file], [...new TextEncoder().encode('P5\n2 1\n255\n'), 0, 255]);
});

test('a shadow goes, the ink in it stays', () => {
  const sheet = page();
  for (let y = 0; y < sheet.height; y += 1)
    for (let x = 0; x < sheet.width; x += 1) {
      const at = y * sheet.width + x;
      sheet.data[at] = ((sheet.data[at] ?? 0) * 0.8 + 25) * (1 - (0.55 * x) / sheet.width);
    }
  const before = darkness(sheet, 700, 0, 100, 40);
  const flat = flattenLight(sheet);
  assert.ok(before > 0.9, 'the dark corner is darker than the ink limit');
  assert.equal(darkness(flat, 700, 0, 100, 40), 0);
  assert.ok(darkness(flat, 60, 60, 8, 14) > 0.9);
  assert.ok(darkness(flat, 690, 60, 8, 14) > 0.9);
});

test('a lean is measured to a tenth of a degree and taken back', () => {
  for (const lean of [-3.2, -0.7, 0.4, 1.5]) {
    const leaning = rotate(page(), -lean);
    assert.ok(Math.abs(measureSkew(leaning) - lean) <= 0.1, `${lean}: ${measureSkew(leaning)}`);
    assert.ok(Math.abs(measureSkew(rotate(leaning, measureSkew(leaning)))) <= 0.1);
  }
  assert.equal(measureSkew(whiteSheet(400, 400)), 0);
});

test('a dotted leader goes, the dot below a letter stays', () => {
  const sheet = whiteSheet(800, 200);
  // A letter with its dot below, on the very row of the leader, but larger; and one just off the row.
  ink(sheet, 100, 70, 10, 24);
  ink(sheet, 103, 98, 4, 4);
  ink(sheet, 160, 70, 10, 24);
  ink(sheet, 163, 101, 3, 3);
  for (let x = 200; x < 700; x += 8) ink(sheet, x, 98, 3, 3);
  const {image, erased} = eraseLeaders(sheet);
  assert.equal(erased, 63);
  assert.equal(darkness(image, 196, 90, 520, 20), 0);
  assert.equal(darkness(image, 103, 98, 4, 4), 1);
  assert.equal(darkness(image, 163, 101, 3, 3), 1);
  assert.equal(darkness(image, 100, 70, 10, 24), 1);
});

test('few dots are punctuation and stay', () => {
  const sheet = whiteSheet(400, 100);
  for (let x = 50; x < 90; x += 8) ink(sheet, x, 50, 3, 3);
  assert.equal(eraseLeaders(sheet).image, sheet);
});

test('a rule goes, the letter that crosses it stays', () => {
  const sheet = whiteSheet(600, 100);
  ink(sheet, 50, 60, 500, 2);
  ink(sheet, 200, 40, 6, 40);
  const clean = eraseRules(sheet);
  assert.equal(darkness(clean, 50, 58, 145, 6), 0);
  assert.equal(darkness(clean, 200, 40, 6, 40), 1);
});

test('boxes of the levelled page lie on the page as it came', () => {
  const sheet = rotate(page(), 2);
  ink(sheet, 380, 290, 40, 20);
  const {skew, toPage} = preparePage(sheet);
  assert.ok(Math.abs(skew + 2) < 0.15);
  const centre = toPage({x0: 390, y0: 290, x1: 410, y1: 310});
  assert.deepEqual(centre, {x0: 390, y0: 290, x1: 410, y1: 310});
  const left = toPage({x0: 40, y0: 290, x1: 60, y1: 310});
  assert.ok(Math.abs(left.y0 - 290 - 350 * Math.sin((2 * Math.PI) / 180)) <= 1.5, String(left.y0));
});

test('a crop has paper around it, also beyond the edge', () => {
  const sheet = whiteSheet(20, 20);
  ink(sheet, 0, 0, 4, 4);
  const part = crop(sheet, {x0: 0, y0: 0, x1: 4, y1: 4}, 2, 2);
  assert.deepEqual([part.width, part.height], [16, 16]);
  assert.equal(part.data[0], 255);
  assert.equal(part.data[6 * 16 + 6], 0);
});
