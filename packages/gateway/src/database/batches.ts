/**
 * Questions to the database that arrive together and go there together: one way there and back, one statement, one wait for
 * the disk for all of them. Nobody waits to be joined by others: while one batch is under way the next one gathers, so that a
 * batch is small when little is asked and large when much is.
 */

/** Items of a batch, where nobody says: a longer one would keep its first waiting for its last. */
const MOST = 100;

/** Puts all items to the database. All or none of them come true; answers are in the order of the items. */
export type Batch<Item, Answer> = (items: readonly Item[]) => Promise<readonly Answer[]>;

interface Waiting<Item, Answer> {
  readonly item: Item;
  done(answer: Answer): void;
  failed(reason: unknown): void;
}

export class Batches<Item, Answer> {
  readonly #run: Batch<Item, Answer>;
  readonly #most: number;
  #gathered: Waiting<Item, Answer>[] = [];
  #underWay = false;

  /** @param most items of a batch. */
  constructor(run: Batch<Item, Answer>, most: number = MOST) {
    this.#run = run;
    this.#most = most;
  }

  /** Resolves when the item's batch has come true. A batch that fails is tried again item by item: each fails for itself. */
  ask(item: Item): Promise<Answer> {
    return new Promise((done, failed) => {
      this.#gathered.push({item, done, failed});
      if (this.#underWay) return;
      this.#underWay = true;
      // What was read from the network in this turn goes together.
      setImmediate(() => void this.#work());
    });
  }

  async #work(): Promise<void> {
    while (this.#gathered.length > 0) {
      const batch = this.#gathered.splice(0, this.#most);
      if (!(await this.#together(batch))) await Promise.all(batch.map((one) => this.#alone(one)));
    }
    this.#underWay = false;
  }

  async #together(batch: readonly Waiting<Item, Answer>[]): Promise<boolean> {
    const [first, ...others] = batch;
    if (!first || others.length === 0) return false;
    try {
      const answers = await this.#run(batch.map(({item}) => item));
      for (const [i, {done}] of batch.entries()) done(answers[i] as Answer);
      return true;
    } catch {
      return false;
    }
  }

  async #alone({item, done, failed}: Waiting<Item, Answer>): Promise<void> {
    try {
      const [answer] = await this.#run([item]);
      done(answer as Answer);
    } catch (error) {
      failed(error);
    }
  }
}
