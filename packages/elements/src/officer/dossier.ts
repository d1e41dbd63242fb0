import {
  type AttachmentRecord,
  type Decision,
  type FormSnapshot,
  type JsonObject,
  type OriginMark,
  parsePointer,
  valueAt,
} from '@egov-form/core';

/** A dossier as `GET /api/submissions/:code` answers it. */
export interface Dossier {
  readonly form: string;
  readonly version: string;
  readonly answers: JsonObject;
  /** By pointer; a value without one is the person's own word. */
  readonly origins: {readonly [pointer: string]: OriginMark};
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

/**
 * The dossier as a form holds it: answers, documents and what was decided. Its sources are the gateway's to tell, but what the
 * person emptied stays empty whatever a rule would fill there.
 */
export function snapshotOf({answers, documents, decisions, origins: marks}: Dossier, empty: FormSnapshot): FormSnapshot {
  const records = Object.entries(documents).map(([slot, files]) => [slot, files.map(({file, ...rest}) => ({...rest, id: file}))]);
  const emptied = Object.keys(marks).filter((pointer) => valueAt(answers, parsePointer(pointer)) === undefined);
  const origins = Object.fromEntries(emptied.map((pointer) => [pointer, {kind: 'typed'}] as const));
  return {...empty, answers, decisions, origins, documents: Object.fromEntries(records)};
}
