import assert from 'node:assert/strict';
import test from 'node:test';
import {cpuMs} from '@egov-form/dev/cpu-time';
import fc from 'fast-check';
import type {Json} from '../json/json.ts';
import {isMultipleOf} from '../validation/multiple.ts';
import {compileRule, dataScope} from './evaluate.ts';

const evaluate = (rule: Json, data: Json = {}): Json => compileRule(rule, new Map()).evaluate(dataScope(data));

/** Thousandths as a decimal text. */
function text(thousandths: bigint): string {
  const digits = String(thousandths < 0n ? -thousandths : thousandths).padStart(4, '0');
  return `${thousandths < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

const LAW = {seed: 20261122, numRuns: 500};

test('law: sums, differences and products of decimal texts are those of whole numbers', () => {
  const whole = fc.bigInt(-(10n ** 30n), 10n ** 30n);
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      assert.equal(evaluate({decimalAdd: [text(a), text(b)]}), text(a + b));
      assert.equal(evaluate({decimalSubtract: [text(a), text(b)]}), text(a - b));
      assert.equal(evaluate({decimalMultiply: [text(a), String(b)]}), text(a * b));
      assert.equal(evaluate({decimalCompare: [text(a), text(b)]}), a < b ? -1 : a > b ? 1 : 0);
      assert.equal(evaluate({sum: [[text(a), null, text(b)]]}), text(a + b));
    }),
    LAW,
  );
});

test('law: numbers of up to twelve digits add as they are written', () => {
  const cents = fc.integer({min: -(10 ** 12), max: 10 ** 12});
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      assert.equal(evaluate({decimalAdd: [a / 100, b / 100]}), (a + b) / 100);
      assert.equal(evaluate({sum: [a / 100, b / 100]}), (a + b) / 100);
    }),
    LAW,
  );
});

test('law: a quotient lies between its roundings, one unit apart; rounding again keeps it', () => {
  const whole = fc.bigInt(-(10n ** 12n), 10n ** 12n);
  const nought = fc.bigInt(1n, 10n ** 6n);
  const mode = fc.constantFrom('half-up', 'half-even', 'up', 'down', 'ceiling', 'floor');
  fc.assert(
    fc.property(whole, nought, mode, fc.integer({min: -3, max: 6}), (a, b, how, places) => {
      const by = (way: string): Json => evaluate({decimalDivide: [text(a), text(b), places, way]});
      const quotient = by(how);
      assert.equal(evaluate({decimalRound: [quotient, places, 'up']}), quotient);
      const [low, high] = [by('floor'), by('ceiling')];
      assert.ok(quotient === low || quotient === high);
      const unit = evaluate({decimalRound: [evaluate({decimalSubtract: [high, low]}), places]});
      assert.ok(low === high || Number(unit) === 10 ** -places || Math.abs(Number(unit) - 10 ** -places) < 1e-9);
    }),
    LAW,
  );
});

test('what grows beyond all bounds is null, soon', async () => {
  const grow: Json = {reduce: [{var: 'l'}, {decimalMultiply: [{var: 'current'}, {var: 'accumulator'}]}, '1.5']};
  const long = Array.from({length: 1000}, () => '123456789.987654321');
  const cost = await cpuMs(() => assert.equal(evaluate(grow, {l: long}), null));
  assert.equal(evaluate({decimalMultiply: Array.from({length: 500}, () => 1e300)}), null);
  assert.equal(evaluate({decimalMultiply: Array.from({length: 500}, () => -1e300)}), null);
  assert.equal(evaluate({decimalMultiply: [1e-300, 1e-300]}), null);
  assert.equal(evaluate({decimalMultiply: [-1e250, 1e250]}), null);
  assert.equal(evaluate({decimalAdd: ['9'.repeat(101), 1]}), null);
  assert.ok(cost < 2000, `${cost} ms`);
});

test('a multiple is one by its decimal digits', () => {
  assert.ok(isMultipleOf(0.3, 0.1) && isMultipleOf(1e30, 7e-3) === false && isMultipleOf(-9, 3) && isMultipleOf(1e22, 10));
  assert.ok(!isMultipleOf(0.35, 0.1) && !isMultipleOf(10, 4));
});

test('2,000 whole numbers are summed without large ones', ({mock}) => {
  const rows = Array.from({length: 2000}, (_, i) => i);
  const rule = compileRule({sum: [{var: 'rows'}]}, new Map());
  const large = mock.method(globalThis, 'BigInt');
  assert.equal(rule.evaluate(dataScope({rows})), 1_999_000);
  assert.equal(large.mock.callCount(), 0);
  assert.equal(rule.evaluate(dataScope({rows: [0.1, 0.2]})), 0.3);
  assert.ok(large.mock.callCount() > 0, 'decimal ones need them');
});
