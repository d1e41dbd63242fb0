import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createForm} from '@egov-form/core';
import {type Budget, budgetOf, overBudget, type Report} from './budget.ts';
import {engineCases} from './engine.ts';
import {growthExponent, measure, median} from './measure.ts';
import {answerTo, flatForm, pointerOf} from './sample-forms.ts';
import {duration} from './table.ts';

const ONCE = {budgetMs: 0, minRuns: 1, maxRuns: 1, warmUpRuns: 1};

describe('the measuring', () => {
  it('takes the middle of what it saw', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
  });

  it('knows constant, linear and quadratic growth apart', () => {
    assert.equal(growthExponent({n: 100, ms: 5}, {n: 10_000, ms: 5}), 0);
    assert.equal(growthExponent({n: 100, ms: 1}, {n: 10_000, ms: 100}), 1);
    assert.equal(growthExponent({n: 10, ms: 1}, {n: 100, ms: 100}), 2);
  });

  it('times the run alone, and what comes before it ahead of every run', () => {
    const order: string[] = [];
    const figure = measure(
      {name: 'one', operations: 10, prepare: () => ({before: () => order.push('before'), run: () => order.push('run')})},
      {...ONCE, minRuns: 2, maxRuns: 2},
    );
    assert.deepEqual(order, ['before', 'run', 'before', 'run', 'before', 'run']);
    assert.equal(figure.runs, 2);
    assert.ok(figure.minMs <= figure.medianMs && figure.ratio > 0);
  });

  it('reads durations in the unit that fits', () => {
    assert.equal(duration(0.0042), '4.20 µs');
    assert.equal(duration(13.123), '13.1 ms');
  });
});

describe('the budget', () => {
  const report: Report = {
    figures: [{name: 'set', minMs: 1, medianMs: 1, ratio: 2, medianRatio: 2, runs: 9}],
    exponents: {set: 0.05},
    bytesPerField: {made: 1000},
  };
  const budget = budgetOf([report], 0.5);

  it('is met by what it was made of, and by noise', () => {
    assert.deepEqual(overBudget(report, budget), []);
    assert.deepEqual(overBudget({...report, figures: report.figures.map((one) => ({...one, ratio: 2.9}))}, budget), []);
  });

  it('is exceeded by each kind of figure on its own', () => {
    const worse: readonly Report[] = [
      {...report, figures: report.figures.map((one) => ({...one, ratio: 3.1}))},
      {...report, exponents: {set: 0.9}},
      {...report, bytesPerField: {made: 1100}},
    ];
    for (const one of worse) assert.equal(overBudget(one, budget).length, 1);
  });

  it('is made of the worst of several runs', () => {
    const slower: Report = {
      figures: report.figures.map((one) => ({...one, ratio: 2.5})),
      exponents: {set: 0.01},
      bytesPerField: {made: 1000.4},
    };
    assert.deepEqual(budgetOf([report, slower], 0.5), {
      noise: 0.5,
      ratios: {set: 2.5},
      exponents: {set: 0.05},
      bytesPerField: {made: 1000},
    });
  });

  it('must know every figure', () => {
    const empty: Budget = {noise: 0.5, ratios: {}, exponents: {}, bytesPerField: {}};
    assert.equal(overBudget(report, empty).length, 3);
  });
});

describe('the sample forms', () => {
  it('take right answers and refuse wrong ones', () => {
    const form = createForm(flatForm(60));
    const fill = (wrong: boolean): void => {
      for (let i = 0; i < 60; i += 1) form.set(pointerOf(i), answerTo(i, 4, wrong));
    };
    fill(false);
    assert.deepEqual(form.validate(), []);
    fill(true);
    const codes = new Set(form.validate().map(({code}) => code));
    for (const code of ['schema.maxLength', 'schema.minimum', 'format.date', 'schema.enum', 'schema.pattern'])
      assert.ok(codes.has(code), `${code} among ${[...codes].join(', ')}`);
  });

  it('run once in every case but the largest', {timeout: 60_000}, async () => {
    const cases = await engineCases();
    assert.equal(new Set(cases.map(({name}) => name)).size, cases.length);
    for (const one of cases) if (!one.name.includes('10000')) assert.ok(measure(one, ONCE).minMs > 0);
  });
});
