import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import type {PlannedRule} from '../plan/plan.ts';
import type {ScopeFields} from '../plan/scope-fields.ts';
import type {EngineContext} from './engine-context.ts';
import type {ListNode} from './nodes/list-node.ts';

const NO_FIELDS: Pick<ScopeFields, 'get' | 'values'> = {get: () => undefined, values: () => []};
const NO_LISTS: ReadonlyMap<string, ListNode> = new Map();

/**
 * Where fields live: the whole form, or one row of a list. A row keeps its identity and its fields whatever its place;
 * `index` is where it stands now.
 */
export class Scope {
  /** What all that lives here belongs to. */
  readonly engine: EngineContext;
  readonly id: string;
  /** The list that this is a row of; `undefined` for the whole form. */
  readonly list: ListNode | undefined;
  readonly index: Signal<number>;
  /** By pattern text, as the lists are. Only the making of a scope sets both. */
  fields: Pick<ScopeFields, 'get' | 'values'> = NO_FIELDS;
  lists: ReadonlyMap<string, ListNode> = NO_LISTS;
  #rules: Map<PlannedRule, ReadonlySignal<boolean>> | undefined;

  constructor(engine: EngineContext, id: string, list: ListNode | undefined, index: number) {
    this.engine = engine;
    this.id = id;
    this.list = list;
    this.index = signal(index);
  }

  /** Pointer of this row, `''` for the whole form. Tracked. */
  get pointer(): string {
    return this.list ? `${this.list.pointer}/${this.index.value}` : '';
  }

  /** Whether a rule holds here. Found once for all fields that a page or a group shows by the same rule. Tracked. */
  holds(rule: PlannedRule): boolean {
    this.#rules ??= new Map();
    let known = this.#rules.get(rule);
    if (!known) {
      known = computed(() => this.engine.holds(rule, this));
      this.#rules.set(rule, known);
    }
    return known.value;
  }

  /** How many segments of a pattern lie outside this scope. */
  get depth(): number {
    return this.list ? this.list.plan.depth : 0;
  }

  /** Id of this row as transactions name it; `undefined` for the whole form. */
  get rowId(): string | undefined {
    return this.list && this.id;
  }

  /** Whether this is that row, or lies in it. */
  isWithin(row: Scope): boolean {
    return this === row || this.list?.scope.isWithin(row) === true;
  }

  /** The row of that list which this scope is, or lies in. */
  rowOf(list: ListNode): Scope | undefined {
    if (this.list === list) return this;
    return this.list?.scope.rowOf(list);
  }
}
