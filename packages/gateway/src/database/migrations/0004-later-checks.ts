import type {Kysely} from 'kysely';
import type {Migration} from 'kysely/migration';

/** What is held against registers after a dossier was received. */
export const laterChecks: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await database.schema
      .createTable('dossier_checks')
      .addColumn('dossier_code', 'text', (column) => column.notNull())
      .addColumn('lookup', 'text', (column) => column.notNull())
      .addColumn('row', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('question', 'jsonb')
      .addColumn('register', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('verdicts', 'jsonb', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('asked_at', 'timestamptz')
      .addPrimaryKeyConstraint('dossier_checks_primary', ['dossier_code', 'lookup', 'row'])
      .execute();
    await database.schema
      .createIndex('dossier_checks_by_subject')
      .on('dossier_checks')
      .columns(['subject', 'created_at'])
      .execute();
  },
};
