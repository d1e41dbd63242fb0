/**
 * Definitions that dossiers were made with, kept in the database by their hash: whatever is installed later, a dossier is read,
 * compared and printed with the very one that the person filled in.
 */
import type {FormDefinition, Text} from '@egov-form/core';
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';
import type {Procedures} from './procedures.ts';

/** Dossiers of a version that is not installed any more. */
export interface DossiersOfAnother {
  readonly form: string;
  readonly version: string;
  readonly dossiers: number;
  /** The definition is in the database: nothing is lost. */
  readonly kept: boolean;
}

/**
 * Keeps every version that is served, before the first dossier names it. Dossiers from before definitions were kept are taken
 * to be of the one that is installed under their version.
 */
export async function keepDefinitions(database: Database, procedures: Procedures): Promise<void> {
  for (const {definition, hash} of procedures.versions) {
    const {id, version, title} = definition;
    await sql`insert into definitions (hash, form, version, title, text)
      values (${hash}, ${id}, ${version}, ${JSON.stringify(title)}::jsonb, ${JSON.stringify(definition)})
      on conflict (hash) do nothing`.execute(database);
    await sql`update dossiers set definition = ${hash}
      where definition is null and form = ${id} and version = ${version}`.execute(database);
  }
}

/** Dossiers whose version is not installed, by version. */
export async function dossiersOfOthers(database: Database, procedures: Procedures): Promise<readonly DossiersOfAnother[]> {
  const installed = procedures.versions.map(({hash}) => hash);
  const {rows} = await sql<{form: string; version: string; dossiers: number; kept: boolean}>`
    select form, version, count(*)::int as dossiers, definition is not null as kept from dossiers
    where definition is null or not (definition = any(${installed}))
    group by form, version, definition is not null order by form, version`.execute(database);
  return rows;
}

/** The definition that a dossier was made with; `undefined` where it was never kept and is not installed. */
export async function definitionOf(
  database: Database,
  procedures: Procedures,
  {definition: hash, form, version}: {readonly definition: string | null; readonly form: string; readonly version: string},
): Promise<FormDefinition | undefined> {
  if (hash === null) return procedures.get(form, version);
  const served = procedures.byHash(hash);
  if (served) return served;
  const row = await database.selectFrom('definitions').select('text').where('hash', '=', hash).executeTakeFirst();
  return row && (JSON.parse(row.text) as FormDefinition);
}

/** What a list calls a dossier: by the title of its day, or today's where that is not known. */
export function titleOfDossier(procedures: Procedures, form: string, kept: unknown): Text {
  return (kept as Text | null | undefined) ?? procedures.get(form)?.title ?? form;
}
