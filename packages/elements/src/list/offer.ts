import type {Json, JsonObject, List, Lookup} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {fold} from '../display/fold.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {untracked} from '../drawing/signals.ts';
import type {FormContext} from '../form/form-context.ts';
import type {ListItem} from './rows.ts';

/** So many are drawn at once; the others are found by typing. */
const MOST = 50;

/** The look-up that offers rows of a list to tick. */
export function offerOf({form}: FormContext, {list}: ListItem): Lookup | undefined {
  for (const [name, {offers, fill}] of Object.entries(form.definition.lookups ?? {}))
    if (offers && Object.keys(fill).some((pointer) => pointer.startsWith(`${list}/*/`))) return form.lookup(name);
  return undefined;
}

/**
 * Rows that a register knows, as a list to tick, asked for when it is opened. A ticked one is a row whose own look-up asks, as
 * if its key had been typed. Lives inside `<egov-list>`.
 */
export class EgovOffer extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    list: {attribute: false},
    lookup: {attribute: false},
    sought: {state: true},
  };

  declare list: List;
  declare lookup: Lookup;
  declare sought: string;

  constructor() {
    super();
    this.sought = '';
  }

  protected override render(): unknown {
    const {ctx, lookup} = this;
    this.hidden = ctx.readonly || !ctx.canAsk || !lookup.visible || lookup.state === 'idle' || lookup.state === 'incomplete';
    if (this.hidden) return nothing;
    this.mark('data-state', lookup.state);
    return html`<details class="offer fold" part="offer" @toggle=${(event: Event) => this.#toggled(event)}>
      <summary>${ctx.t('offer.open')}</summary>
      <p class="hint">${ctx.t('offer.source', {source: ctx.text(lookup.source?.title ?? lookup.settings.title)})}</p>
      ${lookup.offered ? this.#choices(lookup.offered) : this.#state()}
    </details>`;
  }

  #state(): TemplateResult {
    const {ctx, lookup} = this;
    const isAsking = lookup.state === 'asking' || lookup.state === 'ready';
    const words = isAsking ? 'lookup.asking' : lookup.state === 'not-found' ? 'offer.none' : 'offer.failed';
    return html`<p part="offer-state">${isAsking ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${ctx.t(words)}</p>
      ${
        isAsking || lookup.state === 'not-found'
          ? nothing
          : html`<button type="button" class="secondary small" @click=${() => void lookup.ask()}>${ctx.t('lookup.again')}</button>`
      }`;
  }

  #choices(offered: readonly JsonObject[]): TemplateResult {
    const {ctx, list} = this;
    const wanted = fold(this.sought);
    const found = offered.filter((row) => fold(this.#words(row)).includes(wanted));
    const shown = found.slice(0, MOST);
    const taken = this.#taken();
    const count = offered.filter((row) => taken.has(this.#key(row))).length;
    const isFull = list.rows.length >= list.maxItems && !this.#emptyRow();
    return html`${
      offered.length > 8
        ? html`<label class="offer-search"
            >${ctx.t('offer.search')}<input
              type="search"
              class="control"
              autocomplete="off"
              .value=${this.sought}
              @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)}
          /></label>`
        : nothing
    }
      <fieldset>
        <legend part="offer-count">${ctx.t('offer.count', {n: count, all: offered.length})}</legend>
        ${shown.map((row) => {
          const key = this.#key(row);
          const isTaken = taken.has(key);
          return html`<label class="choice"
            ><input
              type="checkbox"
              .checked=${isTaken}
              ?disabled=${!isTaken && isFull}
              @change=${() => this.#change(key, isTaken)}
            /><span>${this.#words(row)}</span></label
          >`;
        })}
      </fieldset>
      ${found.length > shown.length ? html`<p class="hint">${ctx.t('offer.more', {n: found.length - shown.length})}</p>` : nothing}
      <p class="hint">${ctx.t('offer.notHere')}</p>`;
  }

  #toggled({target}: Event): void {
    const {lookup} = this;
    if ((target as HTMLDetailsElement).open && untracked(() => lookup.state) === 'ready') void lookup.ask();
  }

  /** Members in the order of `fill`; the first tells rows apart. */
  #members(): readonly (readonly [pattern: string, member: string])[] {
    return Object.entries(this.lookup.settings.fill).map(
      ([pattern, attribute]) => [pattern, attribute.split('/*/')[1] ?? ''] as const,
    );
  }

  #words(row: JsonObject): string {
    return this.#members()
      .map(([, member]) => row[member])
      .filter((value) => typeof value === 'string' || typeof value === 'number')
      .join(' · ');
  }

  #key(row: JsonObject): string {
    const [[, member] = ['', '']] = this.#members();
    return String(row[member] ?? '');
  }

  /** Pointer of the key in a row. */
  #keyAt(row: string): string {
    const [[pattern = ''] = []] = this.#members();
    return row + pattern.slice(pattern.lastIndexOf('*') + 1);
  }

  /** Keys of the rows that there are, and where. */
  #taken(): ReadonlyMap<Json, number> {
    const {form} = this.ctx;
    const keys = this.list.rows.map(({pointer}, index) => [form.field(this.#keyAt(pointer)).value ?? '', index] as const);
    return new Map(keys.filter(([key]) => key !== ''));
  }

  /** A row that nobody has written anything into. */
  #emptyRow(): string | undefined {
    const {form} = this.ctx;
    return this.list.rows.find(({pointer}) => form.field(this.#keyAt(pointer)).value === undefined)?.pointer;
  }

  #change(key: string, isTaken: boolean): void {
    const {ctx, list} = this;
    untracked(() => {
      const index = this.#taken().get(key);
      if (isTaken && index !== undefined) {
        if (list.rows.length > list.minItems) list.remove(index);
        else ctx.form.set(this.#keyAt(list.rows[index]?.pointer ?? ''), undefined);
      } else if (!isTaken)
        ctx.form.batch(() => {
          const empty = this.#emptyRow();
          if (empty === undefined) list.insert();
          const row = empty ?? list.rows.at(-1)?.pointer ?? '';
          ctx.form.set(this.#keyAt(row), key);
        });
      const count = this.#taken().size;
      ctx.host.announce(ctx.t(isTaken ? 'offer.removed' : 'offer.added', {key, n: count}));
    });
  }
}

define('egov-offer', EgovOffer);

declare global {
  interface HTMLElementTagNameMap {
    'egov-offer': EgovOffer;
  }
}
