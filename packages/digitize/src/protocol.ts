import type {DigitizedDocument, JsonObject} from '@egov-form/core';

/** What the page asks of the worker: one file at a time. */
export interface ReadRequest {
  readonly id: number;
  readonly bytes: ArrayBuffer;
  readonly name: string;
  readonly nature: string | undefined;
  readonly accept: readonly string[];
  readonly maxBytes: number;
}

/** A document on its way between threads: the kept file as bytes. */
export type SentDocument = Omit<DigitizedDocument, 'file'> & {readonly bytes: ArrayBuffer; readonly name: string};

/** What the worker tells the page. */
export type WorkerReport =
  | {readonly kind: 'ready'}
  /** Again and again while a file is read: the worker is not blocked. */
  | {readonly kind: 'alive'; readonly id: number}
  | {readonly kind: 'progress'; readonly id: number; readonly share: number; readonly step: string}
  | {readonly kind: 'done'; readonly id: number; readonly document: SentDocument}
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly code: `EGOV_${string}`;
      readonly message: string;
      readonly details: JsonObject;
    };
