import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dateInWords, dateWords, longDate, shortDate} from './date-words.ts';
import {numberInWords} from './number-words.ts';

const NUMBERS: readonly (readonly [number, string])[] = [
  [0, 'không'],
  [1, 'một'],
  [5, 'năm'],
  [10, 'mười'],
  [15, 'mười lăm'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi bốn'],
  [25, 'hai mươi lăm'],
  [55, 'năm mươi lăm'],
  [101, 'một trăm linh một'],
  [105, 'một trăm linh năm'],
  [110, 'một trăm mười'],
  [115, 'một trăm mười lăm'],
  [1000, 'một nghìn'],
  [1005, 'một nghìn không trăm linh năm'],
  [1015, 'một nghìn không trăm mười lăm'],
  [2021, 'hai nghìn không trăm hai mươi mốt'],
  [10000, 'mười nghìn'],
  [21000, 'hai mươi mốt nghìn'],
  [100000, 'một trăm nghìn'],
  [135000, 'một trăm ba mươi lăm nghìn'],
  [1000000, 'một triệu'],
  [1005000, 'một triệu không trăm linh năm nghìn'],
  [1500000, 'một triệu năm trăm nghìn'],
  [20050000, 'hai mươi triệu không trăm năm mươi nghìn'],
  [125000000, 'một trăm hai mươi lăm triệu'],
  [1000000000, 'một tỷ'],
  [2500000000, 'hai tỷ năm trăm triệu'],
  [15000000000, 'mười lăm tỷ'],
  [1234567891, 'một tỷ hai trăm ba mươi bốn triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt'],
];

test('numbers in words', () => {
  for (const [n, words] of NUMBERS) assert.equal(numberInWords(n), words);
  assert.equal(numberInWords(1_000_000_000_000), 'một nghìn tỷ');
});

test('what cannot be counted is refused', () => {
  for (const n of [-1, 1.5, Number.NaN, 2 ** 53]) assert.throws(() => numberInWords(n), {code: 'EGOV_VIETNAM_NOT_COUNTABLE'});
});

test('dates in words and on paper, whole or in part', () => {
  const words = 'Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu';
  assert.equal(dateInWords('2026-11-05'), words);
  assert.equal(dateWords.apply(['2026-11-05']), words);
  assert.equal(dateInWords('2026-11-21'), 'Ngày hai mươi mốt tháng mười một năm hai nghìn không trăm hai mươi sáu');
  assert.equal(dateInWords('2026-04-15'), 'Ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi sáu');
  assert.equal(dateInWords('1952'), 'Năm một nghìn chín trăm năm mươi hai');
  assert.equal(shortDate('2026-11-05'), '05/11/2026');
  assert.equal(shortDate('2026-01'), '01/2026');
  assert.equal(shortDate('1952'), '1952');
  assert.equal(longDate('2026-11-05'), 'ngày 05 tháng 11 năm 2026');
  assert.equal(longDate('2026-01'), 'tháng 01 năm 2026');
  assert.equal(longDate('1952'), 'năm 1952');
});

test('what is no date has no words', () => {
  for (const value of ['2026-02-29', '2026-13', '05/11/2026', '', null, 2026]) assert.equal(dateWords.apply([value]), null);
  assert.equal(dateInWords('2024-02-29'), 'Ngày hai mươi chín tháng hai năm hai nghìn không trăm hai mươi bốn');
});
