import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** What a dossier is about, as a keyed code; and the dossiers about the same that its sender was told of. */
export const matters: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`alter table dossiers add column matter text, add column besides jsonb not null default '[]'`.execute(database);
    await sql`create index dossiers_matter on dossiers (subject, matter, received_at) where matter is not null`.execute(database);
  },
};
