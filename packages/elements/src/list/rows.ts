/** The rows of a list, drawn by hand: as panels below each other, or as the lines of a table. */
import type {Item, List, Row} from '@egov-form/core';
import {concrete, type Scope} from '@egov-form/core/effort';
import {element, flag, mark, pattern, write} from '../drawing/dom.ts';
import {iconNode} from '../drawing/icons.ts';
import {fieldElement} from '../field/field.ts';
import type {FormContext} from '../form/form-context.ts';
import {factsPart} from '../form/lazy/facts.ts';
import {fillItems, itemsBox, moveItems} from '../page/items.ts';

export type ListItem = Extract<Item, {list: unknown}>;

/** What a button of a row does. */
export type RowAction = 'up' | 'down' | 'remove';

/** Lines of a table that the browser lays out, or leaves out of sight, together. */
const IN_A_CHUNK = 20;

/** From here on rows out of sight are not laid out. */
const LONG_LIST = 40;

interface RowElements {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly buttons: HTMLElement;
  /** Where the row's questions stand; those of a line stand in the line. */
  readonly items: HTMLElement | undefined;
  /** What was drawn last, as one text. */
  drawn: string;
}

const button = (action: RowAction, icon: 'up' | 'down' | 'trash'): HTMLElement =>
  element('button', {type: 'button', class: 'quiet iconic', 'data-do': action}, iconNode(icon));
const buttons = pattern(() =>
  element('div', {class: 'row-do'}, button('up', 'up'), button('down', 'down'), button('remove', 'trash')),
);
const panel = pattern(() =>
  element(
    'li',
    {class: 'row', part: 'row'},
    element('div', {class: 'row-head'}, element('h5', {class: 'row-name', part: 'row-title', tabindex: '-1'})),
  ),
);
const line = pattern(() =>
  element(
    'div',
    {class: 'row', part: 'row', role: 'row'},
    element('span', {class: 'row-name', part: 'row-title', role: 'rowheader', tabindex: '-1'}),
  ),
);

/** Whether the rows of a list are drawn as lines of a table: when it says so, and every item is a question. */
export function isTable(item: ListItem): boolean {
  return item.layout === 'table' && item.items.every((inside) => 'field' in inside);
}

/** Draws rows and keeps them by identity: a row that moves takes its elements along. */
export class TableRows {
  /** Where the rows stand. */
  readonly node: HTMLElement;
  readonly #table: boolean;
  readonly #act: (action: RowAction, index: number) => void;
  #views: Map<string, RowElements> = new Map();
  #chunks: Element[] = [];
  #rows: readonly Row[] = [];

  constructor(item: ListItem, act: (action: RowAction, index: number) => void) {
    this.#table = isTable(item);
    this.#act = act;
    this.node = this.#table ? element('div', {class: 'lines'}) : element('ol', {class: 'rows', part: 'rows'});
    this.node.addEventListener('click', (event) => this.#click(event));
  }

  /** The element of a row by its index, when it is drawn. */
  at(index: number): HTMLElement | undefined {
    return this.#views.get(this.#rows[index]?.id ?? '')?.element;
  }

  /** Index of the row that an element lies in; -1 for none. */
  indexOf(inside: Element): number {
    const id = inside.closest('[data-row]')?.getAttribute('data-row');
    return this.#rows.findIndex((row) => row.id === id);
  }

  /**
   * Draw the rows as they stand now; `nameOf` says what a row is called. Their container stands in the document already;
   * of many new rows the last ones come a little later.
   */
  show(ctx: FormContext, list: List, item: ListItem, scopes: readonly Scope[], nameOf: (index: number) => string): void {
    const {rows} = list;
    ctx.slices.putDrawn();
    const kept = new Map<string, RowElements>();
    for (const {id} of rows) {
      const view = this.#views.get(id);
      if (view) kept.set(id, view);
    }
    for (const [id, view] of this.#views) if (!kept.has(id)) view.element.remove();
    this.#views = kept;
    this.#rows = rows;
    flag(this.node, 'data-long', rows.length > LONG_LIST);
    const removable = rows.length > list.minItems;
    const draw = (row: Row, index: number, view: RowElements): void => {
      this.#place(ctx, view.element, index);
      const inside = [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}];
      if (view.items) moveItems(view.items, inside);
      this.#drawHead(ctx, view, index, nameOf(index), removable);
    };
    rows.forEach((row, index) => {
      const view = kept.get(row.id);
      if (view) draw(row, index, view);
    });
    if (kept.size === rows.length) return;
    ctx.slices.draw(this.#missing(ctx, rows, item, scopes, draw));
  }

  *#missing(
    ctx: FormContext,
    rows: readonly Row[],
    item: ListItem,
    scopes: readonly Scope[],
    draw: (row: Row, index: number, view: RowElements) => void,
  ): Generator<number, void> {
    for (const [index, row] of rows.entries()) {
      // The list changed meanwhile: another drawing is on its way.
      if (this.#rows !== rows) return;
      if (this.#views.has(row.id)) continue;
      const inside = [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}];
      const view = this.#make(ctx, row, item, inside);
      this.#views.set(row.id, view);
      if (view.items) fillItems(view.items, ctx, item.items, inside, factsPart()?.factsOf(ctx, item, inside));
      draw(row, index, view);
      yield view.items ? 1 : item.items.length;
    }
  }

  #make(ctx: FormContext, {id}: Row, item: ListItem, inside: readonly Scope[]): RowElements {
    const made = this.#table ? line() : panel();
    made.setAttribute('data-row', id);
    const name = made.querySelector<HTMLElement>('.row-name') ?? made;
    const actions = buttons();
    if (!this.#table) {
      name.after(actions);
      const items = itemsBox(item.columns ?? 1);
      made.append(items);
      const part = factsPart();
      const facts = part?.factsOf(ctx, item, inside);
      if (facts) part?.putFacts(ctx, facts, items, {isLine: true});
      return {element: made, name, buttons: actions, items, drawn: ''};
    }
    for (const column of item.items) {
      if (!('field' in column)) continue;
      const cell = fieldElement(ctx, ctx.form.field(concrete(column.field, inside)));
      cell.setAttribute('role', 'cell');
      ctx.slices.put(made, cell);
    }
    actions.setAttribute('role', 'cell');
    made.append(actions);
    return {element: made, name, buttons: actions, items: undefined, drawn: ''};
  }

  #drawHead(ctx: FormContext, view: RowElements, index: number, name: string, removable: boolean): void {
    const last = this.#rows.length - 1;
    const locked = ctx.readonly;
    const now = [index, index === last, last === 0, name, removable, locked, ctx.locale].join();
    if (view.drawn === now) return;
    view.drawn = now;
    write(view.name, this.#table ? String(index + 1) : name);
    mark(view.name, 'aria-label', this.#table ? name : undefined);
    flag(view.buttons, 'hidden', locked);
    const [up, down, remove] = view.buttons.children;
    if (!up || !down || !remove) return;
    this.#drawButton(up, ctx.t('list.upOf', {row: name}), ctx.t('list.up'), index === 0, last === 0);
    this.#drawButton(down, ctx.t('list.downOf', {row: name}), ctx.t('list.down'), index === last, last === 0);
    this.#drawButton(remove, ctx.t('list.removeOf', {row: name}), ctx.t('list.remove'), !removable, false);
  }

  #drawButton(target: Element, label: string, title: string, disabled: boolean, hidden: boolean): void {
    mark(target, 'aria-label', label);
    mark(target, 'title', title);
    flag(target, 'disabled', disabled);
    flag(target, 'hidden', hidden);
  }

  /** Put the row where its index says, moving nothing that stands there already. */
  #place(ctx: FormContext, row: HTMLElement, index: number): void {
    const box = this.#table ? this.#chunk(ctx, Math.floor(index / IN_A_CHUNK)) : this.node;
    const above = this.#drawnAbove(index);
    const there = above?.parentNode === box ? above.nextSibling : box.firstChild;
    if (there !== row) box.insertBefore(row, there);
  }

  /** The nearest row above that is drawn and stands in the same box. */
  #drawnAbove(index: number): HTMLElement | undefined {
    const first = this.#table ? index - (index % IN_A_CHUNK) : 0;
    for (let i = index - 1; i >= first; i -= 1) {
      const view = this.#views.get(this.#rows[i]?.id ?? '');
      if (view) return view.element;
    }
    return undefined;
  }

  #chunk({slices}: FormContext, number: number): Element {
    while (this.#chunks.length <= number) {
      const made = element('div', {class: 'chunk', role: 'rowgroup'});
      this.#chunks.push(made);
      slices.put(this.node, made);
    }
    return this.#chunks[number] ?? this.node;
  }

  #click({target}: Event): void {
    const pressed = target instanceof Element ? target.closest('[data-do]') : null;
    const index = pressed ? this.indexOf(pressed) : -1;
    if (index >= 0) this.#act(pressed?.getAttribute('data-do') as RowAction, index);
  }
}
