/**
 * What of a rule decides: its "and", "or" and "not" taken apart, so that a search knows why it came out as it did. Everything
 * below them is left to core's own evaluator, and a state that is found is tried with the whole rule in the engine.
 */
import {type CompiledRule, compileRule, type Json} from '@egov-form/core';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import {operationOf} from './uses.ts';

export type Skeleton =
  | {readonly kind: 'all' | 'any'; readonly parts: readonly Skeleton[]}
  | {readonly kind: 'not'; readonly part: Skeleton}
  | {readonly kind: 'atom'; readonly rule: CompiledRule};

export class Skeletons {
  readonly #plan: FormPlan;
  readonly #known: WeakMap<PlannedRule, Skeleton> = new WeakMap();

  constructor(plan: FormPlan) {
    this.#plan = plan;
  }

  of(rule: PlannedRule): Skeleton {
    let found = this.#known.get(rule);
    if (!found) {
      // A value that a schema writes has no source: it is what it gives.
      found = rule.source === null ? {kind: 'atom', rule: rule.compiled} : this.#read(rule.source);
      this.#known.set(rule, found);
    }
    return found;
  }

  #read(rule: Json): Skeleton {
    const [name, args = []] = operationOf(rule) ?? [];
    if ((name === 'and' || name === 'or') && args.length > 0)
      return {kind: name === 'and' ? 'all' : 'any', parts: args.map((each) => this.#read(each))};
    if (name === '!' && args.length === 1) return {kind: 'not', part: this.#read(args[0] ?? null)};
    if (name === '!!' && args.length === 1) return this.#read(args[0] ?? null);
    return {kind: 'atom', rule: compileRule(rule, this.#plan.functions)};
  }
}
