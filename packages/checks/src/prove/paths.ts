/**
 * The least and the most that a form asks of anybody: pages, questions, papers, minutes, by the one formula that the form itself
 * shows (`@egov-form/core/effort`).
 *
 * Limits  All ways are tried where there are few. Of others the questions that branches hang on are changed one after the other
 *         as long as that makes the way shorter or longer: there may then be one that is shorter or longer still, and the proof
 *         says that it is not exact.
 */
import type {Json} from '@egov-form/core';
import {effortOf} from '@egov-form/core/effort';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import type {Condition} from './conditions.ts';
import type {PathEffort, Proof} from './proof.ts';
import type {Prover} from './prover.ts';
import type {State} from './search.ts';
import {witnessOf} from './witness.ts';

/** Ways that are looked at, times the questions of the form: each is looked at as a whole. */
const MOST_WORK = 10_000;
const MOST_WAYS = 128;
const FEWEST_WAYS = 32;

interface Way extends PathEffort {
  readonly state: State;
  /** What it is compared by. */
  readonly weight: number;
}

export function pathsOf(
  plan: FormPlan,
  prover: Prover,
  conditions: readonly Condition[],
  wanted: number = MOST_WAYS,
): Proof['paths'] {
  const branches = branchesOf(plan, prover, conditions);
  const combinations = branches.reduce((count, {values}) => count * values.length, 1);
  const most = Math.min(wanted, Math.max(FEWEST_WAYS, Math.floor(MOST_WORK / (plan.fields.size + 1))));
  const ways = new Ways(prover, most);
  if (combinations <= most) {
    for (let number = 0; number < combinations; number += 1) ways.look(stateAt(branches, number));
    return {...ways.ends, exact: true};
  }
  for (const sign of [-1, 1]) {
    // As many conditions at once as agree with each other, for the longest way those that hold.
    let best = ways.look(merged(prover, conditions, sign > 0));
    for (let changed = true; changed && !ways.isSpent(sign); ) {
      changed = false;
      for (const {key, values} of branches) {
        for (const value of values) {
          if (ways.isSpent(sign)) break;
          const way = ways.look(new Map(best.state).set(key, value));
          if ((way.weight - best.weight) * sign <= 0) continue;
          best = way;
          changed = true;
        }
      }
    }
  }
  return {...ways.ends, exact: false};
}

function merged(prover: Prover, conditions: readonly Condition[], wanted: boolean): State {
  const merged = new Map<string, Json | undefined>();
  for (const condition of conditions) {
    const {yes, no} = prover.seen.get(condition) ?? {};
    const state = wanted === (condition.kind !== 'notNeeded') ? yes : no;
    if (!state || !isDeciding(condition) || ![...state].every(([key, value]) => !merged.has(key) || merged.get(key) === value))
      continue;
    for (const [key, value] of state) merged.set(key, value);
  }
  return merged;
}

function isDeciding({kind}: Condition): boolean {
  return kind === 'visible' || kind === 'required' || kind === 'notNeeded' || kind === 'same';
}

interface Branch {
  readonly key: string;
  readonly values: readonly (string | number | boolean | undefined)[];
}

/** The questions that decide what else is asked, with the values that make a difference. */
function branchesOf(plan: FormPlan, prover: Prover, conditions: readonly Condition[]): readonly Branch[] {
  const deciding = conditions.filter(isDeciding);
  const candidates = prover.search.candidatesFor([...deciding.map(({rule}) => rule), ...impliedRules(plan)]);
  return [...candidates].flatMap(([text, values]): Branch[] => {
    const field = plan.fields.get(text);
    // What stands in rows is asked of each; one row is as long as the next.
    if (!field || field.pattern.rows.length > 0 || field.value) return [];
    const plain = values.filter((value) => value === undefined || typeof value !== 'object') as Branch['values'];
    return plain.length > 1 ? [{key: text, values: plain}] : [];
  });
}

/** Those of the schema, too. */
function impliedRules(plan: FormPlan): readonly PlannedRule[] {
  return [...new Set([...plan.fields.values()].flatMap(({visible}) => visible))];
}

function stateAt(branches: readonly Branch[], number: number): State {
  const state = new Map<string, Branch['values'][number]>();
  let left = number;
  for (const {key, values} of branches) {
    state.set(key, values[left % values.length]);
    left = Math.floor(left / values.length);
  }
  return state;
}

class Ways {
  readonly #prover: Prover;
  #shortest: Way | undefined;
  #longest: Way | undefined;
  readonly #most: number;
  #looked = 0;

  constructor(prover: Prover, most: number) {
    this.#prover = prover;
    this.#most = most;
  }

  get ends(): {readonly shortest: PathEffort; readonly longest: PathEffort} {
    const [shortest, longest] = [this.#shortest, this.#longest];
    if (!shortest || !longest) throw new Error('No way was looked at.');
    return {shortest: plainWay(shortest), longest: plainWay(longest)};
  }

  /** Half of the ways are for the shortest one. */
  isSpent(sign: number): boolean {
    return this.#looked >= (sign < 0 ? this.#most / 2 : this.#most);
  }

  look(state: State): Way {
    this.#looked += 1;
    const {pages, questions, documents, minutes} = effortOf(this.#prover.engine.in(state));
    const {answers} = witnessOf(state);
    const weight = minutes * 1e6 + questions * 1e3 + documents * 10 + pages;
    const way: Way = {pages, questions, documents, minutes, answers, state, weight};
    if (!this.#shortest || weight < this.#shortest.weight) this.#shortest = way;
    if (!this.#longest || weight > this.#longest.weight) this.#longest = way;
    return way;
  }
}

function plainWay({pages, questions, documents, minutes, answers}: Way): PathEffort {
  return {pages, questions, documents, minutes, answers};
}
