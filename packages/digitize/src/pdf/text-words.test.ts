import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inReadingOrder} from '../lines.ts';
import {type TextRun, textWords} from './text-words.ts';

/** A page of 842 points at scale 2: pixels grow downwards. */
const PAGE = [2, 0, 0, -2, 0, 1684];
const run = (str: string, x: number, y: number, width: number): TextRun => ({
  str,
  transform: [12, 0, 0, 12, x, y],
  width,
  height: 12,
});

test('runs that touch are one word, spaces part words, NFC', () => {
  const words = textWords(
    [run('Nguye', 72, 700, 30), run('\u0302\u0303n Thi\u0323', 102, 700, 42), run('Ghi chú', 72, 680, 42)],
    PAGE,
  );
  assert.equal(inReadingOrder(words).text, 'Nguyễn Thị\nGhi chú');
  const [first] = words;
  assert.equal(first?.box.x0, 144);
  assert.ok(first && first.box.y0 > 250 && first.box.y1 < 300);
});

test('order in the file does not matter', () => {
  const runs = [run('sau', 200, 700, 20), run('dưới', 72, 650, 24), run('trước', 72, 700, 30)];
  assert.equal(inReadingOrder(textWords(runs, PAGE)).text, 'trước sau\ndưới');
});

test('text on its side and blanks are skipped', () => {
  assert.deepEqual(
    textWords([{str: 'bên', transform: [0, 12, -12, 0, 50, 50], width: 20, height: 12}, run(' ', 10, 10, 3)], PAGE),
    [],
  );
});
