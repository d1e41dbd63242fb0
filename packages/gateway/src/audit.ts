import type {Database} from './database/open.ts';
import type {Person} from './person.ts';

/** One act worth remembering. Names only: an audit row never holds what a person answered or was told. */
export interface AuditEntry {
  readonly action: 'lookup' | 'submission' | 'dossier.read';
  readonly form: string;
  /** Look-up name or dossier code. */
  readonly target: string;
  readonly attributes: readonly string[];
  readonly outcome: string;
}

/** Adds a row. Give the transaction that the act happens in, so that neither is kept without the other. */
export async function addAudit(database: Database, person: Person, entry: AuditEntry, at: Date): Promise<void> {
  await database
    .insertInto('audit')
    .values({
      at: at.toISOString(),
      subject: person.subject,
      role: person.role,
      action: entry.action,
      form: entry.form,
      target: entry.target,
      attributes: JSON.stringify(entry.attributes),
      outcome: entry.outcome,
    })
    .execute();
}
