/** What every phase of the plan reads: the definition, what it may name, its rules; and where its problems go. */
import type {DefinitionProblem} from '../definition/definition-error.ts';
import {FormError} from '../definition/errors.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {Pattern} from '../json/pattern.ts';
import {splitPointer} from '../json/pointer.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {leavesOf, type SchemaView, viewSchema} from '../schema/schema-view.ts';
import {FormPatterns} from './form-patterns.ts';
import {PlanRules} from './plan-rules.ts';
import type {Registry} from './registry.ts';

/** Takes one problem of the definition; `pointer` is into it. */
export type Report = (pointer: string, code: string, message: string, suggestion?: string) => void;

export class PlanContext {
  readonly definition: FormDefinition;
  readonly registry: Registry;
  readonly patterns: FormPatterns;
  readonly rules: PlanRules;
  readonly problems: DefinitionProblem[] = [];

  /** `saysRefused`: whether a rule that cannot be compiled is told here, because no check after it tells more. */
  constructor(definition: FormDefinition, registry: Registry, saysRefused: boolean) {
    this.definition = definition;
    this.registry = registry;
    this.patterns = new FormPatterns(definition.data, registry.schemas);
    this.rules = new PlanRules(definition, registry.functions, (pointer, message) => {
      if (saysRefused) this.report(pointer, 'rule.refused', message);
    });
  }

  readonly report: Report = (pointer, code, message, suggestion) => {
    this.problems.push({pointer, code, message, ...(suggestion !== undefined && {suggestion})});
  };

  /** What `data` says about a place; `undefined` when it knows no such place. */
  viewOf({text}: Pattern): SchemaView | undefined {
    // Not by `segments`, which a pattern keeps: few fields are asked for theirs later.
    return viewSchema(this.definition.data, splitPointer(text), this.registry.schemas);
  }

  /** Patterns of every answer that `data` knows. */
  leaves(): readonly Pattern[] {
    return leavesOf(this.definition.data, this.registry.schemas);
  }

  /** A pointer that the definition writes at `where`; `undefined` for one that cannot be read, which is then reported. */
  readPointer(text: string, where: string): Pattern | undefined {
    try {
      return this.patterns.parse(text);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      this.report(where, 'field.unknown', `${error.message} Mend the pointer.`);
      return undefined;
    }
  }

  /** A place that `data` does not know; `known` are the texts that may have been meant. */
  reportUnknown(pattern: Pattern, where: string, known: Iterable<string>): void {
    const {text, segments, rows} = pattern;
    const star = segments.findIndex((segment, i) => segment === '*' && !rows.includes(i));
    const around = pattern.prefix(star);
    if (star >= 0 && this.viewOf(around)) {
      this.report(where, 'field.star', `"${text}" has a star for rows, but "${around.text}" is no list in \`data\`.`);
      return;
    }
    const guess = nearestName(text, known);
    this.report(
      where,
      'field.unknown',
      `"${text}" is not in \`data\`.${didYouMean(guess)} Add it to the schema or mend the pointer.`,
      guess,
    );
  }
}

export function textsOf(patterns: readonly Pattern[]): readonly string[] {
  return patterns.map(({text}) => text);
}
