import assert from 'node:assert/strict';
import test from 'node:test';
import type {Json} from '../json/json.ts';
import {type ExplainOptions, explain, type Purpose} from './explain.ts';
import {SIGNATURES} from './signatures.ts';

const LABELS: {readonly [pointer: string]: string} = {
  '/a': 'A',
  '/b': 'B',
  '/known': 'Father known',
  '/rows': 'Vehicles',
  '/rows/*/x': 'Plate',
  '/rows/*/parts': 'Parts',
  '/rows/*/parts/*/n': 'Number',
};
const options: ExplainOptions = {
  choiceOf: (pointer, value) =>
    pointer === '/known' && typeof value === 'boolean'
      ? value
        ? 'Yes'
        : 'No'
      : pointer === '/b' && value === 'm'
        ? 'Mother'
        : undefined,
  functionOf: (name) =>
    name === 'age'
      ? {text: 'the age in {0}'}
      : name === 'sex'
        ? {text: 'the sex in {0}', choiceOf: (value) => (value === 'f' ? 'female' : undefined)}
        : undefined,
};
const say = (rule: Json, purpose?: Purpose, locale = 'en'): string =>
  explain(rule, locale, (pointer) => LABELS[pointer], {...options, ...(purpose && {purpose})});

const A: Json = {var: '/a'};
const B: Json = {var: 'b'};
const DAYS: Json = {dateDiff: [A, {today: []}, 'days']};

/** Rules and what is said of them. Together they name every operator. */
const SAID: readonly (readonly [Json, string])[] = [
  // Answers and conditions on them
  [A, '“A”'],
  [{'!!': [A]}, '“A” is filled in'],
  [{'!': A}, '“A” is empty'],
  [{'!!': {var: '/known'}}, '“Father known” is Yes'],
  [{'!': {var: '/known'}}, '“Father known” is not Yes'],
  [{'!': [{'!': [A]}]}, '“A” is filled in'],
  [{var: ['/a', 5]}, '“A” (or 5 when empty)'],
  [{var: {if: [{'==': [A, 1]}, '/a', '/b']}}, '“A” or “B”'],
  [{var: {cat: ['a']}}, 'a worked-out value'],
  [{var: '/nobody'}, '“/nobody”'],
  [{var: ''}, '“”'],
  // Equality
  [{'==': [{var: '/known'}, true]}, '“Father known” is Yes'],
  [{'===': [{var: '/known'}, false]}, '“Father known” is No'],
  [{'!=': [{var: '/b'}, 'm']}, '“B” is not “Mother”'],
  [{'!==': [{var: '/b'}, 'x']}, '“B” is not “x”'],
  [{'==': ['m', {var: '/b'}]}, '“B” is “Mother”'],
  [{'==': [A, null]}, '“A” is empty'],
  [{'!=': [A, null]}, '“A” is filled in'],
  [{'==': [A]}, '“A” is empty'],
  [{'==': [A, true]}, '“A” is Yes'],
  [{'==': [A, 5]}, '“A” is 5'],
  [{'!=': [A, 5]}, '“A” is not 5'],
  [{'==': [A, B]}, '“A” is the same as “B”'],
  [{'!': {'==': [A, B]}}, '“A” differs from “B”'],
  [{'==': [A, ['x']]}, '“A” is the same as “x”'],
  [{'==': [{if: [A, 1, 2]}, B]}, '(1 if “A” is filled in; otherwise 2) is the same as “B”'],
  [{'==': [1, 2]}, '1 is 2'],
  [{'==': [{length: [A]}, 10]}, '“A” has 10 characters'],
  [{'!=': [{length: []}, 10]}, 'nothing does not have 10 characters'],
  [{'==': [{length: [A]}, B]}, 'the length of “A” is the same as “B”'],
  [{'==': [{origin: '/a'}, 'register']}, '“A” comes from a database'],
  [{'!=': [{origin: '/a'}, 'typed']}, '“A” was not typed in'],
  [{'==': [{origin: '/a'}, 'odd']}, 'the source of “A” is “odd”'],
  [{'==': [{origin: '/a'}, B]}, 'the source of “A” is the same as “B”'],
  [{'==': [{sex: [A]}, 'f']}, 'the sex in “A” is female'],
  [{'==': [{sex: [A]}, null]}, 'the sex in “A” is not known'],
  [{'!=': [{sex: [A]}, null]}, 'the sex in “A” is known'],
  [{'==': [{var: [5]}, 'x']}, '“5” is “x”'],
  [{and: [{'!': []}, {empty: A}]}, 'in every case and “A” is empty'],
  [{'!!': {var: []}}, '“” is filled in'],
  [{'!=': [{age: [A]}, 3]}, 'the age in “A” is not 3'],
  [{'==': [{other: [A]}, 'q']}, 'what follows from “A” is “q”'],
  [{'!!': {other: []}}, 'a worked-out value is known'],
  [{'!': [{other: [A, B]}]}, 'what follows from “A” and “B” is not known'],
  // Order
  [{'<': [A, 5]}, '“A” is less than 5'],
  [{'<=': [A, 5]}, '“A” is at most 5'],
  [{'>': [A, 5]}, '“A” is more than 5'],
  [{'>=': [A, 5]}, '“A” is at least 5'],
  [{'!': {'<': [A, 5]}}, '“A” is at least 5'],
  [{'!': {'>=': [A, 5]}}, '“A” is less than 5'],
  [{'<': [5, A]}, '“A” is more than 5'],
  [{'>=': [5, A]}, '“A” is at most 5'],
  [{'<=': [1, A, 5]}, '“A” is at least 1 and “A” is at most 5'],
  [{'!': {'<': [1, A, 5]}}, '“A” is at most 1 or “A” is at least 5'],
  [{'<': [1, 2]}, '1 is less than 2'],
  [{'<': [A, '2026-02-28']}, '“A” is before 28/02/2026'],
  [{'<=': [A, {today: []}]}, '“A” is not after today'],
  [{'>': [{dateAdd: [A, 1, 'years']}, B]}, '“A” plus 1 year is after “B”'],
  [{'>=': [A, {dateAdd: [B, {var: '/a'}, 'days']}]}, '“A” is not before “B” plus “A” days'],
  [{'>=': [DAYS, 0]}, '“A” is not after today'],
  [{'>': [DAYS, 0]}, '“A” is before today'],
  [{'<=': [DAYS, 0]}, '“A” is not before today'],
  [{'<': [DAYS, 0]}, '“A” is after today'],
  [{'<': [{dateDiff: [A, B, 'years']}, 6]}, 'it is less than 6 years from “A” to “B”'],
  [{'<=': [{dateDiff: [A, B, 'days']}, 60]}, 'it is at most 60 days from “A” to “B”'],
  [{'>': [{dateDiff: [A, B, 'months']}, 1]}, 'it is more than 1 month from “A” to “B”'],
  [{'>=': [{dateDiff: [A, B, 'years']}, 0]}, 'it is at least 0 years from “A” to “B”'],
  [{'>=': [{dateDiff: []}, 1]}, 'it is at least 1 from nothing to nothing'],
  [{'>=': [DAYS, A]}, 'the days from “A” to today is at least “A”'],
  // Among
  [{in: [{var: '/b'}, ['m', 'x', 3, null]]}, '“B” is “Mother”, “x”, 3 or nothing'],
  [{'!': {in: [A, ['x', 'y']]}}, '“A” is not “x” or “y”'],
  [{in: [{cat: [A]}, ['x']]}, '“A” put together is “x”'],
  [{in: [false, {var: '/rows/*/x'}]}, 'in some row “Plate” is No'],
  [{'!': {in: [false, {var: '/rows/*/x'}]}}, 'in no row “Plate” is No'],
  [{in: ['x', A]}, '“A” contains “x”'],
  [{'!': {in: [A, 'xyz']}}, '“xyz” does not contain “A”'],
  [{in: [[], A]}, '“A” contains '],
  // Together
  [{and: [{'==': [A, 1]}, {and: [{'==': [B, 1]}, {'==': [A, 1]}]}]}, '“A” is 1 and “B” is 1'],
  [
    {and: [{'==': [A, 1]}, {or: [{'==': [A, 2]}, {'==': [B, 2]}]}, {'!': {and: [{empty: A}, {empty: B}]}}]},
    '“A” is 1, (“A” is 2 or “B” is 2) and (“A” is filled in or “B” is filled in)',
  ],
  [{'!': {or: [{empty: A}, {empty: B}]}}, '“A” is filled in and “B” is filled in'],
  [{or: [{in: [A, [1, 2]]}, {'!': {in: [B, [3]]}}, {'!!': [true]}]}, '(“A” is 1 or 2) or “B” is not 3 or in every case'],
  [{and: [{or: [{empty: A}, {empty: A}]}]}, '“A” is empty'],
  [{'!!': {and: []}}, ''],
  [{'!!': {if: [A, B]}}, '“A” is filled in and “B” is filled in'],
  [{'!!': {if: [A, true, B]}}, '“A” is filled in or “B” is filled in'],
  [{'!!': {'?:': [A, B, true]}}, 'if “A” is filled in, then “B” is filled in, or else in every case'],
  [{'!': {if: [A, B, true]}}, '“A” is filled in and “B” is empty'],
  [
    {'!!': {if: [A, {empty: B}, B, {empty: A}, true]}},
    'if “A” is filled in, then “B” is empty, or else if “B” is filled in, then “A” is empty, or else in every case',
  ],
  [{'!!': {if: [A]}}, '“A” is filled in'],
  [{'!!': [1]}, 'in every case'],
  [{'!!': [0]}, 'in no case'],
  [{'!': [1]}, 'in no case'],
  [{empty: [{year: [A]}]}, 'the year of “A” is not known'],
  [{'!!': [{year: [{today: []}]}]}, 'this year is known'],
  // Rows
  [{all: [{var: '/rows'}, {'==': [{var: 'x'}, 1]}]}, 'in every row of “Vehicles”, “Plate” is 1'],
  [{'!': {all: [{var: '/rows'}, {empty: {var: 'x'}}]}}, 'not in every row of “Vehicles”, “Plate” is empty'],
  [{some: [{var: '/rows'}, {empty: {var: 'x'}}]}, '“Vehicles” has a row where “Plate” is empty'],
  [
    {none: [{var: '/rows'}, {some: [{var: 'parts'}, {'>': [{var: 'n'}, 1]}]}]},
    '“Vehicles” has no row where “Parts” has a row where “Number” is more than 1',
  ],
  [
    {'!': {some: [{filter: [{var: '/rows'}, {var: 'x'}]}, {'==': [{var: 'x'}, 1]}]}},
    'the rows of “Vehicles” where “Plate” is filled in has no row where “Plate” is 1',
  ],
  [{some: [[1], {'>': [{var: ''}, 0]}]}, '1 has a row where the row is more than 0'],
  [{some: []}, 'nothing has a row where in no case'],
  [{'!': {none: [{filter: []}, {empty: {var: 'x'}}]}}, 'the rows of nothing where in no case has a row where “x” is empty'],
  [{unique: [{var: '/rows/*/x'}]}, '“Plate” is different in every row'],
  [{'!': {unique: [{var: '/rows/*/x'}]}}, '“Plate” is the same in some rows'],
  [{map: [{var: '/rows'}, {var: 'x'}]}, '“Plate” of each row in “Vehicles”'],
  [{filter: [{var: '/rows'}, {empty: {var: 'x'}}]}, 'the rows of “Vehicles” where “Plate” is empty'],
  [{reduce: [{var: '/rows'}, {'+': [{var: 'accumulator'}, 1]}, 0]}, 'the outcome of all rows of “Vehicles”'],
  [{'!!': {missing: ['a', 'b']}}, 'something is missing among “A” or “B”'],
  [{'!': {missing: ['a']}}, 'enough is filled in among “A”'],
  [{'!!': {missing_some: [1, ['a', 'b']]}}, 'something is missing among “A” or “B”'],
  [{missing: ['a']}, 'what is empty among “A”'],
  [{missing_some: [1, ['a']]}, 'what is empty among “A”'],
  // Values
  [null, 'nothing'],
  [true, 'Yes'],
  [false, 'No'],
  [2.5, '2.5'],
  ['x', '“x”'],
  ['2026-02-28', '28/02/2026'],
  [['x', 1, 2], '“x”, 1 and 2'],
  [{a: 1, b: 2}, 'a set value'],
  [{}, 'a set value'],
  [
    {if: [A, 1, B, {if: [A, 2]}, 3]},
    '1 if “A” is filled in; (2 if “A” is filled in; otherwise nothing) if “B” is filled in; otherwise 3',
  ],
  [{'?:': [A, B, null]}, '“B” if “A” is filled in; otherwise nothing'],
  [{or: [A, 5]}, '“A” or 5'],
  [{and: [A, 5]}, '“A” and 5'],
  [{cat: [A, ' ', B]}, '“A”, “ ” and “B” put together'],
  [{merge: [A, B]}, '“A” and “B”'],
  [{substr: [A, 1]}, 'part of “A”'],
  [{'+': [A, 1, {'*': [B, 2]}]}, '“A” plus 1 plus (“B” times 2)'],
  [{'-': [A, {if: [B, 1, 2]}]}, '“A” minus (1 if “B” is filled in; otherwise 2)'],
  [{'-': [A]}, 'minus “A”'],
  [{'/': [A, 2]}, '“A” divided by 2'],
  [{'%': [A, 2]}, 'the remainder of “A” divided by 2'],
  [{max: [A, B]}, 'the greatest of “A” and “B”'],
  [{min: [A, B]}, 'the least of “A” and “B”'],
  [{sum: [{var: '/rows/*/x'}]}, 'the sum of “Plate”'],
  [{decimalAdd: [A, {decimalMultiply: [B, 0.1]}]}, '“A” plus (“B” times 0.1)'],
  [{decimalSubtract: [A, B]}, '“A” minus “B”'],
  [{decimalDivide: [A, B, 2]}, '“A” divided by “B”, rounded to 2 decimal places'],
  [{decimalDivide: [A, B, -3, 'ceiling']}, '“A” divided by “B”, rounded up to thousands'],
  [{decimalRound: [A]}, '“A”, rounded to a whole number'],
  [{decimalRound: [{decimalAdd: [A, 1]}, 1, 'floor']}, '(“A” plus 1), rounded down to 1 decimal place'],
  [{decimalRound: [A, B, 'down']}, '“A”, rounded down to “B” decimal places'],
  [{decimalRound: [A, 0, 'up']}, '“A”, rounded up to a whole number'],
  [{decimalCompare: [A, B]}, 'which of “A” and “B” is greater'],
  [{'<': [{decimalCompare: [A, B]}, 0]}, '“A” is less than “B”'],
  [{'<': [{decimalCompare: [A]}, 0]}, '“A” is less than nothing'],
  [{'<': [{decimalCompare: []}, 0]}, 'nothing is less than nothing'],
  [{'>=': [{decimalCompare: [A, B]}, 1]}, 'which of “A” and “B” is greater is at least 1'],
  [{'==': [{decimalCompare: [A, B]}, 0]}, '“A” is the same as “B”'],
  [{'!=': [{decimalCompare: [A, B]}, 0]}, '“A” differs from “B”'],
  [{'==': [{decimalCompare: [A, B]}, 1]}, 'which of “A” and “B” is greater is 1'],
  [{count: [{var: '/rows'}]}, 'the number of entries in “Vehicles”'],
  [{length: [A]}, 'the length of “A”'],
  [{today: []}, 'today'],
  [{year: [A]}, 'the year of “A”'],
  [{dateDiff: [A, B, 'years']}, 'the years from “A” to “B”'],
  [{dateDiff: [A, B]}, 'the  from “A” to “B”'],
  [{dateAdd: [A, 2, 'months']}, '“A” plus 2 months'],
  [{origin: '/a'}, 'the source of “A”'],
  [{map: [A, {'==': [B, 1]}]}, 'Yes when “b” is 1 of each row in “A”'],
  [{if: [A, {and: [{empty: B}, {empty: A}]}]}, 'Yes when “B” is empty and “A” is empty if “A” is filled in; otherwise nothing'],
];

test('every operator has words, as condition and as value', () => {
  for (const [rule, sentence] of SAID) assert.equal(say(rule), sentence, JSON.stringify(rule));
  const named = JSON.stringify(SAID.map(([rule]) => rule));
  for (const operator of SIGNATURES.keys()) assert.ok(named.includes(`{"${operator}":`), operator);
});

test('a purpose begins the sentence, and what never changes is said so', () => {
  const rule: Json = {'==': [{var: '/known'}, true]};
  assert.equal(say(rule, 'visible', 'vi'), 'Hiện khi «Father known» là Yes');
  assert.equal(say(rule, 'required', 'vi-VN'), 'Bắt buộc khi «Father known» là Yes');
  assert.equal(say(rule, 'readonly'), 'Cannot be changed when “Father known” is Yes');
  assert.equal(say(rule, 'not-needed'), 'Not needed when “Father known” is Yes');
  assert.equal(say(rule, 'check'), 'Must be so: “Father known” is Yes');
  assert.deepEqual([say(true, 'required'), say(false, 'required')], ['Always required', 'Optional']);
  assert.equal(say({'+': [A, 1]}, 'value'), 'Worked out: “A” plus 1');
  assert.equal(say({var: '/known'}, 'visible'), 'Shown when “Father known” is Yes');
});

test('a value for a field is named as the field names it', () => {
  const to = (rule: Json): string =>
    explain(rule, 'en', (pointer) => LABELS[pointer], {...options, purpose: 'default', field: '/b'});
  assert.equal(to('m'), 'Filled in: “Mother”');
  assert.equal(to('x'), 'Filled in: “x”');
  assert.equal(to({if: [A, 'm', 'x']}), 'Filled in: “Mother” if “A” is filled in; otherwise “x”');
  assert.equal(to(null), 'Filled in: nothing');
});

test('without labels pointers are quoted; an unknown language is Vietnamese', () => {
  assert.equal(
    explain({'==': [{var: '/a'}, 1]}, 'fr', () => undefined),
    '«/a» bằng 1',
  );
  assert.equal(
    explain({'!': {in: [{f: 1}, ['x']]}}, 'vi', () => undefined),
    'kết quả tính từ 1 không phải là “x”',
  );
  assert.equal(
    explain({and: [true]}, 'vi', () => undefined),
    'Có',
  );
  assert.equal(
    explain({var: '__proto__'}, 'vi', () => 'gốc'),
    '«gốc»',
  );
});
