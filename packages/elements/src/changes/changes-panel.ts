import type {Json} from '@egov-form/core';
import type {RegisterChange} from '@egov-form/core/changes';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {showMoment} from '../display/dates.ts';
import {displayValue} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import {personText} from '../display/person-text.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {type Signal, signal} from '../drawing/signals.ts';
import type {FormSession} from '../form/session.ts';
import {isChoice, type LookupChanges, openChanges, settleChanges} from './changes.ts';

/**
 * What registers say otherwise than when they filled this draft, by look-up: what was filled, what they say now, and whose it
 * shall be. The person's is chosen unless they choose otherwise; nothing is replaced before they have decided.
 */
export class EgovChanges extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    session: {attribute: false},
    goOn: {attribute: false},
  };

  declare session: FormSession;
  /** Where the person goes on. */
  declare goOn: () => void;

  readonly #taken: Signal<ReadonlySet<string>> = signal(new Set());

  protected override render(): unknown {
    const {ctx, session} = this;
    const open = openChanges(session);
    this.hidden = open.length === 0;
    if (this.hidden) return nothing;
    const choices = open.flatMap(({changes}) => changes).filter(isChoice);
    const n = open.reduce((sum, {changes}) => sum + changes.length, 0);
    return html`<section class="notice changes" data-tone="warning" part="changes" aria-labelledby="egov-changes">
      ${icon('alert')}
      <div class="changes-body">
        <h3 class="changes-title" id="egov-changes">${ctx.t('changes.title', {n})}</h3>
        <p>${ctx.t('changes.lead')}</p>
        ${open.map((one) => this.#ofLookup(one))}
        <div class="notice-actions">
          <button type="button" class="primary small" @click=${() => this.#settle(this.#taken.peek())}>${ctx.t('changes.apply')}</button>
          ${
            choices.length > 1
              ? html`<button
                type="button"
                class="secondary small"
                @click=${() => this.#settle(new Set(choices.map(({pointer}) => pointer)))}
              >${ctx.t('changes.takeAll')}</button>`
              : nothing
          }
        </div>
      </div>
    </section>`;
  }

  #settle(taken: ReadonlySet<string>): void {
    this.#taken.value = new Set();
    settleChanges(this.session, taken);
    this.goOn();
  }

  #ofLookup({lookup, changes}: LookupChanges): TemplateResult {
    const {ctx} = this;
    const section = ctx.sectionOf(changes[0]?.pointer ?? '');
    const source = personText(ctx.text(lookup.source?.title ?? lookup.settings.title));
    return html`<h4 class="changes-of">${[section, source].filter((text) => text !== '').join(' – ')}</h4>
      ${changes.map((change) => this.#change(change))}`;
  }

  #change(change: RegisterChange): TemplateResult {
    const {ctx} = this;
    const label = ctx.form.labelOf(change.pointer, ctx.locale);
    const {pointer, was, now, at, saidAt, edited} = change;
    const before = ctx.t('changes.was', {moment: showMoment(at)});
    const after = ctx.t('changes.now', {moment: showMoment(saidAt)});
    if (isChoice(change))
      return html`<fieldset class="change" data-change=${pointer}>
        <legend>${label}</legend>
        ${this.#choice(pointer, false, was, before)}${this.#choice(pointer, true, now, after)}
      </fieldset>`;
    const why = edited ? 'changes.edited' : now === undefined ? 'changes.absent' : 'changes.locked';
    const line = (value: Json | undefined, words: string): TemplateResult | typeof nothing =>
      value === undefined ? nothing : html`<li>${this.#show(pointer, value)} <span class="hint">${words}</span></li>`;
    return html`<div class="change" role="group" aria-label=${label} data-change=${pointer}>
      <p class="change-label">${label}</p>
      <ul>${edited ? line(ctx.form.get(pointer), ctx.t('changes.mine')) : nothing}${line(was, before)}${line(now, after)}</ul>
      <p class="hint">${ctx.t(why)}</p>
    </div>`;
  }

  #choice(pointer: string, take: boolean, value: Json | undefined, words: string): TemplateResult {
    const {ctx} = this;
    const choose = (): void => {
      const taken = new Set(this.#taken.peek());
      if (take) taken.add(pointer);
      else taken.delete(pointer);
      this.#taken.value = taken;
    };
    return html`<label class="choice"
      ><input type="radio" name=${`egov-change ${pointer}`} .checked=${this.#taken.value.has(pointer) === take} @change=${choose} /><span
        ><b>${ctx.t(take ? 'changes.take' : 'changes.keep')}</b>: ${this.#show(pointer, value)} <span class="hint">${words}</span></span
      ></label
    >`;
  }

  #show(pointer: string, value: Json | undefined): string {
    const {ctx} = this;
    const field = ctx.form.field(pointer);
    return value === undefined ? '' : (maskedValue(field, value) ?? displayValue(ctx, this, field, value));
  }
}

define('egov-changes', EgovChanges);
