import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {openTestDatabase} from '../testing/test-database.ts';
import type {GatewayDatabase} from './open.ts';

describe('a statement of the queue that fails', () => {
  let database: GatewayDatabase;
  before(async () => {
    database = (await openTestDatabase()).database;
  });
  after(() => database.destroy());

  const ask = async (text: string, ...values: unknown[]) => (await database.queueAccess.executeSql(text, values)).rows;

  test('leaves the connection and what it keeps prepared to the next one', async () => {
    assert.deepEqual(await ask('select $1::int + 1 as n', 1), [{n: 2}]);
    await assert.rejects(ask('select 1 / $1::int as n', 0), /division by zero/u);
    assert.deepEqual(await ask('select $1::text as word', 'a'), [{word: 'a'}]);
    assert.deepEqual(await ask('select $1::int + 1 as n', 2), [{n: 3}]);
  });

  test('leaves no name of what could not be prepared to another one', async () => {
    await assert.rejects(ask('select $1::int from nowhere', 0), /nowhere/u);
    assert.deepEqual(await ask('select $1::text as other', 'b'), [{other: 'b'}]);
    await assert.rejects(ask('select $1::int from nowhere', 0), /nowhere/u);
  });

  test('leaves no transaction behind', async () => {
    await assert.rejects(ask('begin; select 1 / 0; commit'), /division by zero/u);
    assert.deepEqual(await ask('select $1::int as n', 3), [{n: 3}]);
  });
});
