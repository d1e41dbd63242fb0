import type {Kysely} from 'kysely';
import type {Migration} from 'kysely/migration';

/** Who holds an upload at this moment (upload-leases.ts). */
export const uploads: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await database.schema
      .alterTable('uploads')
      .addColumn('held_by', 'text')
      .addColumn('held_until', 'timestamptz')
      .addColumn('wanted', 'boolean', (column) => column.notNull().defaultTo(false))
      .execute();
    await database.schema.createIndex('uploads_by_age').on('uploads').column('created_at').execute();
  },
};
