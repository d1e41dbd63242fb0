/**
 * Looks for a state of the form in which something holds. What is asked reads the answers in its own order and stops where it is
 * decided; each answer that it reads is tried with one value of each kind. So a rule of many questions costs what it takes to
 * decide it, and not all combinations.
 */
import type {Json} from '@egov-form/core';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import {type Candidates, candidatesOf, type Day} from './candidates.ts';
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
  /** It is otherwise on another day. */
  | 'day'
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
  readonly #day: Day;
  readonly #numbers: Map<PlannedRule, number> = new Map();
  /** One question is asked twice: whether it holds, and whether it does not. */
  #last: {readonly key: string; readonly candidates: ReadonlyMap<string, Candidates>} | undefined;
  #spent = 0;

  constructor(plan: FormPlan, today: string, bounds: Bounds) {
    this.#day = {plan, today, turns: new Map()};
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
    const key = `${rules.map((rule) => this.#numberOf(rule)).join(' ')} ${more.join(' ')}`;
    if (key === this.#last?.key) return this.#last.candidates;
    const {sources, fields} = this.cones.around(rules);
    const all = more.length > 0 ? new Set([...fields, ...more]) : fields;
    const uses = [...sources].flatMap((source) => this.#uses.of(source));
    const candidates = candidatesOf(this.#day, uses, all);
    this.#last = {key, candidates};
    return candidates;
  }

  #numberOf(rule: PlannedRule): number {
    const number = this.#numbers.get(rule) ?? this.#numbers.size;
    this.#numbers.set(rule, number);
    return number;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Longer lessons seldom apply again. */
const LONGEST_LESSON = 6;
const MOST_LESSONS = 2000;

/** Choices that were found to rule out whatever is asked, whatever else is chosen. */
class Lessons {
  readonly #byKey: Map<string, (readonly (readonly [key: string, value: Json | undefined])[])[]> = new Map();
  #count = 0;

  learn(keys: ReadonlySet<string>, chosen: State): void {
    if (keys.size === 0 || keys.size > LONGEST_LESSON || this.#count >= MOST_LESSONS) return;
    const lesson = [...keys].map((key) => [key, chosen.get(key)] as const);
    this.#count += 1;
    for (const key of keys) {
      const known = this.#byKey.get(key);
      if (known) known.push(lesson);
      else this.#byKey.set(key, [lesson]);
    }
  }

  /** The choices of a lesson that applies now, one of them the choice that was just made. */
  about(key: string, chosen: State): ReadonlySet<string> | undefined {
    const lesson = this.#byKey
      .get(key)
      ?.find((each) => each.every(([name, value]) => chosen.has(name) && chosen.get(name) === value));
    return lesson && new Set(lesson.map(([name]) => name));
  }
}

class Walk {
  readonly #model: StateModel;
  readonly #holds: (model: StateModel) => boolean;
  readonly #candidates: ReadonlyMap<string, Candidates>;
  readonly #bound: number;
  readonly #tell: (spent: number) => void;
  readonly #lessons: Lessons = new Lessons();
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
    this.#model.begin(given);
    const state = this.#visit() ? undefined : new Map(this.#model.chosen);
    this.#tell(this.#spent);
    if (state) return {state};
    const doubt = this.#doubt ?? (this.#model.readRows ? 'rows' : undefined);
    return {state, ...(doubt && {doubt})};
  }

  /**
   * Tries what is still open. Answers nothing when a state was found; else the choices that already rule every state out: what was
   * chosen after the last of them made no difference, and other values of it need not be tried.
   */
  #visit(): ReadonlySet<string> | undefined {
    if (this.#spent >= this.#bound) {
      this.#doubt = 'budget';
      return NONE;
    }
    this.#spent += 1;
    let choice: Choice;
    try {
      const {holds, read} = this.#model.judge(this.#holds);
      // What hangs on many answers costs more than what hangs on one.
      this.#spent += read.size >> 3;
      return holds ? undefined : read;
    } catch (error) {
      if (!(error instanceof OpenChoice)) throw error;
      ({choice} = error);
    }
    return this.#tryAll(choice);
  }

  #tryAll(choice: Choice): ReadonlySet<string> | undefined {
    const {key, kind} = choice;
    const {values, complete} = this.#valuesOf(choice);
    // From where an answer may come depends on whether there is one.
    const to = new Set<string>(kind === 'origin' ? [key.slice(1)] : []);
    for (const value of values) {
      this.#model.choose(key, value);
      const ruledOut = this.#lessons.about(key, this.#model.chosen) ?? this.#visit();
      if (!ruledOut) return undefined;
      if (this.#doubt === 'budget' || !ruledOut.has(key)) {
        this.#model.takeBack(key);
        return ruledOut;
      }
      for (const each of ruledOut) if (each !== key) to.add(each);
    }
    this.#model.takeBack(key);
    if (!complete) this.#doubt ??= kind === 'rows' ? 'rows' : 'values';
    this.#lessons.learn(to, this.#model.chosen);
    return to;
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
