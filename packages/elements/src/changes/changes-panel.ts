import type {Field, Json} from '@egov-form/core';
import type {RegisterChange, RegisterRow} from '@egov-form/core/changes';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {showMoment} from '../display/dates.ts';
import {displayValue} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import {personText} from '../display/person-text.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {type Signal, signal} from '../drawing/signals.ts';
import {scopesAt} from '../form/form-map.ts';
import type {FormSession} from '../form/session.ts';
import {choicesOf, countOf, isChoice, type LookupChanges, openChanges, settleChanges} from './changes.ts';

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
    const choices = choicesOf(open);
    const n = countOf(open);
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
                @click=${() => this.#settle(new Set(choices))}
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

  #ofLookup({lookup, changes, rows}: LookupChanges): TemplateResult {
    const {ctx} = this;
    const section = ctx.sectionOf(changes[0]?.pointer ?? rows[0]?.list ?? '');
    const source = personText(ctx.text(lookup.source?.title ?? lookup.settings.title));
    return html`<h4 class="changes-of">${[section, source].filter((text) => text !== '').join(' – ')}</h4>
      ${changes.map((change) => this.#change(change))}${rows.map((row) => this.#row(row))}`;
  }

  #change(change: RegisterChange): TemplateResult {
    const {ctx} = this;
    const {pointer, field, was, now, at, saidAt, edited} = change;
    const label = this.#labelOf(field);
    const before = ctx.t('changes.was', {moment: showMoment(at)});
    const after = ctx.t('changes.now', {moment: showMoment(saidAt)});
    if (isChoice(change))
      return html`<fieldset class="change" data-change=${pointer}>
        <legend>${label}</legend>
        ${this.#choice(pointer, false, this.#show(field, was), before)}${this.#choice(pointer, true, this.#show(field, now), after)}
      </fieldset>`;
    const why = edited ? 'changes.edited' : now === undefined ? 'changes.absent' : 'changes.locked';
    const line = (value: Json | undefined, words: string): TemplateResult | typeof nothing =>
      value === undefined ? nothing : html`<li>${this.#show(field, value)} <span class="hint">${words}</span></li>`;
    return html`<div class="change" role="group" aria-label=${label} data-change=${pointer}>
      <p class="change-label">${label}</p>
      <ul>${edited ? line(field.value, ctx.t('changes.mine')) : nothing}${line(was, before)}${line(now, after)}</ul>
      <p class="hint">${ctx.t(why)}</p>
    </div>`;
  }

  /** With the row that it is in, as its list counts them. */
  #labelOf({pointer}: Field): string {
    const {ctx} = this;
    const label = ctx.form.labelOf(pointer, ctx.locale);
    const row = scopesAt(ctx.form, pointer).at(-1)?.pointer;
    if (row === undefined) return label;
    const slash = row.lastIndexOf('/');
    const list = ctx.text(ctx.form.list(row.slice(0, slash)).label);
    return `${ctx.t('list.row', {label: list, n: Number(row.slice(slash + 1)) + 1})}: ${label}`;
  }

  #choice(id: string, take: boolean, said: string, words: string): TemplateResult {
    const {ctx} = this;
    const choose = (): void => {
      const taken = new Set(this.#taken.peek());
      if (take) taken.add(id);
      else taken.delete(id);
      this.#taken.value = taken;
    };
    return html`<label class="choice"
      ><input type="radio" name=${`egov-change ${id}`} .checked=${this.#taken.value.has(id) === take} @change=${choose} /><span
        ><b>${ctx.t(take ? 'changes.take' : 'changes.keep')}</b>${said && `: ${said}`} <span class="hint">${words}</span></span
      ></label
    >`;
  }

  /** A row that the register has besides: in the form once the person takes it. */
  #row({id, list, full, cells, saidAt}: RegisterRow): TemplateResult {
    const {ctx} = this;
    const label = `${ctx.text(ctx.form.list(list).label)}: ${cells.map(({value}) => String(value)).join(' · ')}`;
    const after = ctx.t('changes.now', {moment: showMoment(saidAt)});
    if (full)
      return html`<div class="change" role="group" aria-label=${label} data-change=${id}>
        <p class="change-label">${label}</p>
        <p class="hint">${ctx.t('changes.full')}</p>
      </div>`;
    return html`<fieldset class="change" data-change=${id}>
      <legend>${label}</legend>
      ${this.#choice(id, false, '', ctx.t('changes.leaveRow'))}${this.#choice(id, true, '', after)}
    </fieldset>`;
  }

  #show(field: Field, value: Json | undefined): string {
    const {ctx} = this;
    return value === undefined ? '' : (maskedValue(field, value) ?? displayValue(ctx, this, field, value));
  }
}

define('egov-changes', EgovChanges);
