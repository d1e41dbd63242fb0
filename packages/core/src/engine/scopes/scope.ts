import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import {isEmpty} from '../../json/canonical.ts';
import {Pattern} from '../../json/pattern.ts';
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
  #partsFound: ReadonlyMap<string, Part> | undefined;

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
    return this.#once(`${part}/`, () => {
      const around = new Pattern(part).prefixTexts.flatMap((each) => (this.#parts.get(each)?.asks ? [this.#inside(each)] : []));
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

  #inside(part: string): readonly (FormField | FormList)[] {
    return this.#parts.get(part)?.nodes ?? [];
  }

  /** Found in one go when a part is first asked about: a scope holds the same questions all its life, and a form may have thousands. */
  get #parts(): ReadonlyMap<string, Part> {
    this.#partsFound ??= partsOf([...this.fields.values(), ...this.lists.values()]);
    return this.#partsFound;
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

/** What lies in a part, at any depth, and whether some of it asks for something once the part is there. */
interface Part {
  readonly nodes: (FormField | FormList)[];
  asks: boolean;
}

function partsOf(nodes: readonly (FormField | FormList)[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const at = (text: string): Part => {
    const part = parts.get(text) ?? {nodes: [], asks: false};
    parts.set(text, part);
    return part;
  };
  for (const node of nodes) {
    for (const text of node.plan.pattern.prefixTexts.slice(0, -1)) at(text).nodes.push(node);
    if (node.plan.optionalPart !== undefined && asks(node)) at(node.plan.optionalPart).asks = true;
  }
  return parts;
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
