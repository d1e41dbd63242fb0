/** Look-ups that one act set off, such as a pasted column of keys: they are told together, not each for itself. */
import type {Lookup} from '@egov-form/core';

const together = new WeakSet<Lookup>();

/** Whether somebody else tells how it went. */
export function isToldTogether(lookup: Lookup): boolean {
  return together.has(lookup);
}

/** How far look-ups of one act have come. What they tell is tracked. */
export class LookupsTogether {
  readonly #lookups: readonly Lookup[];

  /** @param lookups those that are being asked. */
  constructor(lookups: readonly Lookup[]) {
    this.#lookups = lookups;
    for (const lookup of lookups) together.add(lookup);
  }

  get count(): number {
    return this.#lookups.length;
  }

  get answered(): number {
    return this.#lookups.filter(({state}) => state !== 'asking').length;
  }

  get found(): number {
    return this.#lookups.filter(({state}) => state === 'filled' || state === 'partial').length;
  }

  /** From here on each tells for itself. */
  end(): void {
    for (const lookup of this.#lookups) together.delete(lookup);
  }
}
