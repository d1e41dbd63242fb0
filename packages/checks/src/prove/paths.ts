/**
 * The least and the most that a form asks of anybody: pages, questions, papers, minutes, by the one formula that the form itself
 * shows (`@egov-form/core/effort`).
 *
 * Limits  All ways are tried where there are few. Of others the questions that branches hang on are changed one after the other
 *         as long as that makes the way shorter or longer: there may then be one that is shorter or longer still, and the proof
 *         says that it is not exact.
 */
import {effortOf} from '@egov-form/core/effort';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import type {Condition} from './conditions.ts';
import type {PathEffort, Proof} from './proof.ts';
import type {Prover} from './prover.ts';
import type {State} from './search.ts';
import {witnessOf} from './witness.ts';

/** Ways that are looked at. */
const MOST_WAYS = 256;

interface Way extends PathEffort {
  readonly state: State;
  /** What it is compared by. */
  readonly weight: number;
}

export function pathsOf(plan: FormPlan, prover: Prover, conditions: readonly Condition[]): Proof['paths'] {
  const branches = branchesOf(plan, prover, conditions);
  const combinations = branches.reduce((count, {values}) => count * values.length, 1);
  const ways = new Ways(prover);
  if (combinations <= MOST_WAYS) {
    for (let number = 0; number < combinations; number += 1) ways.look(stateAt(branches, number));
    return {...ways.ends, exact: true};
  }
  for (const sign of [-1, 1]) {
    let best = ways.look(new Map());
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

interface Branch {
  readonly key: string;
  readonly values: readonly (string | number | boolean | undefined)[];
}

/** The questions that decide what else is asked, with the values that make a difference. */
function branchesOf(plan: FormPlan, prover: Prover, conditions: readonly Condition[]): readonly Branch[] {
  const deciding = conditions.filter(
    ({kind}) => kind === 'visible' || kind === 'required' || kind === 'notNeeded' || kind === 'same',
  );
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
  #looked = 0;

  constructor(prover: Prover) {
    this.#prover = prover;
  }

  get ends(): {readonly shortest: PathEffort; readonly longest: PathEffort} {
    const [shortest, longest] = [this.#shortest, this.#longest];
    if (!shortest || !longest) throw new Error('No way was looked at.');
    return {shortest: plainWay(shortest), longest: plainWay(longest)};
  }

  /** Half of the ways are for the shortest one. */
  isSpent(sign: number): boolean {
    return this.#looked >= (sign < 0 ? MOST_WAYS / 2 : MOST_WAYS);
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
