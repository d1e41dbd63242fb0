/** Places that look-ups and documents name: they are part of the form, even where no page shows them. */
import {type Pattern, WHOLE} from '../json/pattern.ts';
import type {PlanContext} from './plan-context.ts';

export interface Reference {
  readonly pattern: Pattern;
  /** Pointer into the definition. */
  readonly where: string;
}

export class References {
  readonly #context: PlanContext;
  readonly #named: Reference[] = [];

  constructor(context: PlanContext) {
    this.#context = context;
  }

  /** In the order in which they are named. */
  get named(): readonly Reference[] {
    return this.#named;
  }

  /** One more; the form itself for what cannot be read, which is reported. */
  add(pointer: string, where: string): Pattern {
    const pattern = this.#context.readPointer(pointer, where) ?? WHOLE;
    if (pattern.text !== '') this.#named.push({pattern, where});
    return pattern;
  }
}
