import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cpuMs} from '@egov-form/dev/cpu-time';
import {judgePattern} from './pattern-cost.ts';
import {isQuickOnShortText, SHORT_TEXT, withGuard} from './pattern-growth.ts';
import {readPattern} from './pattern-syntax.ts';

const quick = (pattern: string): boolean => {
  const node = readPattern(pattern);
  return typeof node !== 'string' && isQuickOnShortText(node, false);
};

const POWERS = [
  '^(.+)/(.+)$',
  '^\\.[A-z0-9\\-_.]*[A-z0-9\\-_]+$',
  '\\s+$',
  '^.*a.*b.*$',
  '^[a-z]{1,20}[a-z]{1,20}$',
  '^\\w+\\s*\\w+$',
];
const EXPONENTS = [
  ...['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '^(\\w+\\s?)*$', '(x+x+)+y', '^(a|b|ab)*c$', '^(?:a?){30}a{30}$', '^((a?){9}){9}$'],
  '^(?:(?:>=|<)\\d+\\.\\d+(?:[+-]\\S+)?\\s*)+$',
  '^([A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*)*$',
  '^([a-z\\d](([-.]|[_]+)?([a-z\\d]+))*)@x$',
];

test('what grows with a power of the length is quick on a short text, and guarded on any', async () => {
  for (const pattern of POWERS) {
    assert.ok(quick(pattern), pattern);
    const node = readPattern(pattern);
    assert.ok(typeof node !== 'string');
    const guarded = withGuard(pattern, node);
    assert.deepEqual([judgePattern(guarded).refusal, judgePattern(guarded).bounded], [undefined, true], guarded);
    const expression = new RegExp(guarded, 'u');
    for (const unit of ['a', 'ab', '/', ' ', '.a', 'a ']) {
      for (const length of [SHORT_TEXT - 1, 1_000_000]) {
        const text = `${unit.repeat(length / unit.length)}\n`;
        assert.ok((await cpuMs(() => void expression.test(text))) < 500, `${pattern} on ${length} of "${unit}"`);
      }
    }
    for (const text of ['a/b', '.d', 'xx a', 'a b', 'ab', ''])
      assert.equal(expression.test(text), new RegExp(pattern, 'u').test(text), `${pattern} ${text}`);
  }
});

test('what multiplies with each character is quick on no text', () => {
  for (const pattern of EXPONENTS) {
    assert.equal(quick(pattern), false, pattern);
    const node = readPattern(pattern);
    assert.ok(typeof node !== 'string');
    assert.notEqual(judgePattern(withGuard(pattern, node)).refusal, undefined, pattern);
  }
});

test('another guard than ours is none', () => {
  for (const guard of ['^(?=[^]{0,100000}$)', '^(?=.{0,256}$)', '(?=[^]{0,256}$)', '^(?![^]{0,256}$)'])
    assert.notEqual(judgePattern(`${guard}(?:^(.+)/(.+)$)`).refusal, undefined, guard);
});
