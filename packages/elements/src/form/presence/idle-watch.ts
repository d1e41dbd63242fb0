import {type Signal, signal} from '../../drawing/signals.ts';

/** What ends when nobody is there. Times are milliseconds. */
export interface Stay {
  /** What a renewal costs allows one so often; what happens in between is made good before the end. */
  readonly pauseMs: number;
  /** How long until it ends if nothing happens; `undefined` when it has ended. Rejects when that cannot be found out. */
  left(): Promise<number | undefined>;
  /** Somebody is there: it lasts on. Answers and rejects as `left`. */
  renew(): Promise<number | undefined>;
}

/** How long the person is asked before the end; half of the whole time where that is shorter. */
const COUNTDOWN_MS = 60_000;
/** A renewal that failed is tried again with the next act, but not sooner. */
const RETRY_MS = 5_000;

/** What a person does to a page. Moving a pointer does not count: a table that is knocked against moves one. */
const ACTS = ['keydown', 'pointerdown', 'wheel', 'touchmove', 'input'] as const;
/** While the person is asked, what they do is an answer, and nothing else. */
const ANSWERS = ['keydown', 'click'] as const;

/** A stay at this computer alone: so long after the last act. */
export function stayHere(ms: number): Stay {
  let last = Date.now();
  const left = async (): Promise<number> => last + ms - Date.now();
  return {
    pauseMs: 1_000,
    left,
    renew(): Promise<number> {
      last = Date.now();
      return left();
    },
  };
}

/** A stay that lasts in seconds, and is renewed by asking for it. */
export function stayThere(seconds: {left(): Promise<number | undefined>; renew(): Promise<number | undefined>}): Stay {
  const inMs = async (answer: Promise<number | undefined>): Promise<number | undefined> => {
    const left = await answer;
    return left === undefined ? undefined : left * 1000;
  };
  return {pauseMs: 5 * 60_000, left: () => inMs(seconds.left()), renew: () => inMs(seconds.renew())};
}

/**
 * Watches whether somebody is there. What they do makes the stay last on; near its end they are asked, and any key or press is
 * an answer; when it has ended, `ended` is called once, and the watch is over.
 *
 * The wall clock counts, so that a computer that slept does not begin anew, and what the stay itself says: another tab may
 * have made it last on.
 */
export class IdleWatch {
  readonly #stay: Stay;
  readonly #ended: () => void;
  readonly #seconds: Signal<number | undefined> = signal(undefined);
  readonly #atItsLongest: Signal<boolean> = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When it ends, as far as is known. */
  #end = Number.POSITIVE_INFINITY;
  /** How long it lasts after an act. */
  #whole = 0;
  #renewed = 0;
  /** Somebody did something since. */
  #acted = false;
  /** Counts questions to the stay: an answer that comes late is not the newest. */
  #asked = 0;
  #over = false;

  constructor(stay: Stay, ended: () => void) {
    this.#stay = stay;
    this.#ended = ended;
  }

  /** Seconds that are left, while the person is asked whether they are there. Tracked. */
  get seconds(): number | undefined {
    return this.#seconds.value;
  }

  /** The person said that they are there, and it cannot last longer all the same. Tracked. */
  get isAtItsLongest(): boolean {
    return this.#atItsLongest.value;
  }

  start(): void {
    for (const act of ACTS) addEventListener(act, this.#act, {capture: true, passive: true});
    for (const answer of ANSWERS) addEventListener(answer, this.#answer, {capture: true});
    document.addEventListener('visibilitychange', this.#look);
    addEventListener('pageshow', this.#look);
    void this.#ask('renew');
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#seconds.value = undefined;
    for (const act of ACTS) removeEventListener(act, this.#act, {capture: true});
    for (const answer of ANSWERS) removeEventListener(answer, this.#answer, {capture: true});
    document.removeEventListener('visibilitychange', this.#look);
    removeEventListener('pageshow', this.#look);
  }

  /** How long the stay lasts without an act, milliseconds. */
  get wholeMs(): number {
    return this.#whole;
  }

  /** Somebody is there. */
  stayOn(): void {
    void this.#ask('renew');
  }

  readonly #look = (): void => {
    // Timers rest while a page is out of sight, and while a computer sleeps.
    if (document.visibilityState === 'visible') void this.#ask('left');
  };

  readonly #act = (): void => {
    if (this.#seconds.peek() !== undefined) return;
    this.#acted = true;
    if (Date.now() - this.#renewed >= this.#pause) this.stayOn();
  };

  readonly #answer = (event: Event): void => {
    if (this.#seconds.peek() === undefined) return;
    // The key is the answer: it must not press what has the focus once the question is gone.
    event.preventDefault();
    event.stopImmediatePropagation();
    this.stayOn();
  };

  async #ask(what: 'left' | 'renew'): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const began = Date.now();
    if (what === 'renew') {
      this.#renewed = began;
      this.#acted = false;
    }
    let left: number | undefined;
    try {
      left = await this.#stay[what]();
      if (what === 'renew' && left !== undefined) this.#whole = Math.max(this.#whole, left);
    } catch {
      // As far as is known.
      left = this.#end - Date.now();
      if (what === 'renew') {
        this.#renewed = began - this.#pause + RETRY_MS;
        this.#acted = true;
      }
    }
    if (this.#over || asked !== this.#asked) return;
    if (left === undefined || left <= 0) {
      this.stop();
      this.#ended();
      return;
    }
    this.#end = Date.now() + left;
    if (what === 'renew') this.#atItsLongest.value = this.#seconds.peek() !== undefined && left <= this.#countdown;
    this.#wait();
  }

  get #pause(): number {
    return this.#whole === 0 ? RETRY_MS : Math.min(this.#stay.pauseMs, this.#whole / 4);
  }

  get #countdown(): number {
    return Math.min(COUNTDOWN_MS, this.#whole / 2);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const left = this.#end - Date.now();
    if (left === Number.POSITIVE_INFINITY) return;
    const counting = left <= this.#countdown;
    this.#seconds.value = counting ? Math.max(0, Math.ceil(left / 1000)) : undefined;
    if (!counting) this.#timer = setTimeout(() => void this.#ask(this.#acted ? 'renew' : 'left'), left - this.#countdown);
    else if (left <= 0) void this.#ask('left');
    else this.#timer = setTimeout(() => this.#wait(), left % 1000 || 1000);
  }
}

/** Begin to watch over a stay. */
export function watchStay(stay: Stay, ended: () => void): IdleWatch {
  const watch = new IdleWatch(stay, ended);
  watch.start();
  return watch;
}
