/**
 * What people gave themselves and had kept for their next application: one answer for each term, the newest. It is taken from
 * an accepted submission, never from a body of its own; who it belongs to is a keyed code, and what it says can be read for that
 * person alone.
 */
import {
  type FormDefinition,
  type Json,
  type KeptAnswer,
  type OriginMark,
  type ReuseTerm,
  type Submission,
  sameJson,
  valueAt,
} from '@egov-form/core';
import type {Database} from '../database/open.ts';
import type {Gateway} from '../gateway.ts';
import {definitionForm} from '../lookups/definition-form.ts';
import type {Person} from '../sign-in/person.ts';

/** An answer longer than that is none of these. */
const LONGEST = 2_000;

/** A kept answer with the form that it was given in. */
export interface StoredAnswer extends KeptAnswer {
  readonly form: string;
}

function codeOf({secrets}: Gateway, {subject}: Pick<Person, 'subject'>): string {
  return secrets.pseudonym('kept-answers', subject);
}

/** What this person had kept, by term. */
export async function keptAnswersOf(gateway: Gateway, person: Pick<Person, 'subject'>): Promise<readonly StoredAnswer[]> {
  const rows = await gateway.options.database
    .selectFrom('kept_answers')
    .select(['term', 'sealed', 'form', 'at'])
    .where('person', '=', codeOf(gateway, person))
    .orderBy('term')
    .execute();
  return rows.flatMap(({term, sealed, form, at}) => {
    const text = gateway.secrets.unseal(`${person.subject}\0${term}`, sealed);
    return text === undefined ? [] : [{term: term as ReuseTerm, value: JSON.parse(text) as Json, form, at: at.toISOString()}];
  });
}

/** Of a submission that was accepted, what the person gave themselves and the form says what it is. Nothing without their wish. */
export function answersToKeep(
  gateway: Gateway,
  definition: FormDefinition,
  {keep, answers}: Submission,
  marks: {readonly [pointer: string]: OriginMark},
): ReadonlyMap<ReuseTerm, Json> {
  const found = new Map<ReuseTerm, Json>();
  if (keep !== true) return found;
  const {patterns} = definitionForm(definition, gateway.procedures.packsOf(definition));
  for (const [pointer, {reuse}] of Object.entries(definition.fields ?? {})) {
    const {rows, segments} = patterns.parse(pointer);
    const value = reuse && rows.length === 0 ? valueAt(answers, segments) : undefined;
    const isOwn = (marks[pointer]?.origin ?? 'citizen') === 'citizen' && marks[pointer]?.check === undefined;
    if (!reuse || value === undefined || !isOwn || found.has(reuse)) continue;
    if (JSON.stringify(value).length <= LONGEST) found.set(reuse, value);
  }
  return found;
}

/** Keep them, in the transaction that keeps the dossier. */
export async function keepAnswers(
  gateway: Gateway,
  transaction: Database,
  person: Person,
  form: string,
  answers: ReadonlyMap<ReuseTerm, Json>,
  at: Date,
): Promise<void> {
  if (answers.size === 0) return;
  const rows = [...answers].map(([term, value]) => ({
    ...{person: codeOf(gateway, person), term, form, at: at.toISOString()},
    sealed: gateway.secrets.seal(`${person.subject}\0${term}`, JSON.stringify(value)),
  }));
  await transaction
    .insertInto('kept_answers')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['person', 'term']).doUpdateSet((row) => ({
        ...{sealed: row.ref('excluded.sealed'), form: row.ref('excluded.form'), at: row.ref('excluded.at')},
      })),
    )
    .execute();
  const entry = {action: 'kept-answers', form, target: '', attributes: [...answers.keys()], outcome: 'kept'} as const;
  await gateway.audit.add(person, entry, at, transaction);
}

/** Remove one of them, or all. Answers which there were. */
export async function removeKeptAnswers(gateway: Gateway, person: Person, term?: string): Promise<readonly string[]> {
  const at = new Date(gateway.clock.now());
  return gateway.options.database.transaction().execute(async (transaction) => {
    let wanted = transaction.deleteFrom('kept_answers').where('person', '=', codeOf(gateway, person));
    if (term !== undefined) wanted = wanted.where('term', '=', term);
    const removed = (await wanted.returning('term').execute()).map((row) => row.term);
    if (removed.length === 0) return removed;
    const entry = {action: 'kept-answers', form: '', target: '', attributes: removed, outcome: 'removed'} as const;
    await gateway.audit.add(person, entry, at, transaction);
    return removed;
  });
}

/** When the person gave this as what a field asks for; `undefined` for what is not kept of them. */
export function givenEarlier(kept: readonly StoredAnswer[], term: ReuseTerm | undefined, value: Json): string | undefined {
  return kept.find((answer) => answer.term === term && sameJson(answer.value, value))?.at;
}
