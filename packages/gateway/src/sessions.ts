/** Who is behind a session, as the database knows it at this moment: what ended anywhere has ended everywhere. */
import {sql} from 'kysely';
import {Batches} from './database/batches.ts';
import type {Database} from './database/open.ts';
import type {Person} from './person.ts';

export const ONE_HOUR: number = 60 * 60;

/** How exactly a session's last use is known, milliseconds: not every request writes. */
const SEEN_STEP_MS = 60_000;

/** Sessions in the database, looked up together. */
export class Sessions {
  readonly #batches: Batches<string, Person | undefined>;

  /** @param idleSeconds how long a session that nobody uses lasts. @param clock tells milliseconds since the epoch. */
  constructor(database: Database, idleSeconds: number, clock: {now(): number}) {
    this.#batches = new Batches(async (hashes) => {
      const now = clock.now();
      const rows = await database
        .selectFrom('sessions')
        .select(['token_hash', 'subject', 'personal_id', 'name', 'birth_date', 'role', 'seen_at'])
        .where(sql<boolean>`token_hash = any(${hashes})`)
        .where('expires_at', '>', new Date(now))
        .where('seen_at', '>', new Date(now - idleSeconds * 1000))
        .execute();
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
