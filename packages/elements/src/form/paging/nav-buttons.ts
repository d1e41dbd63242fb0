import {textIn} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import type {FormSession} from '../session.ts';

export interface NavActions {
  back(): void;
  next(): void;
  send(): void;
}

/** Back, on, send. Going back is always allowed; a button that is busy keeps the focus. */
export function navButtons(session: FormSession, act: NavActions): TemplateResult {
  const {ctx, form, index} = session;
  const total = session.steps.length;
  const sending = session.sending.value;
  const reviewing = index === total;
  const label = !sending
    ? session.result.value
      ? ctx.t('retry')
      : textIn(form.definition.submit?.label, ctx.locale) || ctx.t('review.send')
    : sending.step === 'uploading'
      ? ctx.t('send.uploading', {n: sending.n, total: sending.total})
      : ctx.t('send.sending');
  return html`<div class="nav" part="nav">
    ${
      index > 0
        ? html`<button type="button" class="secondary" part="back" ?disabled=${sending !== undefined} @click=${() => act.back()}>
          ${ctx.t('form.back')}
        </button>`
        : nothing
    }
    ${
      reviewing
        ? ctx.readonly
          ? nothing
          : html`<button
            type="button"
            class="primary"
            part="send"
            aria-disabled=${sending ? 'true' : nothing}
            @click=${() => act.send()}
          >
            ${sending ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label}
          </button>`
        : html`<button type="button" class="primary" part="next" @click=${() => act.next()}>
          ${ctx.t(session.returning.value ? 'form.backToReview' : index === total - 1 ? 'form.toReview' : 'form.next')}
        </button>`
    }
  </div>`;
}
