import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {Json} from '../json/json.ts';
import {checkRule, type RuleSurroundings} from './check-rule.ts';
import {compileRule, isOperator} from './evaluate.ts';
import {nearestName} from './nearest.ts';
import {SIGNATURES, satisfies} from './signatures.ts';
import {eitherOf, type Found, fitsDate, ofKind, typeOfValue} from './static-type.ts';

const row = ofKind('object', {
  names: ['n', 'd'],
  member: ([name]) => (name === 'n' ? ofKind('number') : name === 'd' ? ofKind('text', {text: 'date'}) : 'nowhere'),
});
const TYPES: {readonly [name: string]: Found} = {
  n: ofKind('number', {from: '/n'}),
  t: ofKind('text', {text: 'plain', from: '/t'}),
  d: ofKind('text', {text: 'date', from: '/d'}),
  p: ofKind('text', {text: 'partial-date', from: '/p'}),
  m: ofKind('text', {text: 'decimal', from: '/m'}),
  b: ofKind('boolean', {from: '/b'}),
  k: ofKind('text', {text: 'plain', values: ['x', 'y'], from: '/k'}),
  rows: ofKind('list', {items: row, from: '/rows'}),
  list: ofKind('list'),
  o: row,
  any: undefined,
};
const surroundings: RuleSurroundings = {
  functions: new Map([['f', {name: 'f', apply: () => 1}]]),
  typeOf: ([name = '']) => (Object.hasOwn(TYPES, name) ? TYPES[name] : 'nowhere'),
  nowhere: ([name = '']) => ({code: 'rule.unknown-field', message: `no ${name}`}),
};
const found = (rule: Json): string[] =>
  checkRule(rule, surroundings).problems.map(({pointer, code}) => `${pointer} ${code}`.trim());
const v = (name: string): Json => ({var: name});

test('every operator that runs has a signature, and no other', () => {
  for (const name of SIGNATURES.keys()) assert.ok(isOperator(name), name);
  for (const name of ['log', 'method', 'f']) assert.equal(SIGNATURES.has(name), false);
});

test('what fits is let be', () => {
  const fine: readonly Json[] = [
    null,
    1,
    'x',
    [],
    [1, 'x'],
    {},
    {a: 1, b: 2},
    {today: null},
    {today: []},
    v('any'),
    {'==': [v('any'), 1]},
    {'==': [v('t'), null]},
    {'==': [null, v('n')]},
    {'==': [v('n'), 1.5]},
    {'==': [v('d'), '2026-02-28']},
    {'==': [v('p'), '1990']},
    {'==': [v('d'), v('p')]},
    {'==': [v('d'), '']},
    {'==': [v('k'), v('t')]},
    {'==': [v('k'), 'x']},
    {'<': [v('n'), 1, 2]},
    {'>': [v('any'), 1]},
    {'<=': [v('d'), {today: []}]},
    {'<': [null, v('n')]},
    {in: [v('k'), ['x', 'z']]},
    {in: ['x', v('t')]},
    {in: [v('n'), v('list')]},
    {in: [v('any'), ['a']]},
    {in: [1, null]},
    {in: [1, v('any')]},
    {in: [null, 'text']},
    {in: [v('any'), 'text']},
    {in: [3, 'text3']},
    {in: ['a', []]},
    {sum: [v('n'), [1, [2]], v('list')]},
    {sum: [v('m'), [v('n'), '1.5'], v('any')]},
    {decimalAdd: [v('m'), '12.50', v('n'), v('any')]},
    {'>': [{decimalAdd: [v('n'), 1]}, 2]},
    {'==': [{decimalMultiply: [v('m'), 2]}, '3.0']},
    {'==': [{decimalMultiply: [v('any'), 2]}, '3.0']},
    {'==': [{sum: [[[v('n')]]]}, 'x']},
    {'==': [{sum: [[v('n'), null]]}, 5]},
    {'==': [{decimalAdd: [{if: [v('b'), v('n'), v('m')]}]}, '3.0']},
    {decimalDivide: [v('m'), v('n'), 2]},
    {decimalDivide: [v('m'), v('n'), v('n'), 'half-even']},
    {decimalRound: [v('n'), -3, 'down']},
    {decimalRound: v('n')},
    {'<': [{decimalCompare: [v('m'), '0.5']}, 0]},
    {max: [{year: [v('p')]}, 1]},
    {cat: [v('t'), 1, v('list')]},
    {length: [v('o')]},
    {length: [v('any')]},
    {some: [v('rows'), {'>': [v('n'), 1]}]},
    {some: [v('any'), v('x')]},
    {some: [v('list'), v('x')]},
    {map: [v('rows'), v('')]},
    {filter: [v('rows'), v('n')]},
    {some: [{filter: [v('rows'), v('n')]}, {'>': [v('n'), 1]}]},
    {some: [{map: [v('rows'), v('n')]}, {'>': [v(''), 1]}]},
    {some: [{map: [v('rows'), {f: 1}]}, {'>': [v(''), 1]}]},
    {reduce: [v('rows'), {'+': [v('current.n'), v('accumulator')]}, 0]},
    {f: [v('t'), 1]},
    {merge: [v('rows'), 1]},
    {missing: ['n', 't']},
    {missing: {merge: ['n', {if: [v('b'), 't', 'd']}]}},
    {missing_some: [1, ['n', 't']]},
    {'==': [{origin: '/t'}, 'register']},
    {'+': [{if: [v('b'), v('n'), 2]}, 1]},
    {'+': [{if: [v('b'), 1]}, 1]},
    {'?:': [v('b'), 1, 2]},
    {or: [v('n'), v('t')]},
    {and: [v('b'), v('any')]},
    {dateDiff: [v('d'), {dateAdd: [v('p'), v('n'), 'years']}, 'days']},
    {var: ['n', 5]},
    {var: ['n', v('any')]},
    {var: {if: [v('b'), 'n', 't']}},
    {'==': [{or: [v('d'), '2026-01-01']}, '2026-02-28']},
    {'==': [{if: [v('b'), [1], [2]]}, v('list')]},
    {in: [1, {if: [v('b'), [1], v('list')]}]},
    {'==': [{if: [v('b'), 'a', 1]}, 'a']},
    {in: ['q', {if: [v('b'), ['q'], 'q']}]},
  ];
  for (const rule of fine) assert.deepEqual(found(rule), [], JSON.stringify(rule));
});

test('what does not is named at its place', () => {
  const wrong: readonly (readonly [Json, ...string[]])[] = [
    [{today: [1]}, 'rule.arity'],
    [{'?:': [1, 2]}, 'rule.arity'],
    [{missing: []}, 'rule.arity'],
    [{var: [1, 2, 3]}, 'rule.arity', 'rule.unknown-field'],
    [{nope: [{'+': [v('t')]}]}, '/nope/0/+/0 rule.type', 'rule.operator'],
    [{dateDiff: [v('d'), v('d'), 5]}, '/dateDiff/2 rule.unit'],
    [{dateAdd: [v('d'), 1, 'day']}, '/dateAdd/2 rule.unit'],
    [{missing_some: [1, [{cat: ['a']}]]}, '/missing_some/1/0 rule.path'],
    [{some: [v('rows'), {'==': [v('__proto__.x'), 1]}]}, '/some/1/==/0 rule.path'],
    [{reduce: [v('rows'), v('curent.n'), 0]}, '/reduce/1 rule.unknown-field'],
    [{some: [v('rows'), {origin: '/gone'}]}, '/some/1 rule.unknown-field'],
    [{some: [v('list'), {'+': [v('b')]}]}],
    [{'==': [v('rows'), 1]}, 'rule.type'],
    [{'==': [{if: [v('b'), 1, true]}, 'x']}, 'rule.type'],
    [{'<': ['x', v('d')]}, 'rule.type'],
    [{'<': [v('n'), v('o')]}, 'rule.type'],
    [{'<': [1, 2, v('b')]}, 'rule.type'],
    [{'==': [v('k'), v('k2')]}, '/==/1 rule.unknown-field'],
    [{'===': [['a'], v('t')]}, 'rule.type'],
    [v('__proto__'), 'rule.path'],
    [{'==': [v('k'), {if: [v('b'), 'q', 'r']}]}, 'rule.value'],
    [{'==': [{if: [v('b'), 'q', v('b'), 'r', 's']}, 'z']}, 'rule.value'],
    [{or: Array.from({length: 2005}, () => 0)}, '/or/1999 rule.size'],
    [JSON.parse(`${'{"!":'.repeat(33)}1${'}'.repeat(33)}`), `${'/!'.repeat(32)} rule.depth`],
    [{in: [v('b'), v('t')]}, 'rule.type'],
    [{in: [v('n'), true]}, 'rule.type'],
    [{in: ['z', {merge: []}]}],
    [{in: ['z', ['a', 'b']]}, 'rule.value'],
    [{'==': ['z', {if: [v('b'), 'a', 'b']}]}, 'rule.value'],
    [{sum: [[v('t')]]}, '/sum/0 rule.type'],
    [{sum: [[v('n'), '1,5']]}],
    [{'==': [v('d'), 'soon']}, 'rule.type'],
    [{in: [v('n'), ['x']]}, 'rule.type'],
    [{decimalAdd: [v('t')]}, '/decimalAdd/0 rule.type'],
    [{decimalAdd: [v('d'), '1,5']}, '/decimalAdd/0 rule.type', '/decimalAdd/1 rule.type'],
    [{decimalMultiply: [v('list')]}, '/decimalMultiply/0 rule.type'],
    [{decimalDivide: [1, 2]}, 'rule.arity'],
    [{decimalDivide: [1, 2, v('m')]}, '/decimalDivide/2 rule.type'],
    [{decimalDivide: [1, 2, 0, 'half']}, '/decimalDivide/3 rule.rounding'],
    [{decimalRound: [1, 2, v('t')]}, '/decimalRound/2 rule.rounding'],
    [{'==': [{decimalCompare: [1, v('m')]}, 2]}, 'rule.value'],
    [{'==': [{decimalAdd: [v('n'), 1]}, '2']}, 'rule.type'],
    [{'==': [{decimalRound: [v('m'), 1]}, 2]}, 'rule.type'],
    [{'==': [{decimalDivide: [v('m'), 1, 2]}, 2]}, 'rule.type'],
    [{'==': [{sum: [v('m')]}, 2]}, 'rule.type'],
    [{max: [[1]]}, '/max/0 rule.type'],
    [{max: [{a: 1, b: 2}]}, '/max/0 rule.type'],
    [{max: [[]]}, '/max/0 rule.type'],
  ];
  for (const [rule, ...expected] of wrong) assert.deepEqual(found(rule), expected, JSON.stringify(rule));
});

test('types of several values', () => {
  assert.equal(eitherOf([]), undefined);
  assert.equal(eitherOf([ofKind('text'), undefined]), undefined);
  assert.equal(eitherOf([ofKind('text', {text: 'date'}), ofKind('text', {text: 'plain'})])?.text, undefined);
  assert.equal(eitherOf([ofKind('number'), ofKind('text', {text: 'date'})])?.text, 'date');
  assert.deepEqual(eitherOf([typeOfValue([1]), ofKind('number')])?.items?.values, [1]);
  assert.equal(typeOfValue('1990-02').text, 'partial-date');
  assert.ok(typeOfValue({a: 1}).kinds.has('object'));
  assert.ok(fitsDate(ofKind('text', {text: 'date'}), ofKind('number', {values: [1]})));
  assert.ok(satisfies('any', ofKind('object')));
});

test('the nearest name begins alike, counts swapped letters once, and is not far', () => {
  assert.equal(nearestName('feild', ['list', 'field']), 'field');
  assert.equal(nearestName('=', ['!', '==']), '==');
  assert.equal(nearestName('abc', ['xyz']), undefined);
  assert.equal(nearestName('', []), undefined);
});

test('law: never throws, and what has no fault of form can be compiled', () => {
  const rule = fc.letrec<{rule: Json}>((tie) => ({
    rule: fc.oneof(
      {depthSize: 'small'},
      fc.constantFrom<Json>(null, true, 1, 'x', '2026-01-01', ...Object.keys(TYPES).map(v), {var: 'nobody'}),
      fc
        .tuple(
          fc.constantFrom(...SIGNATURES.keys(), 'f', 'nope', '__proto__', 'constructor'),
          fc.array(tie('rule'), {maxLength: 4}),
        )
        .map(([name, args]): Json => Object.fromEntries([[name, args]])),
      fc.jsonValue({maxDepth: 3}) as fc.Arbitrary<Json>,
    ),
  })).rule;
  const runs = new Set(['rule.type', 'rule.value', 'rule.unknown-field']);
  fc.assert(
    fc.property(rule, (source) => {
      const {problems} = checkRule(source, surroundings);
      if (problems.every(({code}) => runs.has(code))) compileRule(source, surroundings.functions);
    }),
    {seed: 20261122, numRuns: 3000},
  );
});
