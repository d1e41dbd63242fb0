/** Who is behind a session, as the database knows it at this moment: what ended anywhere has ended everywhere. */
import {type Selectable, sql} from 'kysely';
import {type BatchLoader, createBatchLoader} from '../database/batches.ts';
import type {Database} from '../database/open.ts';
import type {Schema} from '../database/schema.ts';
import type {Person} from './person.ts';

export const ONE_HOUR: number = 60 * 60;

/** How exactly a session's last use is known, milliseconds: not every request writes. */
const SEEN_STEP_MS = 60_000;
/** At most this part of the time that an unused session lasts. */
const SEEN_SHARE = 1 / 20;

/** What finding a session says about its use: `none` when it is only asked about, `some` as of any request, `now` to make it last on. */
export type SessionUse = 'none' | 'some' | 'now';

interface Asked {
  readonly hash: string;
  readonly use: SessionUse;
}

type SessionRow = Pick<
  Selectable<Schema['sessions']>,
  'token_hash' | 'subject' | 'personal_id' | 'name' | 'birth_date' | 'role' | 'seen_at' | 'expires_at'
>;

/** Sessions in the database, looked up together. */
export class Sessions {
  readonly #batches: BatchLoader<Asked, Person | undefined>;

  /** @param idleSeconds how long a session that nobody uses lasts. @param clock tells milliseconds since the epoch. */
  constructor(database: Database, idleSeconds: number, clock: {now(): number}) {
    const idleMs = idleSeconds * 1000;
    const stepMs = Math.min(SEEN_STEP_MS, idleMs * SEEN_SHARE);
    this.#batches = createBatchLoader(async (asked) => {
      const now = clock.now();
      const hashes = asked.map(({hash}) => hash);
      // The limit keeps the index in use, and one plan for all batches, however many rows the server thinks there are.
      const {rows} = await sql<SessionRow>`
        select token_hash, subject, personal_id, name, birth_date, role, seen_at, expires_at
        from jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) as wanted (hash), lateral (
          select token_hash, subject, personal_id, name, birth_date, role, seen_at, expires_at from sessions
          where token_hash = wanted.hash and expires_at > ${new Date(now).toISOString()}::timestamptz
            and seen_at > ${new Date(now - idleMs).toISOString()}::timestamptz
          limit 1
        ) as known`.execute(database);
      const atOnce = new Set(asked.filter(({use}) => use === 'now').map(({hash}) => hash));
      const some = new Set(asked.filter(({use}) => use !== 'none').map(({hash}) => hash));
      const isSeen = ({token_hash: hash, seen_at}: SessionRow): boolean =>
        atOnce.has(hash) || (some.has(hash) && now - seen_at.getTime() >= stepMs);
      const seen = new Set(rows.filter(isSeen).map((row) => row.token_hash));
      if (seen.size > 0) {
        await database
          .updateTable('sessions')
          .set({seen_at: new Date(now).toISOString()})
          .where(sql<boolean>`token_hash = any(${[...seen]})`)
          .execute();
      }
      const people = new Map(
        rows.map((row): [string, Person] => [
          row.token_hash,
          {
            ...{session: row.token_hash, subject: row.subject, personalId: row.personal_id},
            ...{name: row.name, birthDate: row.birth_date, role: row.role === 'officer' ? 'officer' : 'citizen'},
            endsAt: Math.min(row.expires_at.getTime(), (seen.has(row.token_hash) ? now : row.seen_at.getTime()) + idleMs),
          },
        ]),
      );
      return hashes.map((hash) => people.get(hash));
    });
  }

  /** @param hash of the cookie's token. */
  find(hash: string, use: SessionUse): Promise<Person | undefined> {
    return this.#batches.load({hash, use});
  }
}
