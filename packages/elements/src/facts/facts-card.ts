import {type Field, type Lookup, type PageModel, untracked} from '@egov-form/core';
import {html, nothing, render, type TemplateResult} from 'lit';
import {displayValue} from '../display/display.ts';
import {maskedSensitive} from '../display/masked.ts';
import {element, mark} from '../drawing/dom.ts';
import {DrawnElement} from '../drawing/drawn-element.ts';
import {icon} from '../drawing/icons.ts';
import {define} from '../drawing/light-element.ts';
import {sourceText} from '../field/source.ts';
import type {FormContext} from '../form/form-context.ts';
import {placeOf} from '../form/form-map.ts';
import {drawGaps} from '../lookup/gaps.ts';
import {proposalsAt} from '../lookup/proposal.ts';
import type {Facts} from './facts.ts';

/** So many values identify who or what it is. */
const IDENTIFYING = 3;

/**
 * What is known of a group, as a card above what is left to ask of it; while nothing is known, the way to do without the
 * look-up, below its key. In a row the card is one line that unfolds. Lives inside `<egov-form>`.
 */
export class EgovFacts extends DrawnElement {
  declare facts: Facts;
  declare look: FactsLook;
  /** Where the questions stand. */
  declare items: HTMLElement;

  #card: HTMLElement | undefined;
  #foot: HTMLElement | undefined;

  protected override draw(): void {
    const {ctx, facts} = this;
    this.#card ??= this.insertBefore(element('div', {class: 'facts-place'}), this.items);
    this.#foot ??= this.appendChild(element('div', {class: 'facts-foot'}));
    mark(this, 'data-facts', facts.mode);
    const hadFocus = this.#card.matches(':focus-within') || this.#foot.matches(':focus-within');
    const proposals = this.#proposals();
    const isAbove = facts.lookup?.name === proposals[0]?.settings.proposes?.to;
    const drawn = proposals.map((lookup) => html`<egov-proposal .ctx=${ctx} .lookup=${lookup}></egov-proposal>`);
    render(html`${facts.mode === 'card' ? this.#drawCard() : nothing}${isAbove ? drawn : nothing}`, this.#card);
    render(html`${this.#drawFoot()}${isAbove ? nothing : drawn}`, this.#foot);
    // The button that had it is gone: the register answered meanwhile.
    if (hadFocus && facts.mode === 'card' && !this.matches(':focus-within')) this.focusCard();
  }

  /** Above the questions of who would be named, below what is known of who asks. */
  #proposals(): readonly Lookup[] {
    const {lookup, key} = this.facts;
    return lookup && key ? proposalsAt(this.ctx, lookup) : [];
  }

  #drawFoot(): unknown {
    const {ctx, facts} = this;
    if (facts.isOpen && facts.lookup?.state !== 'asking')
      return html`<button type="button" class="secondary small" part="facts-close" @click=${() => this.#close()}>
        ${ctx.t('facts.close')}
      </button>`;
    if (facts.mode !== 'keys' || facts.isSilent) return nothing;
    return html`<button type="button" class="quiet" part="by-hand" @click=${() => this.#open()}>${ctx.t('facts.byHand')}</button>`;
  }

  #drawCard(): TemplateResult {
    const {ctx, facts} = this;
    const {known} = facts;
    const shown = known.map((field) => ({field, text: this.#show(field)})).filter(({text}) => text !== '');
    const who = this.#identifying(shown);
    const all = html`<dl>
      ${shown.map(({field, text}) => html`<div><dt>${ctx.text(field.label)}</dt><dd>${text}</dd></div>`)}
    </dl>`;
    if (this.look.isLine)
      return html`<details class="facts" part="facts">
        <summary class="facts-who">${who}</summary>
        ${this.#source(known)} ${all} ${this.#actions()}
      </details>
      ${drawGaps(this.ctx, this.facts.gaps)}`;
    return html`<div class="facts" part="facts" role="group" tabindex="-1" aria-label=${this.look.titled?.() || nothing}>
      <p class="facts-who">${who}</p>
      ${this.#source(known)} ${drawGaps(ctx, facts.gaps)}
      ${
        this.#followed(known)
          ? nothing
          : html`<details class="facts-all" part="facts-all">
            <summary>${ctx.t('facts.all', {n: shown.length})}</summary>
            ${all}
          </details>`
      }
      ${this.#actions()}
    </div>`;
  }

  /** The few values that tell who or what it is: a person by name, a vehicle by its plate. */
  #identifying(shown: readonly {readonly field: Field; readonly text: string}[]): unknown {
    const {key, keys} = this.facts;
    const keyed = shown.filter(({field}) => field === key);
    const [name, ...others] = shown.filter(({field}) => !keys.includes(field));
    // What tells one name from another is what the register asks beside the number.
    const further = [...shown.filter(({field}) => field !== key && keys.includes(field)), ...others];
    const plain = (name ? [name, ...further] : further).slice(0, IDENTIFYING - keyed.length);
    const [first, ...rest] = this.look.isLine ? [...keyed, ...plain] : [...plain, ...keyed];
    return html`<strong>${first?.text}</strong>${rest.map(({text}) => html`\u00a0· <span>${text}</span>`)}`;
  }

  /** From where and when, once for all. */
  #source(known: readonly Field[]): unknown {
    const {ctx, facts} = this;
    const {key, lookup} = facts;
    const page = this.#followed(known);
    if (page) return badge('computed', ctx.t('facts.same', {page: ctx.text(page.title)}));
    if (key && lookup?.visible) return html`<egov-lookup .ctx=${ctx} .lookup=${lookup} .brief=${true}></egov-lookup>`;
    const filled = known.filter(({origin}) => origin?.kind === 'register');
    const words = new Set((filled.length > 0 ? filled : known).map((field) => sourceText(ctx, field)));
    return [...words].filter(Boolean).map((text) => badge(filled.length > 0 ? 'register' : 'computed', text));
  }

  /** The page on which all of it is answered; `undefined` where something stands here alone. */
  #followed(known: readonly Field[]): PageModel | undefined {
    const {form} = this.ctx;
    const [first] = known;
    if (!first || known.some(({follows}) => follows === undefined)) return undefined;
    const pageId = placeOf(form, first.follows ?? '')?.pageId;
    return form.pages.find(({id}) => id === pageId);
  }

  /** To what stood there before the register was asked. */
  #wayBack(): unknown {
    const {ctx, facts} = this;
    const {lookup} = facts;
    if (!lookup?.visible || lookup.filled.length === 0) return nothing;
    return html`<button type="button" class="quiet" part="undo" @click=${() => this.#undo()}>
      ${icon('undo')}${ctx.t('source.undo')}
    </button>`;
  }

  #undo(): void {
    const {ctx, facts} = this;
    const {lookup} = facts;
    if (!lookup) return;
    lookup.undo();
    ctx.host.announce(ctx.t('source.undone'));
    // The card is gone; the focus must not be.
    void this.updateComplete.then(() => ctx.host.focusField(lookup.keyPointer));
  }

  #actions(): unknown {
    const {ctx, facts} = this;
    if (ctx.readonly) return nothing;
    const {key} = facts;
    const [first = '', ...rest] = ctx.text(key?.label);
    return html`<div class="facts-do">
      ${
        facts.canChange
          ? html`<button type="button" class="quiet" part="facts-change" @click=${() => this.#change()}>
            ${ctx.t('facts.change', {key: first.toLocaleLowerCase(ctx.locale) + rest.join('')})}
          </button>`
          : nothing
      }
      <button type="button" class="quiet" part="facts-wrong" @click=${() => this.#open()}>${ctx.t('facts.wrong')}</button>
      ${this.#wayBack()}
    </div>`;
  }

  #show(field: Field): string {
    return maskedSensitive(field, field.value) ?? displayValue(this.ctx, this, field, field.value);
  }

  /** The questions, with the focus on the first one that is no key. */
  #open(): void {
    const {ctx, facts} = this;
    facts.open();
    const [first] = untracked(() => facts.fields.filter((field) => field.visible && !facts.keys.includes(field)));
    const pointer = first?.pointer ?? facts.fields[0]?.pointer;
    if (pointer !== undefined) void ctx.host.focusField(pointer);
  }

  #close(): void {
    this.facts.close();
    void this.updateComplete.then(() => this.focusCard());
  }

  #change(): void {
    const {key} = this.facts;
    this.facts.change();
    if (key) void this.ctx.host.focusField(key.pointer);
  }

  /** Put the focus on what has taken the place of the questions. */
  focusCard(): void {
    this.querySelector<HTMLElement>('details.facts > summary, .facts')?.focus();
  }
}

/** How the facts around questions are drawn. */
interface FactsLook {
  /** What they are called; absent where a heading of the row says it. Tracked. */
  readonly titled?: () => string;
  /** One line until it is unfolded. */
  readonly isLine: boolean;
}

/** Put the box of a group's questions below what is known of it. */
export function putFacts(ctx: FormContext, facts: Facts, items: HTMLElement, look: FactsLook): void {
  const made = Object.assign(element('egov-facts', {}), {ctx, facts, items, look});
  items.after(made);
  made.append(items);
}

function badge(kind: 'register' | 'computed', words: string): TemplateResult {
  return html`<p class="badge" part="badge" data-kind=${kind}>${icon(kind === 'register' ? 'register' : 'info')}<span>${words}</span></p>`;
}

define('egov-facts', EgovFacts);

declare global {
  interface HTMLElementTagNameMap {
    'egov-facts': EgovFacts;
  }
}
