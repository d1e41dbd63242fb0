/**
 * Dossier codes as one-stop-shop systems print them: `H44.12.03-261122-000001`.
 *
 * Rule    agency code, day of receipt `YYMMDD`, running number of the day with at least six digits.
 * Limits  The agency code of a real installation is assigned by its ministry or province; the default here is made up.
 */
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';

/** A submission under its sender's own key. */
export interface CodeClaim {
  readonly subject: string;
  readonly key: string;
  readonly bodyHash: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Takes the next codes of a day and keeps them under the senders' keys, in one statement. Inside a transaction that is rolled
 * back when nothing came of it: numbers that are not committed are given out again.
 *
 * @returns nothing when a key was used. Whoever uses it at the same time is waited for.
 */
export async function claimDossierCodes(
  database: Database,
  agency: string,
  today: string,
  claims: readonly CodeClaim[],
): Promise<readonly string[] | undefined> {
  const day = today.slice(2).replaceAll('-', '');
  const {rows} = await sql<{code: string}>`
    with numbered as (
      insert into dossier_serials as known (day, last) values (${day}, ${claims.length}::int)
      on conflict (day) do update set last = known.last + excluded.last
      returning last - ${claims.length}::int as before
    ), claimed as (
      select subject, key, "bodyHash", at, place,
        ${`${agency}-${day}-`} || lpad((before + place)::text, greatest(6, length((before + place)::text)), '0') as code
      from numbered, jsonb_to_recordset(${JSON.stringify(claims.map((claim, i) => ({...claim, place: i + 1})))}::jsonb)
        as claim (subject text, key text, "bodyHash" text, at timestamptz, place integer)
    ), kept as (
      insert into submission_keys (subject, key, body_hash, dossier_code, at)
      select subject, key, "bodyHash", code, at from claimed order by place
      on conflict do nothing
      returning dossier_code as code
    )
    select code from kept join claimed using (code) order by place`.execute(database);
  return rows.length === claims.length ? rows.map(({code}) => code) : undefined;
}

/** Lets the codes of a day begin after those that are used, in a transaction of its own. Codes of other days are passed over. */
export async function skipDossierCodes(
  database: Database,
  agency: string,
  today: string,
  used: readonly string[],
): Promise<void> {
  const day = today.slice(2).replaceAll('-', '');
  const begin = `${agency}-${day}-`;
  const numbers = used.filter((code) => code.startsWith(begin)).map((code) => Number(code.slice(begin.length)));
  const last = numbers.reduce((most, number) => Math.max(most, number), 0);
  await sql`
    insert into dossier_serials as known (day, last) values (${day}, ${last}::int)
    on conflict (day) do update set last = greatest(known.last, excluded.last)`.execute(database);
}

/** Whether a text can be a dossier code at all; anything else is not looked up. */
export function isDossierCode(text: string): boolean {
  return /^[A-Z0-9.]{1,24}-\d{6}-\d{6,9}$/u.test(text);
}
