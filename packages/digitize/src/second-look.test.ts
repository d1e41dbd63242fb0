import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Word} from '@egov-form/core';
import {lookAgain} from './second-look.ts';

const word = (text: string, confidence: number): Word => ({text, confidence, box: {x0: 0, y0: 0, x1: 1, y1: 1}});

test('two surer readings that agree replace a shaky one, with the lesser confidence', async () => {
  const confidences = [0.86, 0.81];
  const [mended] = await lookAgain([word('NGUYÊN', 0.4)], async () => ({text: 'NGUYỄN.', confidence: confidences.shift() ?? 0}));
  assert.deepEqual([mended?.text, mended?.confidence], ['NGUYỄN', 0.81]);
});

test('readings that differ, or are no surer, change nothing', async () => {
  const texts = ['A', 'B', 'C', 'D'];
  const first = word('X', 0.4);
  assert.deepEqual(await lookAgain([first], async () => ({text: texts.shift() ?? '', confidence: 0.9})), [first]);
  assert.deepEqual(await lookAgain([first], async () => ({text: 'A', confidence: 0.3})), [first]);
  assert.deepEqual(await lookAgain([first], async () => undefined), [first]);
});

test('sure words and bare punctuation are not looked at, and no more than twelve', async () => {
  let looks = 0;
  const words = [word('sure', 0.95), word('...', 0.1), ...Array.from({length: 30}, () => word('x', 0.5))];
  await lookAgain(words, async () => {
    looks += 1;
    return undefined;
  });
  assert.equal(looks, 12 * 4);
});
