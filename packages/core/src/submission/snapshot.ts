import type {Fact} from '../documents/fact.ts';
import type {Text} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import type {LookupGap} from '../lookups/lookup-gap.ts';
import type {Conflict, Decision} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';

/** One attached file as it is remembered: the bytes are kept beside, by `id`. */
export interface AttachmentRecord {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly pageCount: number;
  /** What was read from it, by fact. */
  readonly facts: {readonly [fact: string]: Fact};
}

/** A look-up that had answered: the keys that it was asked with, when (ISO 8601), and what the source is called. */
export interface Answered {
  readonly keys: {readonly [name: string]: string};
  readonly at: string;
  readonly title: Text;
  /** It was about the signed-in person. */
  readonly self?: true;
  /** By pattern of the field, why it was not filled. Absent where all was, and in older drafts. */
  readonly gaps?: {readonly [pattern: string]: LookupGap};
  /** By pattern of a list that it fills, what tells the rows of the answer from each other. Absent in older drafts. */
  readonly rows?: {readonly [list: string]: readonly Json[]};
}

/**
 * Everything that makes a form what it is at one moment, as plain JSON: answers including hidden ones, origins,
 * attachments, decisions. `restore(snapshot())` changes nothing.
 */
export interface FormSnapshot {
  readonly form: string;
  readonly version: string;
  readonly answers: JsonObject;
  /** By pointer; a value without one counts as typed. */
  readonly origins: {readonly [pointer: string]: Origin};
  /** Receipts by the names that origins have in their place, each once. Absent when there are none, and in older drafts. */
  readonly receipts?: {readonly [name: string]: string};
  readonly documents: {readonly [slot: string]: readonly AttachmentRecord[]};
  /** Look-ups that had answered: `{lookup key: keys asked with}`, so that a reload does not ask again. */
  readonly lookups: {readonly [lookup: string]: Answered};
  /** Look-ups by key that wait for an answer or for the person to sign in, and go on; absent when there are none. */
  readonly waiting?: readonly string[];
  readonly decisions: readonly Decision[];
  /** Disagreements that nobody has decided yet; absent when there are none. */
  readonly conflicts?: readonly Conflict[];
  /** Warnings that were read, by pointer of the field or list; absent when there are none. */
  readonly acknowledged?: {readonly [pointer: string]: readonly string[]};
  /** Id of the page that is shown. */
  readonly page: string;
}
