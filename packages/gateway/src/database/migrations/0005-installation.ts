import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** The name of this installation, in its one row. Made on the first start, not here: what is on the disk has a say in it. */
export const installation: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await database.schema
      .createTable('installation')
      .addColumn('single', 'boolean', (column) => column.primaryKey().defaultTo(true).check(sql`single`))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull())
      .addColumn('written_at', 'timestamptz', (column) => column.notNull())
      .addColumn('adopted_at', 'timestamptz')
      .execute();
  },
};
