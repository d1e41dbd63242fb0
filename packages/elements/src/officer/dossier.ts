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
 * The dossier as a form holds it: answers, documents and what was decided. Its sources are the gateway's to tell. The form knows
 * two of them: what the person emptied stays empty whatever a rule would fill there, and what a register said is known as that
 * to rules about origins, by which data stand for a document.
 */
export function snapshotOf({answers, documents, decisions, origins: marks}: Dossier, empty: FormSnapshot): FormSnapshot {
  const records = Object.entries(documents).map(([slot, files]) => [slot, files.map(({file, ...rest}) => ({...rest, id: file}))]);
  const origins: {[pointer: string]: FormSnapshot['origins'][string]} = {};
  for (const [pointer, {origin, register = '', at = ''}] of Object.entries(marks)) {
    if (valueAt(answers, parsePointer(pointer)) === undefined) origins[pointer] = {kind: 'typed'};
    else if (origin === 'register')
      origins[pointer] = {kind: 'register', lookup: '', connector: register, attribute: '', title: register, at, trust: 'locked'};
  }
  return {...empty, answers, decisions, origins, documents: Object.fromEntries(records)};
}
