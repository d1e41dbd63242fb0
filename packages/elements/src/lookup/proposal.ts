import {type Lookup, type LookupState, untracked} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {type Signal, signal} from '../drawing/signals.ts';
import {fieldType} from '../field/field-type.ts';
import type {FormContext} from '../form/form-context.ts';
import type {MessageKey} from '../messages/keys.ts';

/** Day and month as people write them: `1/5`, `01.05`, `0105`. */
const DAY_AND_MONTH = /^(\d{1,2})(?:\s*[/.\- ]\s*(\d{1,2})|(?<=^\d{2})(\d{2}))$/u;

/** Proposals that the person wants to hear no more of. */
const declined = new WeakMap<Lookup, Signal<boolean>>();

function declinedOf(lookup: Lookup): Signal<boolean> {
  const found = declined.get(lookup) ?? signal(false);
  declined.set(lookup, found);
  return found;
}

/** The proposal was told; so it is not told again at another place of the form. */
const told = new WeakSet<object>();

/**
 * Somebody whom a register knows to belong to the signed-in person, by initials and year of birth, until the person says that
 * they are meant and shows that they know them. Lives inside `<egov-form>`.
 */
export class EgovProposal extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    lookup: {attribute: false},
    typed: {state: true},
    wrong: {state: true},
  };

  /** The look-up that proposes. */
  declare lookup: Lookup;
  declare typed: string;
  /** What was wrong with the last try. */
  declare wrong: MessageKey | undefined;

  constructor() {
    super();
    this.typed = '';
    this.wrong = undefined;
  }

  /** The look-up that the person is proposed to. */
  get #target(): Lookup {
    return this.ctx.form.lookup(this.lookup.settings.proposes?.to ?? '');
  }

  protected override render(): unknown {
    const {ctx, lookup} = this;
    const person = lookup.proposed;
    this.hidden = !person || !isOpen(ctx, lookup);
    if (this.hidden || !person) return nothing;
    this.mark('data-proposal', lookup.name);
    const isAsking = this.#target.state === 'asking';
    const {birthYear = ''} = person;
    const source = ctx.text(lookup.source?.title ?? lookup.settings.title);
    const words = ctx.t(birthYear ? 'proposal.born' : 'proposal.known', {source, name: person.name, year: birthYear});
    return html`<div class="lookup proposal" part="proposal" role="group" aria-labelledby="${this.#id}-title">
      <div class="lookup-head">
        ${isAsking ? html`<span class="spinner" aria-hidden="true"></span>` : icon('register')}
        <div class="lookup-words">
          <p class="lookup-title" id="${this.#id}-title">${ctx.t('proposal.title', {party: this.#party})}</p>
          <p class="lookup-state">${words}</p>
        </div>
      </div>
      ${this.#question(birthYear !== '')}
      <div class="proposal-do">
        <button type="button" class="secondary" part="confirm" ?disabled=${isAsking} @click=${() => void this.#confirm()}>
          ${ctx.t('proposal.yes')}
        </button>
        <button type="button" class="quiet" part="decline" @click=${() => this.#decline()}>${ctx.t('proposal.no')}</button>
      </div>
      <details class="lookup-what">
        <summary>${ctx.t('lookup.what')}</summary>
        <dl>
          <dt>${ctx.t('lookup.attributes')}</dt>
          <dd>${this.#asked().join(', ')}</dd>
          <dt>${ctx.t('lookup.purpose')}</dt>
          <dd>${ctx.text(lookup.settings.purpose)}</dd>
        </dl>
      </details>
    </div>`;
  }

  #question(hasYear: boolean): TemplateResult {
    const {ctx, wrong} = this;
    const id = this.#id;
    const label = ctx.t(hasYear ? 'proposal.dayAndMonth' : 'proposal.second', {label: this.#secondLabel()});
    return html`<div class="proposal-question">
      <label for=${id}>${label}</label>
      <p class="hint" id="${id}-hint">${ctx.t(hasYear ? 'proposal.dayAndMonthHint' : 'proposal.secondHint')}</p>
      <input
        id=${id}
        type="text"
        class="control" data-size="short"
        autocomplete="off"
        maxlength="40"
        .value=${this.typed}
        aria-describedby="${id}-hint ${id}-wrong"
        aria-invalid=${wrong ? 'true' : nothing}
        @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.#pressed(event)}
      />
      <p class="proposal-wrong" id="${id}-wrong" ?hidden=${!wrong}>${wrong ? html`${icon('alert')}${ctx.t(wrong)}` : nothing}</p>
    </div>`;
  }

  protected override updated(): void {
    const {ctx, lookup} = this;
    const person = lookup.proposed;
    if (this.hidden || !person || told.has(person)) return;
    told.add(person);
    ctx.host.announce(ctx.t('proposal.title', {party: this.#party}));
  }

  get #id(): string {
    // The same proposal may stand on two pages; only one of them is drawn.
    return `p-${this.lookup.name}`;
  }

  /** Whom the form asks about there. */
  get #party(): string {
    const {form} = this.ctx;
    const {keyPointer} = this.#target;
    const party = Object.values(form.definition.parties ?? {}).find(({at}) => keyPointer.startsWith(`${at}/`));
    return this.ctx.text(party?.title);
  }

  #asked(): readonly string[] {
    const {form, locale} = this.ctx;
    return [...new Set(this.#target.targets.map((pointer) => form.labelOf(pointer, locale)))];
  }

  get #secondPointer(): string {
    const [, second] = Object.values(this.#target.settings.keys);
    return typeof second === 'string' ? second : (second?.pointer ?? '');
  }

  #secondLabel(): string {
    return this.ctx.form.labelOf(this.#secondPointer, this.ctx.locale);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#confirm();
  }

  /** What was typed as the second key wants it; nothing while it cannot be one. */
  #read(): string | undefined {
    const {ctx} = this;
    const typed = this.typed.trim();
    const year = this.lookup.proposed?.birthYear;
    const [, day, month, joined] = DAY_AND_MONTH.exec(typed) ?? [];
    const text = year !== undefined && day !== undefined ? `${day}/${month ?? joined}/${year}` : typed;
    const field = ctx.form.field(this.#secondPointer);
    const value = fieldType(field.widget).read?.({ctx, field}, text) ?? text;
    if (typeof value !== 'string' || value === '') return undefined;
    const isWhole = year === undefined || (value.length === 10 && value.startsWith(`${year}-`));
    return isWhole && (field.format?.check(value) ?? []).length === 0 ? value : undefined;
  }

  async #confirm(): Promise<void> {
    const second = untracked(() => this.#read());
    if (second === undefined) {
      this.#refuse(this.lookup.proposed?.birthYear === undefined ? 'proposal.secondHint' : 'proposal.dayAndMonthHint');
      return;
    }
    const state = await this.lookup.confirm(second);
    if (state === 'filled' || state === 'partial') this.#done();
    // The proposal is too old: it is made anew, and confirmed once more.
    else if (state === 'incomplete') {
      this.#refuse('proposal.again');
      await this.lookup.ask();
    } else this.#refuse(WRONG[state] ?? 'proposal.mismatch');
  }

  #done(): void {
    const {ctx} = this;
    this.typed = '';
    this.wrong = undefined;
    ctx.host.announce(ctx.t('proposal.done', {party: this.#party}));
    this.#leave();
  }

  #decline(): void {
    declinedOf(this.lookup).value = true;
    this.ctx.host.announce(this.ctx.t('proposal.declined'));
    this.#leave();
  }

  /** What had the focus is gone: it goes to what is known of who asks. */
  #leave(): void {
    const facts = this.closest<HTMLElement & {focusCard(): void}>('egov-facts');
    void this.updateComplete.then(() => facts?.focusCard());
  }

  #refuse(words: MessageKey): void {
    this.wrong = words;
    this.ctx.host.announce(this.ctx.t(words));
    void this.updateComplete.then(() => this.querySelector('input')?.focus());
  }
}

const WRONG: {readonly [state in LookupState]?: MessageKey} = {
  limited: 'proposal.limited',
  unavailable: 'lookup.down',
  forbidden: 'lookup.forbidden',
};

/** Whether a proposal is still to be answered: nobody is named yet where the person would be. Tracked. */
function isOpen(ctx: FormContext, lookup: Lookup): boolean {
  const target = ctx.form.lookup(lookup.settings.proposes?.to ?? '');
  if (!lookup.visible || !target.visible || ctx.readonly || !ctx.canAsk || declinedOf(lookup).value) return false;
  return ctx.form.field(target.keyPointer).value === undefined;
}

/** Proposals that belong to a look-up: it proposes with the same key, or somebody is proposed to it. */
export function proposalsAt(ctx: FormContext, at: Lookup): readonly Lookup[] {
  const {form} = ctx;
  return Object.entries(form.definition.lookups ?? {}).flatMap(([name, {proposes}]) => {
    const lookup = proposes && form.lookup(name);
    return lookup && (proposes.to === at.name || lookup.keyPointer === at.keyPointer) ? [lookup] : [];
  });
}

define('egov-proposal', EgovProposal);

declare global {
  interface HTMLElementTagNameMap {
    'egov-proposal': EgovProposal;
  }
}
