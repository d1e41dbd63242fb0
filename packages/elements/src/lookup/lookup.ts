import type {Issue, Lookup, LookupState} from '@egov-form/core';
import {walk} from '@egov-form/core/effort';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {showMoment} from '../display/dates.ts';
import {joinWords} from '../display/join-words.ts';
import {personText} from '../display/person-text.ts';
import {type IconName, icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {EgovLookupEvent} from '../events.ts';
import {inRowsOf, scopesAt} from '../form/form-map.ts';
import {differencesPanel} from './differences.ts';
import {drawGaps, gapLines} from './gaps.ts';
import {isToldTogether} from './together.ts';

/** States from which asking again makes sense. */
const CAN_ASK: ReadonlySet<LookupState> = new Set([
  'ready',
  'filled',
  'partial',
  'not-found',
  'mismatch',
  'forbidden',
  'limited',
  'unavailable',
]);

const TONES: {readonly [state in LookupState]: {readonly tone: string; readonly icon: IconName}} = {
  idle: {tone: 'plain', icon: 'register'},
  incomplete: {tone: 'info', icon: 'info'},
  ready: {tone: 'plain', icon: 'register'},
  asking: {tone: 'plain', icon: 'register'},
  proposed: {tone: 'info', icon: 'info'},
  filled: {tone: 'good', icon: 'check'},
  partial: {tone: 'info', icon: 'info'},
  'not-found': {tone: 'warning', icon: 'alert'},
  mismatch: {tone: 'warning', icon: 'alert'},
  forbidden: {tone: 'warning', icon: 'lock'},
  limited: {tone: 'warning', icon: 'alert'},
  unavailable: {tone: 'warning', icon: 'alert'},
};

/** The state that was last said of a look-up. */
const seen = new WeakMap<Lookup, LookupState>();

/**
 * What a shared database is asked, why, and how it went. Stands under the question that starts the look-up.
 * Each state has its own words and a next step; changes are announced by the form's one live region.
 */
export class EgovLookup extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    lookup: {attribute: false},
    brief: {attribute: false},
  };

  declare lookup: Lookup;
  /** On the card of what it filled, which has the way back: one line of source. */
  declare brief: boolean | undefined;

  /** While a limit runs: when it ends, and the clock that counts down. */
  #limit: {readonly until: number; readonly timer: ReturnType<typeof setInterval>} | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopCounting();
  }

  get #connector(): string {
    return [this.lookup.settings.connector].flat()[0] ?? '';
  }

  protected override render(): unknown {
    const {ctx, lookup} = this;
    this.hidden = !lookup.visible || ctx.readonly;
    if (this.hidden) return nothing;
    const {state, settings} = lookup;
    this.mark('data-lookup', lookup.name);
    this.mark('data-state', state);
    const {tone, icon: sign} = this.#keyFault ? TONES['not-found'] : TONES[state];
    const title = lookup.source?.title ?? settings.title;
    if (this.brief) return this.#brief(tone, sign);
    return html`<div class="lookup" part="lookup" data-tone=${tone} role="group" aria-label=${ctx.text(title) || this.#connector}>
      <div class="lookup-head">
        ${state === 'asking' ? html`<span class="spinner" aria-hidden="true"></span>` : icon(sign)}
        <div class="lookup-words">
          <p class="lookup-title">
            ${personText(ctx.text(title)) || this.#connector}${
              lookup.source?.at ? html`, <span class="lookup-at">${showMoment(lookup.source.at)}</span>` : nothing
            }
          </p>
          <p class="lookup-state" part="lookup-state">${this.#words()}</p>
          ${drawGaps(ctx, lookup.gaps)}
        </div>
        <div class="lookup-do">${this.#buttons()}</div>
      </div>
      ${differencesPanel(ctx, this, lookup, (choice) => this.#resolveDifferences(choice))}
      <details class="lookup-what">
        <summary>${ctx.t('lookup.what')}</summary>
        <dl>
          <dt>${ctx.t('lookup.attributes')}</dt>
          <dd>${[...new Set(lookup.targets.map((pointer) => ctx.form.labelOf(pointer, ctx.locale)))].join(', ')}</dd>
          <dt>${ctx.t('lookup.purpose')}</dt>
          <dd>${ctx.text(settings.purpose)}</dd>
        </dl>
      </details>
    </div>`;
  }

  #brief(tone: string, sign: IconName): TemplateResult {
    const {ctx, lookup} = this;
    const {state, source} = lookup;
    const isAnswered = (state === 'filled' || state === 'partial') && !this.#keyFault;
    const words =
      source && isAnswered
        ? ctx.t('source.register', {source: ctx.text(source.title), moment: showMoment(source.at)})
        : `${ctx.text(lookup.settings.title)}: ${this.#words()}`;
    return html`<div class="lookup-brief" part="lookup" data-tone=${tone}>
        ${state === 'asking' ? html`<span class="spinner" aria-hidden="true"></span>` : icon(sign)}
        <span class="lookup-state" part="lookup-state">${words}</span>
        ${this.#buttons()}
      </div>
      ${differencesPanel(ctx, this, lookup, (choice) => this.#resolveDifferences(choice))}`;
  }

  protected override updated(): void {
    const {state} = this.lookup;
    // A panel may have just taken the place of another one of the same look-up.
    if (!this.isConnected) return;
    const before = seen.get(this.lookup);
    seen.set(this.lookup, state);
    if (state !== 'limited') this.#stopCounting();
    else if (!this.#limit) this.#count();
    if (before === undefined || before === state) return;
    // Quiet ones only mean that the key is being typed.
    if (state !== 'idle' && state !== 'ready' && !isToldTogether(this.lookup))
      this.ctx.host.announce(
        `${this.ctx.text(this.lookup.settings.title)}: ${[this.#words(), ...this.#gaps(), ...this.#rowNotes()].join(' ')}`,
      );
    this.dispatchEvent(new EgovLookupEvent(this.lookup.name, state));
  }

  /** The seconds go down in sight; what is said aloud is only that they are over. */
  #count(): void {
    const until = Date.now() + this.lookup.retryAfterSeconds * 1000;
    const timer = setInterval(() => {
      if (this.#secondsLeft() === 0) {
        clearInterval(timer);
        this.ctx.host.announce(this.ctx.t('lookup.limitOver'));
      }
      this.requestUpdate();
    }, 1000);
    this.#limit = {until, timer};
  }

  #stopCounting(): void {
    clearInterval(this.#limit?.timer);
    this.#limit = undefined;
  }

  #secondsLeft(): number {
    if (!this.#limit) return this.lookup.retryAfterSeconds;
    return Math.max(0, Math.ceil((this.#limit.until - Date.now()) / 1000));
  }

  #resolveDifferences(choice: 'all' | 'empty' | 'none'): void {
    this.#act(() => this.lookup.resolveDifferences(choice));
    const said = {all: 'differs.allDone', empty: 'differs.emptyDone', none: 'source.undone'} as const;
    this.ctx.host.announce(this.ctx.t(said[choice]));
  }

  #buttons(): TemplateResult {
    const {ctx, lookup} = this;
    const {state} = lookup;
    const filled = state === 'filled' || state === 'partial';
    // Signing in is the next step, and the look-up goes on by itself after it: asking again would only be refused again.
    const signIn =
      state === 'forbidden' && lookup.reason === 'sign-in' ? ctx.signInLink('secondary small', lookup.self) : undefined;
    if (signIn) return signIn;
    return html`${
      state === 'asking'
        ? html`<button type="button" class="secondary small" @click=${() => this.#act(() => lookup.cancel())}>${ctx.t('cancel')}</button>`
        : nothing
    }${
      filled && !this.brief && lookup.filled.length > 0
        ? html`<button type="button" class="secondary small" @click=${() => this.#undo()}>${icon('undo')}${ctx.t('source.undo')}</button>`
        : nothing
    }${
      CAN_ASK.has(state) &&
      !(this.brief && state === 'filled' && lookup.gaps.length === 0) &&
      (state !== 'limited' || this.#secondsLeft() === 0)
        ? html`<button type="button" class=${filled ? 'quiet small' : 'secondary small'} @click=${() => this.#act(() => void lookup.ask())}>
          ${ctx.t(state === 'ready' ? 'lookup.ask' : 'lookup.again')}
        </button>`
        : nothing
    }`;
  }

  /** What stands in its row because of the answer, such as that the vehicle belongs to somebody else. */
  #rowNotes(): readonly string[] {
    const {ctx, lookup} = this;
    const {form} = ctx;
    const row = scopesAt(form, lookup.keyPointer).at(-1)?.pointer;
    if (row === undefined || (lookup.state !== 'filled' && lookup.state !== 'partial')) return [];
    return form.pages.flatMap(({items}) =>
      [...walk(form, items)].flatMap(({item, scopes}) => {
        const isHere = 'text' in item && item.visible !== undefined && scopes.at(-1)?.pointer === row;
        return isHere && form.showsText(item, row) ? [ctx.text(item.text)] : [];
      }),
    );
  }

  #act(work: () => void): void {
    const root = this.getRootNode();
    work();
    // The button may be gone after this; the focus stays in the panel's question.
    void this.updateComplete.then(() => {
      if (root instanceof ShadowRoot && root.activeElement === null) void this.ctx.host.focusField(this.lookup.keyPointer);
    });
  }

  #undo(): void {
    this.#act(() => this.lookup.undo());
    this.ctx.host.announce(this.ctx.t('source.undone'));
  }

  /** The register answered, and its key cannot stay as it is all the same: another row has it already. */
  get #keyFault(): Issue | undefined {
    const {lookup, ctx} = this;
    if (lookup.state !== 'filled' && lookup.state !== 'partial') return undefined;
    return ctx.form.field(lookup.keyPointer).issues.find(({severity}) => severity === 'error');
  }

  #words(): string {
    const {ctx, lookup} = this;
    const fault = this.#keyFault;
    if (fault) return ctx.form.messageOf(fault, ctx.locale);
    // Inside a sentence only the first letter changes: "ID" stays "ID".
    const label = (pointer: string) => {
      const [first = '', ...rest] = ctx.form.labelOf(pointer, ctx.locale);
      return first.toLocaleLowerCase(ctx.locale) + rest.join('');
    };
    const key = label(lookup.keyPointer);
    const n = lookup.filled.length;
    switch (lookup.state) {
      case 'idle':
        return ctx.t('lookup.idle', {key});
      case 'incomplete':
        return ctx.t('lookup.incomplete', {keys: this.#join(lookup.missingPointers.map(label))});
      case 'ready':
      case 'proposed':
        return ctx.t('lookup.ready');
      case 'asking':
        return ctx.t('lookup.asking');
      case 'filled':
        return n === 0 ? ctx.t('lookup.filledNone') : ctx.t('lookup.filled', {n});
      case 'partial':
        return lookup.gaps.length === 0 ? ctx.t('lookup.partial', {n}) : ctx.t('lookup.some', {n});
      case 'not-found':
        return ctx.t('lookup.notFound', {key});
      case 'mismatch':
        return ctx.t('lookup.mismatch', {keys: this.#join(this.#keyLabels(label))});
      case 'forbidden':
        return ctx.t(
          lookup.reason === 'sign-in'
            ? 'lookup.forbiddenSignIn'
            : lookup.reason === 'procedure'
              ? 'lookup.forbiddenProcedure'
              : lookup.reason === 'not-self'
                ? 'lookup.notSelf'
                : 'lookup.forbidden',
          {key},
        );
      case 'limited':
        return this.#secondsLeft() === 0 ? ctx.t('lookup.limitOver') : ctx.t('lookup.limited', {seconds: this.#secondsLeft()});
      case 'unavailable':
        return ctx.t(
          lookup.reason === 'slow'
            ? 'lookup.slow'
            : lookup.reason === 'invalid-answer'
              ? 'lookup.invalidAnswer'
              : lookup.reason === 'offline'
                ? 'lookup.offline'
                : 'lookup.down',
        );
    }
  }

  #gaps(): readonly string[] {
    return gapLines(this.ctx, this.lookup.gaps).map(({text}) => text);
  }

  #keyLabels(label: (pointer: string) => string): readonly string[] {
    const {keyPointer, settings} = this.lookup;
    return Object.values(settings.keys).map((key) =>
      label(inRowsOf(this.ctx.form, typeof key === 'string' ? key : key.pointer, keyPointer)),
    );
  }

  #join(words: readonly string[]): string {
    return joinWords(this.ctx.locale, words);
  }
}

define('egov-lookup', EgovLookup);

declare global {
  interface HTMLElementTagNameMap {
    'egov-lookup': EgovLookup;
  }
}
