import type {Json} from '../json/json.ts';

/** How much an issue weighs: an error stops sending, a warning asks once, an info only tells. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * Something about the person's data that they may have to mend. A value, never thrown, and never with the data in it.
 *
 * `code` is `area.detail`, e.g. `vn-tax-code.check-digit`. `pointer` is a JSON Pointer into the answers
 * (`/child/birthDate`), `''` for the whole form, or `#/documents/<name>` for a document slot.
 * `params` fill the message: limits and counts (`{minimum: 1}`), never what was typed.
 */
export interface Issue {
  readonly code: string;
  readonly pointer: string;
  readonly severity: Severity;
  readonly params?: {readonly [name: string]: Json};
  /** Text written in the definition (a check's message); stands instead of the message of the code. */
  readonly message?: string | {readonly [language: string]: string};
}

/** What a format says about one text: an issue without a place. */
export interface Finding {
  readonly code: string;
  /** Defaults to `error`. */
  readonly severity?: Severity;
  readonly params?: {readonly [name: string]: Json};
}

/** Either a value or one finding. */
export type Result<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly finding: Finding};

export function ok<T>(value: T): Result<T> {
  return {ok: true, value};
}

export function fail(code: string, params?: Finding['params']): {readonly ok: false; readonly finding: Finding} {
  return {ok: false, finding: params ? {code, params} : {code}};
}
