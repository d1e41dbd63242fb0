import type {Draft, DraftStore, SourceFile} from '@egov-form/core';
import type {IDBPDatabase} from 'idb';
import {browserSession, runningSession} from './browser-session.ts';
import {createConnection} from './connection.ts';
import {fileOf, recordOf} from './file-record.ts';
import {newestGood, sealSlot} from './slots.ts';
import type {DraftSchema} from './upgrades.ts';

/** What `createDraftStore` may be told. */
export interface DraftStoreOptions {
  /** Name of the IndexedDB database, per origin. Defaults to `egov-form-drafts`. */
  readonly databaseName?: string;
  /**
   * `device`: a draft stays until it is removed. `session`: it is found again only until the browser is closed, and is
   * deleted when a form with drafts, of whichever kind, is next opened on this site. Defaults to `device`.
   */
  readonly lifetime?: 'device' | 'session';
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
  const placeOf = (key: string): string => (options.lifetime === 'session' ? `${SESSIONS}${browserSession()}/${key}` : key);
  let swept = false;
  /** Before the first look: nobody may find what was to end with an earlier session. */
  const sweep = async (database: IDBPDatabase<DraftSchema>): Promise<void> => {
    if (!swept) await removeEndedSessions(database);
    swept = true;
  };

  return {
    load: (draftKey: string): Promise<Draft | undefined> =>
      connection.use(async (database) => {
        await sweep(database);
        const key = placeOf(draftKey);
        const {store, done} = database.transaction('slots');
        return newestGood(await completed(done, Promise.all([store.get([key, 0]), store.get([key, 1])])))?.draft;
      }),

    save: (draftKey: string, draft: Draft): Promise<void> => {
      const key = placeOf(draftKey);
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

    remove: (draftKey: string): Promise<void> =>
      connection.use(async (database) => {
        const key = placeOf(draftKey);
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
        await completed(done, store.put(record, [placeOf(key), fileId]));
      });
    },

    getFile: (key: string, fileId: string): Promise<SourceFile | undefined> =>
      connection.use(async (database) => {
        const record = await database.get('files', [placeOf(key), fileId]);
        return record && fileOf(record);
      }),

    removeFile: (key: string, fileId: string): Promise<void> =>
      connection.use(async (database) => {
        const {store, done} = database.transaction('files', 'readwrite', STRICT);
        await completed(done, store.delete([placeOf(key), fileId]));
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

/** Where drafts of browser sessions lie: `/session/<name>/<key>`. No form's id has a slash. */
const SESSIONS = '/session/';

/** Delete the drafts and files of every browser session but the running one. */
async function removeEndedSessions(database: IDBPDatabase<DraftSchema>): Promise<void> {
  const running = runningSession();
  const transaction = database.transaction(['slots', 'files'], 'readwrite', STRICT);
  // `0` is the character after `/`.
  const ended =
    running === undefined
      ? [IDBKeyRange.bound([SESSIONS], ['/session0'])]
      : [
          IDBKeyRange.bound([SESSIONS], [`${SESSIONS}${running}/`], false, true),
          IDBKeyRange.bound([`${SESSIONS}${running}0`], ['/session0']),
        ];
  await completed(
    transaction.done,
    Promise.all(
      ended.flatMap((range) => [transaction.objectStore('slots').delete(range), transaction.objectStore('files').delete(range)]),
    ),
  );
}

/** All keys `[key, …]`: an array sorts after every number and text. */
function everythingOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key], [key, []]);
}
