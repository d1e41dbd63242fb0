/**
 * Which request works with an upload. All gateways on one database agree on it in the row of the upload: a lease with an end,
 * so that nothing waits for a process that was killed. A request that wants what another one holds asks for it, and a PATCH
 * that is asked stops: a connection that broke keeps nobody from going on elsewhere.
 *
 * Limits  A process that stood still longer than its lease may still write what it had read. Such bytes reach the file on its
 *         way, never a dossier, which has a copy of its own (dossier-files.ts).
 */
import {randomUUID} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';
import {ERRORS, type Lock, type Locker, type RequestRelease} from '@tus/server';
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';

/** Without renewal a lease ends, ms. */
const LEASE_MS = 10_000;
/** How often a holder renews its lease and learns that others want it, ms. */
const RENEW_MS = 1000;
/** How often a request that waits looks again, ms. */
const LOOK_MS = 100;
/** Longer than a lease: what a killed process held is waited for. */
const WAIT_MS = 15_000;

/** What tus answers when an upload stays in other hands. */
const BUSY = {status_code: 423, body: 'another request works with this upload'};

export class UploadLeases implements Locker {
  readonly #database: Database;
  /** What this process holds for requests that can be asked to stop. */
  readonly #holders = new Map<string, RequestRelease>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** For the tus server: of one request and upload. */
  newLock(id: string): Lock {
    let lease: UploadLease | undefined;
    let release: RequestRelease | undefined;
    return {
      lock: async (signal, requestRelease) => {
        lease = await this.#take([id], requestRelease, signal);
        if (lease.ids.length === 0) throw ERRORS.FILE_NOT_FOUND;
        release = requestRelease;
        this.#holders.set(id, requestRelease);
      },
      unlock: async () => {
        if (this.#holders.get(id) === release) this.#holders.delete(id);
        await lease?.release();
      },
    };
  }

  /**
   * Takes uploads for a submission; those that are gone are left out. Nobody writes, removes or sends them elsewhere until
   * they are released.
   *
   * @returns nothing when another request keeps one of them.
   */
  async take(ids: readonly string[]): Promise<UploadLease | undefined> {
    try {
      return await this.#take(ids, () => undefined);
    } catch (error) {
      if (error === BUSY) return undefined;
      throw error;
    }
  }

  async #take(ids: readonly string[], requestRelease: RequestRelease, signal?: AbortSignal): Promise<UploadLease> {
    const token = randomUUID();
    const end = performance.now() + WAIT_MS;
    for (;;) {
      const taken = await takeAll(this.#database, ids, token);
      if (taken) return new UploadLease(this.#database, token, taken, requestRelease);
      for (const id of ids) void this.#holders.get(id)?.();
      if (signal?.aborted || performance.now() > end) throw BUSY;
      await pause(LOOK_MS);
    }
  }
}

/** Uploads in the hands of one request, until it releases them. */
export class UploadLease {
  /** Stands in the rows of the uploads. */
  readonly token: string;
  readonly ids: readonly string[];
  readonly #database: Database;
  readonly #requestRelease: RequestRelease;
  readonly #timer: NodeJS.Timeout;
  #renewedAt = performance.now();
  #renewing: Promise<void> = Promise.resolve();

  constructor(database: Database, token: string, ids: readonly string[], requestRelease: RequestRelease) {
    this.token = token;
    this.ids = ids;
    this.#database = database;
    this.#requestRelease = requestRelease;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renewing.then(() => this.#renew()).catch(() => this.#failed());
    }, RENEW_MS);
    this.#timer.unref();
  }

  /** Never fails: rows may be gone by now with their files, and where the database does not answer the lease ends by itself. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
    if (this.ids.length === 0) return;
    await this.#database
      .updateTable('uploads')
      .set({held_by: null, held_until: null, wanted: false})
      .where('id', 'in', this.ids)
      .where('held_by', '=', this.token)
      .execute()
      .catch(() => undefined);
  }

  async #renew(): Promise<void> {
    const {rows} = await sql<{wanted: boolean}>`
      update uploads set held_until = ${leaseEnd()}
      where id = any(${[...this.ids]}::text[]) and held_by = ${this.token}
      returning wanted`.execute(this.#database);
    this.#renewedAt = performance.now();
    if (rows.length < this.ids.length || rows.some(({wanted}) => wanted)) await this.#requestRelease();
  }

  /** The database did not answer. Whatever holds on to the file must stop before somebody else may take it. */
  #failed(): void {
    if (performance.now() - this.#renewedAt > LEASE_MS / 2) void this.#requestRelease();
  }
}

/**
 * All that are there, in one statement, or none: then those that others hold are marked as wanted. In order of their ids, so
 * that two requests never wait for each other.
 */
async function takeAll(database: Database, ids: readonly string[], token: string): Promise<readonly string[] | undefined> {
  if (ids.length === 0) return [];
  const {rows} = await sql<{id: string; free: boolean}>`
    with asked as materialized (
      select id, held_until is null or held_until <= now() as free from uploads
      where id = any(${[...ids]}::text[]) order by id for update
    ), verdict as materialized (select coalesce(bool_and(free), true) as free from asked)
    update uploads set
      held_by = case when verdict.free then ${token} else held_by end,
      held_until = case when verdict.free then ${leaseEnd()} else held_until end,
      wanted = not verdict.free
    from asked, verdict
    where uploads.id = asked.id
    returning uploads.id, verdict.free`.execute(database);
  return rows.every(({free}) => free) ? rows.map(({id}) => id) : undefined;
}

function leaseEnd(): ReturnType<typeof sql<Date>> {
  return sql<Date>`now() + ${LEASE_MS} * interval '1 millisecond'`;
}
