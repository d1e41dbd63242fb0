/** So many questions are drawn at once: a page that fits on a few screens is never seen half drawn. */
const AT_ONCE = 60;

/** Then so many at a time, and in between the page is free for input: 10 ms on a desktop computer, 50 ms on a slow phone. */
const IN_A_SLICE = 250;

/**
 * Draws long pages in slices, in the order of the document: what is in sight at once, the rest right after. All of it ends
 * up in the document, so that the browser's own search, anchors and screen readers find everything.
 */
export class Slices {
  #jobs: (() => void)[] = [];
  #filling = 0;
  #left = 0;
  #channel: MessageChannel | undefined;

  /** Put parts into their container: as many as may be drawn now, the others soon. */
  fill(container: Element, parts: Iterator<Element>): void {
    if (this.#filling === 0 && this.#jobs.length === 0) this.#left = AT_ONCE;
    this.#filling += 1;
    try {
      while (this.#left > 0) {
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
    while (this.#jobs.length > 0) this.#run(Number.POSITIVE_INFINITY);
  }

  /** The page is gone. */
  clear(): void {
    this.#jobs = [];
  }

  #run(many: number): void {
    this.#left = many;
    this.#filling += 1;
    try {
      while (this.#jobs.length > 0 && this.#left > 0) {
        const [job, ...others] = this.#jobs;
        this.#jobs = [];
        job?.();
        // What the job put off comes before the others.
        this.#jobs.push(...others);
      }
    } finally {
      this.#filling -= 1;
      this.#left = 0;
    }
    if (this.#jobs.length > 0) this.#soon();
    else this.#channel = undefined;
  }

  /** In a task of its own, without the wait that browsers put before nested timers. */
  #soon(): void {
    if (!this.#channel) {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (this.#channel === channel) this.#run(IN_A_SLICE);
      };
      this.#channel = channel;
    }
    this.#channel.port2.postMessage(undefined);
  }
}
