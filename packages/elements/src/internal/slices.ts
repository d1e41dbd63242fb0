/** So many parts are drawn at once, however long it takes: a page that fits on a few screens is never seen half drawn. */
const AT_ONCE = 60;

/** Then so many, and on a fast device as many as go into so many milliseconds; in between the page is free for input. */
const IN_A_SLICE = 100;
const BUSY_MS = 16;

/**
 * Draws long pages in slices, in the order of the document: what is in sight at once, the rest right after. All of it ends
 * up in the document, so that the browser's own search, anchors and screen readers find everything.
 */
export class Slices {
  #jobs: (() => void)[] = [];
  #filling = 0;
  #left = 0;
  #until = 0;
  #channel: MessageChannel | undefined;

  /** Put parts into their container: as many as may be drawn now, the others soon. */
  fill(container: Element, parts: Iterator<Element>): void {
    if (this.#filling === 0 && this.#jobs.length === 0) this.#left = AT_ONCE;
    this.#filling += 1;
    try {
      while (this.#left > 0 || performance.now() < this.#until) {
        const next = parts.next();
        if (next.done) return;
        this.#left -= 1;
        container.append(next.value);
      }
      this.#jobs.push(() => this.fill(container, parts));
      if (this.#filling === 1) this.#soon();
    } finally {
      this.#filling -= 1;
    }
  }

  /** Draw everything that is still waiting. */
  finish(): void {
    this.#run(Number.POSITIVE_INFINITY);
  }

  /** The page is gone. */
  clear(): void {
    this.#jobs = [];
  }

  #run(until: number): void {
    this.#left = IN_A_SLICE;
    this.#until = until;
    this.#filling += 1;
    try {
      while (this.#jobs.length > 0 && (this.#left > 0 || performance.now() < this.#until)) {
        const [job, ...others] = this.#jobs;
        this.#jobs = [];
        job?.();
        // What the job put off comes before the others.
        this.#jobs.push(...others);
      }
    } finally {
      this.#filling -= 1;
      this.#left = 0;
      this.#until = 0;
    }
    if (this.#jobs.length > 0) this.#soon();
    else this.#channel = undefined;
  }

  /** In a task of its own, without the wait that browsers put before nested timers. */
  #soon(): void {
    if (!this.#channel) {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (this.#channel === channel) this.#run(performance.now() + BUSY_MS);
      };
      this.#channel = channel;
    }
    this.#channel.port2.postMessage(undefined);
  }
}
