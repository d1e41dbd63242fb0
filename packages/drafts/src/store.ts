import type {Draft, DraftStore, SourceFile} from '@egov-form/core';
import {createConnection} from './connection.ts';
import {fileOf, recordOf} from './file-record.ts';
import {newestGood, sealSlot} from './slots.ts';

/** What `createDraftStore` may be told. */
export interface DraftStoreOptions {
  /** Name of the IndexedDB database, per origin. Defaults to `egov-form-drafts`. */
  readonly databaseName?: string;
}

/** A draft store of this browser that can let go of its database. */
export interface BrowserDraftStore extends DraftStore {
  /** Close the database. Any later call opens it again. */
  close(): void;
}

/** Asks the browser to report a write only when it has reached the disk, not the operating system's buffer. */
const STRICT = {durability: 'strict'} as const;

/**
 * Drafts and their files in this browser's IndexedDB. Nothing is opened before the first call, and every promise resolves
 * only after its transaction completed.
 *
 * All methods reject with a `FormError`: `EGOV_DRAFTS_UNAVAILABLE` (`details.reason`: `missing`, `blocked`, `newer`,
 * `refused`) when there is no database to be had, `EGOV_DRAFTS_QUOTA` when the device is full, `EGOV_DRAFTS_FAILED`
 * otherwise. After a failed save the draft that was saved before is still there.
 */
export function createDraftStore(options: DraftStoreOptions = {}): BrowserDraftStore {
  const connection = createConnection(options.databaseName ?? 'egov-form-drafts');

  return {
    load: (key: string): Promise<Draft | undefined> =>
      connection.use(async (database) => {
        const {store, done} = database.transaction('slots');
        return newestGood(await completed(done, Promise.all([store.get([key, 0]), store.get([key, 1])])))?.draft;
      }),

    save: (key: string, draft: Draft): Promise<void> => {
      const text = JSON.stringify(draft);
      return connection.use(async (database) => {
        const {store, done} = database.transaction('slots', 'readwrite', STRICT);
        // Which slot may be overwritten is decided inside the transaction that writes it: two tabs cannot both choose.
        const write = async (): Promise<void> => {
          const last = newestGood(await Promise.all([store.get([key, 0]), store.get([key, 1])]));
          await store.put(sealSlot(text, (last?.sequence ?? 0) + 1), [key, last?.index === 0 ? 1 : 0]);
        };
        await completed(done, write());
      });
    },

    remove: (key: string): Promise<void> =>
      connection.use(async (database) => {
        const transaction = database.transaction(['slots', 'files'], 'readwrite', STRICT);
        await completed(
          transaction.done,
          Promise.all([
            transaction.objectStore('slots').delete(everythingOf(key)),
            transaction.objectStore('files').delete(everythingOf(key)),
          ]),
        );
      }),

    async putFile(key: string, fileId: string, file: SourceFile): Promise<void> {
      // Read before the transaction begins: it would end while the bytes are awaited.
      const record = await recordOf(file);
      await connection.use(async (database) => {
        const {store, done} = database.transaction('files', 'readwrite', STRICT);
        await completed(done, store.put(record, [key, fileId]));
      });
    },

    getFile: (key: string, fileId: string): Promise<SourceFile | undefined> =>
      connection.use(async (database) => {
        const record = await database.get('files', [key, fileId]);
        return record && fileOf(record);
      }),

    removeFile: (key: string, fileId: string): Promise<void> =>
      connection.use(async (database) => {
        const {store, done} = database.transaction('files', 'readwrite', STRICT);
        await completed(done, store.delete([key, fileId]));
      }),

    close: (): void => connection.close(),
  };
}

/**
 * The result of the work once its transaction completed. When both failed, the transaction's error is the one that says why:
 * a request of an aborted transaction only knows that it was aborted.
 */
async function completed<T>(done: Promise<void>, work: Promise<T>): Promise<T> {
  const [ended, result] = await Promise.allSettled([done, work]);
  if (ended.status === 'rejected') throw ended.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** All keys `[key, …]`: an array sorts after every number and text. */
function everythingOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key], [key, []]);
}
