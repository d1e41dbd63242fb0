/** The rules of a definition, each compiled once. */
import {FormError} from '../definition/errors.ts';
import type {Check, FormDefinition, Rule} from '../generated/definition.ts';
import {type Pattern, WHOLE} from '../json/pattern.ts';
import {escapeSegment} from '../json/pointer.ts';
import {compileRule} from '../rules/evaluate.ts';
import type {RuleFunction} from '../rules/rule-function.ts';
import type {SchemaView} from '../schema/schema-view.ts';
import type {PlannedCheck, PlannedRule} from './plan.ts';

/** A rule as written, whether it could be compiled or not. */
export interface RuleSource {
  readonly source: Rule;
  /** Pointer of the rule in the definition. */
  readonly at: string;
  /** Of the field or row that it speaks for: its stars are that row's. */
  readonly pattern: Pattern;
  /** A condition holds or not; a result becomes the field's value. */
  readonly use: 'condition' | 'result';
}

/** Pointer of a part's settings in the definition. */
export function settingsAt(pointer: string): string {
  return `/fields/${escapeSegment(pointer)}`;
}

export function withRule(rules: readonly PlannedRule[], rule: PlannedRule | undefined): readonly PlannedRule[] {
  return rule ? [...rules, rule] : rules;
}

export class PlanRules {
  readonly #settings: NonNullable<FormDefinition['fields']>;
  readonly #functions: ReadonlyMap<string, RuleFunction>;
  readonly #refuse: (pointer: string, message: string) => void;
  /** By pointer: a rule on a part belongs to every field in it. */
  readonly #written: Map<string, PlannedRule | undefined> = new Map();
  /** By text: branches of a schema imply the same rule for many fields. */
  readonly #implied: Map<string, PlannedRule> = new Map();
  readonly #sources: RuleSource[] = [];
  /** Lengths of the patterns whose own settings show them by a rule: most parts of a long form need not be looked up. */
  readonly #shownLengths: readonly number[];

  /** `refuse` hears of a rule that cannot be compiled. */
  constructor(
    {fields: settings = {}}: FormDefinition,
    functions: ReadonlyMap<string, RuleFunction>,
    refuse: (pointer: string, message: string) => void,
  ) {
    this.#settings = settings;
    this.#functions = functions;
    this.#refuse = refuse;
    const shown = Object.keys(settings).filter((pointer) => settings[pointer]?.visible !== undefined);
    this.#shownLengths = [...new Set(shown.map((pointer) => pointer.split('/').length - 1))].sort((a, b) => a - b);
  }

  /** Every rule that was written, in the order of their planning. */
  get sources(): readonly RuleSource[] {
    return this.#sources;
  }

  /** A rule that the definition writes at a pointer; `undefined` for none, and for one that cannot be compiled. */
  written(
    source: Rule | undefined,
    at: string,
    pattern: Pattern = WHOLE,
    use: RuleSource['use'] = 'condition',
  ): PlannedRule | undefined {
    if (source === undefined) return undefined;
    if (this.#written.has(at)) return this.#written.get(at);
    this.#sources.push({source, at, pattern, use});
    const planned = this.#compile(source, at);
    this.#written.set(at, planned);
    return planned;
  }

  #compile(source: Rule, at: string): PlannedRule | undefined {
    try {
      return {compiled: compileRule(source, this.#functions), source, at};
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      this.#refuse(`${at}${String(error.details['pointer'] ?? '')}`, error.message);
      return undefined;
    }
  }

  /** A rule that the schema implies. */
  implied(source: Rule, at: string): PlannedRule {
    const key = JSON.stringify(source);
    let planned = this.#implied.get(key);
    if (!planned) {
      planned = {compiled: compileRule(source, this.#functions), source, at};
      this.#implied.set(key, planned);
    }
    return planned;
  }

  /** Those of a part's checks whose rules could be compiled. */
  checks(checks: readonly Check[], at: string, pattern: Pattern): readonly PlannedCheck[] {
    const planned = checks
      .map((check, i) => ({rule: this.written(check.rule, `${at}/${i}/rule`, pattern), check}))
      .filter((one): one is PlannedCheck => one.rule !== undefined);
    // As long as it is, and no longer: what filters keeps room for more.
    return planned.slice();
  }

  /** What must hold for a part to be shown: the rules around it, its own, those of what it lies in, those of the schema. */
  shownWhen(pattern: Pattern, around: readonly PlannedRule[], {visibleWhen}: SchemaView): readonly PlannedRule[] {
    const own = this.#shownBySettings(pattern, around);
    if (visibleWhen.length === 0) return own;
    return [...own, ...visibleWhen.map((when) => this.implied(when, `${settingsAt(pattern.text)}/visible`))];
  }

  #shownBySettings(pattern: Pattern, around: readonly PlannedRule[]): readonly PlannedRule[] {
    let found = around;
    const length = this.#shownLengths.length > 0 ? pattern.length : 0;
    for (const level of this.#shownLengths) {
      if (level > length) break;
      const part = level === length ? pattern : pattern.prefix(level);
      const source = Object.hasOwn(this.#settings, part.text) ? this.#settings[part.text]?.visible : undefined;
      if (source !== undefined) found = withRule(found, this.written(source, `${settingsAt(part.text)}/visible`, part));
    }
    return found;
  }
}
