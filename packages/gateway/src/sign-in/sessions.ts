/** Who is behind a session, as the database knows it at this moment: what ended anywhere has ended everywhere. */
import {type Selectable, sql} from 'kysely';
import {Batches} from '../database/batches.ts';
import type {Database} from '../database/open.ts';
import type {Schema} from '../database/schema.ts';
import type {Person} from './person.ts';

export const ONE_HOUR: number = 60 * 60;

/** How exactly a session's last use is known, milliseconds: not every request writes. */
const SEEN_STEP_MS = 60_000;

type SessionRow = Pick<
  Selectable<Schema['sessions']>,
  'token_hash' | 'subject' | 'personal_id' | 'name' | 'birth_date' | 'role' | 'seen_at'
>;

/** Sessions in the database, looked up together. */
export class Sessions {
  readonly #batches: Batches<string, Person | undefined>;

  /** @param idleSeconds how long a session that nobody uses lasts. @param clock tells milliseconds since the epoch. */
  constructor(database: Database, idleSeconds: number, clock: {now(): number}) {
    this.#batches = new Batches(async (hashes) => {
      const now = clock.now();
      // The limit keeps the index in use, and one plan for all batches, however many rows the server thinks there are.
      const {rows} = await sql<SessionRow>`
        select token_hash, subject, personal_id, name, birth_date, role, seen_at
        from jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) as wanted (hash), lateral (
          select token_hash, subject, personal_id, name, birth_date, role, seen_at from sessions
          where token_hash = wanted.hash and expires_at > ${new Date(now).toISOString()}::timestamptz
            and seen_at > ${new Date(now - idleSeconds * 1000).toISOString()}::timestamptz
          limit 1
        ) as known`.execute(database);
      const idle = rows.filter((row) => now - row.seen_at.getTime() >= SEEN_STEP_MS).map((row) => row.token_hash);
      if (idle.length > 0) {
        await database
          .updateTable('sessions')
          .set({seen_at: new Date(now).toISOString()})
          .where(sql<boolean>`token_hash = any(${idle})`)
          .execute();
      }
      const people = new Map(
        rows.map((row): [string, Person] => [
          row.token_hash,
          {
            ...{session: row.token_hash, subject: row.subject, personalId: row.personal_id},
            ...{name: row.name, birthDate: row.birth_date, role: row.role === 'officer' ? 'officer' : 'citizen'},
          },
        ]),
      );
      return hashes.map((hash) => people.get(hash));
    });
  }

  /** @param hash of the cookie's token. */
  find(hash: string): Promise<Person | undefined> {
    return this.#batches.ask(hash);
  }
}
