/** Sizes of a form's `data`. */
export interface Limits {
  /** Of the JSON text in UTF-8. */
  readonly bytes: number;
  /** Objects and lists within each other, annotations included. */
  readonly levels: number;
  /** Schemas as written. */
  readonly subschemas: number;
  /** Schemas within each other, references followed. */
  readonly nesting: number;
  /** Schemas with every reference written out: what a value in all places costs at most. */
  readonly steps: number;
  /** Values of one `enum`. */
  readonly choices: number;
}

/** What a published form keeps to. */
export const PUBLISH: Limits = {
  bytes: 512 * 1024,
  levels: 100,
  subschemas: 2_000,
  nesting: 32,
  steps: 20_000,
  choices: 1_000,
};

/** What no program loads. A form of 10,000 fields is within. */
export const HARD: Limits = {
  bytes: 4 * 1024 * 1024,
  levels: 400,
  subschemas: 20_000,
  nesting: 100,
  steps: 500_000,
  choices: 50_000,
};

/** Steps that all patterns of a form together may take to judge: about a thousand different ones of the usual kind. */
export const PATTERN_WORK = 500_000;
/** Findings that are told one by one. */
export const MAX_FINDINGS = 500;
