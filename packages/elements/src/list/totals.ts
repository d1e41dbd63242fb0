import type {Json} from '@egov-form/core';
import {concrete, type Scope} from '@egov-form/core/effort';
import {displayValue} from '../display/display.ts';
import {element, write} from '../drawing/dom.ts';
import {DrawnElement} from '../drawing/drawn-element.ts';
import {define} from '../drawing/light-element.ts';
import type {ListItem} from './rows.ts';

/** The last line of a table: sums of the columns that the definition names. Only it is drawn again when a number changes. */
export class EgovTotals extends DrawnElement {
  declare item: ListItem;
  declare scopes: readonly Scope[];

  protected override draw(): void {
    const {ctx, item, scopes} = this;
    if (!this.firstChild) this.append(...this.#cells());
    const [head, ...cells] = this.children;
    if (head) write(head, ctx.t('list.total'));
    const {rows} = ctx.form.list(concrete(item.list, scopes));
    item.items.forEach((column, index) => {
      const cell = cells[index];
      if (!cell || !('field' in column) || !item.totals?.includes(column.field)) return;
      const pointers = rows.map((row) => concrete(column.field, [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}]));
      const first = pointers[0];
      const sum = sumOf(pointers.map((pointer) => ctx.form.field(pointer).value));
      write(cell, first === undefined ? '' : displayValue(ctx, this, ctx.form.field(first), sum));
    });
  }

  #cells(): Element[] {
    this.setAttribute('role', 'row');
    const cells = this.item.items.map(() => element('span', {role: 'cell', part: 'total'}));
    return [element('span', {role: 'rowheader', class: 'total-name'}), ...cells, element('span', {role: 'cell'})];
  }
}

/** The sum of what is a number, without the dust that binary fractions leave. */
function sumOf(values: readonly (Json | undefined)[]): number {
  const sum = values.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0);
  return Number(sum.toPrecision(15));
}

define('egov-totals', EgovTotals);

declare global {
  interface HTMLElementTagNameMap {
    'egov-totals': EgovTotals;
  }
}
