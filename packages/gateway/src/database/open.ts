import {FormError} from '@egov-form/core';
import {PGlite} from '@electric-sql/pglite';
import {createPgConfig} from '@electric-sql/pglite/node-postgres';
import {Kysely, type KyselyConfig, PostgresDialect} from 'kysely';
import {Migrator} from 'kysely/migration';
import pg from 'pg';
import type {Db} from 'pg-boss';
import {describeCause} from './availability.ts';
import {embeddedExists, makeEmbedded} from './embedded-folder.ts';
import {migrations} from './migrations.ts';
import {PreparingClient} from './preparing-client.ts';
import type {Schema} from './schema.ts';

/** What queries are written against: the database, or a transaction in it. */
export type Database = Kysely<Schema>;

/**
 * Where the tables are. `url`: a PostgreSQL server, shared by as many processes as you like. `folder`: the embedded
 * PostgreSQL, for one process. Neither: the embedded one in memory, gone with the process.
 */
export interface DatabasePlace {
  /** `postgres://user:password@host:5432/name`; its own parameters (`sslmode`) count. */
  readonly url?: string;
  readonly folder?: string;
  /** What the embedded one in memory begins with, as PGlite dumps it: making an empty one takes seconds. */
  readonly contents?: Blob;
  /** Connections of this process to a server; defaults to 10. */
  readonly connections?: number;
}

/** An open database, with what a transaction does not have: its engine, and SQL as libraries write it. */
export class GatewayDatabase extends Kysely<Schema> {
  readonly engine: 'embedded' | 'server';
  /** How the queue runs its own SQL: several statements at once where there are no values. */
  readonly queueAccess: Db;

  readonly #closed: (() => Promise<void>) | undefined;
  #destroyed: Promise<void> | undefined;

  constructor(config: KyselyConfig, engine: 'embedded' | 'server', queueAccess: Db, closed?: () => Promise<void>) {
    super(config);
    this.engine = engine;
    this.queueAccess = queueAccess;
    this.#closed = closed;
  }

  /** Gateways that share a database each close it: once is enough. */
  override destroy(): Promise<void> {
    this.#destroyed ??= super.destroy().then(() => this.#closed?.());
    return this.#destroyed;
  }
}

/** A query that waits longer is stuck, and so is the request behind it, ms. */
const STATEMENT_LIMIT_MS = 30_000;
/** How long a request waits for a free connection, ms. */
const CONNECT_LIMIT_MS = 10_000;
const CONNECTIONS = 10;
/** How a server's list of connections names ours. */
export const APPLICATION_NAME = 'egov-gateway';

/**
 * Opens the database and brings it to the present schema. Processes that start together migrate one after the other.
 *
 * @throws FormError `EGOV_GATEWAY_DATABASE` when it cannot be opened or migrated.
 */
export async function openDatabase(place: DatabasePlace = {}): Promise<GatewayDatabase> {
  let database: GatewayDatabase | undefined;
  try {
    database = place.url === undefined ? await openEmbedded(place) : openServer(place.url, place.connections);
    const {error} = await new Migrator({db: database, provider: migrations}).migrateToLatest();
    if (error !== undefined) throw error;
    return database;
  } catch (cause) {
    await database?.destroy().catch(() => undefined);
    if (cause instanceof FormError) throw cause;
    const advice =
      place.url === undefined
        ? 'A disk that is full or fails, or a damaged folder, may be why: see "Restore" in docs/deploy.md.'
        : 'See that the server runs, and that DATABASE_URL has the right address, user and password.';
    throw new FormError(
      'EGOV_GATEWAY_DATABASE',
      `Expected a database that opens and migrates, found one that does not (${describeCause(cause, place.url)}). ${advice}`,
      {},
      {cause},
    );
  }
}

async function openEmbedded({folder, contents}: DatabasePlace): Promise<GatewayDatabase> {
  if (folder !== undefined && !(await embeddedExists(folder))) {
    await makeEmbedded(folder, async (place) => (await PGlite.create(place)).close());
  }
  const pglite =
    folder === undefined ? await PGlite.create({...(contents && {loadDataDir: contents})}) : await PGlite.create(folder);
  // Its one connection is the database itself: a client that the pool let go could not be followed by another one.
  const pool = new pg.Pool({...createPgConfig(pglite), Client: PreparingClient, max: 1, idleTimeoutMillis: 0} as pg.PoolConfig);
  return databaseOf(pool, 'embedded', () => pglite.close());
}

function openServer(url: string, connections = CONNECTIONS): GatewayDatabase {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: connections,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
    idle_in_transaction_session_timeout: STATEMENT_LIMIT_MS,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it: the pool makes another one. Unheard, it would end the process.
  pool.on('error', () => undefined);
  return databaseOf(pool, 'server');
}

/** @param closed is called when the pool has ended. */
function databaseOf(pool: pg.Pool, engine: 'embedded' | 'server', closed?: () => Promise<void>): GatewayDatabase {
  const queueAccess: Db = {
    async executeSql(text, values) {
      // Not `pool.query`: it lets a client go for any failure of a statement.
      const client = await pool.connect();
      try {
        const result = (await client.query(text, values)) as pg.QueryResult | pg.QueryResult[];
        return {rows: Array.isArray(result) ? result.flatMap(({rows}) => rows) : result.rows};
      } catch (error) {
        // The text may have begun a transaction.
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
  };
  return new GatewayDatabase({dialect: new PostgresDialect({pool})}, engine, queueAccess, closed);
}
