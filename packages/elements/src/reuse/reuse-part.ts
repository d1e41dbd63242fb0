/** What the person had kept of an earlier application, offered where it is asked for: loaded for forms that ask for any of it. */
import type {Field, KeptAnswer} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {showDay} from '../display/dates.ts';
import {displayValue} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import type {FormContext, MayWait} from '../form/form-context.ts';
import type {FormSession} from '../form/session.ts';

export {viReuse as words} from '../messages/vi-reuse.ts';
export {reuse as styles} from '../styles/reuse.ts';

/** Ask for it once, and offer it from then on. Never rejects: without it everything is typed as before. */
export async function offerKeptAnswers({ctx, ports}: FormSession): Promise<void> {
  const kept = (await ports.recipient?.keptAnswers?.().catch(() => undefined)) ?? [];
  if (kept.length > 0) ctx.offers.value = (field, waiting) => offerAt(ctx, kept, field, waiting);
}

/** A plain offer at an empty question; it goes once anything stands there. Tracked. */
function offerAt(ctx: FormContext, kept: readonly KeptAnswer[], field: Field, waiting: MayWait): unknown {
  const answer = kept.find(({term, value}) => term === field.settings.reuse && fits(field, value));
  if (!answer || field.value !== undefined || field.readonly || ctx.readonly) return nothing;
  return offer(ctx, field, answer, waiting);
}

/** One form may ask for an address as a text, another for its parts. */
function fits({schema}: Field, value: KeptAnswer['value']): boolean {
  const {type} = schema as {readonly type?: unknown};
  return type === undefined || [type].flat().includes(typeof value);
}

function offer(ctx: FormContext, field: Field, {value, at}: KeptAnswer, waiting: MayWait): TemplateResult {
  const shown = maskedValue(field, value) ?? displayValue(ctx, waiting, field, value);
  const {pointer} = field;
  const use = (): void => {
    ctx.form.transact([{pointer, value}], {kind: 'earlier', at});
    ctx.host.announce(ctx.t('reuse.used'));
    void ctx.host.focusField(pointer);
  };
  return html`<p class="kept" part="kept">
    <span>${ctx.t('reuse.from', {date: showDay(new Date(at))})} <b>${shown}</b></span>
    <button
      type="button"
      class="secondary small"
      aria-label=${ctx.t('reuse.useOf', {value: shown, label: ctx.form.labelOf(pointer, ctx.locale)})}
      @click=${use}
    >${ctx.t('reuse.use')}</button>
  </p>`;
}
