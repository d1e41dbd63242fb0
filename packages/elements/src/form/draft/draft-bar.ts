import {html, nothing, type TemplateResult} from 'lit';
import {showTime} from '../../display/dates.ts';
import {icon} from '../../drawing/icons.ts';
import type {FormSession} from '../session.ts';

/** Whether what was entered is safe, and how to get rid of it on a shared computer. */
export function draftBar(session: FormSession, remove: () => void, asked: () => void): TemplateResult {
  const {ctx} = session;
  const draft = session.draft.value;
  const words =
    draft.state === 'saved' || draft.state === 'restored'
      ? ctx.t('draft.saved', {time: showTime(new Date(draft.at))})
      : draft.state === 'saving'
        ? ctx.t('draft.saving')
        : draft.state === 'failed'
          ? ctx.t('draft.failed')
          : '';
  const kept = draft.state === 'saved' || draft.state === 'restored';
  return html`<div class="draft" part="draft" data-state=${draft.state}>
    <span class="draft-words">${words === '' ? nothing : icon(draft.state === 'failed' ? 'alert' : 'check')}${words}</span>
    ${
      session.sureToRemove.value
        ? html`<span class="sure" role="group" aria-label=${ctx.t('draft.removeSure')}
          ><span>${ctx.t('draft.removeSure')}</span>
          <button type="button" class="secondary small danger" @click=${() => remove()}>${ctx.t('draft.removeYes')}</button>
          <button type="button" class="quiet small" @click=${() => (session.sureToRemove.value = false)}>${ctx.t('cancel')}</button></span
        >`
        : kept
          ? html`<button
            type="button"
            class="quiet small"
            @click=${() => {
              session.sureToRemove.value = true;
              asked();
            }}
          >
            ${ctx.t('draft.remove')}
          </button>`
          : nothing
    }
  </div>`;
}
