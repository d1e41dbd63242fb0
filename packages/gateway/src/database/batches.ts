/**
 * Questions to the database that arrive together and go there together: one way there and back, one statement, one wait for
 * the disk for all of them. Nobody waits to be joined by others: while one batch is under way the next one gathers, so that a
 * batch is small when little is asked and large when much is.
 */
import {setImmediate} from 'node:timers/promises';
import DataLoader from 'dataloader';

/** Items of a batch, where nobody says: a longer one would keep its first waiting for its last. */
const MOST = 100;

/** Puts all items to the database. All or none of them come true; answers are in the order of the items. */
export type Batch<Item, Answer> = (items: readonly Item[]) => Promise<readonly Answer[]>;

export type BatchLoader<Item, Answer> = Pick<DataLoader<Item, Answer>, 'load'>;

/**
 * A loader without memory, one batch at a time. A batch that fails is tried again item by item: each fails for itself.
 *
 * @param most items of a batch.
 */
export function createBatchLoader<Item, Answer>(run: Batch<Item, Answer>, most: number = MOST): BatchLoader<Item, Answer> {
  let underWay: Promise<unknown> = Promise.resolve();
  let last: Promise<unknown> = underWay;
  const loadBatch = async (items: readonly Item[]): Promise<readonly (Answer | Error)[]> => {
    try {
      const answers = await run(items);
      return items.map((_item, index) => answers[index] as Answer);
    } catch (error) {
      if (items.length === 1) return [errorOf(error)];
      return (await Promise.all(items.map((item) => loadBatch([item])))).flat();
    }
  };
  return new DataLoader<Item, Answer>(
    (items) => {
      const batch = loadBatch(items);
      underWay = batch;
      return batch;
    },
    {
      cache: false,
      maxBatchSize: most,
      batchScheduleFn: (dispatch) => {
        // What was read from the network in this turn goes together, behind what is under way.
        last = last
          .then(() => setImmediate())
          .then(dispatch)
          .then(() => underWay);
      },
    },
  );
}

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error), {cause: error}));
