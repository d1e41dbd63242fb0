/**
 * Dossier codes as one-stop-shop systems print them: `H44.12.03-261122-000001`.
 *
 * Rule    agency code, day of receipt `YYMMDD`, running number of the day with at least six digits.
 * Limits  The agency code of a real installation is assigned by its ministry or province; the default here is made up.
 */
import type {Database} from './database/open.ts';

/** Takes the next code of a day. Inside a transaction: a number that is not committed is given out again. */
export async function nextDossierCode(database: Database, agency: string, today: string): Promise<string> {
  const day = today.slice(2).replaceAll('-', '');
  const {last} = await database
    .insertInto('dossier_serials')
    .values({day, last: 1})
    .onConflict((conflict) => conflict.column('day').doUpdateSet((row) => ({last: row('dossier_serials.last', '+', 1)})))
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${agency}-${day}-${String(last).padStart(6, '0')}`;
}

/** Whether a text can be a dossier code at all; anything else is not looked up. */
export function isDossierCode(text: string): boolean {
  return /^[A-Z0-9.]{1,24}-\d{6}-\d{6,9}$/u.test(text);
}
