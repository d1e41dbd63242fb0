import assert from 'node:assert/strict';
import test from 'node:test';
import {numberInEnglish} from './english-words.ts';

test('numbers in English', () => {
  for (const [n, words] of [
    [0, 'zero'],
    [7, 'seven'],
    [19, 'nineteen'],
    [20, 'twenty'],
    [42, 'forty-two'],
    [100, 'one hundred'],
    [115, 'one hundred fifteen'],
    [21_005, 'twenty-one thousand five'],
    [1_000_000, 'one million'],
    [1_500_000_000, 'one billion five hundred million'],
    [
      Number.MAX_SAFE_INTEGER,
      'nine quadrillion seven trillion one hundred ninety-nine billion two hundred fifty-four million seven hundred forty thousand nine hundred ninety-one',
    ],
  ] as const)
    assert.equal(numberInEnglish(n), words);
});
