/** Who may read which dossier. */
import type {Selectable} from 'kysely';
import type {Database} from '../database/open.ts';
import type {Schema} from '../database/schema.ts';
import type {Person} from '../sign-in/person.ts';
import {isDossierCode} from './dossier-code.ts';

export type Dossier = Selectable<Schema['dossiers']>;

/** Whether somebody may see what everybody handed in: officers of the agency that this gateway receives for. */
export function mayReadAll({role}: Pick<Person, 'role'>): boolean {
  return role === 'officer';
}

/** Whether a dossier is their own, or they may read all. */
export function mayRead(person: Pick<Person, 'subject' | 'role'>, dossier: Pick<Dossier, 'subject'>): boolean {
  return dossier.subject === person.subject || mayReadAll(person);
}

/** The dossier of that code, for those who may read it. To others it looks as if there were none. */
export async function readableDossier(database: Database, person: Person, code: string): Promise<Dossier | undefined> {
  if (!isDossierCode(code)) return undefined;
  const row = await database.selectFrom('dossiers').selectAll().where('code', '=', code).executeTakeFirst();
  return row && mayRead(person, row) ? row : undefined;
}
