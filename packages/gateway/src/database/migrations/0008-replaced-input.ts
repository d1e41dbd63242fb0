import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** What the person had typed where a register's value stands was called `said`. */
export const replacedInput: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      update dossiers set origins = (
        select jsonb_object_agg(pointer, case when mark ? 'said'
          then (mark - 'said') || jsonb_build_object('replacedInput', mark -> 'said') else mark end)
        from jsonb_each(origins) as one (pointer, mark)
      )
      where jsonb_path_exists(origins, '$.*.said')`.execute(database);
  },
};
