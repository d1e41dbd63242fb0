/** What an inspection may cost. A small file may describe gigabytes, or a graph without an end. */

/** Values, tokens and steps along references, of one file. Real files of 20 MB have under a million. */
const MAX_STEPS = 4_000_000;
/** Bytes that the streams which hold objects may unpack to, together. */
const MAX_UNPACKED_BYTES: number = 48 * 1024 * 1024;
/** Steps between two turns of the event loop. */
const STEPS_PER_TURN = 100_000;

/** Thrown where a part of a file cannot be decoded within what is allowed. It names no content. */
export class Undecodable extends Error {
  constructor(what: string) {
    super(`Expected a PDF whose objects can be decoded, found ${what}.`);
    this.name = 'Undecodable';
  }
}

/** Counts the work on one file; throws `Undecodable` when it is spent, and from then on. */
export class Budget {
  #steps = MAX_STEPS;
  #unpacked = MAX_UNPACKED_BYTES;
  #nextTurn = MAX_STEPS - STEPS_PER_TURN;

  step(): void {
    this.#steps -= 1;
    if (this.#steps < 0 || this.#unpacked < 0) throw new Undecodable('more parts than are looked at');
  }

  unpack(bytes: number): void {
    this.#unpacked -= bytes;
    if (this.#unpacked < 0) throw new Undecodable('more unpacked bytes than are looked at');
  }

  /** Lets others work when this took long: a server answers many. */
  async breathe(): Promise<void> {
    if (this.#steps > this.#nextTurn) return;
    this.#nextTurn = this.#steps - STEPS_PER_TURN;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
}
