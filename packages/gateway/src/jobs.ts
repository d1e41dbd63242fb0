/**
 * Work for later: a queue in the gateway's own database (pg-boss, schema `jobs`). A job is kept in the transaction that asks
 * for it. Any process on the same database may do it: more workers are more processes, nothing else. A job whose process
 * dies is done again by another one, so handlers must bear being run twice.
 */
import {sql} from 'kysely';
import {fromKysely, PgBoss, type SendOptions} from 'pg-boss';
import type {Database, GatewayDatabase} from './database/open.ts';

/** How a kind of job is done again after a failure, and when by itself. */
export interface JobKind<Data extends object> {
  readonly name: string;
  /** Further tries, 20. The pause before the first is `retrySeconds` (30), then it doubles, up to an hour. */
  readonly retries?: number;
  readonly retrySeconds?: number;
  /** Cron expression (UTC), for a job that nobody asks for; it gets `{}`. */
  readonly schedule?: string;
  /**
   * Does the job. What it throws means "try again later".
   * @param last whether there is no further try.
   */
  run(data: Data, last: boolean): Promise<void>;
}

/** Told about every failure: which kind of job, at which try, and what was thrown. */
export type OnJobFailure = (job: string, error: unknown) => void;

const RETRIES = 20;
const RETRY_SECONDS = 30;
const MOST_RETRY_SECONDS = 3600;
/** A job that takes longer is taken for dead and done by somebody else. */
const EXPIRE_SECONDS = 300;
/** How long a stopping process waits for its jobs under way, ms. */
const STOP_MS = 10_000;
/** An id that no job has. */
const NO_JOB = '00000000-0000-0000-0000-000000000000';
/** Of starting, among the advisory locks of this database. */
const START_LOCK = 7_103_002;

/** The queue, as this process sees it. */
export class Jobs {
  readonly #database: GatewayDatabase;
  readonly #boss: PgBoss;
  readonly #failed: OnJobFailure;
  readonly #kinds: Map<string, SendOptions> = new Map();
  readonly #running: boolean;

  /** @param running whether this process does jobs, or only asks for them. */
  constructor(database: GatewayDatabase, running: boolean, failed: OnJobFailure) {
    this.#database = database;
    this.#running = running;
    this.#failed = failed;
    this.#boss = new PgBoss({
      db: database.queueAccess,
      backend: database.engine === 'embedded' ? 'pglite' : 'postgres',
      schema: 'jobs',
      // One of the processes that do jobs keeps the queue in order; they agree in the database on who.
      supervise: running,
      schedule: running,
    });
    this.#boss.on('error', (error) => failed('queue', error));
  }

  /** Makes the queue's tables on the first start. Processes that start together do so one after the other. */
  async start(): Promise<void> {
    if (this.#database.engine === 'embedded') {
      await this.#boss.start();
      return;
    }
    await this.#database.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${START_LOCK})`.execute(connection);
      try {
        await this.#boss.start();
      } finally {
        await sql`select pg_advisory_unlock(${START_LOCK})`.execute(connection);
      }
    });
  }

  /** Makes a kind of job known, and does such jobs where this process does any. After `start`. */
  async add<Data extends object>(kind: JobKind<Data>, pollSeconds = 2): Promise<void> {
    const {name, retries = RETRIES, retrySeconds = RETRY_SECONDS, schedule} = kind;
    const retry = {
      ...{retryLimit: retries, retryDelay: retrySeconds, expireInSeconds: EXPIRE_SECONDS},
      ...(retries > 0 && {retryBackoff: true, retryDelayMax: Math.max(MOST_RETRY_SECONDS, retrySeconds)}),
    };
    this.#kinds.set(name, retry);
    await this.#boss.createQueue(name, retry);
    if (!this.#running) {
      // Makes the queue known here and now: `ask` would look for it by a second connection while its transaction holds the only
      // one.
      await this.#boss.findJobs(name, {id: NO_JOB});
      return;
    }
    if (schedule !== undefined) await this.#boss.schedule(name, schedule, {}, {...retry, tz: 'UTC'});
    await this.#boss.work<Data, void, {includeMetadata: true; pollingIntervalSeconds: number}>(
      name,
      {includeMetadata: true, pollingIntervalSeconds: pollSeconds},
      async (jobs) => {
        for (const {data, retryCount, retryLimit} of jobs) {
          try {
            await kind.run(data, retryCount >= retryLimit);
          } catch (error) {
            this.#failed(name, error);
            // The queue keeps what is thrown: an error's own text may quote values of a person.
            throw new Error('failed, see the log');
          }
        }
      },
    );
  }

  /** Asks for a job, in the transaction of the act that makes it necessary. */
  async ask(name: string, data: object, transaction: Database): Promise<void> {
    await this.#boss.send(name, data, {...this.#kinds.get(name), db: fromKysely(transaction)});
  }

  /** How many jobs wait, run and have failed for good, by kind. */
  async counts(): Promise<readonly {readonly name: string; readonly waiting: number; readonly failed: number}[]> {
    const queues = await this.#boss.getQueues([...this.#kinds.keys()]);
    return queues.map(({name, queuedCount, failedCount}) => ({name, waiting: queuedCount, failed: failedCount}));
  }

  /** Takes no further job and lets those under way finish. */
  async stop(): Promise<void> {
    await this.#boss.stop({graceful: true, timeout: STOP_MS, close: false});
  }
}
