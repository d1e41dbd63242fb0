import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Json} from '@egov-form/core';
import {isPresent, parsePath, readPath} from './path.ts';
import {ShapeError} from './shape-error.ts';

function read(document: Json, text: string): readonly Json[] {
  const path = parsePath(text);
  assert.ok(path, text);
  return readPath({value: document, place: ''}, path).map(({value}) => value);
}

describe('places in an answer', () => {
  const cases: readonly (readonly [string, Json, string, readonly Json[]])[] = [
    ['the whole', {a: 1}, '$', [{a: 1}]],
    ['a member', {a: {b: 'x'}}, '$.a.b', ['x']],
    ['a member with marks and a space', {'mã số': {'số thẻ': 'x'}}, "$['mã số']['số thẻ']", ['x']],
    ['letters of Vietnamese', {mãSố: 'x'}, '$.mãSố', ['x']],
    ['every item', {a: [{b: 1}, {b: 2}]}, '$.a[*].b', [1, 2]],
    ['one item', {a: [1, 2]}, '$.a[1]', [2]],
    ['no such item', {a: [1, 2]}, '$.a[2]', []],
    ['every item of what is no list', {a: {b: 1}}, '$.a[*].b', [1]],
    ['the first of what is no list', {a: {b: 1}}, '$.a[0].b', [1]],
    ['the second of what is no list', {a: {b: 1}}, '$.a[1].b', []],
    ['a namespace', {'soap:Body': {'dc:CongDan': 'x'}}, '$.Body.CongDan', ['x']],
    ['an absent member', {a: {}}, '$.b.c', []],
    ['null, an empty text and an empty object lead nowhere', {a: [null, '', {}, {b: 1}]}, '$.a[*].b', [1]],
    ['false and zero are known', {a: [false, 0]}, '$.a[*]', [false, 0]],
    ['members of the prototype are none', {a: 1}, '$.constructor', []],
    ['nor is __proto__', JSON.parse('{"a": {"__proto__": {"b": 1}}}') as Json, '$.a.b', []],
  ];
  for (const [what, document, text, expected] of cases) it(what, () => assert.deepEqual(read(document, text), expected));

  for (const [document, text] of [
    [{a: 'x'}, '$.a.b'],
    [{a: [{b: 1}]}, '$.a.b'],
    [[1], '$.a'],
  ] as const) {
    it(`${text} of ${JSON.stringify(document)} is another shape`, () => {
      assert.throws(() => read(document, text), ShapeError);
    });
  }

  it('tells a member that is empty from one that is not there', () => {
    const path = parsePath('$.a.b');
    assert.ok(path);
    assert.equal(isPresent({value: {a: {b: null}}, place: ''}, path), true);
    assert.equal(isPresent({value: {a: {c: 1}}, place: ''}, path), false);
    assert.equal(isPresent({value: {}, place: ''}, path), false);
  });

  for (const text of [
    '',
    'a',
    '$a',
    '$.',
    '$..a',
    '$.a[',
    '$.a[-1]',
    '$[?(@.a)]',
    '$.a[0:2]',
    '$.a.b()',
    "$['a",
    '$.a b',
    '$.*',
  ]) {
    it(`"${text}" is no path`, () => assert.equal(parsePath(text), undefined));
  }
});
