/** Many made-up people who are signed in already, for measurements: the n-th person is always the same one. */
import {createHash} from 'node:crypto';
import {type DatabasePlace, openDatabase} from '../database/open.ts';
import {sessionCookie} from '../plugins/session.ts';

export interface CrowdPerson {
  readonly citizenId: string;
  readonly birthDate: string;
  readonly fullName: string;
  readonly residence: string;
}

/** @param n from 0 to 899,999. */
export function crowdPerson(n: number): CrowdPerson {
  return {
    ...{citizenId: `026190${100_000 + n}`, birthDate: '1990-02-14'},
    ...{fullName: 'NGUYỄN THỊ ĐÔNG', residence: `Số ${n + 1} đường Thử, xã Mẫu, tỉnh Phú Thọ`},
  };
}

/** Rows that one statement writes. */
const AT_ONCE = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Begins a session for each of the first so many people. @returns what their browsers send as `cookie`. */
export async function seatCrowd(place: DatabasePlace, size: number): Promise<readonly string[]> {
  const tokens = Array.from({length: size}, (_, n) => createHash('sha256').update(`crowd ${n}`).digest('base64url'));
  const database = await openDatabase(place);
  const now = new Date().toISOString();
  for (let from = 0; from < size; from += AT_ONCE) {
    const rows = tokens.slice(from, from + AT_ONCE).map((token, i) => {
      const {citizenId, birthDate, fullName} = crowdPerson(from + i);
      return {
        ...{token_hash: createHash('sha256').update(token).digest('hex'), subject: `crowd-${from + i}`, role: 'citizen'},
        ...{personal_id: citizenId, name: fullName, birth_date: birthDate},
        ...{created_at: now, seen_at: now, expires_at: new Date(Date.now() + DAY_MS).toISOString()},
      };
    });
    await database.insertInto('sessions').values(rows).execute();
  }
  await database.destroy();
  // Measured over plain http on this machine.
  const {name} = sessionCookie('http://127.0.0.1');
  return tokens.map((token) => `${name}=${token}`);
}
