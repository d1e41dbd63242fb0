import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {FormError} from '../definition/errors.ts';
import type {Json} from '../json/json.ts';
import {dependenciesOf} from './dependencies.ts';
import {compileRule, dataScope, type RulePath} from './evaluate.ts';
import {readPath} from './path.ts';

const names = (rule: Json): string[] => dependenciesOf(rule).paths.map((path) => path.join('/'));

test('paths of var, missing and missing_some, each once', () => {
  const rule: Json = {
    and: [{var: 'a.b'}, {var: ['/a/b', 1]}, {missing: ['c', 'd']}, {missing_some: [1, ['e', 'c']]}, {var: '/rows/*/x'}],
  };
  assert.deepEqual(names(rule), ['a/b', 'c', 'd', 'e', 'rows/*/x']);
});

test('bodies read the item, but their list, their start value and origins are of the form', () => {
  const rule: Json = {
    reduce: [{var: 'rows'}, {if: [{origin: '/child/name'}, {var: 'current.x'}, {missing: ['y']}]}, {var: 'start'}],
  };
  assert.deepEqual(names(rule), ['rows', 'start']);
  assert.deepEqual(dependenciesOf(rule).origins, [['child', 'name']]);
  assert.deepEqual(names({map: [{filter: [{var: 'a'}, {var: 'b'}]}, {map: [{var: 'c'}, {var: ''}]}]}), ['a']);
});

test('a choice of paths counts all of them and what decides', () => {
  assert.deepEqual(names({var: {if: [{var: 'x'}, 'a', 'b']}}), ['a', 'b', 'x']);
  assert.deepEqual(names({missing: {merge: ['vin', {if: [{var: 'financing'}, ['apr'], []]}]}}), ['vin', 'apr', 'financing']);
});

test('data, and operations without arguments, read nothing or all', () => {
  assert.deepEqual(names({a: {var: 'x'}, b: 2}), []);
  assert.deepEqual(names({'!': null}), []);
  assert.deepEqual(names({missing_some: [1]}), []);
  assert.deepEqual(dependenciesOf({var: []}).paths, [[]]);
});

test('no path at all is all answers; a prototype member is none', () => {
  assert.deepEqual(dependenciesOf({var: ''}).paths, [[]]);
  assert.deepEqual(names({var: ['__proto__', {var: 'a.constructor.b'}]}), []);
});

// ---------------------------------------------------------------- laws, on generated rules

const FIELDS = ['a', 'b', 'c.d', '/e/f', 'g', 'rows'];
const leaf = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, 1, -3, 2.5, '', 'a', '2026-02-28', '12', [], [1, 'x', null]),
  fc.constantFrom(...FIELDS).map((path): Json => ({var: path})),
  fc.constantFrom(...FIELDS).map((path): Json => ({var: [path, 'default']})),
  fc.subarray(FIELDS, {minLength: 1}).map((paths): Json => ({missing: paths})),
  fc.constant<Json>({today: []}),
);

const {rule} = fc.letrec<{rule: Json}>((tie) => {
  const some = fc.array(tie('rule'), {maxLength: 4});
  const eager = fc.constantFrom(
    '==',
    '!=',
    '===',
    '!==',
    '<',
    '<=',
    '>',
    '>=',
    '!',
    '!!',
    'in',
    'cat',
    'substr',
    'merge',
    '+',
    '-',
    '*',
    '/',
    '%',
    'max',
    'min',
    'year',
    'sum',
    'decimalAdd',
    'decimalSubtract',
    'decimalMultiply',
    'decimalCompare',
    'decimalDivide',
    'count',
    'unique',
    'empty',
    'length',
    'if',
    '?:',
    'and',
    'or',
  );
  return {
    rule: fc.oneof(
      {depthSize: 'small', withCrossShrink: true},
      leaf,
      fc.tuple(eager, some).map(([operator, args]): Json => ({[operator]: args})),
      fc
        .tuple(fc.constantFrom('map', 'filter', 'all', 'some', 'none', 'reduce'), tie('rule'), tie('rule'), tie('rule'))
        .map(([operator, list, body, start]): Json => ({[operator]: [list, body, start]})),
      fc.tuple(tie('rule'), tie('rule')).map(([a, b]): Json => ({dateDiff: [a, b, 'days']})),
      fc.tuple(tie('rule'), tie('rule')).map(([a, b]): Json => ({dateAdd: [a, b, 'months']})),
      fc
        .tuple(tie('rule'), fc.constantFrom(...FIELDS), fc.constantFrom(...FIELDS))
        .map(([by, a, b]): Json => ({var: {if: [by, a, b]}})),
    ),
  };
});

const answer = fc.oneof(
  fc.constantFrom<Json>(null, 0, 1, '', 'a', '2026-03-01', [1, 2], [{x: 1}], {d: 5, f: 'g'}, true),
  fc.jsonValue({maxDepth: 2}) as fc.Arbitrary<Json>,
);
const data = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'e', 'g', 'rows'), answer) as fc.Arbitrary<{
  readonly [name: string]: Json;
}>;

/** Depth beyond the profile is refused, and rightly. */
function compiled(source: Json): ReturnType<typeof compileRule> | null {
  try {
    return compileRule(source, new Map());
  } catch (error) {
    if (error instanceof FormError) return null;
    throw error;
  }
}

test('law: evaluation gives JSON and never throws', () => {
  fc.assert(
    fc.property(rule, data, (source, answers) => {
      const value = compiled(source)?.evaluate(dataScope(answers, '2026-11-21'));
      if (value !== undefined) assert.deepEqual(JSON.parse(JSON.stringify(value)), value === 0 ? 0 : value);
    }),
    {seed: 20261121, numRuns: 3000},
  );
});

test('law: only dependencies are read, and nothing else changes the result', () => {
  fc.assert(
    fc.property(rule, data, data, (source, answers, others) => {
      const runnable = compiled(source);
      if (!runnable) return;
      const paths = new Set(dependenciesOf(source).paths.map((path) => path.join('\u0000')));
      const read = (path: RulePath): Json | undefined => {
        assert.ok(paths.has(path.join('\u0000')), `read ${path.join('/')}`);
        return readPath(answers, path);
      };
      const value = runnable.evaluate({...dataScope(answers, '2026-11-21'), read});
      const mixed = {...answers};
      for (const name of Object.keys(others)) {
        const touched = dependenciesOf(source).paths.some((path) => path.length === 0 || path[0] === name);
        if (!touched) mixed[name] = others[name] ?? null;
      }
      assert.deepEqual(runnable.evaluate(dataScope(mixed, '2026-11-21')), value);
    }),
    {seed: 20261122, numRuns: 3000},
  );
});

test('law: a path that decides is among the dependencies only because some branch reads it', () => {
  // Exact, not merely enough: every literal path outside of bodies is one, and there are no others.
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...FIELDS), {minLength: 1}), (fields) => {
      const source: Json = {if: fields.map((path): Json => ({var: path}))};
      assert.deepEqual(new Set(names(source)), new Set(fields.map((path) => path.replace(/^\//, '').replace('.', '/'))));
    }),
    {seed: 20261123, numRuns: 100},
  );
});
