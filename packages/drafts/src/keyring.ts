/**
 * The keys that records are sealed with. A person's key is asked for and lives in memory alone. What is nobody's is sealed with
 * a key that this browser made for itself and keeps beside the records: it cannot be read out by a page, and keeps out whoever
 * has a copy of single records, but not whoever uses this browser. What ends with the browser session is sealed with either of
 * them mixed with the session's name, which is gone when the browser is closed.
 */
import {FormError, isFormError} from '@egov-form/core';
import type {IDBPDatabase} from 'idb';
import {completed, STRICT} from './completed.ts';
import {isClosed} from './failure.ts';
import {baseKey, type SealingKey, sealingKey} from './sealing.ts';
import type {DraftSchema} from './upgrades.ts';

/** Asks for the key of an owner's drafts, 32 bytes. Rejects with `EGOV_DRAFTS_LOCKED`, or anything else when it could not ask. */
export type AskPersonKey = (owner: string) => Promise<Uint8Array<ArrayBuffer>>;

export class Keyring {
  readonly #ask: AskPersonKey | undefined;
  readonly #people = new Map<string, Promise<CryptoKey>>();
  /** By the database that it lies in: when the browser throws that away, the key is gone too. */
  readonly #browsers = new WeakMap<IDBPDatabase<DraftSchema>, Promise<CryptoKey>>();
  readonly #sealing = new WeakMap<CryptoKey, Map<string, Promise<SealingKey>>>();

  constructor(ask: AskPersonKey | undefined) {
    this.#ask = ask;
  }

  /** Whether the drafts of this owner have a key of the person's own. */
  isPersonal(owner: string): boolean {
    return owner !== '' && this.#ask !== undefined;
  }

  /**
   * The key for an owner's records.
   * @param session that they end with, `''` for none.
   * @throws FormError `EGOV_DRAFTS_LOCKED` when a person's key cannot be had.
   */
  async ofOwner(database: IDBPDatabase<DraftSchema>, owner: string, session: string): Promise<SealingKey> {
    if (!this.#ask || owner === '') return this.ofBrowser(database, session);
    const asked = this.#people.get(owner) ?? askFor(this.#ask, owner);
    this.#people.set(owner, asked);
    try {
      return await this.#derive(await asked, session);
    } catch (error) {
      // The next call asks again.
      if (this.#people.get(owner) === asked) this.#people.delete(owner);
      throw error;
    }
  }

  /** The key for what is nobody's. */
  async ofBrowser(database: IDBPDatabase<DraftSchema>, session: string): Promise<SealingKey> {
    const found = this.#browsers.get(database) ?? findBrowserKey(database);
    this.#browsers.set(database, found);
    try {
      return await this.#derive(await found, session);
    } catch (error) {
      this.#browsers.delete(database);
      throw error;
    }
  }

  /** Forget the keys of all people. */
  lock(): void {
    this.#people.clear();
  }

  #derive(base: CryptoKey, session: string): Promise<SealingKey> {
    const made = this.#sealing.get(base) ?? new Map<string, Promise<SealingKey>>();
    this.#sealing.set(base, made);
    const key = made.get(session) ?? sealingKey(base, session);
    made.set(session, key);
    return key;
  }
}

async function askFor(ask: AskPersonKey, owner: string): Promise<CryptoKey> {
  try {
    const bytes = await ask(owner);
    const key = await baseKey(bytes);
    bytes.fill(0);
    return key;
  } catch (cause) {
    if (isFormError(cause, 'EGOV_DRAFTS_LOCKED')) throw cause;
    throw new FormError(
      'EGOV_DRAFTS_LOCKED',
      'Expected the key of the draft, could not ask for it. The draft is still there; try again.',
      {reason: 'unreachable'},
      {cause},
    );
  }
}

/** The key of this browser; made by whichever window comes first. */
async function findBrowserKey(database: IDBPDatabase<DraftSchema>): Promise<CryptoKey> {
  const kept = await database.get('keys', 'browser');
  if (kept) return kept instanceof CryptoKey ? kept : baseKey(kept);
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = await baseKey(bytes);
  try {
    return await keepFirst(database, key);
  } catch (error) {
    // Some browsers keep no key objects, or not in private windows, each with an error of its own. Its bytes do the same there,
    // but a page could read them.
    if (isClosed(error)) throw error;
    return keepFirst(database, bytes);
  }
}

async function keepFirst(database: IDBPDatabase<DraftSchema>, made: CryptoKey | Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const {store, done} = database.transaction('keys', 'readwrite', STRICT);
  const keep = async (): Promise<CryptoKey | Uint8Array<ArrayBuffer>> => {
    const first = await store.get('browser');
    if (!first) await store.put(made, 'browser');
    return first ?? made;
  };
  const kept = await completed(done, keep());
  return kept instanceof CryptoKey ? kept : baseKey(kept);
}
