import assert from 'node:assert/strict';
import test from 'node:test';
import {costlyPart, equalPattern} from './pattern-advice.ts';
import {judgePattern} from './pattern-cost.ts';

/** Refused patterns, the part that costs, and an equal pattern where one is known. */
const CASES: readonly (readonly [pattern: string, part: string | undefined, equal: string | undefined])[] = [
  ['^.*\\S.*$', '.*', '^(?:(?!\\S).)*\\S.*$'],
  ['.*\\d', '.*', '\\d'],
  ['.+@', '.+', '.@'],
  ['^([a-z]+)+$', '([a-z]+)+', '^[a-z]+$'],
  ['^(\\w*)*@x$', '(\\w*)*', '^\\w*@x$'],
  ['^x\\s*\\s*$', '\\s*', '^x\\s*$'],
  ['^(a|aa)+$', '(a|aa)+', undefined],
];
const TEXTS = [
  '',
  ' ',
  'a',
  'aa',
  'ab ',
  ' \n',
  'a\nb',
  '\n a',
  '1',
  'x1',
  'x  ',
  'x',
  '@',
  'a@',
  '\n@',
  'a@x',
  '@x',
  'a-b@x',
  '1@x1',
];

test('a refused pattern is told what costs, and an equal one', () => {
  for (const [pattern, part, equal] of CASES) {
    assert.notEqual(judgePattern(pattern).refusal, undefined, pattern);
    assert.equal(costlyPart(pattern), part, pattern);
    assert.equal(equalPattern(pattern), equal, pattern);
    if (equal === undefined) continue;
    assert.equal(judgePattern(equal).refusal, undefined, equal);
    for (const text of TEXTS)
      assert.equal(new RegExp(equal, 'u').test(text), new RegExp(pattern, 'u').test(text), `${equal} on ${JSON.stringify(text)}`);
  }
});
