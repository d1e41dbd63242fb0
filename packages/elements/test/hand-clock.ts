/** A clock under the hand of a test in a page: time passes when the test says so, and all at once. */
interface Timer {
  at: number;
  readonly everyMs?: number;
  readonly run: () => void;
}

const {setTimeout, clearTimeout, setInterval, clearInterval} = globalThis;
const {now} = Date;

/** After what is due in the page by now, without a time. */
export const turn = (): Promise<void> => new Promise((done) => setTimeout(done));

export class HandClock {
  #now: number = now();
  #last = 0;
  readonly #timers: Map<number, Timer> = new Map();

  /** From now on `Date.now` and every timer with a time belong to the test; timers without one only wait for their turn. */
  constructor() {
    const add = (run: () => void, ms: number, everyMs?: number): number => {
      this.#last -= 1;
      this.#timers.set(this.#last, {at: this.#now + ms, run, ...(everyMs && {everyMs})});
      return this.#last;
    };
    const clear = (real: typeof clearTimeout) => (id?: number) => void (this.#timers.delete(id ?? 0) || real(id));
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms = 0) => (ms > 0 ? add(run, ms) : setTimeout(run)),
      setInterval: (run: () => void, ms = 0) => add(run, ms, Math.max(1, ms)),
      clearTimeout: clear(clearTimeout),
      clearInterval: clear(clearInterval),
    });
    Date.now = () => this.#now;
  }

  /** Let time pass. Each timer runs at its time, and what follows from it is done before the next. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (let due = this.#due(end); due; due = this.#due(end)) {
      const [id, timer] = due;
      this.#now = Math.max(this.#now, timer.at);
      if (timer.everyMs) timer.at += timer.everyMs;
      else this.#timers.delete(id);
      timer.run();
      await turn();
    }
    this.#now = end;
  }

  #due(end: number): [number, Timer] | undefined {
    return [...this.#timers].filter(([, {at}]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
  }

  /** Give the page its own time back. */
  static restore(): void {
    Object.assign(globalThis, {setTimeout, clearTimeout, setInterval, clearInterval});
    Date.now = now;
  }
}
