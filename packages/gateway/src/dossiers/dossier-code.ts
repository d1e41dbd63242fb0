/**
 * Dossier codes as one-stop-shop systems print them: `H44.12.03-261122-000001`.
 *
 * Rule    agency code, day of receipt `YYMMDD`, running number of the day with at least six digits.
 * Limits  The agency code of a real installation is assigned by its ministry or province; the default here is made up.
 */
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';
import {namesIn, SerialMarks} from './serial-marks.ts';

/** A submission under its sender's own key. */
export interface CodeClaim {
  readonly subject: string;
  readonly key: string;
  readonly bodyHash: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Claims of one transaction at most: a process that is killed leaves no more numbers behind that nothing came of. */
export const CLAIMS_AT_ONCE = 25;

/** Gives out dossier codes, each one once: also after a crash, and also when the database is lost (serial-marks.ts). */
export class DossierCodes {
  readonly #agency: string;
  readonly #dossiersFolder: string;
  readonly #marks: SerialMarks;

  constructor(agency: string, filesFolder: string) {
    this.#agency = agency;
    this.#dossiersFolder = join(filesFolder, 'dossiers');
    this.#marks = new SerialMarks(filesFolder);
  }

  /**
   * Takes the next codes of a day and keeps them under the senders' keys. Inside a transaction that is rolled back when nothing
   * came of it: until it ends no other process is given numbers of that day. A number whose dossier already has a folder is
   * passed over: the process that made it was killed, or this database does not know of it.
   *
   * @param today `YYYY-MM-DD`.
   * @returns nothing when a key was used. Whoever uses it at the same time is waited for.
   */
  async claim(transaction: Database, today: string, claims: readonly CodeClaim[]): Promise<readonly string[] | undefined> {
    const day = today.slice(2).replaceAll('-', '');
    for (;;) {
      const codes = await this.#take(transaction, day, claims);
      if (!codes) return undefined;
      const serials = codes.map((code) => dossierCodeParts(code)?.serial ?? 0);
      await this.#marks.cover(day, Math.max(...serials));
      const taken = await Promise.all(codes.map((code) => exists(join(this.#dossiersFolder, code))));
      if (!taken.includes(true)) return codes;
      // After all of them: between them may be dossiers that had no files.
      const last = Math.max(...serials.filter((_, i) => taken[i]), (await newestFolders(this.#dossiersFolder)).get(day) ?? 0);
      await sql`delete from submission_keys where dossier_code = any(${codes})`.execute(transaction);
      await sql`update dossier_serials set last = ${last} where day = ${day}`.execute(transaction);
    }
  }

  async #take(database: Database, day: string, claims: readonly CodeClaim[]): Promise<readonly string[] | undefined> {
    const {rows} = await sql<{code: string}>`
      with numbered as (
        insert into dossier_serials as known (day, last) values (${day}, ${claims.length}::int)
        on conflict (day) do update set last = known.last + excluded.last
        returning last - ${claims.length}::int as before
      ), claimed as (
        select subject, key, "bodyHash", at, place,
          ${`${this.#agency}-${day}-`} || lpad((before + place)::text, greatest(6, length((before + place)::text)), '0') as code
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
}

/** The newest number of each day (`YYMMDD`) among the dossiers that have a folder. */
export async function newestFolders(dossiersFolder: string): Promise<ReadonlyMap<string, number>> {
  const newest = new Map<string, number>();
  for (const name of await namesIn(dossiersFolder)) {
    const parts = dossierCodeParts(name);
    if (parts) newest.set(parts.day, Math.max(parts.serial, newest.get(parts.day) ?? 0));
  }
  return newest;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return false;
    throw error;
  }
}

const CODE = /^[A-Z0-9.]{1,24}-(\d{6})-(\d{6,9})$/u;

/** Whether a text can be a dossier code at all; anything else is not looked up. */
export function isDossierCode(text: string): boolean {
  return CODE.test(text);
}

/** Day of receipt (`YYMMDD`) and running number of a code; nothing of another text. */
export function dossierCodeParts(text: string): {readonly day: string; readonly serial: number} | undefined {
  const [, day, serial] = CODE.exec(text) ?? [];
  return day === undefined || serial === undefined ? undefined : {day, serial: Number(serial)};
}
