import {type Signal, signal} from '@preact/signals-core';
import type {FieldNode} from './field-node.ts';
import type {ListNode} from './list-node.ts';

/**
 * Where fields live: the whole form, or one row of a list. A row keeps its identity and its fields whatever its place;
 * `index` is where it stands now.
 */
export class Scope {
  readonly id: string;
  /** The list that this is a row of; `undefined` for the whole form. */
  readonly list: ListNode | undefined;
  readonly index: Signal<number>;
  /** By pattern text. */
  readonly fields: Map<string, FieldNode> = new Map();
  readonly lists: Map<string, ListNode> = new Map();

  constructor(id: string, list: ListNode | undefined, index: number) {
    this.id = id;
    this.list = list;
    this.index = signal(index);
  }

  /** Pointer of this row, `''` for the whole form. Tracked. */
  get pointer(): string {
    return this.list ? `${this.list.pointer}/${this.index.value}` : '';
  }

  /** How many segments of a pattern lie outside this scope. */
  get depth(): number {
    return this.list ? this.list.plan.pattern.length + 1 : 0;
  }

  /** The row of that list which this scope is, or lies in. */
  rowOf(list: ListNode): Scope | undefined {
    if (this.list === list) return this;
    return this.list?.scope.rowOf(list);
  }
}
