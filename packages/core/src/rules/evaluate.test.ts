import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {cpuMs} from '@egov-form/dev/cpu-time';
import {FormError} from '../definition/errors.ts';
import type {Json} from '../json/json.ts';
import {type CompiledRule, compileRule, dataScope} from './evaluate.ts';
import type {RuleFunction} from './rule-function.ts';

interface Case {
  readonly name: string;
  readonly rule: Json;
  readonly data?: Json;
  readonly result: Json;
}

const read = (path: string): {cases: readonly Case[]} => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const NONE: ReadonlyMap<string, RuleFunction> = new Map();

function evaluate(rule: Json, data: Json = {}): Json {
  return compileRule(rule, NONE).evaluate(dataScope(data, '2026-11-21'));
}

function refusal(rule: Json): FormError {
  try {
    compileRule(rule, NONE);
  } catch (error) {
    assert.ok(error instanceof FormError);
    assert.equal(error.code, 'EGOV_CORE_RULE');
    return error;
  }
  throw new assert.AssertionError({message: 'The rule was accepted.'});
}

test('operators of the profile', async (t) => {
  for (const {name, rule, data, result} of read('../../../dev/cases/rules/operators.json').cases) {
    await t.test(name, () => assert.deepEqual(evaluate(rule, data), result));
  }
});

test('what decides is evaluated, the rest is not', () => {
  let calls = 0;
  const functions = new Map([['count-me', {name: 'count-me', apply: () => ++calls}]]);
  const run = (rule: Json): Json => compileRule(rule, functions).evaluate(dataScope({}));
  const called = {'count-me': []};
  const lazy: readonly Json[] = [
    {if: [true, 1, called]},
    {if: [false, called, 2]},
    {'?:': [true, 1, called]},
    {and: [0, called]},
    {or: ['x', called]},
  ];
  lazy.forEach(run);
  assert.equal(calls, 0);
  assert.equal(run({and: [1, called]}), 1);
});

test('a pack’s function is called by name with evaluated arguments; one that throws gives null', () => {
  const join: RuleFunction = {name: 'vn.join', apply: (args) => args.join('+')};
  const broken: RuleFunction = {
    name: 'broken',
    apply: () => {
      throw new Error('no');
    },
  };
  const functions = new Map([join, broken].map((each) => [each.name, each]));
  assert.equal(compileRule({'vn.join': [{var: 'a'}, 2]}, functions).evaluate(dataScope({a: 1})), '1+2');
  assert.equal(compileRule({broken: []}, functions).evaluate(dataScope({})), null);
});

test('the scope is asked with segments, and for origins', () => {
  const asked: string[] = [];
  const rule = compileRule({and: [{var: '/rows/*/plate'}, {origin: '/child/name'}]}, NONE);
  const value = rule.evaluate({
    read: (path) => asked.push(path.join('|')),
    origin: (path) => `origin of ${path.join('|')}`,
    today: () => '2026-11-21',
  });
  assert.deepEqual(asked, ['rows|*|plate']);
  assert.equal(value, 'origin of child|name');
});

test('a compiled rule keeps nothing between evaluations', () => {
  const rule: CompiledRule = compileRule({reduce: [{var: 'l'}, {merge: [{var: 'accumulator'}, {var: 'current'}]}, []]}, NONE);
  assert.deepEqual(rule.evaluate(dataScope({l: [1, 2]})), [1, 2]);
  assert.deepEqual(rule.evaluate(dataScope({l: [3]})), [3]);
});

test('prototype members never resolve, wherever they are asked for', () => {
  for (const name of [
    ...Object.getOwnPropertyNames(Object.prototype),
    'prototype',
    'length',
    '__proto__.toString',
    'constructor.name',
  ]) {
    assert.equal(evaluate({var: name}), null, name);
    assert.equal(evaluate({var: `/${name.replaceAll('.', '/')}`}, [1]), null, name);
    assert.equal(evaluate({var: [name, 'other']}, 'text'), 'other', name);
    assert.deepEqual(evaluate({map: [[{}], {var: name}]}), [null], name);
    assert.deepEqual(evaluate({missing: [name]}), [name], name);
  }
  const owned = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as Json;
  assert.equal(evaluate({var: '__proto__.a'}, owned), null);
  assert.equal(evaluate({var: 'constructor'}, owned), null);
});

test('an unknown operator is refused with its place and a guess', () => {
  const error = refusal({and: [true, {dateDif: ['2020-01-01', '2021-01-01', 'days']}]});
  assert.deepEqual(error.details, {pointer: '/and/1'});
  assert.match(error.message, /"dateDif".*Did you mean "dateDiff"\?/);
  assert.equal(refusal({constructor: []}).details['pointer'], '');
});

test('a computed path is refused; a choice between literal ones is not', () => {
  assert.deepEqual(refusal({var: {cat: ['a', 'b']}}).details, {pointer: '/var'});
  assert.deepEqual(refusal({missing: {var: 'names'}}).details, {pointer: '/missing'});
  assert.deepEqual(refusal({origin: {var: 'a'}}).details, {pointer: '/origin'});
  assert.equal(evaluate({var: {if: [{var: 'x'}, 'a', 'b']}}, {x: false, a: 1, b: 2}), 2);
});

test('a unit that is none, and two operations in one object, are refused', () => {
  assert.deepEqual(refusal({dateDiff: ['2020-01-01', '2021-01-01', 'weeks']}).details, {pointer: '/dateDiff/2'});
  assert.deepEqual(refusal({dateAdd: ['2020-01-01', 1]}).details, {pointer: '/dateAdd/2'});
  assert.deepEqual(refusal({decimalDivide: [1, 2, 0, 'nearest']}).details, {pointer: '/decimalDivide/3'});
  assert.deepEqual(refusal({decimalRound: [1, 2, {var: 'mode'}]}).details, {pointer: '/decimalRound/2'});
  assert.match(refusal({var: 'a', '==': [1, 1]}).message, /one member/);
});

test('size and depth are bounded', () => {
  let deep: Json = 1;
  for (let i = 0; i < 32; i++) deep = {'!': deep};
  refusal(deep);
  assert.equal(evaluate((deep as {readonly '!': Json})['!']), false);
  refusal({or: Array.from({length: 2000}, () => 0)});
});

test('long lists and growing values end in null, soon', async () => {
  const list = Array.from({length: 1001}, (_, i) => i);
  assert.equal(evaluate({map: [{var: 'l'}, 1]}, {l: list}), null);
  assert.equal(evaluate({sum: [{var: 'l'}]}, {l: list}), 500_500);
  const thousand = list.slice(1);
  const nested: Json = {map: [{var: 'l'}, {map: [{var: '/l'}, 1]}]};
  const deep = {l: thousand.map(() => ({l: thousand}))};
  const doubling = (operator: string): Json => ({
    reduce: [{var: 'l'}, {[operator]: [{var: 'accumulator'}, {var: 'accumulator'}]}, 'ab'],
  });
  const cost = await cpuMs(() => {
    assert.ok(Array.isArray(evaluate(nested, deep)));
    evaluate(doubling('cat'), {l: thousand});
    evaluate(doubling('merge'), {l: thousand});
  });
  assert.ok(cost < 10_000, `${cost} ms`);
});

test('data nested deeper than the stack is null, not a crash', () => {
  let deep: Json = [];
  for (let i = 0; i < 200_000; i++) deep = [deep];
  assert.equal(evaluate({cat: [{var: 'd'}]}, {d: deep}), null);
});

test('the rare ways through operators', () => {
  assert.equal(evaluate({'!': null}), true);
  assert.equal(evaluate({substr: ['jsonlogic', -5]}), 'logic');
  assert.equal(evaluate({substr: ['jsonlogic', 1, -5]}), 'son');
  assert.equal(evaluate({substr: ['jsonlogic', 'x', 'y']}), '');
  assert.equal(evaluate({dateAdd: ['9999-12-31', 1, 'months']}), null);
  assert.equal(evaluate({dateAdd: ['0001-01-01', -1, 'years']}), null);
  assert.equal(evaluate({dateAdd: ['x', 1, 'days']}), null);
  assert.deepEqual(evaluate({missing_some: [1, ['a', 'b']]}, {a: 1}), []);
  assert.deepEqual(evaluate({missing_some: [2, ['a', 'b']]}, {a: 1}), ['b']);
  assert.deepEqual(evaluate({missing_some: [1, 'a']}), ['a']);
  assert.deepEqual(evaluate({missing_some: []}), []);
  assert.equal(evaluate({var: {if: 'a'}}, {a: 3}), 3);
  const long = Array.from({length: 1001}, () => 1);
  assert.equal(evaluate({reduce: [{var: 'l'}, 1, 0]}, {l: long}), null);
});

test('a fault of the scope is not hidden', () => {
  const rule = compileRule({var: 'a'}, NONE);
  const scope = {
    ...dataScope({}),
    read: (): Json => {
      throw new TypeError('broken');
    },
  };
  assert.throws(() => rule.evaluate(scope), TypeError);
});
