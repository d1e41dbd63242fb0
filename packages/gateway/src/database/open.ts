import {mkdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {FormError} from '@egov-form/core';
import {PGlite} from '@electric-sql/pglite';
import {Kysely, PGliteDialect} from 'kysely';
import {Migrator} from 'kysely/migration';
import {migrations} from './migrations.ts';
import type {Schema} from './schema.ts';

export type Database = Kysely<Schema>;

/**
 * Opens the embedded PostgreSQL and brings it to the present schema.
 *
 * @param folder where the data are kept between runs; without one they live in memory and go with the process.
 * @throws FormError `EGOV_GATEWAY_DATABASE` when it cannot be opened or migrated.
 */
export async function openDatabase(folder?: string): Promise<Database> {
  if (folder !== undefined) await mkdir(dirname(folder), {recursive: true});
  const database = new Kysely<Schema>({dialect: new PGliteDialect({pglite: () => PGlite.create(folder)})});
  try {
    const {error} = await new Migrator({db: database, provider: migrations}).migrateToLatest();
    if (error !== undefined) throw error;
    return database;
  } catch (cause) {
    await database.destroy().catch(() => undefined);
    throw new FormError(
      'EGOV_GATEWAY_DATABASE',
      'Expected a database that opens and migrates, found one that does not. Look at the cause; a copy of the data folder may be needed.',
      {},
      {cause},
    );
  }
}
