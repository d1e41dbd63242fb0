import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parsePhone, phoneFormat} from './phone.ts';

test('mobile, landline and service numbers are read in national form', () => {
  for (const typed of [
    '0912 345 678',
    '+84 912 345 678',
    '84912345678',
    '0084 912345678',
    '+84 (0) 912.345.678',
    '091-234-5678',
  ]) {
    assert.deepEqual(parsePhone(typed), {ok: true, value: {kind: 'mobile', text: '0912345678'}}, typed);
  }
  assert.deepEqual(parsePhone('(0211) 3862 480'), {ok: true, value: {kind: 'landline', text: '02113862480'}});
  assert.deepEqual(parsePhone('+84 24 3804 3330'), {ok: true, value: {kind: 'landline', text: '02438043330'}});
  assert.deepEqual(parsePhone('1900 1234'), {ok: true, value: {kind: 'service', text: '19001234'}});
});

test('what is wrong is said', () => {
  assert.deepEqual(phoneFormat.check('091234567'), [{code: 'vn-phone.length', params: {length: 9}}]);
  assert.deepEqual(phoneFormat.check('091234567x'), [{code: 'vn-phone.characters'}]);
  assert.deepEqual(phoneFormat.check('0112345678'), [{code: 'vn-phone.prefix'}]);
  assert.deepEqual(phoneFormat.check('0512345678'), [{code: 'vn-phone.prefix', severity: 'warning'}]);
  assert.deepEqual(phoneFormat.check('0912345678'), []);
});

test('normalising twice is as once', () => {
  for (const text of ['+84 912 345 678', '0912345678', '+1 202 555 0100', 'abc', '84']) {
    const once = phoneFormat.normalize?.(text) ?? '';
    assert.equal(phoneFormat.normalize?.(once), once);
  }
});
