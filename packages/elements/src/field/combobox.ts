import type {Option, OptionSearch} from '@egov-form/core';
import {html, nothing, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {repeat} from 'lit/directives/repeat.js';
import {byName} from '../display/by-name.ts';
import {fold, rank} from '../display/fold.ts';
import {personText} from '../display/person-text.ts';
import {writtenText} from '../display/written-text.ts';
import {icon} from '../drawing/icons.ts';
import {untracked} from '../drawing/signals.ts';
import type {FormContext} from '../form/form-context.ts';
import {autocompleteOf} from './form-memory.ts';
import {OptionSearching} from './option-searching.ts';

/** The field around it. */
type Host = Pick<ReactiveControllerHost, 'requestUpdate' | 'updateComplete'>;

/** More than this is not drawn; the person types to narrow the list down. */
const MOST_SHOWN = 100;

export interface ComboboxParts {
  readonly ctx: FormContext;
  readonly id: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly options: readonly Option[] | undefined;
  /** Choices are found by what is typed instead; `byHand`: a text that is none of them is an answer, too. */
  readonly search?: {readonly by: OptionSearch; readonly byHand: boolean} | undefined;
  /** They are sorted by name when the list opens. */
  readonly byName?: boolean | undefined;
  readonly value: unknown;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly autocomplete?: string | undefined;
  choose(value: unknown): void;
}

/**
 * A text box that searches a long list (WAI-ARIA combobox with list autocomplete). Focus stays in the text box;
 * the highlighted choice is named by `aria-activedescendant`. Search forgives case, tone marks and other diacritics.
 */
export class Combobox {
  readonly #host: Host;
  #open = false;
  /** What is typed, while it differs from the chosen label. */
  #query: string | undefined;
  /** What the box shows. */
  #text = '';
  #active = -1;
  #matches: readonly Option[] = [];
  readonly #searching = new OptionSearching();
  #folded:
    | {readonly options: readonly Option[]; readonly locale: string; readonly texts: readonly (readonly string[])[]}
    | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  render(parts: ComboboxParts): TemplateResult {
    const {ctx, id} = parts;
    const chosen = this.#chosen(parts);
    const text = this.#query ?? (chosen ? ctx.text(chosen.label) : writtenText(parts.value));
    this.#text = text;
    this.#matches = this.#open ? this.#search(parts) : [];
    const shown = this.#matches.slice(0, MOST_SHOWN);
    const active = shown[this.#active];
    return html`<div class="combobox" part="combobox" @focusout=${(event: FocusEvent) => this.#leave(event, parts)}>
      <input
        class="control"
        part="control"
        id=${id}
        type="text"
        role="combobox"
        autocomplete=${autocompleteOf(parts, parts.autocomplete, text)}
        spellcheck="false"
        autocorrect="off"
        writingsuggestions="false"
        aria-autocomplete="list"
        aria-busy=${this.#isBusy(parts) ? 'true' : nothing}
        aria-expanded=${this.#open ? 'true' : 'false'}
        aria-controls=${`${id}-list`}
        aria-activedescendant=${active ? `${id}-o${this.#active}` : nothing}
        aria-required=${parts.required ? 'true' : nothing}
        aria-invalid=${parts.invalid ? 'true' : nothing}
        aria-describedby=${parts.describedBy ?? nothing}
        placeholder=${parts.placeholder ?? ctx.t(parts.search ? 'combobox.type' : 'choose')}
        ?disabled=${parts.disabled === true}
        .value=${live(text)}
        @input=${(event: InputEvent) => this.#type(event, parts)}
        @compositionend=${(event: InputEvent) => this.#type(event, parts)}
        @change=${(event: Event) => this.#fill(event, parts)}
        @click=${() => this.#show()}
        @keydown=${(event: KeyboardEvent) => this.#key(event, parts)}
      />
      <button
        type="button"
        class="adorn"
        tabindex="-1"
        aria-label=${ctx.t('combobox.show', {label: parts.label})}
        aria-expanded=${this.#open ? 'true' : 'false'}
        ?disabled=${parts.disabled === true}
        @mousedown=${(event: MouseEvent) => event.preventDefault()}
        @click=${(event: Event) => this.#toggle(event)}
      >
        ${icon('chevron')}
      </button>
      <ul
        class="listbox"
        part="listbox"
        id=${`${id}-list`}
        role="listbox"
        tabindex="-1"
        aria-label=${parts.label}
        aria-busy=${this.#isBusy(parts) ? 'true' : nothing}
        ?hidden=${!this.#open || shown.length === 0}
        @mousedown=${(event: MouseEvent) => event.preventDefault()}
      >
        ${repeat(
          shown,
          (option) => option.value,
          (option, index) => html`<li
            id=${`${id}-o${index}`}
            role="option"
            aria-selected=${option.value === parts.value ? 'true' : 'false'}
            class=${index === this.#active ? 'active' : nothing}
            @click=${() => this.#choose(option, parts)}
          >
            ${personText(ctx.text(option.label))}
          </li>`,
        )}
      </ul>
      ${this.#note(parts, shown.length)}
    </div>`;
  }

  #note(parts: ComboboxParts, shown: number): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    const more = this.#matches.length - shown;
    const {search} = parts;
    const text = search
      ? this.#searching.note(parts.ctx, search.by, search.byHand)
      : !parts.options
        ? parts.ctx.t('combobox.loading')
        : shown === 0
          ? parts.ctx.t('combobox.none')
          : more > 0
            ? parts.ctx.t('combobox.more', {n: more})
            : '';
    if (text === '') return nothing;
    const signIn = search?.by.state === 'forbidden' ? parts.ctx.signInLink() : undefined;
    return html`<div class="listbox-note" part="listbox-note">${text} ${signIn ?? nothing}</div>`;
  }

  /** The choice that is the answer, as far as its words are known. */
  #chosen({search, options, value}: ComboboxParts): Option | undefined {
    if (!search) return options?.find((option) => option.value === value);
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const known = search.by.known(value);
    // An answer of an earlier day: its words are asked for once, and nobody waits for them.
    if (!known && this.#query === undefined) untracked(() => void search.by.recall(value));
    return known;
  }

  #isBusy({search}: ComboboxParts): boolean {
    return this.#open && search !== undefined && (this.#searching.waits || search.by.state === 'asking');
  }

  #search({options: given, ctx, search, byName: isByName}: ComboboxParts): readonly Option[] {
    if (search) return this.#query === undefined ? [] : search.by.options;
    if (!given) return [];
    const options = isByName ? byName(ctx, given) : given;
    if (this.#query === undefined) return options;
    const query = fold(this.#query);
    if (this.#folded?.options !== options || this.#folded.locale !== ctx.locale) {
      this.#folded = {
        options,
        locale: ctx.locale,
        texts: options.map((option) => [ctx.text(option.label), ...(option.aliases ?? [])].map(fold)),
      };
    }
    const {texts} = this.#folded;
    const found: {readonly option: Option; readonly score: number; readonly index: number}[] = [];
    options.forEach((option, index) => {
      const scores = (texts[index] ?? []).map((text) => rank(text, query)).filter((score) => score >= 0);
      if (scores.length > 0) found.push({option, score: Math.min(...scores), index});
    });
    found.sort((a, b) => a.score - b.score || a.index - b.index);
    return found.map(({option}) => option);
  }

  #type(event: InputEvent, {search}: ComboboxParts): void {
    this.#query = (event.target as HTMLInputElement).value;
    this.#open = true;
    if (search) {
      this.#active = -1;
      this.#searching.typed(search.by, this.#query, event, () => this.#host.requestUpdate());
      this.#host.requestUpdate();
      return;
    }
    // While an input method composes, the first match is not offered for Enter: Enter ends the composition.
    this.#active = this.#query === '' || event.isComposing ? -1 : 0;
    this.#host.requestUpdate();
  }

  /** A browser that fills the box in by itself may say `change` alone; nobody is there to choose from a list. */
  #fill(event: Event, parts: ComboboxParts): void {
    const {value} = event.target as HTMLInputElement;
    if (value === (this.#query ?? this.#text)) return;
    this.#query = value;
    this.#matches = this.#search(parts);
    this.#settle(parts);
  }

  #show(): void {
    if (this.#open) return;
    this.#open = true;
    this.#active = -1;
    this.#host.requestUpdate();
  }

  #close(): void {
    this.#open = false;
    this.#active = -1;
    this.#query = undefined;
    this.#searching.stop();
    this.#searching.forget();
    this.#host.requestUpdate();
  }

  #toggle(event: Event): void {
    const input = (event.currentTarget as HTMLElement).parentElement?.querySelector('input');
    input?.focus();
    if (this.#open) this.#close();
    else this.#show();
  }

  #choose(option: Option, parts: ComboboxParts): void {
    this.#close();
    parts.choose(option.value);
  }

  #key(event: KeyboardEvent, parts: ComboboxParts): void {
    if (event.isComposing) return;
    const last = Math.min(this.#matches.length, MOST_SHOWN) - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.#open) this.#show();
      else this.#move(event.key === 'ArrowDown' ? Math.min(this.#active + 1, last) : Math.max(this.#active - 1, 0), event);
    } else if (event.key === 'Enter' && this.#open) {
      event.preventDefault();
      const option = this.#matches[this.#active];
      if (option) this.#choose(option, parts);
      else if (parts.search || this.#query === '') this.#settle(parts);
    } else if (event.key === 'Escape' && (this.#open || this.#query !== undefined)) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    }
  }

  #move(to: number, event: Event): void {
    this.#active = to;
    this.#host.requestUpdate();
    const root = (event.currentTarget as HTMLElement).parentElement;
    void this.#host.updateComplete.then(() => root?.querySelector('.active')?.scrollIntoView({block: 'nearest'}));
  }

  #leave(event: FocusEvent, parts: ComboboxParts): void {
    const box = event.currentTarget as HTMLElement;
    if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) this.#settle(parts);
  }

  /**
   * What was typed becomes the answer: nothing where the box was emptied, the choice of that name, or the only one left. Of a
   * search also the choice of that code, or the text itself where that is an answer. Anything else puts the choice back.
   */
  #settle(parts: ComboboxParts): void {
    const {search, ctx, options = []} = parts;
    const typed = this.#query;
    const matches = this.#matches;
    if (this.#open || typed !== undefined) this.#close();
    if (typed === undefined) return;
    search?.by.cancel();
    const text = typed.trim();
    const query = fold(text);
    const named = (search ? matches : options).filter(({value, label, aliases = []}) =>
      [...(search ? [String(value)] : []), ctx.text(label), ...aliases].some((name) => fold(name) === query),
    );
    const [only] = named.length === 1 ? named : search ? [] : matches.length === 1 ? matches : [];
    if (text === '') parts.choose(undefined);
    else if (only) parts.choose(only.value);
    else if (search?.byHand) parts.choose(text);
  }
}
