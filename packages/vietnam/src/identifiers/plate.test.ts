import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parsePlate, plateFormat} from './plate.ts';

test('car plates get one written form', () => {
  const cases = [
    ['30a12345', '30A-123.45'],
    ['30A-123.45', '30A-123.45'],
    ['30 A 123 45', '30A-123.45'],
    ['29ld-123.45', '29LD-123.45'],
    ['88A-1234', '88A-1234'],
    ['88a 1234', '88A-1234'],
    ['３０Ａ－１２３.４５', '30A-123.45'],
  ] as const;
  for (const [typed, text] of cases) {
    assert.deepEqual(parsePlate(typed), {ok: true, value: {kind: 'car', text}}, typed);
    assert.equal(plateFormat.normalize?.(typed), text);
    assert.equal(plateFormat.normalize?.(text), text);
    assert.deepEqual(plateFormat.check(text), []);
  }
});

test('a motorbike is recognised and warned about', () => {
  for (const typed of ['29-B1 123.45', '29b112345', '29B1-123.45']) {
    assert.deepEqual(parsePlate(typed), {ok: true, value: {kind: 'motorbike', text: '29B1-123.45'}}, typed);
  }
  assert.deepEqual(parsePlate('29-B1 1234'), {ok: true, value: {kind: 'motorbike', text: '29B1-1234'}});
  assert.equal(plateFormat.normalize?.('29B1-1234'), '29B1-1234');
  assert.deepEqual(plateFormat.check('29B1-123.45'), [{code: 'vn-plate.motorbike', severity: 'warning'}]);
});

test('anything else is no plate, and stays as typed but for case and width', () => {
  for (const text of ['30A-123', '00A-123.45', 'A-123.45', '30A-123.456', '30ABC-123.45', 'xe của tôi']) {
    assert.deepEqual(plateFormat.check(text), [{code: 'vn-plate.pattern'}], text);
  }
  assert.equal(plateFormat.normalize?.(' 30a-123 '), '30A-123');
});
