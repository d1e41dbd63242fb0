import type {Item, List, Row} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {shownIssues} from '../field/issues.ts';
import {concrete, type Scope} from '../internal/form-map.ts';
import {icon} from '../internal/icons.ts';
import {define, LightElement} from '../internal/light-element.ts';
import {fillItems, itemsBox, moveItems} from '../page/items.ts';

type ListItem = Extract<Item, {list: unknown}>;

/** Rows that the person adds, removes and puts in order by named buttons. Lives inside `<egov-form>`. */
export class EgovList extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    item: {attribute: false},
    scopes: {attribute: false},
  };

  declare item: ListItem;
  declare scopes: readonly Scope[];

  readonly #boxes: Map<string, HTMLElement> = new Map();
  readonly #empty: (() => void)[] = [];

  get list(): List {
    return this.ctx.form.list(concrete(this.item.list, this.scopes));
  }

  protected override render(): unknown {
    const {ctx, item, list} = this;
    this.hidden = !list.visible;
    if (!list.visible) {
      this.mark('data-pointer', undefined);
      return nothing;
    }
    this.mark('data-pointer', list.pointer);
    const {rows, issues} = list;
    const label = ctx.text(list.label);
    const id = `l${list.pointer.replace(/[^\w-]+/gu, '-')}-issues`;
    return html`<section aria-label=${label} aria-describedby=${issues.length > 0 ? id : nothing}>
      <h4 part="group-title" tabindex="-1" class="list-title">${label}</h4>
      ${issues.length > 0 ? shownIssues(ctx, id, issues) : nothing}
      ${rows.length === 0 ? html`<p class="none">${ctx.t('list.empty')}</p>` : nothing}
      <ol class="rows" part="rows">
        ${repeat(
          rows,
          (row) => row.id,
          (row, index) => this.#row(list, row, index),
        )}
      </ol>
      ${
        ctx.readonly || rows.length >= list.maxItems
          ? nothing
          : html`<button type="button" class="secondary add" part="add" @click=${() => this.#add(list)}>
            ${icon('plus')}${ctx.text(item.addLabel) || ctx.t('list.add')}
          </button>`
      }
    </section>`;
  }

  #row(list: List, row: Row, index: number): TemplateResult {
    const {ctx} = this;
    const name = this.#rowName(list, index);
    const last = list.rows.length - 1;
    return html`<li class="row" part="row" data-row=${row.id}>
      <div class="row-head">
        <h5 part="row-title" tabindex="-1">${name}</h5>
        ${
          ctx.readonly
            ? nothing
            : html`<div class="row-do">
              ${
                last > 0
                  ? html`<button
                        type="button"
                        class="quiet iconic"
                        data-do="up"
                        aria-label=${ctx.t('list.upOf', {row: name})}
                        title=${ctx.t('list.up')}
                        ?disabled=${index === 0}
                        @click=${() => this.#move(list, index, index - 1, 'up')}
                      >
                        ${icon('up')}
                      </button>
                      <button
                        type="button"
                        class="quiet iconic"
                        data-do="down"
                        aria-label=${ctx.t('list.downOf', {row: name})}
                        title=${ctx.t('list.down')}
                        ?disabled=${index === last}
                        @click=${() => this.#move(list, index, index + 1, 'down')}
                      >
                        ${icon('down')}
                      </button>`
                  : nothing
              }
              <button
                type="button"
                class="quiet"
                data-do="remove"
                aria-label=${ctx.t('list.removeOf', {row: name})}
                ?disabled=${list.rows.length <= list.minItems}
                @click=${() => this.#remove(list, index)}
              >
                ${icon('trash')}${ctx.t('list.remove')}
              </button>
            </div>`
        }
      </div>
      ${this.#items(row)}
    </li>`;
  }

  /** The questions of a row, which move with it. */
  #items(row: Row): HTMLElement {
    const {ctx, item, scopes} = this;
    const inside = [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}];
    const known = this.#boxes.get(row.id);
    if (known) {
      moveItems(known, inside);
      return known;
    }
    const box = itemsBox(item.columns ?? 1);
    this.#boxes.set(row.id, box);
    this.#empty.push(() => fillItems(box, ctx, item.items, inside));
    return box;
  }

  protected override updated(): void {
    const ids = new Set(this.list.rows.map(({id}) => id));
    for (const id of this.#boxes.keys()) if (!ids.has(id)) this.#boxes.delete(id);
    for (const fill of this.#empty.splice(0)) fill();
  }

  #rowName(list: List, index: number): string {
    const title = this.ctx.text(this.item.rowTitle);
    return this.ctx.t('list.row', {label: title || this.ctx.text(list.label), n: index + 1});
  }

  #add(list: List): void {
    const index = list.rows.length;
    list.insert();
    this.ctx.host.announce(this.ctx.t('list.added', {row: this.#rowName(list, index)}));
    void this.#focus(index, 'input:not([aria-hidden]):not([disabled]), select, textarea');
  }

  #remove(list: List, index: number): void {
    const name = this.#rowName(list, index);
    list.remove(index);
    this.ctx.host.announce(this.ctx.t('list.removed', {row: name}));
    // To the row that took its place, else the one before, else the list's own heading.
    const left = list.rows.length;
    if (left === 0) void this.updateComplete.then(() => this.querySelector<HTMLElement>('.list-title')?.focus());
    else void this.#focus(Math.min(index, left - 1), 'h5');
  }

  #move(list: List, from: number, to: number, direction: 'up' | 'down'): void {
    list.move(from, to);
    this.ctx.host.announce(this.ctx.t('list.moved', {row: this.#rowName(list, to)}));
    // The same button moves with its row; at an end it is disabled, then the opposite one takes the focus.
    void this.#focus(to, `[data-do="${direction}"]:not([disabled]), [data-do]:not([disabled])`);
  }

  async #focus(index: number, selector: string): Promise<void> {
    await this.updateComplete;
    const row = this.querySelectorAll<HTMLElement>(':scope > section > .rows > .row')[index];
    if (!row) return;
    await Promise.all([...row.querySelectorAll('egov-field')].map((field) => field.updateComplete));
    row.querySelector<HTMLElement>(selector)?.focus();
  }
}

define('egov-list', EgovList);

declare global {
  interface HTMLElementTagNameMap {
    'egov-list': EgovList;
  }
}
