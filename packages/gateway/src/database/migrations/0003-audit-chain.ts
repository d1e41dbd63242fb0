import {type Kysely, sql} from 'kysely';
import type {Migration} from 'kysely/migration';

/** The audit as a sealed chain (audit.ts). Entries before it had no codes and could not be sealed; no release had any. */
export const auditChain: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    const {schema} = database;
    await schema.dropTable('audit').execute();
    await schema
      .createTable('audit')
      .addColumn('id', 'text', (column) => column.primaryKey())
      // Milliseconds: what the code of a row covers must be all that the row says.
      .addColumn('at', 'timestamptz(3)', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('register', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('attributes', 'jsonb', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('mac', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('audit_by_subject').on('audit').columns(['subject', 'at']).execute();
    await schema.createIndex('audit_by_about').on('audit').columns(['about', 'at']).where('about', '<>', '').execute();
    await schema
      .createTable('audit_open')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .execute();
    await schema
      .createTable('audit_seals')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('at', 'timestamptz(3)', (column) => column.notNull())
      .addColumn('entries', 'jsonb', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    // Against accidents and injected statements. Whoever may drop a trigger is found by the chain.
    await sql`
      create function audit_only_grows() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and current_setting('egov.audit_retention', true) = 'on' then
          return old;
        end if;
        raise exception 'audit rows are only ever added' using errcode = 'insufficient_privilege';
      end $$`.execute(database);
    for (const table of ['audit', 'audit_seals']) {
      await sql`
        create trigger ${sql.ref(`${table}_only_grows`)} before update or delete on ${sql.table(table)}
        for each row execute function audit_only_grows()`.execute(database);
      await sql`
        create trigger ${sql.ref(`${table}_stays`)} before truncate on ${sql.table(table)}
        for each statement execute function audit_only_grows()`.execute(database);
    }
    // The only way out: entries of seals after one number and up to another, once their time is over.
    await sql`
      create function audit_forget(after_seal integer, last_seal integer) returns bigint language plpgsql as $$
      declare forgotten bigint;
      begin
        perform set_config('egov.audit_retention', 'on', true);
        delete from audit where id in (
          select jsonb_array_elements_text(entries) from audit_seals where number > after_seal and number <= last_seal
        );
        get diagnostics forgotten = row_count;
        perform set_config('egov.audit_retention', 'off', true);
        return forgotten;
      end $$`.execute(database);
  },
};
