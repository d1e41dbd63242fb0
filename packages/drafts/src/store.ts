import {type Draft, type DraftHold, type DraftKeeping, type DraftStore, FormError, type SourceFile} from '@egov-form/core';
import type {IDBPDatabase} from 'idb';
import {browserSession, runningSession} from './browser-session.ts';
import {completed, STRICT} from './completed.ts';
import {createConnection} from './connection.ts';
import {packFile, placeOfFile, unpackFile} from './file-record.ts';
import {holdDraft} from './hold.ts';
import {type AskPersonKey, Keyring} from './keyring.ts';
import {beginNewLog} from './new-log.ts';
import {endedSessions, ownedRecordsOf, ownerOf, placeInSession, recordsOf, sessionOf} from './places.ts';
import {sealPlainRecords} from './plain-records.ts';
import {isSealedWith, newestDraft, type Place, readSlots, sealAnew, writeDraft} from './records.ts';
import {open, seal} from './sealing.ts';
import type {GoodSlot} from './slots.ts';
import type {DraftSchema} from './upgrades.ts';

/** What `createDraftStore` may be told. */
export interface DraftStoreOptions {
  /** Name of the IndexedDB database, per origin. Defaults to `egov-form-drafts`. */
  readonly databaseName?: string;
  /**
   * `device`: a draft stays until it is removed. `session`: it can be opened only until the browser is closed, and is
   * deleted when a form with drafts, of whichever kind, is next opened on this site. Defaults to `device` for the drafts of
   * owners whose key can be asked for, and to `session` for all others, except those that lie on the device already.
   */
  readonly lifetime?: 'device' | 'session';
  /** Asks for the key of an owner's drafts. Without it every draft is sealed with the key of this browser. */
  readonly personKey?: AskPersonKey;
}

/** A draft store of this browser that can let go of its database. */
export interface BrowserDraftStore extends Required<DraftStore> {
  /** Close the database and forget the keys of people. Any later call opens it again. */
  close(): void;
}

type Database = IDBPDatabase<DraftSchema>;

/**
 * Drafts and their files in this browser's IndexedDB, encrypted. Nothing is opened before the first call, and every promise
 * resolves only after its transaction completed.
 *
 * All methods reject with a `FormError`: `EGOV_DRAFTS_UNAVAILABLE` (`details.reason`: `missing`, `blocked`, `newer`,
 * `refused`, `insecure`) when there is no database to be had, `EGOV_DRAFTS_LOCKED` (`unreachable`, `signed-out`,
 * `other-person`, `other-key`) when the key is not, `EGOV_DRAFTS_DAMAGED` when nothing of a draft can be read (`emptied`: once,
 * when the browser deleted all that the site kept),
 * `EGOV_DRAFTS_QUOTA` when the device is full, `EGOV_DRAFTS_FAILED` otherwise. After a failed save the draft that was saved
 * before is still there.
 */
export function createDraftStore(options: DraftStoreOptions = {}): BrowserDraftStore {
  const connection = createConnection(options.databaseName ?? 'egov-form-drafts');
  const keyring = new Keyring(options.personKey);
  const made = new WeakMap<Database, Promise<void>>();
  /** Drafts of which was said that they may have been deleted with all others. */
  const told = new Set<string>();

  /**
   * Before anything else is done: what was saved must outlast a browser that was killed, nobody may find what was to end with an
   * earlier session, and nothing may lie there unsealed.
   */
  const prepare = async (database: Database): Promise<void> => {
    await beginNewLog();
    await removeEndedSessions(database);
    await sealPlainRecords(database, (place) => keyring.ofBrowser(database, sessionOf(place)));
  };
  const use = <T>(work: (database: Database) => Promise<T>): Promise<T> =>
    connection.use(async (database) => {
      const preparing = made.get(database) ?? prepare(database);
      made.set(database, preparing);
      try {
        await preparing;
      } catch (error) {
        made.delete(database);
        throw error;
      }
      return work(database);
    });

  const placeOf = async (database: Database, key: string): Promise<string> => {
    const {lifetime = keyring.isPersonal(ownerOf(key)) ? 'device' : undefined} = options;
    if (lifetime === 'device') return key;
    // A draft that was begun for the device stays there until it is sent or deleted.
    if (lifetime === undefined && (await database.count('drafts', recordsOf(key))) > 0) return key;
    return placeInSession(browserSession(), key);
  };
  /**
   * What lies in a place, and the key for it. What is sealed with the browser's key although it is somebody's, is sealed anew
   * with theirs.
   */
  const openPlace = async (database: Database, key: string): Promise<Place> => {
    const at = await placeOf(database, key);
    const sealing = await keyring.ofOwner(database, ownerOf(key), sessionOf(at));
    const slots = await readSlots(database, at);
    if (!keyring.isPersonal(ownerOf(key)) || slots.empty || isSealedWith(slots, sealing)) return {at, sealing, slots};
    const browsers = await keyring.ofBrowser(database, sessionOf(at));
    if (!isSealedWith(slots, browsers)) return {at, sealing, slots};
    await sealAnew(database, at, browsers, sealing);
    return {at, sealing, slots: await readSlots(database, at)};
  };
  const written = new WeakMap<Database, {readonly at: string; readonly newest: GoodSlot}>();
  let saving: Promise<unknown> = Promise.resolve();

  return {
    load: (key: string): Promise<Draft | undefined> =>
      use(async (database) => {
        // Nobody's key is asked for as long as there is nothing to open.
        if ((await readSlots(database, await placeOf(database, key))).empty) {
          if (!connection.emptied || told.has(key)) return undefined;
          told.add(key);
          throw new FormError(
            'EGOV_DRAFTS_DAMAGED',
            'The browser found its storage damaged and deleted it. If there was a draft, it is gone.',
            {reason: 'emptied'},
          );
        }
        return newestDraft(await openPlace(database, key));
      }),

    save: (key: string, draft: Draft): Promise<void> => {
      const text = JSON.stringify(draft);
      const save = (): Promise<void> =>
        use(async (database) => {
          const at = await placeOf(database, key);
          const last = written.get(database);
          const sealing = last?.at === at ? await keyring.ofOwner(database, ownerOf(key), sessionOf(at)) : undefined;
          // What this window wrote last is most often still the newest; the transaction that writes finds out.
          const place =
            last && sealing && last.newest.slot.check === sealing.check
              ? {at, sealing, slots: {good: [last.newest], empty: false}}
              : await openPlace(database, key);
          written.set(database, {at, newest: await writeDraft(database, place, text)});
        });
      // One after the other: of two at once the second would be sealed in vain.
      const saved = saving.then(save, save);
      saving = saved.catch(() => undefined);
      return saved;
    },

    remove: (key: string): Promise<void> =>
      use(async (database) => {
        const running = runningSession();
        const places = running === undefined ? [key] : [key, placeInSession(running, key)];
        // Another lifetime's draft is another draft.
        const ours = options.lifetime === 'device' ? [key] : options.lifetime === 'session' ? places.slice(1) : places;
        await removeAll(database, ours.map(recordsOf));
      }),

    async putFile(key: string, fileId: string, file: SourceFile): Promise<void> {
      const packed = await packFile(file);
      await use(async (database) => {
        const {at, sealing} = await openPlace(database, key);
        const sealed = await seal(sealing, placeOfFile(at, fileId), packed);
        const {store, done} = database.transaction('attachments', 'readwrite', STRICT);
        await completed(done, store.put(sealed, [at, fileId]));
      });
    },

    getFile: (key: string, fileId: string): Promise<SourceFile | undefined> =>
      use(async (database) => {
        const place = await placeOf(database, key);
        const record = await database.get('attachments', [place, fileId]);
        const plain = record ? undefined : await database.get('files', [place, fileId]);
        if (!record && !plain) return undefined;
        const owners = await keyring.ofOwner(database, ownerOf(key), sessionOf(place));
        if (plain?.blob instanceof Blob) return new File([plain.blob], plain.name, {type: plain.type});
        // It may still be sealed as before its owner had a key.
        const sealing = record?.check === owners.check ? owners : await keyring.ofBrowser(database, sessionOf(place));
        const bytes = record && (await open(sealing, placeOfFile(place, fileId), record));
        if (bytes) return unpackFile(bytes);
        throw new FormError('EGOV_DRAFTS_DAMAGED', 'Expected an attached file, found its copy damaged or of another key.');
      }),

    removeFile: (key: string, fileId: string): Promise<void> =>
      use(async (database) => {
        const place = await placeOf(database, key);
        const transaction = database.transaction(['attachments', 'files'], 'readwrite', STRICT);
        const stores = [transaction.objectStore('attachments'), transaction.objectStore('files')];
        await completed(transaction.done, Promise.all(stores.map((store) => store.delete([place, fileId]))));
      }),

    hasOwned: (form: string): Promise<boolean> =>
      use(async (database) => {
        const running = runningSession();
        const below = running === undefined ? [''] : ['', placeInSession(running, '')];
        const counts = await Promise.all(below.map((prefix) => database.count('drafts', ownedRecordsOf(`${prefix}${form}`))));
        return counts.some((count) => count > 0);
      }),

    keeping: (key: string): Promise<DraftKeeping> =>
      use(async (database) => ({
        until: sessionOf(await placeOf(database, key)) === '' ? 'removed' : 'browser-closed',
        readers: keyring.isPersonal(ownerOf(key)) ? 'owner' : 'browser',
      })),

    hold: (key: string, left: (how: 'asked' | 'taken') => Promise<void>): Promise<DraftHold> =>
      holdDraft(`egov-draft:${key}`, left),

    lock: (): void => keyring.lock(),

    close: (): void => {
      keyring.lock();
      connection.close();
    },
  };
}

/** Delete the drafts and files of every browser session but the running one. */
function removeEndedSessions(database: Database): Promise<void> {
  return removeAll(database, endedSessions(runningSession()));
}

/** Delete the drafts and files in these ranges of places. */
async function removeAll(database: Database, ranges: readonly IDBKeyRange[]): Promise<void> {
  const transaction = database.transaction(['drafts', 'attachments', 'slots', 'files'], 'readwrite', STRICT);
  const stores = [
    transaction.objectStore('drafts'),
    transaction.objectStore('attachments'),
    transaction.objectStore('slots'),
    transaction.objectStore('files'),
  ];
  await completed(transaction.done, Promise.all(ranges.flatMap((range) => stores.map((store) => store.delete(range)))));
}
