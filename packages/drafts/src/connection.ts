import {FormError} from '@egov-form/core';
import {type IDBPDatabase, openDB} from 'idb';
import {failureOf, isClosed} from './failure.ts';
import {DATABASE_VERSION, type DraftSchema, upgrade} from './upgrades.ts';

/** How long another tab may hold an older version of the database before opening gives up. */
const BLOCKED_MS = 5_000;

/** One database, opened when first needed and again whenever the browser or another tab took it away. */
export interface Connection {
  /** Run work on the open database. Work that found the connection just closed is run once more on a new one. */
  use<T>(work: (database: IDBPDatabase<DraftSchema>) => Promise<T>): Promise<T>;
  /** The browser said that it found its storage damaged and deleted all that was in it. */
  readonly emptied: boolean;
  /** Let go of the database. The next `use` opens it again. */
  close(): void;
}

/** What Chromium alone says of a database that it makes anew. */
interface ChromiumVersionChangeEvent extends IDBVersionChangeEvent {
  readonly dataLoss?: 'none' | 'total';
}

export function createConnection(name: string): Connection {
  let opening: Promise<IDBPDatabase<DraftSchema>> | undefined;
  let emptied = false;

  const forget = (): void => {
    opening = undefined;
  };
  const close = (): void => {
    // A failed opening has nothing to close, and whoever asked for it has been told.
    opening?.then((database) => database.close()).catch(() => undefined);
    forget();
  };
  const database = (): Promise<IDBPDatabase<DraftSchema>> => {
    if (!opening) {
      const on = {terminated: forget, blocking: close, emptied: () => (emptied = true)};
      opening = open(name, on).catch((error: unknown) => {
        if (!isCutOff(error)) throw error;
        return open(name, on);
      });
      opening.catch(forget);
    }
    return opening;
  };

  return {
    close,
    get emptied() {
      return emptied;
    },
    async use<T>(work: (database: IDBPDatabase<DraftSchema>) => Promise<T>): Promise<T> {
      try {
        return await work(await database());
      } catch (error) {
        if (!isClosed(error)) throw failureOf(error);
        forget();
      }
      try {
        return await work(await database());
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

/** The browser was still deleting what the site keeps when the database was opened anew. The next opening finds an empty one. */
const isCutOff = (error: unknown): boolean =>
  error instanceof FormError && error.cause instanceof DOMException && error.cause.name === 'AbortError';

async function open(
  name: string,
  on: {terminated(): void; blocking(): void; emptied(): void},
): Promise<IDBPDatabase<DraftSchema>> {
  if (typeof indexedDB === 'undefined') throw unavailable('missing', 'this browser or window keeps no data');
  // A page without TLS has no encryption, and nothing is kept without.
  if (!globalThis.isSecureContext) throw unavailable('insecure', 'the page did not come over a secure connection');
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<IDBPDatabase<DraftSchema>>((resolve, reject) => {
      let late = false;
      openDB<DraftSchema>(name, DATABASE_VERSION, {
        upgrade: (database, oldVersion, _version, _transaction, event) => {
          if ((event as ChromiumVersionChangeEvent).dataLoss === 'total') on.emptied();
          upgrade(database, oldVersion);
        },
        terminated: on.terminated,
        // Another tab brings a newer version: letting go at once is what lets it start.
        blocking: on.blocking,
        blocked: () => {
          timer = setTimeout(() => {
            late = true;
            reject(unavailable('blocked', 'another window holds an older version open; close it and try again'));
          }, BLOCKED_MS);
        },
      }).then((database) => (late ? database.close() : resolve(database)), reject);
    });
  } catch (error) {
    if (error instanceof FormError) throw error;
    if (error instanceof DOMException && error.name === 'VersionError') {
      throw unavailable('newer', 'a newer version of this page wrote it; reload the page', error);
    }
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw failureOf(error);
    throw unavailable('refused', 'the browser refused to open it', error);
  } finally {
    clearTimeout(timer);
  }
}

function unavailable(
  reason: 'missing' | 'insecure' | 'blocked' | 'newer' | 'refused',
  because: string,
  cause?: unknown,
): FormError {
  return new FormError('EGOV_DRAFTS_UNAVAILABLE', `The draft store could not be opened: ${because}.`, {reason}, {cause});
}
