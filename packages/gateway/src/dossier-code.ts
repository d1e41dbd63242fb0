/**
 * Dossier codes as one-stop-shop systems print them: `H44.12.03-261122-000001`.
 *
 * Rule    agency code, day of receipt `YYMMDD`, running number of the day with at least six digits.
 * Limits  The agency code of a real installation is assigned by its ministry or province; the default here is made up.
 */
import {sql} from 'kysely';
import type {Database} from './database/open.ts';

/** A submission under its sender's own key. */
export interface CodeClaim {
  readonly subject: string;
  readonly key: string;
  readonly bodyHash: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Takes the next code of a day and keeps it under the sender's key, in one statement. Inside a transaction that is rolled back
 * when nothing came of it: a number that is not committed is given out again.
 *
 * @returns nothing when the key was used. Whoever uses it at the same time is waited for.
 */
export async function claimDossierCode(
  database: Database,
  agency: string,
  today: string,
  {subject, key, bodyHash, at}: CodeClaim,
): Promise<string | undefined> {
  const day = today.slice(2).replaceAll('-', '');
  const {rows} = await sql<{code: string}>`
    with numbered as (
      insert into dossier_serials as known (day, last) values (${day}, 1)
      on conflict (day) do update set last = known.last + 1
      returning last::text as number
    )
    insert into submission_keys (subject, key, body_hash, dossier_code, at)
    select ${subject}, ${key}, ${bodyHash}, ${`${agency}-${day}-`} || lpad(number, greatest(6, length(number)), '0'), ${at}::timestamptz
    from numbered
    on conflict do nothing
    returning dossier_code as code`.execute(database);
  return rows[0]?.code;
}

/** Whether a text can be a dossier code at all; anything else is not looked up. */
export function isDossierCode(text: string): boolean {
  return /^[A-Z0-9.]{1,24}-\d{6}-\d{6,9}$/u.test(text);
}
