import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {until} from '@egov-form/dev/until';
import {sql} from 'kysely';
import type {GatewayDatabase} from './database/open.ts';
import {openDatabase} from './database/open.ts';
import {Jobs} from './jobs.ts';
import {openTestDatabase, type TestDatabase} from './testing/test-database.ts';

describe('jobs', () => {
  let store: TestDatabase;
  /** Three processes' worth: on the server each has connections of its own. */
  let databases: readonly GatewayDatabase[];
  before(async () => {
    store = await openTestDatabase();
    const {url} = store;
    databases = url === undefined ? [store.database] : [store.database, await openDatabase({url}), await openDatabase({url})];
  });
  after(async () => {
    for (const database of databases) await database.destroy();
    await store.remove();
  });

  /** Jobs that somebody may still do. */
  const left = async (): Promise<number> => {
    const open = sql<{id: string}>`select id from jobs.job where state in ('created', 'retry', 'active')`;
    return (await open.execute(store.database)).rows.length;
  };

  test('a job comes with its act or not at all, is done once among workers, again after a failure', async () => {
    const done: number[] = [];
    const failures: unknown[] = [];
    const lasts: boolean[] = [];
    const workers = await Promise.all(
      databases.map(async (database) => {
        const jobs = new Jobs(database, true, (_name, error) => void failures.push(error));
        await jobs.start();
        await jobs.add<{number: number}>(
          {
            name: 'count',
            retries: 2,
            retrySeconds: 1,
            run: async ({number}, last) => {
              if (number < 0) {
                lasts.push(last);
                throw new Error('a value of 026190000042');
              }
              done.push(number);
            },
          },
          0.5,
        );
        return jobs;
      }),
    );
    const sender = new Jobs(store.database, false, (_name, error) => void failures.push(error));
    await sender.start();
    await sender.add({name: 'count', retries: 2, retrySeconds: 1, run: async () => assert.fail('this one only asks')});
    for (let number = 0; number < 20; number += 1) await sender.ask('count', {number}, store.database);
    const undone = store.database.transaction().execute(async (transaction) => {
      await sender.ask('count', {number: 1000}, transaction);
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/u);
    await store.database.transaction().execute((transaction) => sender.ask('count', {number: 20}, transaction));
    await sender.ask('count', {number: -1}, store.database);
    await until('every job is done or given up', async () => done.length >= 21 && lasts.length >= 3 && (await left()) === 0);
    assert.deepEqual(
      done.sort((a, b) => a - b),
      Array.from({length: 21}, (_, number) => number),
    );
    assert.deepEqual(lasts, [false, false, true]);
    assert.equal(failures.length, 3);
    // Nothing of the error's text is kept.
    const {rows} = await sql<{output: unknown}>`select output from jobs.job where output is not null`.execute(store.database);
    assert.ok(rows.length > 0);
    assert.equal(JSON.stringify(rows).includes('026190000042'), false);
    for (const jobs of [...workers, sender]) await jobs.stop();
  });

  test('a job of a process that ended is done by the next one', async () => {
    const first = new Jobs(store.database, false, () => undefined);
    await first.start();
    await first.add({name: 'later', run: async () => undefined});
    await first.ask('later', {number: 7}, store.database);
    await first.stop();
    const seen: number[] = [];
    const second = new Jobs(store.database, true, () => undefined);
    await second.start();
    await second.add<{number: number}>({name: 'later', run: async ({number}) => void seen.push(number)}, 0.5);
    await until('the job is done', () => seen.length > 0);
    assert.deepEqual(seen, [7]);
    await second.stop();
  });
});
