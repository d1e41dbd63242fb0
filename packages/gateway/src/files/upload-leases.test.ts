import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {Dice} from '../testing/dice.ts';
import {openTestDatabase, type TestDatabase} from '../testing/test-database.ts';
import {UploadLeases} from './upload-leases.ts';
import {beginUpload} from './uploads.ts';

describe('leases of uploads', () => {
  let opened: TestDatabase;
  /** As two processes have them: nothing in common but the database. */
  let here: UploadLeases;
  let there: UploadLeases;
  before(async () => {
    opened = await openTestDatabase();
    here = new UploadLeases(opened.database);
    there = new UploadLeases(opened.database);
  });
  after(async () => {
    await opened.database.destroy();
    await opened.remove();
  });

  const upload = async (): Promise<string> => {
    const id = randomBytes(16).toString('hex');
    assert.ok(await beginUpload(opened.database, {id, subject: randomBytes(8).toString('hex'), sizeBytes: 1, at: new Date()}));
    return id;
  };

  test('a request that works with an upload is asked to stop; the other one waits until it did', async () => {
    for (const other of [here, there]) {
      const id = await upload();
      const steps: string[] = [];
      const lock = here.newLock(id);
      await lock.lock(new AbortController().signal, async () => {
        if (steps.includes('asked')) return;
        steps.push('asked');
        await pause(200);
        steps.push('stopped');
        void lock.unlock();
      });
      const lease = await other.take([id]);
      steps.push('taken');
      assert.deepEqual(steps, ['asked', 'stopped', 'taken']);
      assert.deepEqual(lease?.ids, [id]);
      await lease?.release();
    }
  });

  test('what a process held that was killed is free when its lease ends', async () => {
    const id = await upload();
    await opened.database
      .updateTable('uploads')
      .set({held_by: 'gone', held_until: new Date(Date.now() + 1500).toISOString()})
      .where('id', '=', id)
      .execute();
    const began = performance.now();
    const lease = await here.take([id]);
    assert.deepEqual(lease?.ids, [id]);
    assert.ok(performance.now() - began > 500);
    await lease?.release();
  });

  test('an upload that is gone is left out, and cannot be locked', async () => {
    const id = await upload();
    const gone = randomBytes(16).toString('hex');
    const lease = await here.take([gone, id]);
    assert.deepEqual(lease?.ids, [id]);
    await lease?.release();
    await assert.rejects(
      here.newLock(gone).lock(new AbortController().signal, () => undefined),
      ({status_code: status}: {status_code: number}) => status === 404,
    );
  });

  test('a lease lasts as long as the work, and ends with it', async () => {
    const id = await upload();
    const lease = await here.take([id]);
    const until = async (): Promise<number> => {
      const row = await opened.database.selectFrom('uploads').select('held_until').where('id', '=', id).executeTakeFirstOrThrow();
      return row.held_until?.getTime() ?? 0;
    };
    const first = await until();
    while ((await until()) === first) await pause(50);
    await lease?.release();
    assert.equal(await until(), 0);
  });

  test('of many that take overlapping sets none ever has what another one has', async () => {
    const ids = await Promise.all(Array.from({length: 6}, upload));
    const dice = new Dice(9);
    const held = new Set<string>();
    let taken = 0;
    await Promise.all(
      Array.from({length: 12}, async (_, i) => {
        for (let round = 0; round < 6; round += 1) {
          const some = ids.filter(() => dice.chance(0.4));
          const lease = await (i % 2 === 0 ? here : there).take(some);
          assert.ok(lease, 'waited for too long');
          for (const id of some) {
            assert.equal(held.has(id), false);
            held.add(id);
          }
          taken += 1;
          await pause(dice.below(10));
          for (const id of some) held.delete(id);
          await lease.release();
        }
      }),
    );
    assert.equal(taken, 72);
  });
});
