import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import type {Text} from '../../generated/definition.ts';
import {canonicalJson, isEmpty} from '../../json/canonical.ts';
import type {Issue} from '../../messages/issue.ts';
import type {ListPlan} from '../../plan/plan.ts';
import type {EngineContext, FormField, FormList, FormScope} from '../engine-context.ts';
import type {Row} from '../form.ts';
import {rowsOf} from '../scopes/rule-scope.ts';
import {Observable} from './node-metadata.ts';

/** How many removed rows a list keeps whole, so that an undo brings back the same fields; older ones are made anew. */
const REMEMBERED_ROWS = 100;

const NO_TWINS: ReadonlyMap<FormScope, number> = new Map();

/** Rows with stable identity: moving or removing one leaves the others' fields untouched. */
export class ListNode extends Observable implements FormList {
  readonly plan: ListPlan;
  /** Where the list itself lives. */
  readonly scope: FormScope;
  readonly scopes: Signal<readonly FormScope[]> = signal([]);
  readonly #engine: EngineContext;
  /** By column; made when a row is first looked at. */
  readonly #twins: Map<string, ReadonlySignal<ReadonlyMap<FormScope, number>>> = new Map();
  readonly #visible: ReadonlySignal<boolean>;
  readonly #rows: ReadonlySignal<readonly Row[]>;
  /** Rows that were removed, oldest first. */
  readonly #removed: Map<string, FormScope> = new Map();

  constructor(engine: EngineContext, plan: ListPlan, scope: FormScope) {
    super();
    this.#engine = engine;
    this.plan = plan;
    this.scope = scope;
    this.#visible = computed(() => plan.visible.every((rule) => engine.holds(rule, scope)));
    this.#rows = computed(() => this.scopes.value.map((row) => ({id: row.id, pointer: row.pointer})));
  }

  get pointer(): string {
    const {list} = this.scope;
    const {text} = this.plan.pattern;
    return list ? `${this.scope.pointer}${text.slice(list.plan.row.text.length)}` : text;
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
    return this.#isAsked ? this.plan.minItems : 0;
  }

  get maxItems(): number {
    return this.plan.maxItems;
  }

  get issues(): readonly Issue[] {
    const whole = this.#engine.whole.of(this);
    return whole ? [...whole, ...this.ownIssues] : this.ownIssues;
  }

  get ownIssues(): readonly Issue[] {
    if (!this.visible) return [];
    const found: Issue[] = [...(this.#engine.outside.of(this) ?? [])];
    const count = this.scopes.value.length;
    const {minItems} = this.plan;
    if (count < minItems && (count > 0 || this.#isAsked)) {
      found.push({code: 'schema.minItems', pointer: this.pointer, severity: 'error', params: {minItems}});
    } else if (count > this.maxItems) {
      found.push({code: 'schema.maxItems', pointer: this.pointer, severity: 'error', params: {maxItems: this.maxItems}});
    }
    if (this.plan.unique) found.push(...this.#sameRows());
    for (const {rule, check} of this.plan.checks) {
      if (!this.#engine.holds(rule, this.scope))
        found.push({code: 'check.failed', pointer: this.pointer, severity: check.severity ?? 'error', message: check.message});
    }
    return this.#engine.unread(this, found);
  }

  /** Whether there must be rows: those of a list that need not be there are only counted once there is one. */
  get #isAsked(): boolean {
    const {required, optionalPart} = this.plan;
    return required && (optionalPart === undefined || this.scope.isFilled(optionalPart));
  }

  /** Rows that say the same, each with the first that does, by number from 1. One that was only just added says nothing yet. */
  #sameRows(): readonly Issue[] {
    const firsts = new Map<string, number>();
    return rowsOf(this).flatMap((row, i): Issue[] => {
      if (isEmpty(row) || (typeof row === 'object' && row !== null && Object.keys(row).length === 0)) return [];
      const text = canonicalJson(row);
      const first = firsts.get(text);
      if (first === undefined) firsts.set(text, i + 1);
      if (first === undefined) return [];
      return [{code: 'list.same-rows', pointer: this.pointer, severity: 'error', params: {first, second: i + 1}}];
    });
  }

  duplicateOf(field: FormField): Issue | undefined {
    const column = field.plan.pattern.text;
    const planned = this.plan.distinct.get(column);
    if (!planned) return undefined;
    let twins = this.#twins.get(column);
    if (!twins) {
      twins = computed(() => this.#findTwins(column));
      this.#twins.set(column, twins);
    }
    const row = twins.value.get(field.scope);
    if (row === undefined) return undefined;
    const {severity = 'error', message} = planned.check;
    return {code: 'list.duplicate', pointer: field.pointer, severity, params: {row}, message};
  }

  /** Rows whose value in a column another row has too, with the number, from 1, of the first other one. */
  #findTwins(column: string): ReadonlyMap<FormScope, number> {
    const scopes = this.scopes.value;
    const rowsByText = new Map<string, number[]>();
    scopes.forEach(({fields}, i) => {
      const field = fields.get(column);
      const value = field?.visible ? field.value : undefined;
      if (value === undefined || isEmpty(value)) return;
      const text = canonicalJson(value);
      const rows = rowsByText.get(text);
      if (rows) rows.push(i);
      else rowsByText.set(text, [i]);
    });
    // The same one while all differ, so that no row looks again.
    if (rowsByText.size === scopes.length) return NO_TWINS;
    const twins = new Map<FormScope, number>();
    for (const [first = 0, second, ...more] of rowsByText.values()) {
      if (second === undefined) continue;
      for (const i of [first, second, ...more]) {
        const scope = scopes[i];
        if (scope) twins.set(scope, (i === first ? second : first) + 1);
      }
    }
    return twins.size > 0 ? twins : NO_TWINS;
  }

  insert(index: number = this.scopes.peek().length): void {
    const count = this.scopes.peek().length;
    if (count < this.maxItems) this.#engine.changeRows(this, {op: 'insert', index: Math.max(0, Math.min(index, count))});
  }

  remove(index: number): void {
    if (this.scopes.peek()[index]) this.#engine.changeRows(this, {op: 'remove', index});
  }

  move(from: number, to: number): void {
    const rows = this.scopes.peek();
    if (rows[from] && rows[to] && from !== to) this.#engine.changeRows(this, {op: 'move', index: from, to});
  }

  /** Rows that are there and rows that are only remembered. */
  everyRow(): readonly FormScope[] {
    return [...this.scopes.peek(), ...this.#removed.values()];
  }

  /** Whether a removed row is still whole. */
  remembers(rowId: string): boolean {
    return this.#removed.has(rowId);
  }

  /** Put a row at an index: a new one, or the one that an undo brings back. Only the engine's door calls this. */
  place(index: number, rowId?: string): FormScope {
    const known = rowId === undefined ? undefined : this.#removed.get(rowId);
    const row = known ?? this.#engine.createRow(this, index, rowId);
    this.#removed.delete(row.id);
    this.#put(this.scopes.peek().toSpliced(index, 0, row), index);
    this.#engine.rowPlaced(row);
    return row;
  }

  /** Put new rows at the end, all at once. Only the engine's door calls this. */
  append(count: number): readonly FormScope[] {
    const before = this.scopes.peek();
    const rows = Array.from({length: count}, (_, i) => this.#engine.createRow(this, before.length + i));
    this.scopes.value = [...before, ...rows];
    for (const row of rows) this.#engine.rowPlaced(row);
    return rows;
  }

  /** Take a row out and remember it for an undo. Only the engine's door calls this. */
  take(index: number): FormScope | undefined {
    const rows = this.scopes.peek();
    const row = rows[index];
    if (!row) return undefined;
    this.#put(rows.toSpliced(index, 1), index);
    this.#engine.rowTaken(row);
    this.#removed.set(row.id, row);
    for (const [id, oldest] of this.#removed) {
      if (this.#removed.size <= REMEMBERED_ROWS) break;
      this.#removed.delete(id);
      this.#engine.rowForgotten(oldest);
    }
    return row;
  }

  /** The same row at another place. Only the engine's door calls this. */
  shift(from: number, to: number): void {
    const rows = [...this.scopes.peek()];
    const [row] = rows.splice(from, 1);
    if (row) this.#put(rows.toSpliced(to, 0, row), Math.min(from, to), Math.max(from, to));
  }

  /** No rows, and nothing remembered. Only the engine's door calls this. */
  clear(): void {
    const gone = this.everyRow();
    this.#removed.clear();
    if (this.scopes.peek().length > 0) this.scopes.value = [];
    for (const row of gone) this.#engine.rowForgotten(row);
  }

  /** Only rows between the two places have got another number. */
  #put(rows: readonly FormScope[], first: number, last: number = rows.length - 1): void {
    for (let i = first; i <= last; i += 1) {
      const row = rows[i];
      if (row && row.index.peek() !== i) row.index.value = i;
    }
    this.scopes.value = rows;
  }
}
