import type {Json, List, Lookup} from '@egov-form/core';
import {concrete, type Scope} from '@egov-form/core/effort';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {element} from '../drawing/dom.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {shownIssues} from '../field/issues.ts';
import type {FormContext} from '../form/form-context.ts';
import {LookupsTogether} from '../lookup/together.ts';
import {offerOf} from './offer.ts';
import {readCell, readCells} from './paste.ts';
import {isTable, type ListItem, type RowAction, TableRows} from './rows.ts';
import type {EgovTotals} from './totals.ts';
import './totals.ts';

const FIRST_CONTROL = 'input:not([aria-hidden]):not([disabled]), select, textarea';

/**
 * Rows that the person adds, removes and puts in order by named buttons: as panels, or as lines of a table into which rows of a
 * spreadsheet can be pasted. Lives inside `<egov-form>`.
 */
export class EgovList extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    item: {attribute: false},
    scopes: {attribute: false},
  };

  declare item: ListItem;
  declare scopes: readonly Scope[];

  #rows: TableRows | undefined;
  #totals: EgovTotals | undefined;
  /** What a paste asks registers, until all of it is answered. */
  #asked: LookupsTogether | undefined;

  get list(): List {
    return this.ctx.form.list(concrete(this.item.list, this.scopes));
  }

  constructor() {
    super();
    this.addEventListener('paste', (event) => this.#paste(event));
  }

  protected override render(): unknown {
    const {ctx, item, list} = this;
    this.hidden = !list.visible;
    if (!list.visible) {
      this.mark('data-pointer', undefined);
      return nothing;
    }
    this.mark('data-pointer', list.pointer);
    this.#rows ??= new TableRows(item, (action, index) => this.#act(action, index));
    const {rows, issues} = list;
    const label = ctx.text(list.label);
    const id = `l${list.pointer.replace(/[^\w-]+/gu, '-')}-issues`;
    return html`<section aria-label=${label} aria-describedby=${issues.length > 0 ? id : nothing}>
      <h4 part="group-title" tabindex="-1" class="list-title">${label}</h4>
      ${issues.length > 0 ? shownIssues(ctx, id, issues) : nothing}
      ${rows.length === 0 ? html`<p class="none">${ctx.t('list.empty')}</p>` : nothing}
      ${this.#offer()} ${this.#progress()} ${isTable(item) ? this.#table(label, this.#rows.node, rows.length === 0) : this.#rows.node}
      ${
        ctx.readonly || rows.length >= list.maxItems
          ? nothing
          : html`<button type="button" class="secondary add" part="add" @click=${() => this.#add()}>
            ${icon('plus')}${ctx.text(item.addLabel) || ctx.t('list.add')}
          </button>`
      }
    </section>`;
  }

  #offer(): unknown {
    const {ctx, item, list} = this;
    const lookup = offerOf(ctx, item);
    return lookup ? html`<egov-offer .ctx=${ctx} .list=${list} .lookup=${lookup}></egov-offer>` : nothing;
  }

  /** In sight while it goes on; said aloud at the start and at the end only. */
  #progress(): unknown {
    const {ctx} = this;
    const asked = this.#asked;
    if (!asked || asked.answered === asked.count) return nothing;
    return html`<p class="lookup-progress" part="list-progress">
      <span class="spinner" aria-hidden="true"></span>${ctx.t('list.lookedUp', {n: asked.answered, all: asked.count})}
    </p>`;
  }

  #table(label: string, lines: HTMLElement, isEmpty: boolean): TemplateResult {
    const {ctx, item, scopes} = this;
    if (item.totals && !this.#totals) {
      this.#totals = Object.assign(element('egov-totals', {part: 'totals'}), {ctx, item, scopes});
    }
    return html`<div class="table" part="table" role="table" aria-label=${label} ?hidden=${isEmpty}>
      <div class="lines-head" role="rowgroup">
        <div role="row">
          <span role="columnheader"><span class="unseen">${ctx.t('list.number')}</span></span>
          ${item.items.map((column) => ('field' in column ? this.#head(column.field) : nothing))}
          <span role="columnheader"><span class="unseen">${ctx.t('list.actions')}</span></span>
        </div>
      </div>
      ${lines} ${this.#totals ? html`<div role="rowgroup">${this.#totals}</div>` : nothing}
    </div>`;
  }

  /** The words above a column; those of each question are only heard there, and seen on narrow screens. */
  #head(pattern: string): TemplateResult {
    const {ctx, list} = this;
    const [first] = list.rows;
    const pointer = first ? concrete(pattern, [...this.scopes, {pattern: `${this.item.list}/*`, pointer: first.pointer}]) : '';
    const field = first && ctx.form.field(pointer);
    return html`<span role="columnheader"
      >${ctx.text(field?.label)}${field?.required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</span
    >`;
  }

  protected override updated(): void {
    const {ctx, item, scopes, list} = this;
    this.querySelector<HTMLElement>(':scope > section > .table')?.style.setProperty('--columns', String(item.items.length));
    this.#tellEnd();
    if (list.visible) this.#rows?.show(ctx, list, item, scopes, (index) => this.#rowName(index));
  }

  #tellEnd(): void {
    const {ctx} = this;
    const asked = this.#asked;
    if (!asked || asked.answered < asked.count) return;
    this.#asked = undefined;
    // After the rows have drawn what came of it, so that none of them says the same again.
    void this.updateComplete.then(() => asked.end());
    ctx.host.announce(ctx.t('list.lookedUpAll', {n: asked.found, all: asked.count}));
  }

  #rowName(index: number): string {
    const title = this.ctx.text(this.item.rowTitle);
    return this.ctx.t('list.row', {label: title || this.ctx.text(this.list.label), n: index + 1});
  }

  #add(): void {
    const {list} = this;
    const index = list.rows.length;
    list.insert();
    this.ctx.host.announce(this.ctx.t('list.added', {row: this.#rowName(index)}));
    void this.#focus(index, FIRST_CONTROL);
  }

  #act(action: RowAction, index: number): void {
    const {list, ctx} = this;
    if (action === 'remove') {
      const name = this.#rowName(index);
      list.remove(index);
      ctx.host.announce(ctx.t('list.removed', {row: name}));
      // To the row that took its place, else the one before, else the list's own heading.
      const left = list.rows.length;
      if (left === 0) void this.updateComplete.then(() => this.querySelector<HTMLElement>('.list-title')?.focus());
      else void this.#focus(Math.min(index, left - 1), '.row-name');
      return;
    }
    const to = action === 'up' ? index - 1 : index + 1;
    list.move(index, to);
    ctx.host.announce(ctx.t('list.moved', {row: this.#rowName(to)}));
    // The same button moves with its row; at an end it is disabled, then the opposite one takes the focus.
    void this.#focus(to, `[data-do="${action}"]:not([disabled]), [data-do]:not([disabled])`);
  }

  async #focus(index: number, selector: string): Promise<void> {
    await this.updateComplete;
    this.ctx.slices.finish();
    this.#rows?.at(index)?.querySelector<HTMLElement>(selector)?.focus();
  }

  #watchAnswers(rows: List['rows'], columns: readonly string[]): void {
    const {ctx, item, scopes} = this;
    const asked = rows.flatMap(({pointer}) => askedIn(ctx, columns, [...scopes, {pattern: `${item.list}/*`, pointer}]));
    if (asked.length < 2) return;
    this.#asked?.end();
    this.#asked = new LookupsTogether(asked);
    this.requestUpdate();
  }

  /** Several cells of a spreadsheet fill the cells from here on to the right and below, with new rows as needed, in one step. */
  #paste(event: ClipboardEvent): void {
    const {ctx, item, list} = this;
    const cell = event.target instanceof Element ? event.target.closest('egov-field') : null;
    const from = cell ? (this.#rows?.indexOf(cell) ?? -1) : -1;
    const lines = from >= 0 ? readCells(event.clipboardData?.getData('text/plain') ?? '') : undefined;
    if (!cell || !lines || ctx.readonly) return;
    const columns = questionsIn(item.items);
    const row = {pattern: `${item.list}/*`, pointer: list.rows[from]?.pointer ?? ''};
    const first = columns.findIndex((column) => concrete(column, [...this.scopes, row]) === cell.field.pointer);
    if (first < 0) return;
    event.preventDefault();
    const fits = Math.min(lines.length, list.maxItems - from);
    ctx.form.batch(() => {
      while (list.rows.length < from + fits) list.insert();
      const changes: {pointer: string; value: Json | undefined}[] = [];
      lines.slice(0, fits).forEach((cells, down) => {
        const row = list.rows[from + down];
        cells.forEach((text, right) => {
          const column = columns[first + right];
          if (!row || column === undefined) return;
          const inside = [...this.scopes, {pattern: `${item.list}/*`, pointer: row.pointer}];
          const field = ctx.form.field(concrete(column, inside));
          if (!field.readonly) changes.push({pointer: field.pointer, value: readCell(ctx, field, text)});
        });
      });
      ctx.form.transact(changes, {kind: 'typed'});
    });
    this.#watchAnswers(list.rows.slice(from, from + fits), columns);
    ctx.host.announce(ctx.t(fits < lines.length ? 'list.pastedSome' : 'list.pasted', {n: fits, all: lines.length}));
  }
}

/** What the questions of a row ask registers at this moment. */
function askedIn(ctx: FormContext, columns: readonly string[], scopes: readonly Scope[]): readonly Lookup[] {
  return columns.flatMap((column) => ctx.form.lookupsAt(concrete(column, scopes)).filter(({state}) => state === 'asking'));
}

/** The questions of a row from left to right, those of its groups in their place. */
function questionsIn(items: ListItem['items']): readonly string[] {
  return items.flatMap((item) => ('field' in item ? [item.field] : 'group' in item ? questionsIn(item.items) : []));
}

define('egov-list', EgovList);

declare global {
  interface HTMLElementTagNameMap {
    'egov-list': EgovList;
  }
}
