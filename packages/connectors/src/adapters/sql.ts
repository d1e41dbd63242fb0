/**
 * A view of the agency's own PostgreSQL database.
 *
 * Rule    The statement is made once from the names of the configuration, which are quoted; values are parameters. It runs in
 *         a read-only transaction with a time limit of the database's own, and its connection is thrown away when the
 *         question is given up, so that a hanging statement holds nothing. The database counts the bytes of the rows before it
 *         sends them: more than `MAX_ANSWER_BYTES` stay there.
 * Limits  Columns come as texts, `json` and `jsonb` as values, null as unknown. Access is for the database to limit: the
 *         account should be granted SELECT on the views and nothing else.
 */
import {type Json, type JsonObject, parseBounded} from '@egov-form/core';
import pg from 'pg';
import {unlessAborted} from '../gateway-client/linked-signal.ts';
import type {SqlSettings} from '../generated/configuration.ts';
import {fillText} from '../mapping/template.ts';
import {type Adapter, type Failure, refused, unavailable} from './adapter.ts';
import {MAX_ANSWER_BYTES} from './http.ts';

const JSON_TYPES = [114, 3802];

/** Of the column that says how many bytes all rows have. */
const SIZE = '"bytes sent"';

/** Everything as text: numbers keep their digits and dates their day. */
const TYPES = {
  getTypeParser: (type: number) => (JSON_TYPES.includes(type) ? readJsonCell : String),
} as unknown as pg.CustomTypesConfig;

/** Documents are `{"rows": [{column: value}]}`. `address` is a connection string. */
export function createSqlAdapter(settings: SqlSettings, address: string): Adapter {
  const {schema = 'public', view, columns, where, maxRows = 50} = settings;
  const conditions = Object.keys(where).map((column, index) => `${quoted(column)} = $${index + 1}`);
  const wanted = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(schema)}.${quoted(view)} WHERE ${conditions.join(' AND ')} LIMIT ${maxRows + 1}`;
  // One row more than none: it says how many bytes there are. Names with a space in them are no column's.
  const text = `WITH "rows found" AS (${wanted}),
    "all bytes" AS (SELECT coalesce(sum(octet_length("rows found"::text)), 0) AS ${SIZE} FROM "rows found")
    SELECT "all bytes".${SIZE}, "rows found".* FROM "all bytes" LEFT JOIN "rows found" ON ${SIZE} <= ${MAX_ANSWER_BYTES}`;
  const timeoutMs = settings.statementTimeoutMs ?? 5_000;
  const pool = new pg.Pool({
    connectionString: address,
    max: settings.maxConnections ?? 4,
    application_name: 'egov-form',
    connectionTimeoutMillis: timeoutMs,
    // The gateway asks as long as it lives; an idle connection must not keep a stopped one alive.
    allowExitOnIdle: true,
  });
  // A connection that breaks while nobody uses it: the next question opens another.
  pool.on('error', ignore);

  /** The rows; `undefined` when they are too many bytes. */
  async function rows(client: pg.PoolClient, values: readonly string[]): Promise<readonly JsonObject[] | undefined> {
    await client.query('BEGIN READ ONLY');
    await client.query("SELECT set_config('statement_timeout', $1, true)", [String(timeoutMs)]);
    const result = await client.query<JsonObject>({text, values: [...values], types: TYPES});
    await client.query('COMMIT');
    const bytes = Number(result.rows[0]?.['bytes sent']);
    if (bytes > MAX_ANSWER_BYTES) return undefined;
    return bytes === 0 ? [] : result.rows.map(({'bytes sent': _bytes, ...row}) => row);
  }

  return {
    async ask(question, signal) {
      const values = Object.values(where).map((template) => fillText(template, question));
      let client: pg.PoolClient;
      try {
        client = await unlessAborted(pool.connect(), signal, (late) => late.release());
      } catch (error) {
        signal.throwIfAborted();
        return {failure: failureOf(error)};
      }
      // One that is cut off while it is in use says so twice: as an event, and at the statement.
      client.on('error', ignore);
      let broken = true;
      const drop = (): void => client.release(true);
      signal.addEventListener('abort', drop, {once: true});
      try {
        const found = await rows(client, values);
        broken = false;
        if (!found || found.length > maxRows) return {failure: unavailable('invalid-answer', 'too-large')};
        return {document: {rows: found as Json}};
      } catch (error) {
        signal.throwIfAborted();
        return {failure: failureOf(error)};
      } finally {
        signal.removeEventListener('abort', drop);
        client.off('error', ignore);
        if (!signal.aborted) client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

function ignore(): void {}

class DeepJson extends Error {}

function readJsonCell(text: string): Json {
  const value = parseBounded(text);
  if (value === undefined) throw new DeepJson();
  return value;
}

/** Names were checked by the configuration's schema; quoting keeps capitals and reserved words. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** SQLSTATE classes: 42501 no right, 57014 the statement took too long, 28 refused, 42 our names are wrong, 53 and 57 busy. */
function failureOf(error: unknown): Failure {
  if (error instanceof DeepJson) return unavailable('invalid-answer', 'too-large');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = {detail: code};
  if (code === '42501') return refused('database', detail);
  // The pool's own limit for making a connection has no code.
  const late = error instanceof Error && code === '' && /timeout/iu.test(error.message);
  if (late || code === '57014' || code === 'ETIMEDOUT') return unavailable('slow', 'database', detail);
  if (/^(?:22|42)/u.test(code)) return unavailable('invalid-answer', 'database', detail);
  return unavailable('down', /^\d/u.test(code) ? 'database' : 'connection', code === '' ? {} : detail);
}
