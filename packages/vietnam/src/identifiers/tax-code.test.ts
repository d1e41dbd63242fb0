import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseTaxCode, taxCodeFormat} from './tax-code.ts';

const ENTERPRISES =
  '0100109106 0100684378 0100686209 0300588569 0101248141 0100112437 0100150619 0100111948 0100107370 0100100079 0100681592 0101245486 0100107518 0102182292 0101243150 0100230800 0301452948 0303490096';

const INVALID = [
  ['0100109107', 'check-digit'],
  ['0100684379', 'check-digit'],
  ['0100686200', 'check-digit'],
  ['0300588560', 'check-digit'],
  ['0101248142', 'check-digit'],
  ['0100112438', 'check-digit'],
  ['0100019106', 'check-digit'],
  ['0100864378', 'check-digit'],
  ['0100866209', 'check-digit'],
  ['0300858569', 'check-digit'],
  ['0100109106-000', 'branch'],
  ['010010910', 'length'],
  ['01001091060', 'length'],
  ['0000000001', 'office'],
  ['0100000000', 'serial'],
  ['01O0109106', 'characters'],
] as const;

test('codes of enterprises, branches and persons are read', () => {
  for (const text of ENTERPRISES.split(' ')) assert.deepEqual(parseTaxCode(text), {ok: true, value: {kind: 'enterprise', text}});
  for (const text of ['0100109106-001', '0100684378-999']) {
    assert.deepEqual(parseTaxCode(text), {ok: true, value: {kind: 'branch', text}});
    assert.deepEqual(parseTaxCode(text.replace('-', '')), {ok: true, value: {kind: 'branch', text}});
  }
  assert.deepEqual(parseTaxCode('026 190 000 042'), {ok: true, value: {kind: 'person', text: '026190000042'}});
});

test('each mistake has its own finding', () => {
  for (const [text, what] of INVALID) {
    const result = parseTaxCode(text);
    assert.equal(result.ok ? 'accepted' : result.finding.code, `vn-tax-code.${what}`, text);
  }
  assert.deepEqual(taxCodeFormat.check('010010910'), [{code: 'vn-tax-code.length', params: {length: 9}}]);
});

test('a stem whose sum leaves no remainder has no valid check digit', () => {
  for (const stem of ['010000005', '010000017', '010000029']) {
    for (let digit = 0; digit <= 9; digit++) assert.equal(parseTaxCode(`${stem}${digit}`).ok, false);
  }
});

test('any single wrong digit is noticed', () => {
  for (const text of ENTERPRISES.split(' ')) {
    for (let at = 0; at < 10; at++) {
      for (let digit = 0; digit <= 9; digit++) {
        const wrong = text.slice(0, at) + digit + text.slice(at + 1);
        if (wrong !== text) assert.equal(parseTaxCode(wrong).ok, false, wrong);
      }
    }
  }
});

test('the stored form has one dash before a branch number, and twice is as once', () => {
  const {normalize} = taxCodeFormat;
  assert.equal(normalize?.(' 0100109106 011 '), '0100109106-011');
  assert.equal(normalize?.('０１００１０９１０６'), '0100109106');
  assert.equal(normalize?.('0100109106–011'), '0100109106-011');
  for (const text of ['0100109106-011', '0100109106', '12A-4', '']) assert.equal(normalize?.(normalize(text)), normalize?.(text));
});

test('the number of a person is checked as one', () => {
  assert.deepEqual(taxCodeFormat.check('026190000042'), []);
  assert.deepEqual(taxCodeFormat.check('003090000001'), [{code: 'vn-personal-id.prefix', severity: 'warning'}]);
});
