import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** Sessions, look-ups counted, uploads, dossiers, audit. */
export const first: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    const {schema} = database;
    await schema
      .createTable('secrets')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'jsonb', (column) => column.notNull())
      .execute();
    await schema
      .createTable('sessions')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('personal_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('birth_date', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await schema
      .createTable('lookup_asks')
      .addColumn('id', 'bigserial', (column) => column.primaryKey())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .execute();
    await schema.createIndex('lookup_asks_by_subject').on('lookup_asks').columns(['subject', 'connector', 'at']).execute();
    await schema
      .createTable('uploads')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('size_bytes', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await schema.createIndex('uploads_by_subject').on('uploads').column('subject').execute();
    await schema
      .createTable('dossiers')
      .addColumn('code', 'text', (column) => column.primaryKey())
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addColumn('answers', 'jsonb', (column) => column.notNull())
      .addColumn('origins', 'jsonb', (column) => column.notNull())
      .addColumn('documents', 'jsonb', (column) => column.notNull())
      .addColumn('decisions', 'jsonb', (column) => column.notNull())
      .addColumn('received_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await schema.createIndex('dossiers_by_subject').on('dossiers').columns(['subject', 'received_at']).execute();
    await schema
      .createTable('submission_keys')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('body_hash', 'text', (column) => column.notNull())
      .addColumn('dossier_code', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addPrimaryKeyConstraint('submission_keys_primary', ['subject', 'key'])
      .execute();
    await schema
      .createTable('dossier_serials')
      .addColumn('day', 'text', (column) => column.primaryKey())
      .addColumn('last', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('audit')
      .addColumn('id', 'bigserial', (column) => column.primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('form', 'text')
      .addColumn('target', 'text')
      .addColumn('attributes', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'::jsonb`))
      .addColumn('outcome', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('audit_by_subject').on('audit').columns(['subject', 'at']).execute();
  },
};
