import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {FormError} from '../definition/errors.ts';
import type {Json} from './json.ts';
import {escapeSegment, formatPointer, isSafeMember, parsePointer, valueAt} from './pointer.ts';

test('the examples of RFC 6901, section 5', () => {
  const json: Json = {foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8, ' ': 7};
  assert.equal(valueAt(json, parsePointer('')), json);
  for (const [pointer, value] of [
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/m~0n', 8],
    ['/ ', 7],
  ] as const)
    assert.deepEqual(valueAt(json, parsePointer(pointer)), value, pointer);
  assert.deepEqual(parsePointer('/~01'), ['~1']);
  assert.equal(escapeSegment('a/b~c'), 'a~1b~0c');
  for (const nowhere of ['/foo/7', '/foo/length', '/foo/bar/x', '/none'])
    assert.equal(valueAt(json, parsePointer(nowhere)), undefined);
  assert.equal(valueAt(null, ['a']), undefined);
  assert.equal(valueAt(undefined, []), undefined);
});

test('what is no pointer, and what reaches a prototype, is refused', () => {
  for (const text of ['a', '#/a', '/__proto__', '/a/prototype/b', '/constructor']) {
    assert.throws(
      () => parsePointer(text),
      (error) => error instanceof FormError && error.code === 'EGOV_CORE_POINTER',
    );
  }
  for (const name of Object.getOwnPropertyNames(Object.prototype)) assert.equal(valueAt({a: {}}, ['a', name]), undefined, name);
  assert.deepEqual([isSafeMember('__proto__'), isSafeMember('toString')], [false, true]);
  assert.equal(valueAt(JSON.parse('{"__proto__": 1}') as Json, ['__proto__']), undefined);
});

test('law: segments come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string().filter(isSafeMember)), (segments) => {
      assert.deepEqual(parsePointer(formatPointer(segments)), segments);
    }),
    {seed: 20261122, numRuns: 2000},
  );
});
