/** The verdict on one condition, and on several things that must hold together. */
import type {Pack} from '@egov-form/core';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import {type Condition, rowsFor} from './conditions.ts';
import type {ProvenCondition, Verdict} from './proof.ts';
import {type Bounds, type Outcome, Search, type State} from './search.ts';
import type {Place, StateModel} from './state-model.ts';
import {Engine, type Witness, witnessOf} from './witness.ts';

/** Several things that are to hold at once: a test, the rules that it asks, and the questions that it reads itself. */
export interface Goal {
  readonly rules: readonly PlannedRule[];
  readonly fields?: readonly string[];
  readonly place: Place;
  holds(model: StateModel): boolean;
}

const DAY_MS = 86_400_000;
/** Some thirty years. */
const FAR_DAYS = 11_000;
const MOST_DAYS = 8;

export class Prover {
  readonly search: Search;
  readonly engine: Engine;
  /** States in which a condition holds, and in which it does not, as far as they were seen. */
  readonly seen: Map<Condition, {readonly yes: State | undefined; readonly no: State | undefined}> = new Map();
  readonly #plan: FormPlan;
  readonly #bounds: Bounds;
  /** By day, for what depends on it. */
  readonly #others: Map<string, Search> = new Map();

  constructor(plan: FormPlan, settings: {readonly packs: readonly Pack[]; readonly today: string; readonly bounds: Bounds}) {
    const {packs, today, bounds} = settings;
    this.#plan = plan;
    this.#bounds = bounds;
    this.search = new Search(plan, today, bounds);
    this.engine = new Engine(plan, {packs}, today);
  }

  close(): void {
    this.engine.close();
  }

  prove(condition: Condition): ProvenCondition {
    const {pointer, kind, subject, rule} = condition;
    if (typeof rule.source === 'boolean') return {pointer, kind, subject, verdict: rule.source ? 'always' : 'never'};
    const [yes, no] = [this.#seek(condition, true), this.#seek(condition, false)];
    const [holds, fails] = [this.#seen(condition, yes, true), this.#seen(condition, no, false)];
    this.seen.set(condition, {yes: holds && yes.state, no: fails && no.state});
    const verdict = verdictOf(yes, no, holds, fails);
    const doubt = verdict === 'unknown' ? (yes.doubt ?? no.doubt ?? 'unseen') : undefined;
    return {
      ...{pointer, kind, subject, verdict},
      ...(doubt && {doubt}),
      ...(holds && {holds}),
      ...(fails && {fails}),
    };
  }

  /** A state in which all of it holds. What holds on another day only is in doubt. */
  find(goal: Goal): Outcome {
    const {rules, fields, place, holds} = goal;
    const rows = rowsFor(this.#plan, place);
    const found = this.search.find(holds, rules, rows, fields);
    if (!isNone(found)) return found;
    const isOther = this.#otherDays(rules).some((day) => !isNone(this.#searchOn(day).find(holds, rules, rows, fields)));
    return isOther ? {state: undefined, doubt: 'day'} : found;
  }

  /** Whether there certainly is no such state. */
  isImpossible(goal: Goal): boolean {
    return isNone(this.find(goal));
  }

  /** Days on which these rules may come out otherwise than today: beside each that they write, and far from today. */
  #otherDays(rules: readonly PlannedRule[]): readonly string[] {
    const text = JSON.stringify([...this.search.cones.around(rules).sources]);
    if (!text.includes('"today"')) return [];
    const today = Date.parse(this.search.model.today);
    const written = (text.match(/"\d{4}-\d{2}-\d{2}"/gu) ?? [])
      .map((date) => Date.parse(date.slice(1, -1)))
      .filter(Number.isFinite);
    const near = written.flatMap((date) => [date - DAY_MS, date, date + DAY_MS]);
    const days = [today - FAR_DAYS * DAY_MS, today + FAR_DAYS * DAY_MS, ...near];
    return [...new Set(days.map((day) => new Date(day).toISOString().slice(0, 10)))].slice(0, MOST_DAYS);
  }

  #searchOn(day: string): Search {
    const known = this.#others.get(day) ?? new Search(this.#plan, day, this.#bounds);
    this.#others.set(day, known);
    return known;
  }

  #seek({rule, place, speaks}: Condition, wanted: boolean): Outcome {
    return this.find({
      rules: [rule, ...(speaks?.rules ?? [])],
      fields: speaks?.fields ?? [],
      place,
      holds: (model) => model.every([() => speaks?.holds(model) ?? true, () => model.holds(rule, place) === wanted]),
    });
  }

  #seen({rule, place}: Condition, {state}: Outcome, wanted: boolean): Witness | undefined {
    return state && this.engine.holds(state, rule, place) === wanted ? witnessOf(state) : undefined;
  }
}

function verdictOf(yes: Outcome, no: Outcome, holds: Witness | undefined, fails: Witness | undefined): Verdict {
  if (isNone(yes)) return 'never';
  if (isNone(no)) return 'always';
  return holds && fails ? 'sometimes' : 'unknown';
}

function isNone({state, doubt}: Outcome): boolean {
  return state === undefined && doubt === undefined;
}
