import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** The definitions that dossiers were made with. Text, not JSON: the order of members means something to a form. */
export const definitions: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`create table definitions (
      hash text primary key, form text not null, version text not null, title jsonb not null, text text not null,
      kept_at timestamptz not null default now()
    )`.execute(database);
    await sql`alter table dossiers add column definition text references definitions (hash)`.execute(database);
    await sql`create index dossiers_undefined on dossiers (form, version) where definition is null`.execute(database);
  },
};
