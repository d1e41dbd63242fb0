/**
 * A fresh database for a test. `TEST_DATABASE_URL` names a PostgreSQL server whose user may create databases
 * (`npm run with-postgres -- <command>` starts one); without it the embedded database in memory is used.
 */
import {randomBytes} from 'node:crypto';
import {mkdir, readFile, rename, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {PGlite} from '@electric-sql/pglite';
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

/** What an empty embedded database holds, not migrated yet: it is made once on a machine, since that takes seconds. */
async function emptyDatabase(): Promise<Blob> {
  const engine = fileURLToPath(import.meta.resolve('@electric-sql/pglite'));
  const {mtimeMs, size} = await stat(join(engine, '../pglite.data'));
  const cache = fileURLToPath(new URL('../../../../node_modules/.cache/egov-form/', import.meta.url));
  const kept = join(cache, `empty-database-${size}-${Math.trunc(mtimeMs)}.tar`);
  const known = await readFile(kept).catch(() => undefined);
  if (known) return new Blob([known]);
  const pglite = await PGlite.create();
  const contents = await pglite.dumpDataDir('none');
  await pglite.close();
  await mkdir(cache, {recursive: true});
  // Several test files may make it at the same time.
  const made = `${kept}.${randomBytes(6).toString('hex')}`;
  await writeFile(made, contents.stream());
  await rename(made, kept);
  return contents;
}

export async function openTestDatabase(connections = 5): Promise<TestDatabase> {
  if (TEST_SERVER === undefined) {
    const database = await openDatabase({contents: await emptyDatabase()});
    return {database, url: undefined, remove: async () => undefined};
  }
  const {url, remove} = await createServerDatabase(TEST_SERVER);
  const place: DatabasePlace = {url, connections};
  return {database: await openDatabase(place), url, remove};
}
