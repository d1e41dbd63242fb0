import assert from 'node:assert/strict';
import test from 'node:test';
import {industryCodeFormat} from './industry-code.ts';

const findings = (typed: string): readonly string[] =>
  industryCodeFormat.check(industryCodeFormat.normalize?.(typed) ?? typed).map(({code}) => code);

test('a class has four digits, however they are typed', () => {
  for (const typed of ['5610', ' 56.10 ', '５６１０', '56-10', '0111', '9900']) assert.deepEqual(findings(typed), [], typed);
});

test('what is wrong is said', () => {
  assert.deepEqual(findings('56101'), ['vn-industry-code.length']);
  assert.deepEqual(findings('561'), ['vn-industry-code.length']);
  assert.deepEqual(findings('I5610'), ['vn-industry-code.characters']);
  assert.deepEqual(findings('0110'), ['vn-industry-code.range']);
  assert.deepEqual(findings('9901'), ['vn-industry-code.range']);
});
