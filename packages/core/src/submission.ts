import type {Decision} from './conflict.ts';
import type {JsonObject} from './json.ts';
import type {Origin} from './origin.ts';
import type {Fact} from './ports.ts';

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

/** What is handed in: the visible answers and where each value came from. Plain JSON. */
export interface Submission {
  readonly form: string;
  readonly version: string;
  readonly locale: string;
  /** Hidden fields are not in here. */
  readonly answers: JsonObject;
  /** By pointer of a field that has a value; absent means typed. */
  readonly origins: {readonly [pointer: string]: Origin};
  readonly documents: {readonly [slot: string]: readonly SubmittedFile[]};
  readonly decisions: readonly Decision[];
  /** The person confirmed the declaration. */
  readonly declared: boolean;
}
