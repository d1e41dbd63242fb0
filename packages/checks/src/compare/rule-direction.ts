/** Whether a condition holds more often than another one, as far as it can be proved. */
import {canonicalJson, compileRule, dependenciesOf, type Json} from '@egov-form/core';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import {rowsFor} from '../prove/conditions.ts';
import {Search} from '../prove/search.ts';
import {FORM, type Place} from '../prove/state-model.ts';
import {questionsAt} from '../prove/uses.ts';

/** `same`: for the same answers. `more`, `less`: whenever the other one does, and at other times too. `other`: none of these is certain. */
export type Direction = 'same' | 'more' | 'less' | 'other';

/** Tries for one pair of conditions, and for all. */
const BOUNDS = {each: 1500, all: 30_000} as const;

/** A condition: several rules that must all hold. None holds always. */
export type Conjunction = readonly Json[];

export class Directions {
  readonly #plan: FormPlan;
  readonly #search: Search;

  /** @param plan of the new definition: the answers are those of its questions. */
  constructor(plan: FormPlan) {
    this.#plan = plan;
    this.#search = new Search(plan, plan.definition.procedure?.effective?.from ?? '2026-01-01', BOUNDS);
  }

  /** How the new condition goes beside the old one, as seen from a place. */
  between(before: Conjunction, after: Conjunction, place: Place = FORM): Direction {
    if (canonicalJson([...before]) === canonicalJson([...after])) return 'same';
    const [old, now] = [this.#planned(before), this.#planned(after)];
    if (!old || !now) return 'other';
    const [gained, lost] = [this.#exists(now, old, place), this.#exists(old, now, place)];
    if (!gained) return lost ? 'less' : 'same';
    return lost ? 'other' : 'more';
  }

  /** Whether there may be a state in which the ones hold and not all of the others. */
  #exists(holding: readonly PlannedRule[], failing: readonly PlannedRule[], place: Place): boolean {
    const all = (rules: readonly PlannedRule[]) => () => rules.every((rule) => this.#search.model.holds(rule, place));
    const {state, doubt} = this.#search.find(
      (model) => model.every([all(holding), () => !all(failing)()]),
      [...holding, ...failing],
      rowsFor(this.#plan, place),
    );
    return state !== undefined || doubt !== undefined;
  }

  /** What the old version writes may read what is gone: then nothing is certain. */
  #planned(rules: Conjunction): readonly PlannedRule[] | undefined {
    const isKnown = (rule: Json): boolean =>
      dependenciesOf(rule).paths.every((path) => questionsAt(this.#plan, path).fields.length > 0);
    if (!rules.every(isKnown)) return undefined;
    try {
      return rules.map((source, i) => ({compiled: compileRule(source, this.#plan.functions), source, at: `/${i}`}));
    } catch {
      return undefined;
    }
  }
}
