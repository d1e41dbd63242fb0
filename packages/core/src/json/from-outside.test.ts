import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {parseBounded, readBytes} from '../index.ts';

/** A body of these chunks; it remembers how many were taken and whether the rest was refused. */
function body(chunks: Iterable<Uint8Array>) {
  const iterator = chunks[Symbol.iterator]();
  const seen = {taken: 0, cancelled: false};
  return {
    seen,
    getReader: () => ({
      async read() {
        const {done, value} = iterator.next();
        if (!done) seen.taken += 1;
        return {done: done === true, value: value as Uint8Array | undefined};
      },
      async cancel() {
        seen.cancelled = true;
      },
    }),
  };
}

function* endless(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(1000);
}

describe('bytes from outside', () => {
  test('are read whole up to the limit, and no further', async () => {
    assert.deepEqual(await readBytes(body([Uint8Array.of(1, 2), Uint8Array.of(3)]), 3), Uint8Array.of(1, 2, 3));
    assert.deepEqual(await readBytes(null, 3), new Uint8Array());
    const long = body(endless());
    assert.equal(await readBytes(long, 10_500), undefined);
    assert.deepEqual(long.seen, {taken: 11, cancelled: true});
  });

  test('that stop are a rejection, not a short text', async () => {
    function* cut(): Generator<Uint8Array> {
      yield new Uint8Array(1);
      throw new Error('cut');
    }
    await assert.rejects(readBytes(body(cut()), 100), /cut/u);
  });
});

describe('JSON from outside', () => {
  test('is what JSON.parse says, within the bounds', () => {
    for (const text of ['null', '0', '"a,[{\\"\\\\"', '[]', '{"a":[1,2,{"b":"}]"}]}', ' [ 1 , "\\u005b[[[" ] ']) {
      assert.deepEqual(parseBounded(text), JSON.parse(text), text);
    }
    for (const text of ['', 'nul', '[1', '"a', '"a\\', '[[]', ']', '{"a":1}}', 'NaN', "'a'"]) {
      assert.equal(parseBounded(text), undefined, text);
    }
  });

  test('is counted before it is built: depth, items, members', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    assert.notEqual(parseBounded(nested(64)), undefined);
    assert.equal(parseBounded(nested(65)), undefined);
    assert.equal(parseBounded('['.repeat(1_000_000)), undefined);
    assert.equal(parseBounded('{"a":'.repeat(500_000)), undefined);
    const list = (items: number): string => `[${Array(items).fill('0').join(',')}]`;
    assert.notEqual(parseBounded(list(49_990)), undefined);
    assert.equal(parseBounded(list(50_000)), undefined);
    assert.equal(parseBounded(`[${'{},'.repeat(40_000)}0]`), undefined);
    assert.equal(parseBounded('[[1],[2]]', {depth: 1}), undefined);
    assert.equal(parseBounded('[1,2,3]', {values: 3}), undefined);
  });

  test('does not take brackets in texts for lists', () => {
    const text = JSON.stringify({note: '[{'.repeat(10_000), more: '\\"['.repeat(1000), comma: ','.repeat(100_000)});
    assert.deepEqual(parseBounded(text), JSON.parse(text));
  });
});
