/** How long a condition may take on a busy machine before a test gives up, in milliseconds. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 15;

// The page's or Node's own: a test may have put a clock of its own in their place.
const {setTimeout, clearTimeout} = globalThis;

type Truthy<T> = Exclude<T, undefined | null | false | 0 | ''>;

/**
 * Wait until a condition holds, for the tests of every package, in Node and in pages. From outside of a page its driver has its
 * own waiting (`locator.waitFor`, `waitForFunction`).
 *
 * @param what is awaited, for the sentence of the failure: `the draft is saved`.
 * @returns what the condition gave.
 * @throws Error when it does not hold in time, also when the condition never answers; with the condition's own error when that is why.
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  {patienceMs = PATIENCE_MS}: {readonly patienceMs?: number} = {},
): Promise<Truthy<T>> {
  let cause: unknown;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A condition that never answers must not hang the run.
  const end = new Promise<undefined>((done) => {
    timer = setTimeout(() => {
      over = true;
      done(undefined);
    }, patienceMs);
  });
  const look = async (): Promise<T | undefined> => {
    try {
      const held = await condition();
      cause = undefined;
      return held;
    } catch (error) {
      cause = error;
      return undefined;
    }
  };
  do {
    const held = await Promise.race([look(), end]);
    if (held) {
      clearTimeout(timer);
      return held as Truthy<T>;
    }
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  } while (!over);
  throw new Error(`Expected within ${patienceMs / 1000} s: ${what}.`, {cause});
}
