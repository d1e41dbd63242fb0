import type {Kysely} from 'kysely';
import type {Migration} from 'kysely/migration';

/** What was handed in is found by its content, also under another key of its sender. */
export const drafts: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await database.schema
      .createIndex('submission_keys_by_content')
      .on('submission_keys')
      .columns(['subject', 'body_hash', 'at'])
      .execute();
  },
};
