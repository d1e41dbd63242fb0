import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {moneyFormat, moneyInWords} from './money.ts';

test('an amount is said in words, in the language of the form', () => {
  assert.equal(moneyInWords(1_500_000), 'Một triệu năm trăm nghìn đồng');
  assert.equal(moneyInWords(0), 'Không đồng');
  assert.equal(moneyInWords(21_005), 'Hai mươi mốt nghìn không trăm linh năm đồng');
  assert.equal(moneyInWords(1_500_000, 'en'), 'One million five hundred thousand dong');
});

test('what is no amount is not said', () => {
  for (const no of [-1, 1.5, Number.NaN, '5', null, 2 ** 60]) assert.equal(moneyInWords(no), '');
});

test('the currency may be typed along, before or behind', () => {
  for (const typed of ['1.500.000 đồng', '1.500.000đ', '1.500.000 VNĐ', '₫1.500.000', '１.５００.０００ đ', ' 1.500.000 '])
    assert.equal(moneyFormat.normalize?.(typed), '1.500.000', typed);
});

test('law: normalising twice is normalising once', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[\d.,đ₫ ]{0,12}$/u)), (text) => {
      const once = moneyFormat.normalize?.(text) ?? '';
      const twice = moneyFormat.normalize?.(once) ?? '';
      assert.equal(twice, once);
    }),
    {seed: 20261122},
  );
});
