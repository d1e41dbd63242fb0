import type {Fact} from '../documents/fact.ts';
import type {JsonObject} from '../json/json.ts';
import type {UnansweredField} from '../lookups/lookup-gap.ts';
import type {Decision} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';

/** One file of a dossier, already uploaded. */
export interface SubmittedFile {
  readonly uploadId: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly pageCount: number;
  readonly facts: {readonly [fact: string]: Fact};
}

/** A look-up that could not be asked: what it would have filled is the person's own word, to be held against the register later. */
export interface UnaskedLookup {
  readonly lookup: string;
  /** Pointer of its row; absent outside of rows. */
  readonly row?: string;
  readonly reason: 'down' | 'slow' | 'invalid-answer' | 'offline' | 'limited' | 'not-asked';
}

/** What is handed in: the visible answers and where each value came from. Plain JSON. */
export interface Submission {
  /**
   * Version of this shape. Absent where each origin has its receipt whole: `wholeSubmission` makes that of any. 2 has names in
   * place of receipts; before 3 `replacedInput` was called `said`.
   */
  readonly format?: 2 | 3;
  readonly form: string;
  readonly version: string;
  /** Hash of the definition that was filled in (`hashOf` of `core/procedure`). Absent where the form could not say. */
  readonly definition?: string;
  readonly locale: string;
  /** Hidden fields are not in here. */
  readonly answers: JsonObject;
  /** By pointer of a field that has a value; absent means typed. */
  readonly origins: {readonly [pointer: string]: Origin};
  readonly documents: {readonly [slot: string]: readonly SubmittedFile[]};
  /** From format 2: receipts by the names that origins have in their place, each once. Absent when no register answered. */
  readonly receipts?: {readonly [name: string]: string};
  readonly decisions: readonly Decision[];
  /** Absent when every look-up had its answer. */
  readonly unasked?: readonly UnaskedLookup[];
  /**
   * Fields that a register was asked for and did not fill, and why, as the form was told; 2,000 at most. Absent where all were
   * filled.
   */
  readonly gaps?: readonly UnansweredField[];
  /** Codes of dossiers about the same matter that the person was told of: this one is meant to stand beside them. */
  readonly besides?: readonly string[];
  /** The person wants what they gave for `reuse` kept for their next application. */
  readonly keep?: true;
  /** The person confirmed the declaration. */
  readonly declared: boolean;
}
