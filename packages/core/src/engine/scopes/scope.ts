import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import {isEmpty} from '../../json/canonical.ts';
import type {PlannedRule} from '../../plan/plan.ts';
import type {EngineContext, FieldsOfScope, FormField, FormList, FormScope} from '../engine-context.ts';
import {isList} from './locate.ts';

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
  #known: Map<PlannedRule | string, ReadonlySignal<boolean>> | undefined;

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
    return this.#once(rule, () => () => this.engine.holds(rule, this));
  }

  isFilled(part: string): boolean {
    return this.#once(part, () => {
      const nodes = this.#inside(part);
      return () => nodes.some((node) => node.visible && (isList(node) ? hasRows(node) : !isEmpty(node.value)));
    });
  }

  isLeft(part: string | undefined): boolean {
    if (part === undefined) return false;
    const inside = `${part}/`;
    return this.#once(inside, () => {
      const asking = new Set(this.#inside('').flatMap((node) => (asks(node) ? [`${node.plan.optionalPart}`] : [])));
      const around = [...asking].filter((each) => inside.startsWith(`${each}/`)).map((each) => this.#inside(each));
      // What is stored only: a rule that reads a default may decide what is visible, and asked, in the same part.
      return () => around.some((nodes) => !nodes.some((node) => (isList(node) ? hasRows(node) : isGiven(node))));
    });
  }

  /** What is asked for by many fields is found once. */
  #once(key: PlannedRule | string, make: () => () => boolean): boolean {
    this.#known ??= new Map();
    let known = this.#known.get(key);
    if (!known) {
      known = computed(make());
      this.#known.set(key, known);
    }
    return known.value;
  }

  /** Looked for once: a scope holds the same questions all its life, and a form may have thousands. */
  #inside(part: string): readonly (FormField | FormList)[] {
    return [...this.fields.values(), ...this.lists.values()].filter(({plan}) => plan.pattern.text.startsWith(`${part}/`));
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

/** Whether it is required, and nothing stands there by itself. */
function asks(node: FormField | FormList): boolean {
  if (isList(node)) return node.plan.required;
  const {requiredBySchema, value, defaultValue} = node.plan;
  return requiredBySchema && !value && !defaultValue;
}

function hasRows({scopes}: FormList): boolean {
  return scopes.value.length > 0;
}

function isGiven(field: FormField): boolean {
  field.watch();
  const {value, origin} = field.stored;
  return !isEmpty(value) && origin?.kind !== 'default';
}
