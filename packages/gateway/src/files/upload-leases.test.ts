import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import {until} from '@egov-form/dev/until';
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

  const update = (id: string, values: {wanted?: boolean; held_by?: string; held_until?: string}): Promise<unknown> =>
    opened.database.updateTable('uploads').set(values).where('id', '=', id).execute();
  const wanted = async (id: string): Promise<boolean> =>
    (await opened.database.selectFrom('uploads').select('wanted').where('id', '=', id).executeTakeFirstOrThrow()).wanted;

  test('a request that works with an upload is asked to stop; the other one waits until it did', async () => {
    for (const other of [here, there]) {
      const id = await upload();
      const steps: string[] = [];
      const lock = here.newLock(id);
      await lock.lock(new AbortController().signal, async () => {
        if (steps.includes('asked')) return;
        steps.push('asked');
        await update(id, {wanted: false});
        await until('the other one looks again', () => wanted(id));
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
    await update(id, {held_by: 'gone', held_until: new Date(Date.now() + 3_600_000).toISOString()});
    let taken = false;
    const taking = here.take([id]).then((lease) => {
      taken = true;
      return lease;
    });
    for (let look = 0; look < 2; look += 1) {
      await until('it is looked at', () => wanted(id));
      await update(id, {wanted: false});
    }
    assert.equal(taken, false);
    await update(id, {held_until: new Date(0).toISOString()});
    const lease = await taking;
    assert.deepEqual(lease?.ids, [id]);
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
    const end = async (): Promise<number> => {
      const row = await opened.database.selectFrom('uploads').select('held_until').where('id', '=', id).executeTakeFirstOrThrow();
      return row.held_until?.getTime() ?? 0;
    };
    const first = await end();
    await until('the lease is renewed', async () => (await end()) > first);
    await lease?.release();
    assert.equal(await end(), 0);
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
          for (let turns = dice.below(100); turns > 0; turns -= 1) await new Promise(setImmediate);
          for (const id of some) held.delete(id);
          await lease.release();
        }
      }),
    );
    assert.equal(taken, 72);
  });
});
