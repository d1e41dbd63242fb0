/** Work in steps: each `yield` is a place where others may be let in. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all the work at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const {done, value} = steps.next();
    if (done) return value;
  }
}
