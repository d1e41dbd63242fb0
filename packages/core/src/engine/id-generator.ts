import type {Clock} from '../ports/ports.ts';

/** Ids and times that a form gives out. */
export class IdGenerator {
  readonly #clock: Clock;
  #ids = 0;
  #time: {readonly ms: number; readonly text: string} = {ms: Number.NaN, text: ''};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** ISO 8601. */
  now(): string {
    const ms = this.#clock.now();
    // Writing a date out costs more than a keystroke's own work, and much happens within a millisecond.
    if (ms !== this.#time.ms) this.#time = {ms, text: new Date(ms).toISOString()};
    return this.#time.text;
  }

  newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}-${this.#ids}`;
  }

  /** An id that another form, or an earlier life of this one, gave out is not given out again. */
  take(id: string): string {
    const number = Number(id.slice(id.lastIndexOf('-') + 1));
    if (Number.isSafeInteger(number)) this.#ids = Math.max(this.#ids, number);
    return id;
  }
}
