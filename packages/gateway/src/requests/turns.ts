/** Long work in short pieces: whoever asks something quick is answered between two of them. */
import type {Steps} from '@egov-form/core';
import {TURN_LIMITS} from '../limits.ts';

/** One piece of all long work of a process runs in each round of its event loop. */
let last: Promise<void> = Promise.resolve();

/** Resolves when it is this work's turn, at the earliest in the next round of the event loop. */
export function nextTurn(): Promise<void> {
  last = last.then(() => new Promise((done) => void setImmediate(done)));
  return last;
}

/** Keeps the time of one piece of work after the other. */
export class Pace {
  #began = performance.now();

  /** Whether the piece has taken long enough: `await pace.rest()` then. */
  get due(): boolean {
    return performance.now() - this.#began >= TURN_LIMITS.pieceMs;
  }

  async rest(): Promise<void> {
    await nextTurn();
    this.#began = performance.now();
  }
}

/** Does the work, giving way to others whenever a piece has taken long enough. */
export async function inTurns<Result>(steps: Steps<Result>, pace: Pace = new Pace()): Promise<Result> {
  for (;;) {
    const {done, value} = steps.next();
    if (done) return value;
    if (pace.due) await pace.rest();
  }
}

/** Lets one at a time do its work, in the order in which they came. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
