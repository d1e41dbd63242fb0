/**
 * How hard the attack tests try. `npm run attacks` runs them in full size; within the test command they are small.
 */

/** `EGOV_ATTACKS`: forged submissions and numbers tried, 10,000 in full; and a tenth of it pairs compared. */
export const ATTACKS: number = Number(process.env['EGOV_ATTACKS'] || 400);

/** Random numbers 0..1 that are the same in every run with the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * How well one can tell two samples apart by size alone: 0.5 not at all, 1 always (area under the ROC curve, of whichever
 * direction is better).
 */
export function separability(left: readonly number[], right: readonly number[]): number {
  const all = [...left.map((value) => ({value, isLeft: true})), ...right.map((value) => ({value, isLeft: false}))];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i += 1) if (all[i]?.isLeft) rankSum += rank;
    from = to;
  }
  const area = (rankSum - (left.length * (left.length + 1)) / 2) / (left.length * right.length);
  return Math.max(area, 1 - area);
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}
