import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import type {EngineContext} from './engine-context.ts';
import type {List, Row} from './form.ts';
import type {Text} from './generated/definition.ts';
import type {Issue} from './issue.ts';
import type {ListPlan} from './plan.ts';
import {formatPointer} from './pointer.ts';
import type {Scope} from './scope.ts';
import type {RowChange} from './transaction.ts';

/** Rows with stable identity: moving or removing one leaves the others' fields untouched. */
export class ListNode implements List {
  readonly plan: ListPlan;
  /** Where the list itself lives. */
  readonly scope: Scope;
  readonly scopes: Signal<readonly Scope[]> = signal([]);
  readonly #engine: EngineContext;
  readonly #visible: ReadonlySignal<boolean>;
  readonly #rows: ReadonlySignal<readonly Row[]>;
  /** Rows that were removed, so that an undo brings back the same fields. */
  readonly #removed: Map<string, Scope> = new Map();

  constructor(engine: EngineContext, plan: ListPlan, scope: Scope) {
    this.#engine = engine;
    this.plan = plan;
    this.scope = scope;
    this.#visible = computed(() => plan.visible.every((rule) => engine.holds(rule, scope)));
    this.#rows = computed(() => this.scopes.value.map((row) => ({id: row.id, pointer: row.pointer})));
  }

  get pointer(): string {
    return `${this.scope.pointer}${formatPointer(this.plan.pattern.slice(this.scope.depth))}`;
  }

  get label(): Text {
    return this.plan.settings.label ?? '';
  }

  get rows(): readonly Row[] {
    return this.#rows.value;
  }

  get visible(): boolean {
    return this.#visible.value;
  }

  get minItems(): number {
    return this.plan.minItems;
  }

  get maxItems(): number {
    return this.plan.maxItems;
  }

  get issues(): readonly Issue[] {
    if (!this.visible) return [];
    const found: Issue[] = [];
    const count = this.scopes.value.length;
    if (count < this.minItems) {
      found.push({code: 'schema.minItems', pointer: this.pointer, severity: 'error', params: {minItems: this.minItems}});
    } else if (count > this.maxItems) {
      found.push({code: 'schema.maxItems', pointer: this.pointer, severity: 'error', params: {maxItems: this.maxItems}});
    }
    for (const {rule, check} of this.plan.checks) {
      if (!this.#engine.holds(rule, this.scope))
        found.push({code: 'check.failed', pointer: this.pointer, severity: check.severity ?? 'error', message: check.message});
    }
    return found;
  }

  insert(index: number = this.scopes.value.length): void {
    if (this.scopes.value.length >= this.maxItems) return;
    this.#engine.changeRows(this, {op: 'insert', index: Math.max(0, Math.min(index, this.scopes.value.length))});
  }

  remove(index: number): void {
    if (this.scopes.value[index]) this.#engine.changeRows(this, {op: 'remove', index});
  }

  move(from: number, to: number): void {
    if (this.scopes.value[from] && this.scopes.value[to] && from !== to)
      this.#engine.changeRows(this, {op: 'move', index: from, to});
  }

  /** Put a row at an index: a new one, or the one that an undo brings back. Only the engine's door calls this. */
  place(index: number, rowId?: string): Scope {
    const row = (rowId !== undefined && this.#removed.get(rowId)) || this.#engine.createRow(this, index);
    this.#removed.delete(row.id);
    this.#renumber(this.scopes.value.toSpliced(index, 0, row));
    return row;
  }

  /** Take a row out and remember it. Only the engine's door calls this. */
  take(index: number): Scope | undefined {
    const row = this.scopes.value[index];
    if (!row) return undefined;
    this.#removed.set(row.id, row);
    this.#renumber(this.scopes.value.toSpliced(index, 1));
    return row;
  }

  /** Take a change of rows back, as far as it still stands. Only the engine's door calls this. */
  revert(change: RowChange): void {
    const rows = this.scopes.peek();
    const index = rows.findIndex((row) => row.id === change.id);
    if (change.op === 'remove') {
      if (index < 0) this.place(Math.min(change.index, rows.length), change.id);
    } else if (index >= 0) {
      this.take(index);
      if (change.op === 'move') this.place(change.index, change.id);
    }
  }

  #renumber(rows: readonly Scope[]): void {
    rows.forEach((row, i) => {
      if (row.index.peek() !== i) row.index.value = i;
    });
    this.scopes.value = rows;
  }
}
