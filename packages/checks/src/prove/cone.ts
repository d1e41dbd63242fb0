/** Everything that has a say in a few rules: those rules, what they read, and what shows and computes what they read. */
import {dependenciesOf, type Json} from '@egov-form/core';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import {questionsAt} from './uses.ts';

export class Cones {
  readonly #plan: FormPlan;
  readonly #next: Map<Json, readonly string[]> = new Map();
  readonly #rulesOf: Map<string, readonly PlannedRule[]> = new Map();

  constructor(plan: FormPlan) {
    this.#plan = plan;
  }

  /** Patterns of the questions that a rule reads itself. */
  readBy(rule: Json): readonly string[] {
    let found = this.#next.get(rule);
    if (!found) {
      const {paths, origins} = dependenciesOf(rule);
      found = [...new Set([...paths, ...origins].flatMap((path) => questionsAt(this.#plan, path).fields))];
      this.#next.set(rule, found);
    }
    return found;
  }

  /** Sources of all rules that can change what these rules say, themselves among them. */
  around(rules: readonly PlannedRule[]): {readonly sources: ReadonlySet<Json>; readonly fields: ReadonlySet<string>} {
    const sources = new Set<Json>();
    const fields = new Set<string>();
    const left = rules.map(({source}) => source);
    for (let source = left.pop(); source !== undefined; source = left.pop()) {
      if (sources.has(source)) continue;
      sources.add(source);
      for (const text of this.readBy(source)) {
        if (fields.has(text)) continue;
        fields.add(text);
        left.push(...this.#rulesFor(text).map((rule) => rule.source));
      }
    }
    return {sources, fields};
  }

  #rulesFor(text: string): readonly PlannedRule[] {
    let found = this.#rulesOf.get(text);
    if (!found) {
      const field = this.#plan.fields.get(text);
      const lists = (field?.pattern.rows ?? []).flatMap((at) => this.#plan.lists.get(field?.pattern.prefix(at).text ?? '') ?? []);
      const own = [field?.value, field?.follows?.when, field?.follows?.value];
      found = [...own, ...(field?.visible ?? []), ...lists.flatMap(({visible}) => visible)].filter((rule) => rule !== undefined);
      this.#rulesOf.set(text, found);
    }
    return found;
  }
}
