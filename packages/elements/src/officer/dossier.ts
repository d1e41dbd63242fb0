import type {AttachmentRecord, Decision, FormSnapshot, Json, JsonObject} from '@egov-form/core';

/** What the gateway says of a value's source, as it found out for itself. */
export interface DossierMark {
  readonly origin: 'register' | 'register-edited' | 'document' | 'citizen' | 'computed';
  /** Which register said so, and when; or which paper. */
  readonly register?: string;
  readonly at?: string;
  readonly document?: string;
  /** Why the person changed it. */
  readonly reason?: string;
  /** What the register had said. */
  readonly registered?: Json;
  /** What the person says is wrong about it. */
  readonly disputed?: string;
  /** What the person had typed where the register's value stands. */
  readonly replacedInput?: Json;
  readonly check?: 'pending';
  /** A word of it could be taken for one in Latin letters, and has letters of another alphabet. */
  readonly lookalike?: true;
}

/** A dossier as `GET /api/submissions/:code` answers it. */
export interface Dossier {
  readonly form: string;
  readonly version: string;
  readonly answers: JsonObject;
  /** By pointer; a value without one is the person's own word. */
  readonly origins: {readonly [pointer: string]: DossierMark};
  readonly documents: {readonly [slot: string]: readonly (Omit<AttachmentRecord, 'id'> & {readonly file: string})[]};
  readonly decisions: readonly Decision[];
  /** What came of holding declared values against a register later. */
  readonly checks: readonly {
    readonly lookup: string;
    readonly row: string;
    readonly state: 'waiting' | 'done' | 'not-checked';
    readonly verdicts: {readonly [pointer: string]: 'agrees' | 'differs' | 'unknown' | 'not-found'};
  }[];
}

/** The dossier as a form holds it: answers, papers and what was decided. Its sources are the gateway's to tell. */
export function snapshotOf({answers, documents, decisions}: Dossier, empty: FormSnapshot): FormSnapshot {
  const records = Object.entries(documents).map(([slot, files]) => [slot, files.map(({file, ...rest}) => ({...rest, id: file}))]);
  return {...empty, answers, decisions, origins: {}, documents: Object.fromEntries(records)};
}
