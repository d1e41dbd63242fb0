import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** Sessions that end when nobody uses them, counts of questions, keys of receipts. */
export const trust: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    const {schema} = database;
    await schema
      .alterTable('sessions')
      .addColumn('seen_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await schema.createIndex('sessions_by_subject').on('sessions').column('subject').execute();
    await schema.dropTable('lookup_asks').execute();
    // Unlogged: written at every question, and a count that a crash loses harms nobody.
    await sql`
      create unlogged table lookup_budgets (
        scope text primary key,
        asked bigint[] not null,
        admitted boolean not null,
        refused integer not null,
        ends_at timestamptz not null
      )`.execute(database);
    await schema.createIndex('lookup_budgets_by_end').on('lookup_budgets').column('ends_at').execute();
    await schema
      .createTable('lookup_locks')
      .addColumn('scope', 'text', (column) => column.primaryKey())
      .addColumn('missed', sql`bigint[]`, (column) => column.notNull())
      .addColumn('locked_until', 'timestamptz')
      .addColumn('ends_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await schema.createIndex('lookup_locks_by_end').on('lookup_locks').column('ends_at').execute();
    await schema
      .createTable('receipt_keys')
      .addColumn('kid', 'text', (column) => column.primaryKey())
      .addColumn('generation', 'integer', (column) => column.notNull().unique())
      .addColumn('jwk', 'jsonb', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull())
      .execute();
  },
};
