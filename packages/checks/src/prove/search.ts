/**
 * Looks for a state of the form in which something holds. What is asked reads the answers in its own order and stops where it is
 * decided; each answer that it reads is tried with one value of each kind. So a rule of many questions costs what it takes to
 * decide it, and not all combinations.
 */
import type {Json} from '@egov-form/core';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import {type Candidates, candidatesOf} from './candidates.ts';
import {Cones} from './cone.ts';
import {type Choice, OpenChoice, StateModel} from './state-model.ts';
import {RuleUses} from './uses.ts';

/** Why nothing follows from a search that found nothing. */
export type Doubt =
  /** More combinations than are tried. */
  | 'budget'
  /** A rule looks at an answer in a way of which kinds of values cannot be told apart. */
  | 'values'
  /** The rows of a list can be any number. */
  | 'rows'
  /** The engine was not seen in the state that was found. */
  | 'unseen';

/** What was chosen, by key of the choice. */
export type State = ReadonlyMap<string, Json | undefined>;

export interface Outcome {
  readonly state: State | undefined;
  /** Absent when a state was found, or when there certainly is none. */
  readonly doubt?: Doubt;
}

export interface Bounds {
  /** Evaluations for one question, and for all. */
  readonly each: number;
  readonly all: number;
}

export class Search {
  readonly model: StateModel;
  readonly cones: Cones;
  readonly #uses: RuleUses;
  readonly #bounds: Bounds;
  readonly #plan: FormPlan;
  #spent = 0;

  constructor(plan: FormPlan, today: string, bounds: Bounds) {
    this.#plan = plan;
    this.#bounds = bounds;
    this.model = new StateModel(plan, today);
    this.cones = new Cones(plan);
    this.#uses = new RuleUses(plan, today);
  }

  get evaluations(): number {
    return this.#spent;
  }

  /**
   * A state in which `holds` does. `rules` are all that it asks, `given` what is chosen from the start, and `more` questions that
   * it reads itself.
   */
  find(
    holds: (model: StateModel) => boolean,
    rules: readonly PlannedRule[],
    given: State = new Map(),
    more: readonly string[] = [],
  ): Outcome {
    const candidates = this.#candidates(rules, more);
    return new Walk(this.model, holds, candidates, Math.min(this.#bounds.each, this.#bounds.all - this.#spent), (spent) => {
      this.#spent += spent;
    }).run(given);
  }

  /** By pattern, the values that make a difference to these rules. */
  candidatesFor(rules: readonly PlannedRule[]): ReadonlyMap<string, Candidates['values']> {
    return new Map([...this.#candidates(rules, [])].map(([text, {values}]) => [text, values]));
  }

  #candidates(rules: readonly PlannedRule[], more: readonly string[]): ReadonlyMap<string, Candidates> {
    const {sources, fields} = this.cones.around(rules);
    const all = more.length > 0 ? new Set([...fields, ...more]) : fields;
    const uses = [...sources].flatMap((source) => this.#uses.of(source));
    return candidatesOf({plan: this.#plan, today: this.model.today}, uses, all);
  }
}

class Walk {
  readonly #model: StateModel;
  readonly #holds: (model: StateModel) => boolean;
  readonly #candidates: ReadonlyMap<string, Candidates>;
  readonly #bound: number;
  readonly #tell: (spent: number) => void;
  #spent = 0;
  #doubt: Doubt | undefined;

  constructor(
    model: StateModel,
    holds: (model: StateModel) => boolean,
    candidates: ReadonlyMap<string, Candidates>,
    bound: number,
    tell: (spent: number) => void,
  ) {
    this.#model = model;
    this.#holds = holds;
    this.#candidates = candidates;
    this.#bound = bound;
    this.#tell = tell;
  }

  run(given: State): Outcome {
    const {chosen} = this.#model;
    chosen.clear();
    for (const [key, value] of given) chosen.set(key, value);
    this.#model.readRows = false;
    const found = this.#visit();
    const state = found ? new Map(chosen) : undefined;
    this.#tell(this.#spent);
    if (state) return {state};
    const doubt = this.#doubt ?? (this.#model.readRows ? 'rows' : undefined);
    return {state, ...(doubt && {doubt})};
  }

  #visit(): boolean {
    if (this.#spent >= this.#bound) {
      this.#doubt = 'budget';
      return false;
    }
    this.#spent += 1;
    let choice: Choice;
    try {
      return this.#holds(this.#model);
    } catch (error) {
      if (!(error instanceof OpenChoice)) throw error;
      ({choice} = error);
    }
    const {values, complete} = this.#valuesOf(choice);
    if (!complete) this.#doubt ??= choice.kind === 'rows' ? 'rows' : 'values';
    for (const value of values) {
      this.#model.chosen.set(choice.key, value);
      if (this.#visit()) return true;
      if (this.#doubt === 'budget') break;
    }
    this.#model.chosen.delete(choice.key);
    return false;
  }

  #valuesOf(choice: Choice): Candidates {
    const {plan} = this.#model;
    if (choice.kind === 'answer') return this.#candidates.get(choice.pattern) ?? {values: [undefined], complete: false};
    if (choice.kind === 'rows') {
      const {minItems = 0, maxItems = 0} = plan.lists.get(choice.pattern) ?? {};
      const most = Math.min(maxItems, minItems + 2);
      return {values: Array.from({length: most - minItems + 1}, (_, i) => minItems + i), complete: most === maxItems};
    }
    const value = this.#model.chosen.get(choice.key.slice(1));
    return {values: originsOf(plan, choice.pattern, value !== undefined), complete: true};
  }
}

/** Kinds of origin that an answer can have, as rules read them. */
function originsOf(plan: FormPlan, pattern: string, isThere: boolean): readonly (string | null)[] {
  const field = plan.fields.get(pattern);
  if (!isThere) return field?.defaultValue ? ['typed'] : [null, 'typed'];
  const isFilled = [...plan.lookups.values()].some(({settings}) => Object.hasOwn(settings.fill, pattern));
  const isRead = [...plan.documents.values()].some(({settings}) => Object.hasOwn(settings.fill ?? {}, pattern));
  return [
    'typed',
    ...(isFilled ? ['register'] : []),
    ...(isRead ? ['document'] : []),
    ...(field?.settings.reuse ? ['earlier'] : []),
    ...(field?.defaultValue ? ['default'] : []),
  ];
}
