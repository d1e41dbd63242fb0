/**
 * How much one request may hold. Asked before anything is built from it, so that what a client controls costs no more than
 * what these allow. `npm run attacks -- hostile` prints what the largest of each costs.
 *
 * A carrier with a thousand vehicles, six questions each and every cell filled by a register, fits: 6,000 answers, as many
 * origins, 1.7 MB.
 */

/** Any JSON body. Values are counted before they are made: every one costs far more than its two bytes. */
export const BODY_LIMITS = {
  /** Bytes, where a route does not say: 256 KiB. */
  bytes: 262_144,
  /** Lists and objects around a value. Deeper than any form; recursion over it stays shallow. */
  depth: 40,
  /** Values of all kinds, members and items alike. */
  values: 80_000,
} as const;

/** What is handed in. Files do not travel in it, so text alone must fit. */
export const SUBMISSION_LIMITS = {
  /** Of the whole body: 3 MiB. */
  bytes: 3_145_728,
  /** Answers of the whole form, each row and group counted once more. */
  answers: 20_000,
  /** Rows of one list. */
  rows: 2000,
  /** Members of one object. */
  members: 5000,
  /** Characters of one text: some fifty pages. */
  textLength: 100_000,
  /** Characters of a pointer; with it, of names that the sender made up. */
  pointerLength: 300,
  origins: 8000,
  receipts: 2000,
  decisions: 5000,
  unasked: 2000,
  gaps: 2000,
  besides: 20,
  /** Slots, and files of one slot. */
  slots: 100,
  files: 50,
} as const;

/** What is answered to a mistake, however many there are. */
export const ISSUE_LIMITS = {
  issues: 100,
  /** Bytes of all of them as JSON: 64 KiB. */
  bytes: 65_536,
} as const;

/**
 * Requests that are worked on in turns, a piece of each at a time, so that quick ones are answered in between.
 */
export const TURN_LIMITS = {
  /** A body that is longer is one of them, and one of which the length is not said, bytes: 64 KiB. */
  fromBytes: 65_536,
  /** So many at once are read and held, and of one person; the others are asked to come again. */
  atOnce: 24,
  atOnceEach: 4,
  /** Longest piece of work, milliseconds: what others wait for. */
  pieceMs: 12,
} as const;
