import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** What a person had kept of an application for the next one: by a keyed code of who they are, encrypted for them alone. */
export const keptAnswers: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`create table kept_answers (
      person text not null, term text not null, sealed text not null, form text not null, at timestamptz not null,
      primary key (person, term)
    )`.execute(database);
  },
};
