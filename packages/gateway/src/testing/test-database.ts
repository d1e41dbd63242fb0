/**
 * A fresh database for a test. `TEST_DATABASE_URL` names a PostgreSQL server whose user may create databases
 * (`npm run with-postgres -- <command>` starts one); without it the embedded database in memory is used.
 */
import {randomBytes} from 'node:crypto';
import pg from 'pg';
import {type DatabasePlace, type GatewayDatabase, openDatabase} from '../database/open.ts';

export interface TestDatabase {
  readonly database: GatewayDatabase;
  /** For further processes on the same database; `undefined` for the embedded one. */
  readonly url: string | undefined;
  /** After `database.destroy()`. */
  remove(): Promise<void>;
}

/** Server of the tests, when there is one. */
export const TEST_SERVER: string | undefined = process.env['TEST_DATABASE_URL'] || undefined;

/** An empty database of the test's server, not migrated yet. */
export async function createServerDatabase(server: string): Promise<{readonly url: string; remove(): Promise<void>}> {
  const name = `egov_test_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({connectionString: server});
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {url: url.href, remove: () => run(`drop database if exists ${name} with (force)`)};
}

export async function openTestDatabase(connections = 5): Promise<TestDatabase> {
  if (TEST_SERVER === undefined) return {database: await openDatabase(), url: undefined, remove: async () => undefined};
  const {url, remove} = await createServerDatabase(TEST_SERVER);
  const place: DatabasePlace = {url, connections};
  return {database: await openDatabase(place), url, remove};
}
