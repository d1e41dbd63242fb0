import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readDate, readGender, readName, readPackedDate, readPersonalId, readWeightGrams} from './value-readers.ts';

test('dates as papers print them', () => {
  assert.equal(readDate('14/02/1990'), '1990-02-14');
  assert.equal(readDate('14 - 2 - 1990'), '1990-02-14');
  assert.equal(readDate('14.02.1990'), '1990-02-14');
  assert.equal(readDate('ngày 03 tháng 11 năm 2026'), '2026-11-03');
  assert.equal(readDate('1990'), '1990');
  for (const wrong of ['31/02/1990', '14/13/1990', '14/02/90', '14/02/19900', '', 'không rõ', '14/02', '00/01/2000'])
    assert.equal(readDate(wrong), undefined, wrong);
  assert.equal(readPackedDate('14021990'), '1990-02-14');
  assert.equal(readPackedDate('31021990'), undefined);
  assert.equal(readPackedDate('1402199'), undefined);
});

test('sex', () => {
  assert.equal(readGender('Nam'), 'male');
  assert.equal(readGender('Nữ'), 'female');
  assert.equal(readGender('trai'), 'male');
  assert.equal(readGender('Nhím'), undefined);
});

test('a personal number is twelve digits or nothing', () => {
  assert.equal(readPersonalId('026190000042'), '026190000042');
  assert.equal(readPersonalId('026 190 000 042'), '026190000042');
  for (const wrong of ['02619000004', '0261900000420', '126190000042', 'O26190000042', '026190000042 7', ''])
    assert.equal(readPersonalId(wrong), undefined, wrong);
});

test('names have two to eight words and no digits', () => {
  assert.equal(readName('NGUYỄN THỊ MẪU'), 'NGUYỄN THỊ MẪU');
  assert.equal(readName("H'Hen Niê"), "H'Hen Niê");
  for (const wrong of ['MẪU', 'NGUYỄN TH1 MẪU', 'A B C D E F G H I', '']) assert.equal(readName(wrong), undefined, wrong);
});

test('weights become grams', () => {
  assert.equal(readWeightGrams('3200 g'), 3200);
  assert.equal(readWeightGrams('3.200 gram'), 3200);
  assert.equal(readWeightGrams('3,2 kg'), 3200);
  for (const wrong of ['32 g', '32 kg', '3200', '']) assert.equal(readWeightGrams(wrong), undefined, wrong);
});
