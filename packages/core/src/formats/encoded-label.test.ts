import assert from 'node:assert/strict';
import test from 'node:test';
import {domainToASCII} from 'node:url';
import fc from 'fast-check';
import {isEncodedLabel} from './encoded-label.ts';

test('labels that name other letters, and what only looks like one', () => {
  const cases: readonly (readonly [label: string, right: boolean])[] = [
    ['xn--9n2bp8q', true],
    ['XN--9N2BP8Q', true],
    ['xn--zca29lwxobi7a', true],
    ['xn--ll-0ea', true],
    ['xn--wva3je', true],
    ['xn--4dbc5h', true],
    ['xn--k8j5u', true],
    ['xn--11b2ezcw70k', true],
    ['xn--11b2ezcs70k', true],
    ['xn--ngba5hb2804a', true],
    ['xn--', false],
    ['xn--x', false],
    ['xn--abc-', false],
    ['xn--99999999', false],
    ['xn--a*b', false],
    ['xn--hello-txk', false],
    ['xn--07jt112bpxg', false],
    ['xn--chb89f', false],
    ['xn--al-0ea', false],
    ['xn--wva3j', false],
    ['xn--5db1e', false],
    ['xn--defabc-k64e', false],
    ['xn--ngb6iyr', false],
    ['xn--11b2er09f', false],
    ['XN--aa---o47jg78q', false],
  ];
  for (const [label, right] of cases) assert.equal(isEncodedLabel(label), right, label);
});

test('law: whatever the platform encodes of Vietnamese and Chinese letters is right', () => {
  const letters = [...'abcxyz019ăâđêôơưáàảãạắằẳẵặéèẻẽẹứừửữự社會福利'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters), {minLength: 1, maxLength: 12}), (text) => {
      const label = domainToASCII(text.join(''));
      if (label.startsWith('xn--')) assert.ok(isEncodedLabel(label), `${text.join('')} ${label}`);
    }),
    {seed: 20261122, numRuns: 2000},
  );
});

test('law: any text has an answer', () => {
  fc.assert(
    fc.property(fc.string({maxLength: 59, unit: fc.constantFrom(...'abcz09-')}), (text) => {
      assert.equal(typeof isEncodedLabel(`xn--${text}`), 'boolean');
    }),
    {seed: 20261122, numRuns: 5000},
  );
});
