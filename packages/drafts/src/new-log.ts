/**
 * Makes Chromium begin a new log of its storage before it has written much behind the end of the old one.
 *
 * Chromium keeps the databases of a site in one LevelDB, which goes on in the log that it finds. A browser that was killed in
 * the middle of a write leaves half a record at the end. The next start passes over it and appends behind it; the start after
 * that takes what was appended for the rest of that record and loses it, or for damage, and then Chromium deletes every database
 * of the site (google/leveldb#1287). When a database is deleted LevelDB is made to begin a new log, and the old one goes as soon
 * as its records lie in a table. While that table is being written LevelDB can begin no further log, and holds back all writes
 * behind the attempt: so two are deleted.
 *
 * Limits  The old log stands for some hundredths of a second. A browser that was killed in the middle of a write, and is killed
 *         again within that time of the next start, still loses all.
 */
import {deleteDB, openDB} from 'idb';

/** Empty databases that are there to be deleted. */
const DATABASES = ['egov-form-new-log-1', 'egov-form-new-log-2'];
/** A window that hangs with one of them open must not keep drafts from being opened in another. */
const LONGEST_MS = 2_000;

/** Never rejects: where nothing can be written there is nothing to protect either. */
export async function beginNewLog(): Promise<void> {
  // Only Chromium deletes what it finds damaged, and says so with this member.
  if (!('dataLoss' in IDBVersionChangeEvent.prototype)) return;
  await Promise.race([exchange().catch(() => undefined), new Promise((late) => setTimeout(late, LONGEST_MS))]);
}

async function exchange(): Promise<void> {
  // They are there from last time, as a rule: to make them first would be to write behind the old end.
  for (const name of DATABASES) await make(name);
  for (const name of DATABASES) await deleteDB(name);
  for (const name of DATABASES) await make(name);
}

async function make(name: string): Promise<void> {
  (await openDB(name, 1)).close();
}
