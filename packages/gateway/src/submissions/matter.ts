/**
 * What a dossier is about. The same child, company or vehicle handed in twice by one person is told before the second dossier
 * is taken: by its definition's `submit.matter`, whatever else was written otherwise.
 *
 * Limits  The person's own dossiers of a year only: that somebody else handed one in is nobody's business here.
 */
import {canonicalJson, type FormDefinition, type Json, type JsonObject, parsePointer, valueAt} from '@egov-form/core';
import {sql} from 'kysely';
import type {AuditLog} from '../audit/audit.ts';
import type {Database} from '../database/open.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** As a keyed code, which tells nobody the answers; `undefined` where one of them is missing, or the form names none. */
export function matterOf(audit: AuditLog, {id, submit}: FormDefinition, answers: JsonObject): string | undefined {
  const pointers = submit?.matter ?? [];
  const values = pointers.map((pointer) => valueAt(answers, parsePointer(pointer)));
  if (pointers.length === 0 || values.some((value) => value === undefined)) return undefined;
  return audit.pseudonymOf(canonicalJson(['matter', id, ...values.map((value) => folded(value ?? null))]));
}

/** Texts without marks, case and spaces between: what one writes otherwise the second time. */
function folded(value: Json): Json {
  if (typeof value !== 'string') return value;
  return value
    .normalize('NFD')
    .replaceAll(/[\p{M}\s]/gu, '')
    .toLowerCase();
}

export interface Matter {
  readonly subject: string;
  readonly matter: string | undefined;
  readonly besides: readonly string[];
  readonly at: Date;
}

/** The newest dossier of the same person about the same matter that they were not told of, for the first that has one. */
export async function untoldDossier(
  transaction: Database,
  wanted: readonly Matter[],
): Promise<{readonly code: string; readonly at: string} | undefined> {
  const asked = wanted.flatMap(({subject, matter, besides, at}) =>
    matter === undefined ? [] : [{subject, matter, besides, since: new Date(at.getTime() - YEAR_MS).toISOString()}],
  );
  if (asked.length === 0) return undefined;
  const {rows} = await sql<{code: string; received_at: Date; told: boolean}>`
    select known.code, known.received_at, wanted.besides ? known.code as told
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as wanted (subject text, matter text, besides jsonb, since timestamptz),
    lateral (
      select code, received_at from dossiers
      where dossiers.subject = wanted.subject and dossiers.matter = wanted.matter and received_at > wanted.since
      order by received_at desc, code desc limit 1
    ) as known`.execute(transaction);
  const untold = rows.find(({told}) => !told);
  return untold && {code: untold.code, at: untold.received_at.toISOString()};
}
