/** What is said about a definition, as data. */
import type {Json, Severity} from '@egov-form/core';

/** One step of a JSON Patch (RFC 6902), of the four that mends are made of. */
export type PatchOperation =
  | {readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json}
  | {readonly op: 'remove'; readonly path: string}
  | {readonly op: 'move'; readonly from: string; readonly path: string};

/** Numbers and names of the definition that a text mentions. Never an answer of a person. */
export type FindingParams = {readonly [name: string]: Json};

/**
 * Something about a definition that its author should know: `error`, it cannot be used or published so; `warning`, somebody will
 * stumble over it; `info`, it is odd and may be meant. The text is made late by `findingText`.
 */
export interface Finding {
  /** `area.detail`, see docs/checks.md. */
  readonly code: string;
  readonly severity: Severity;
  /** JSON Pointer into the definition, or into the recorded case that `case` names. */
  readonly pointer: string;
  readonly params: FindingParams;
  /** Name of the recorded case that `pointer` leads into; absent for the definition. */
  readonly case?: string;
  /** A change that is always right; where what is right is the author's to say, the text says what to do. */
  readonly mend?: readonly PatchOperation[];
}
