/** So many questions are drawn at once: what fits on two screens is never seen half drawn. */
const AT_ONCE = 24;

/** Then so many at a time, and in between the page is free for input. */
const IN_A_SLICE = 200;

/**
 * So many are put into the document together. For every change of a page that holds controls browsers look over all of them
 * (to fill them, to keep passwords): Chromium spent a quarter of a form's time on that when each slice went in by itself.
 */
const TOGETHER = 5000;

interface Drawable extends Element {
  drawAhead?(): void;
}

/**
 * Draws long pages in slices, in the order of the document: what is in sight at once, the rest right after. All of it ends
 * up in the document, so that the browser's own search, anchors and screen readers find everything.
 */
export class Slices {
  #jobs: (() => void)[] = [];
  /** Drawn, and not yet in the document. */
  #drawn: (readonly [box: Element, part: Element])[] = [];
  #waiting = 0;
  #later = false;
  #depth = 0;
  #left = 0;
  #channel: MessageChannel | undefined;

  /** Work that draws one part at each step and answers how many questions were in it: now as far as may be, then soon. */
  draw(work: Iterator<number>): void {
    if (this.#depth === 0 && this.#jobs.length === 0) this.#left = AT_ONCE;
    this.#depth += 1;
    try {
      while (this.#left > 0) {
        const step = work.next();
        if (step.done) return;
        this.#left -= step.value;
        this.#waiting += step.value;
      }
      this.#jobs.push(() => this.draw(work));
      if (this.#depth === 1) this.#soon();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Draw a part and put it last into its box: now, or with others when the box stands in the document already. */
  put(box: Element, part: Drawable): void {
    part.drawAhead?.();
    if (this.#later && box.isConnected) this.#drawn.push([box, part]);
    else box.append(part);
  }

  /** Draw everything that is still waiting. */
  finish(): void {
    while (this.#jobs.length > 0) this.#run(Number.POSITIVE_INFINITY);
    this.putDrawn();
  }

  /** Put into the document what is drawn. */
  putDrawn(): void {
    const drawn = this.#drawn;
    this.#drawn = [];
    this.#waiting = 0;
    for (const [box, part] of drawn) box.append(part);
  }

  #run(many: number): void {
    // In a task of its own: both take their time.
    if (this.#jobs.length === 0 || this.#waiting >= TOGETHER) this.putDrawn();
    else this.#drawJobs(many);
    if (this.#jobs.length > 0 || this.#drawn.length > 0) {
      this.#soon();
      return;
    }
    // An open channel would outlive the form.
    this.#channel?.port1.close();
    this.#channel = undefined;
  }

  #drawJobs(many: number): void {
    this.#left = many;
    this.#later = true;
    this.#depth += 1;
    try {
      while (this.#jobs.length > 0 && this.#left > 0) {
        const [job, ...others] = this.#jobs;
        this.#jobs = [];
        job?.();
        // What the job put off comes before the others.
        this.#jobs.push(...others);
      }
    } finally {
      this.#depth -= 1;
      this.#later = false;
      this.#left = 0;
    }
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
