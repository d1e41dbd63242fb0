import {untracked} from '@preact/signals-core';
import {FormError} from '../../definition/errors.ts';
import type {Option} from '../../definition/option.ts';
import type {Json, JsonObject} from '../../json/json.ts';
import type {Pattern} from '../../json/pattern.ts';
import type {FormPlan, PlannedRule} from '../../plan/plan.ts';
import type {LookupConnector} from '../../ports/ports.ts';
import type {FieldValidators, FormField, FormScope} from '../engine-context.ts';
import {type OptionSearch, OptionSearchNode} from './option-search.ts';

/** The choices of fields: written in the definition, from registered lists or found by a search, narrowed by other answers. */
export class Choices {
  readonly #plan: FormPlan;
  readonly #read: (pattern: Pattern, from: FormScope) => Json | undefined;
  readonly #holds: (rule: PlannedRule, from: FormScope) => boolean;
  readonly #validators: FieldValidators;
  /** Lists that answered later: what they hold is not known while a verdict is made. */
  readonly #late: Set<string> = new Set();
  readonly #searches: WeakMap<FormField, OptionSearch> = new WeakMap();

  constructor(
    plan: FormPlan,
    read: (pattern: Pattern, from: FormScope) => Json | undefined,
    holds: (rule: PlannedRule, from: FormScope) => boolean,
    validators: FieldValidators,
  ) {
    this.#plan = plan;
    this.#read = read;
    this.#holds = holds;
    this.#validators = validators;
  }

  /** Reads the answers that narrow the choices, tracked. */
  of(field: FormField | undefined): readonly Option[] | Promise<readonly Option[]> {
    const source = field?.settings.options;
    if (!field || source === undefined) return [];
    if (Array.isArray(source)) {
      const {offered} = field.plan;
      if (!offered) return source;
      return source.filter((_, i) => {
        const rule = offered[i];
        return !rule || this.#holds(rule, field.scope);
      });
    }
    return 'list' in source ? this.list(source.list, this.#where(source, field)) : [];
  }

  /** The search box of a field whose choices a shared database has; made when it is first needed. */
  searchOf(field: FormField, connector: LookupConnector | undefined): OptionSearch | undefined {
    const source = field.settings.options;
    if (!source || !('connector' in source)) return undefined;
    const known = this.#searches.get(field);
    if (known) return known;
    const {id: form, version} = this.#plan.definition;
    const where = (): JsonObject => untracked(() => this.#where(source, field));
    const accepts = (value: Json): boolean => this.#validators.of(field.plan)(value).length === 0;
    const made = new OptionSearchNode({connector, form, version, field: field.plan.pattern.text, source, where, accepts});
    this.#searches.set(field, made);
    return made;
  }

  #where({where = {}}: {readonly where?: {readonly [name: string]: string}}, field: FormField): JsonObject {
    const read = Object.entries(where).map(([name, target]) => [
      name,
      this.#read(this.#plan.patterns.parse(target), field.scope) ?? null,
    ]);
    return Object.fromEntries(read) as JsonObject;
  }

  /** @throws FormError `EGOV_CORE_UNKNOWN_OPTION_LIST` */
  list(name: string, where: JsonObject): readonly Option[] | Promise<readonly Option[]> {
    const list = this.#plan.optionLists.get(name);
    if (!list)
      throw new FormError(
        'EGOV_CORE_UNKNOWN_OPTION_LIST',
        `No option list "${name}" is registered. Add the pack that brings it.`,
        {list: name},
      );
    return list.load(where);
  }

  /** Whether the value is one of the choices, as far as they are known at once; each item of a list of choices. */
  allow(field: FormField, value: Json): boolean {
    const options = this.#known(field);
    if (!options || (typeof value === 'object' && !Array.isArray(value))) return true;
    const chosen: readonly Json[] = Array.isArray(value) ? value : [value];
    return chosen.every((one) => options.some((option) => option.value === one));
  }

  #known(field: FormField): readonly Option[] | undefined {
    const source = field.settings.options;
    if (source === undefined || field.plan.control.suggests) return undefined;
    // What a search would find is not known here.
    if ('connector' in source) return undefined;
    const name = Array.isArray(source) ? '' : source.list;
    if (this.#late.has(name)) return undefined;
    const options = this.of(field);
    if (Array.isArray(options)) return options;
    this.#late.add(name);
    (options as Promise<readonly Option[]>).then(undefined, () => undefined);
    return undefined;
  }
}
