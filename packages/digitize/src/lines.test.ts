import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Word} from '@egov-form/core';
import {inReadingOrder} from './lines.ts';

const word = (text: string, x0: number, y0: number, height = 20): Word => ({
  text,
  box: {x0, y0, x1: x0 + text.length * 10, y1: y0 + height},
  confidence: 0.9,
});

test('words read by where they stand', () => {
  const words = [
    word('Nam', 400, 103),
    word('Giới', 10, 100, 26),
    word('tính:', 60, 102),
    word('Cân', 10, 140),
    word('nặng:', 60, 144, 24),
    word('3200', 130, 141),
  ];
  const {text, words: ordered} = inReadingOrder([...words].reverse());
  assert.equal(text, 'Giới tính: Nam\nCân nặng: 3200');
  assert.equal(text.replaceAll('\n', ' '), ordered.map((each) => each.text).join(' '));
});

test('tall capitals with tone marks do not pull the row apart', () => {
  assert.equal(
    inReadingOrder([word('NGUYỄN', 10, 88, 34), word('THỊ', 90, 96, 30), word('MẪU', 130, 88, 34), word('Dân', 10, 130, 20)])
      .text,
    'NGUYỄN THỊ MẪU\nDân',
  );
});

test('nothing gives nothing', () => {
  assert.deepEqual(inReadingOrder([]), {words: [], text: ''});
});
