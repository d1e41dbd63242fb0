import type {DraftKeeping} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {showTime} from '../../display/dates.ts';
import {icon} from '../../drawing/icons.ts';
import type {MessageKey} from '../../messages/keys.ts';
import type {FormHostApi} from '../form-host-api.ts';
import type {FormSession} from '../session.ts';
import type {DraftKeeper} from './draft-keeper.ts';

/** What is kept, where, how long, and who can open it. */
const KEEPING: {
  readonly [readers in DraftKeeping['readers']]: {readonly [until in DraftKeeping['until']]: MessageKey};
} = {
  owner: {removed: 'draft.ownerDevice', 'browser-closed': 'draft.ownerSession'},
  browser: {removed: 'draft.anybodyDevice', 'browser-closed': 'draft.anybodySession'},
};

/** Whether what was entered is safe, and how to get rid of it on a shared computer. */
export function draftBar(
  session: FormSession,
  keeper: DraftKeeper | undefined,
  screen: FormHostApi,
  remove: () => void,
): TemplateResult | typeof nothing {
  if (!keeper) return nothing;
  const {ctx} = session;
  const draft = session.draft.value;
  const words =
    draft.state === 'saved' || draft.state === 'restored'
      ? ctx.t('draft.saved', {time: showTime(new Date(draft.at))})
      : draft.state === 'saving'
        ? ctx.t('draft.saving')
        : draft.state === 'failed'
          ? ctx.t('draft.failed')
          : draft.state === 'file-failed'
            ? ctx.t('draft.fileFailed')
            : '';
  const kept = draft.state === 'saved' || draft.state === 'restored' || draft.state === 'file-failed';
  // What anybody could open is said on each page, what is safe on the first.
  const said = session.keeping.value;
  const keeping = said?.readers === 'browser' || session.index <= 0 ? said : undefined;
  return html`<div class="draft" part="draft" data-state=${draft.state}>
    <span class="draft-words">${words === '' ? nothing : icon(draft.state === 'failed' || draft.state === 'file-failed' ? 'alert' : 'check')}${words}</span>
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
              void screen.drawn().then(() => screen.focus('.sure .danger'));
            }}
          >
            ${ctx.t('draft.remove')}
          </button>`
          : nothing
    }
    ${keeping ? html`<p class="hint" part="draft-keeping">${ctx.t(KEEPING[keeping.readers][keeping.until])}</p>` : nothing}
  </div>`;
}
