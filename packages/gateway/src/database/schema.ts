import type {Json} from '@egov-form/core';
import type {ColumnType} from 'kysely';

/** A JSON column: read as a value, written as JSON text (drivers disagree about arrays otherwise). */
export type JsonColumn<T> = ColumnType<T, string, string>;

/** A moment: read as `Date`, written as ISO 8601. */
export type TimeColumn = ColumnType<Date, string, string>;

/** Written by SQL alone: drivers read arrays of big numbers differently. */
type CountColumn = ColumnType<unknown, never, never>;

/** Tables of the gateway. Each comment says what one row is. */
export interface Schema {
  /**
   * One row: which installation this is, when a gateway last tried whether it can write, and when the database was last taken
   * on purpose although its surroundings knew better.
   */
  installation: {
    single: ColumnType<boolean, never, never>;
    id: string;
    made_at: TimeColumn;
    written_at: TimeColumn;
    adopted_at: ColumnType<Date | null, string | null, string>;
  };
  /** A key that this installation made for itself on its first start. */
  secrets: {name: string; value: JsonColumn<Json>};
  /** A signed-in person. `token_hash` is SHA-256 of the cookie, so that a copy of the table opens no session. */
  sessions: {
    token_hash: string;
    subject: string;
    personal_id: string;
    name: string;
    birth_date: string;
    role: string;
    created_at: TimeColumn;
    expires_at: TimeColumn;
    /** Last request, to the minute. */
    seen_at: ColumnType<Date, string | undefined, string>;
  };
  /** Questions of one scope within its window, milliseconds since the epoch, and what became of the last one. */
  lookup_budgets: {scope: string; asked: CountColumn; admitted: boolean; refused: number; ends_at: TimeColumn};
  /** Misses of one scope, and until when it may ask nothing. */
  lookup_locks: {scope: string; missed: CountColumn; locked_until: Date | null; ends_at: TimeColumn};
  /** A key that signs receipts or did; `jwk` has its private half while it signs. */
  receipt_keys: {kid: string; generation: number; jwk: JsonColumn<Json>; made_at: TimeColumn};
  /** A file that somebody sends and that no dossier holds yet: the row is there before the file. */
  uploads: {
    id: string;
    subject: string;
    size_bytes: number;
    created_at: TimeColumn;
    /** The request that works with it now, until a moment by the database's clock (files/upload-leases.ts). */
    held_by: ColumnType<string | null, string | null | undefined, string | null>;
    held_until: ColumnType<Date | null, string | null | undefined, string | null>;
    /** Another request waits for it. */
    wanted: ColumnType<boolean, boolean | undefined, boolean>;
  };
  /** One submission by its sender's own key: the same key gives the same answer. */
  submission_keys: {subject: string; key: string; body_hash: string; dossier_code: string; at: TimeColumn};
  /** Last number given out per day, `YYMMDD`. */
  dossier_serials: {day: string; last: number};
  /** A definition that a dossier may have been made with, by its hash; `text` is its JSON as it was served. Never removed. */
  definitions: {
    hash: string;
    form: string;
    version: string;
    title: JsonColumn<Json>;
    text: string;
    kept_at: ColumnType<Date, never, never>;
  };
  dossiers: {
    code: string;
    form: string;
    version: string;
    /** Hash of its definition; null where it is older than `definitions` and its version was not installed since. */
    definition: ColumnType<string | null, string | null | undefined, string>;
    subject: string;
    state: string;
    locale: string;
    answers: JsonColumn<Json>;
    /** By pointer: where the value came from as the gateway verified it. */
    origins: JsonColumn<Json>;
    documents: JsonColumn<Json>;
    decisions: JsonColumn<Json>;
    /** Keyed code of what it is about (submissions/matter.ts); null where its form does not say. */
    matter: ColumnType<string | null, string | null | undefined, never>;
    /** Codes of dossiers about the same that its sender was told of. */
    besides: ColumnType<Json, string | undefined, never>;
    received_at: TimeColumn;
  };
  /** A look-up that could not be asked before the dossier was sent (later-checks.ts). */
  dossier_checks: {
    dossier_code: string;
    lookup: string;
    /** Index of the row, `''` outside of rows. */
    row: string;
    about: string;
    /** Who sent the dossier. */
    subject: string;
    state: string;
    /** Keys and registers, as long as it waits. */
    question: ColumnType<Json, string | null, string | null>;
    register: string;
    outcome: string;
    verdicts: JsonColumn<Json>;
    created_at: TimeColumn;
    asked_at: ColumnType<Date | null, string | null, string | null>;
  };
  /** What a person had kept of an application for the next one (kept-answers.ts); `person` is a keyed code. */
  kept_answers: {person: string; term: string; sealed: string; form: string; at: TimeColumn};
  /** Who did what (audit.ts). Rows are only ever added; `mac` is the code over all that the row says. */
  audit: {
    id: string;
    at: TimeColumn;
    subject: string;
    role: string;
    action: string;
    form: string;
    target: string;
    register: string;
    about: string;
    attributes: JsonColumn<Json>;
    outcome: string;
    mac: string;
  };
  /** An entry of the audit that no seal binds yet. */
  audit_open: {id: string};
  /** A seal: ids of its entries in order, and hashes that bind them to all before. */
  audit_seals: {number: number; at: TimeColumn; entries: JsonColumn<Json>; digest: string; hash: string};
}
