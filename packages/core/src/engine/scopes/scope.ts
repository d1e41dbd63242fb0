import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import {isEmpty} from '../../json/canonical.ts';
import type {PlannedRule} from '../../plan/plan.ts';
import type {EngineContext, FieldsOfScope, FormList, FormScope} from '../engine-context.ts';

const NO_FIELDS: FieldsOfScope = {get: () => undefined, values: () => []};
const NO_LISTS: ReadonlyMap<string, FormList> = new Map();

/** The form itself, or a row. What each member means is said in `FormScope`. */
export class Scope implements FormScope {
  readonly engine: EngineContext;
  readonly id: string;
  readonly list: FormList | undefined;
  readonly index: Signal<number>;
  fields: FieldsOfScope = NO_FIELDS;
  lists: ReadonlyMap<string, FormList> = NO_LISTS;
  #rules: Map<PlannedRule, ReadonlySignal<boolean>> | undefined;
  #filled: Map<string, ReadonlySignal<boolean>> | undefined;

  constructor(engine: EngineContext, id: string, list: FormList | undefined, index: number) {
    this.engine = engine;
    this.id = id;
    this.list = list;
    this.index = signal(index);
  }

  get pointer(): string {
    return this.list ? `${this.list.pointer}/${this.index.value}` : '';
  }

  holds(rule: PlannedRule): boolean {
    this.#rules ??= new Map();
    let known = this.#rules.get(rule);
    if (!known) {
      known = computed(() => this.engine.holds(rule, this));
      this.#rules.set(rule, known);
    }
    return known.value;
  }

  isFilled(part: string): boolean {
    this.#filled ??= new Map();
    let known = this.#filled.get(part);
    if (!known) {
      const inside = `${part}/`;
      // Looked for once: a scope holds the same questions all its life, and a form may have thousands.
      const fields = [...this.fields.values()].filter(({plan}) => plan.pattern.text.startsWith(inside));
      const lists = [...this.lists].filter(([text]) => text.startsWith(inside));
      known = computed(
        () =>
          fields.some(({visible, value}) => visible && !isEmpty(value)) ||
          lists.some(([, {visible, scopes}]) => visible && scopes.value.length > 0),
      );
      this.#filled.set(part, known);
    }
    return known.value;
  }

  get depth(): number {
    return this.list ? this.list.plan.depth : 0;
  }

  get rowId(): string | undefined {
    return this.list && this.id;
  }

  isWithin(row: FormScope): boolean {
    return this === row || this.list?.scope.isWithin(row) === true;
  }

  rowOf(list: FormList): FormScope | undefined {
    if (this.list === list) return this;
    return this.list?.scope.rowOf(list);
  }
}
