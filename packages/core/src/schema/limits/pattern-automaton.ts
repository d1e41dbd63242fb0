/** The places of a pattern, and in how many ways one leads to the next. */
import type {CharacterSet, PatternNode} from './pattern-syntax.ts';

/** Steps of a decision about a pattern. */
export const MAX_WORK = 120_000;
/** Places in a pattern once repetitions are written out. */
const MAX_PLACES = 4_000;
/** Counts stop growing here. */
const MANY = 1_000_000;

/** How many ways lead to each place. */
export type Ways = Map<number, number>;

/** A part of a pattern as an automaton without empty steps, ways counted. */
interface Part {
  readonly first: Ways;
  readonly last: Ways;
  /** Ways through it that take no character. */
  readonly empty: number;
}

const nothing = (): Part => ({first: new Map(), last: new Map(), empty: 1});
const times = (a: number, b: number): number => Math.min(a * b, MANY);

export function add(to: Ways, from: Ways, factor: number): void {
  if (factor > 0) for (const [place, ways] of from) to.set(place, Math.min((to.get(place) ?? 0) + times(ways, factor), MANY));
}

/** Places of a pattern, and the ways from each to the next. */
export class PatternAutomaton {
  readonly sets: CharacterSet[] = [];
  readonly next: Ways[] = [];
  work = 0;

  get isTooLarge(): boolean {
    return this.sets.length > MAX_PLACES || this.work > MAX_WORK;
  }

  part(node: PatternNode): Part {
    this.work++;
    if (this.isTooLarge) return nothing();
    switch (node.kind) {
      case 'set': {
        const place = this.sets.push(node.set) - 1;
        this.next.push(new Map());
        return {first: new Map([[place, 1]]), last: new Map([[place, 1]]), empty: 0};
      }
      case 'sequence':
        return node.parts.reduce((sum: Part, part) => this.#join(sum, this.part(part)), nothing());
      case 'choice': {
        const parts = node.parts.map((part) => this.part(part));
        const sum: Part = {
          first: new Map(),
          last: new Map(),
          empty: parts.reduce((all, {empty}) => Math.min(all + empty, MANY), 0),
        };
        for (const {first, last} of parts) {
          add(sum.first, first, 1);
          add(sum.last, last, 1);
        }
        return sum;
      }
      case 'repeat':
        return this.#repeat(node.part, node.min, node.max);
      default:
        return nothing();
    }
  }

  #link(from: Ways, to: Ways): void {
    for (const [place, ways] of from) {
      const next = this.next[place];
      this.work += to.size;
      if (next && !this.isTooLarge) add(next, to, ways);
    }
  }

  /** Both are used up. */
  #join(a: Part, b: Part): Part {
    this.#link(a.last, b.first);
    this.work += (a.empty > 0 ? b.first.size : 0) + (b.empty > 0 ? a.last.size : 0);
    add(a.first, b.first, a.empty);
    add(b.last, a.last, b.empty);
    return {first: a.first, last: b.last, empty: times(a.empty, b.empty)};
  }

  /** `x{2,4}` as `xx(x(x)?)?`, `x{2,}` as `xx` with a loop on the last. */
  #repeat(part: PatternNode, min: number, max: number): Part {
    let whole = nothing();
    for (let i = 0; i < min - 1 && !this.isTooLarge; i++) whole = this.#join(whole, this.part(part));
    if (max === Number.POSITIVE_INFINITY) {
      const once = this.part(part);
      this.#link(once.last, once.first);
      return this.#join(whole, {...once, empty: min === 0 ? 1 : once.empty});
    }
    if (min > 0) whole = this.#join(whole, this.part(part));
    let rest = nothing();
    for (let i = min; i < max && !this.isTooLarge; i++) rest = {...this.#join(this.part(part), rest), empty: 1};
    return this.#join(whole, rest);
  }
}
