import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {sql} from 'kysely';
import {openTestDatabase, type TestDatabase} from '../testing/test-database.ts';
import {type BatchLoader, createBatchLoader} from './batches.ts';

describe('questions that go to the database together', () => {
  let store: TestDatabase;
  let sizes: number[] = [];
  let notes: BatchLoader<string, number>;
  before(async () => {
    store = await openTestDatabase();
    await sql`create table notes (place serial, note text primary key check (note <> 'wrong'))`.execute(store.database);
    notes = createBatchLoader(async (texts) => {
      sizes.push(texts.length);
      const {rows} = await sql<{place: number; note: string}>`
        insert into notes (note) select note from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) as note
        returning place, note`.execute(store.database);
      return texts.map((text) => rows.find(({note}) => note === text)?.place ?? 0);
    }, 10);
  });
  after(async () => {
    await store.database.destroy();
    await store.remove();
  });

  const kept = async (note: string): Promise<boolean> =>
    (await sql`select 1 as one from notes where note = ${note}`.execute(store.database)).rows.length === 1;

  test('one goes at once and alone', async () => {
    sizes = [];
    assert.equal(await notes.load('alone'), 1);
    assert.deepEqual(sizes, [1]);
  });

  test('many that come at the same time share statements; each is answered when it is kept', async () => {
    sizes = [];
    const texts = Array.from({length: 25}, (_, i) => `note ${i}`);
    const places = await Promise.all(texts.map((text) => notes.load(text)));
    assert.deepEqual(sizes, [10, 10, 5]);
    assert.equal(new Set(places).size, 25);
    for (const text of texts) assert.ok(await kept(text), text);
  });

  test('one that cannot be kept harms none of those it came with', async () => {
    const answers = await Promise.allSettled(['good', 'wrong', 'better'].map((text) => notes.load(text)));
    assert.deepEqual(
      answers.map(({status}) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual([await kept('good'), await kept('wrong'), await kept('better')], [true, false, true]);
    assert.ok((await notes.load('afterwards')) > 0);
  });
});
