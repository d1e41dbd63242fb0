import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isTooDeep} from './too-deep.ts';

test('a full stack is told apart, in the words of each engine', () => {
  const deep = (): number => deep() + 1;
  assert.throws(deep, isTooDeep);
  // Firefox has a class of its own, which others do not have.
  class InternalError extends Error {
    override name = 'InternalError';
  }
  assert.ok(isTooDeep(new InternalError('too much recursion')));
  for (const other of [new TypeError('x'), new Error('too much recursion'), 'InternalError', undefined])
    assert.ok(!isTooDeep(other));
});
