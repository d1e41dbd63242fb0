import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cpuMs} from '@egov-form/dev/cpu-time';
import fc from 'fast-check';
import {cleanText, cleanTexts, isCrowded, isOneScript, isUnreadable, looksLikeLatin, normalizeText} from './texts.ts';

test('what cannot be read or is not seen goes, in one spelling the rest stays', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Nguye\u0302\u0303n', 'Nguyễn'],
    ['a\0b\x07c\x7fd\x85e', 'abcde'],
    ['a\ud800b\udfffc', 'abc'],
    ['a\uffffb\ufdd0c', 'abc'],
    ['0261\u200b9000\u200d00\u206042\ufeff', '026190000042'],
    ['anh\u202egpj.exe\u2069', 'anhgpj.exe'],
    ['so\u00adft', 'soft'],
    ['a\u3164b\u034fc', 'abc'],
    ['a\u00a0b\u3000c', 'a b c'],
    ['một\r\nhai\rba\u2028bốn', 'một\nhai\nba\nbốn'],
    ['\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u2764\ufe0f', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u2764\ufe0f'],
    ['\u0646\u0627\u0645\u0647\u200c\u0627\u06cc', '\u0646\u0627\u0645\u0647\u200c\u0627\u06cc'],
    ['\u200d\u200c', ''],
  ];
  for (const [text, kept] of cases) assert.equal(cleanText(text), kept, JSON.stringify(text));
  assert.equal(normalizeText(' Số 7\n\tđường  Thử '), 'Số 7 đường  Thử');
  const whole = {a: ['x', 1, {b: true}]};
  assert.equal(cleanTexts(whole), whole);
  assert.deepEqual(cleanTexts({'a\u200b': ['x\0']}), {a: ['x']});
});

test('law: cleaned once is cleaned for good, and readable', () => {
  const odd = fc.constantFrom(
    '\0',
    '\u200b',
    '\u200d',
    '\ud800',
    '\u0301',
    '\u0323',
    '\u00a0',
    '\r',
    '\n',
    '\u{1f468}',
    '\u0646',
    'e',
    '\ufe0f',
    '\u202e',
  );
  const text = fc.array(fc.oneof(odd, fc.string({unit: 'binary', maxLength: 3})), {maxLength: 12}).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (one) => {
      const kept = cleanText(one);
      assert.equal(cleanText(kept), kept);
      assert.equal(isUnreadable(kept), false);
      assert.equal(normalizeText(normalizeText(one)), normalizeText(one));
    }),
    {seed: 9, numRuns: 3000},
  );
});

test('more marks than any script writes are said, however they are spelt, and cost no time', async () => {
  for (const text of ['Ngữ', 'ệ'.normalize('NFD'), 'ẹ\u0300', 'ơ\u0306', 'ကြွှောင့်', '']) assert.equal(isCrowded(text), false, text);
  for (const text of [`a${'\u0301'.repeat(80)}`, 'o\u0323\u0306\u0309\u0301\u0303', `ส${'\u0e47'.repeat(9)}`]) {
    assert.equal(isCrowded(cleanText(text)), true);
  }
  assert.equal(isCrowded(cleanText('a\u0301\u200b\u0301\u200b\u0301\u200b\u0301\u0301')), true, 'nothing unseen hides them');
  const endless = `a${'\u0301\u0316'.repeat(200_000)}`;
  const cost = await cpuMs(() => assert.equal(isCrowded(cleanText(endless)), true));
  // Put into normal form it takes minutes.
  assert.ok(cost < 5000, `${cost} ms`);
});

test('words that can be taken for Latin ones, and those that cannot', () => {
  for (const text of ['c\u0430rd', 'xe \u0422\u041e\u0422', 'Vi\u03bft', 'N\u0430m 2026'])
    assert.equal(looksLikeLatin(text), true, text);
  for (const text of ['Năm 2026', 'Иванов Пётр', '5 μm', 'α-tocopherol', '王小明', '', 'Hà Nội (Ханой)']) {
    assert.equal(looksLikeLatin(text), false, text);
  }
  assert.equal(isOneScript('Nguyễn Thị Mẫu'), true);
  assert.equal(isOneScript('Nguy\u0435n'), false);
});
