/**
 * What somebody typed before signing in is nobody's: it may be the person's own, or the one's before them at this computer.
 * So it is neither taken over nor passed over in silence; who is signed in is told, and may open or delete it.
 */
import {html, nothing, type TemplateResult} from 'lit';
import {showMoment} from '../../display/dates.ts';
import {icon} from '../../drawing/icons.ts';
import type {FormSession} from '../session.ts';
import type {DraftKeeper} from './draft-keeper.ts';

/**
 * Look for one, unless the person has a draft of their own: that one goes first. What the person has just said to be theirs is
 * opened at once, or offered beside their own. Never rejects.
 */
export async function findStrayDraft(session: FormSession, keeper: DraftKeeper, claimed: boolean): Promise<void> {
  const {form, ports, draftKey} = session;
  const {id} = form.definition;
  const own = session.draft.peek().state === 'restored';
  if (draftKey === id || (own && !claimed)) return;
  const found = await ports.drafts?.load(id).catch(() => undefined);
  if (found?.snapshot.form !== id) return;
  session.stray.value = {
    savedAt: found.savedAt,
    replaces: own,
    async open() {
      session.stray.value = undefined;
      await keeper.adopt(id);
      session.arrive();
    },
    async remove() {
      session.stray.value = undefined;
      await ports.drafts?.remove(id).catch(() => undefined);
    },
  };
  if (claimed && !own) await session.stray.peek()?.open();
}

/** The offer. `then` is called when the person has decided. */
export function strayNotice(session: FormSession, then: () => void): TemplateResult | typeof nothing {
  const {ctx} = session;
  const stray = session.stray.value;
  if (!stray) return nothing;
  return html`<div class="notice" data-tone="info" part="notice">
    ${icon('info')}
    <div>
      <p>${ctx.t(stray.replaces ? 'draft.strayReplaces' : 'draft.stray', {moment: showMoment(stray.savedAt)})}</p>
      <div class="stray-do">
        <button type="button" class="secondary small" @click=${() => void stray.open().then(then)}>${ctx.t('draft.strayOpen')}</button>
        <button type="button" class="quiet small" @click=${() => void stray.remove().then(then)}>${ctx.t('draft.strayRemove')}</button>
      </div>
    </div>
  </div>`;
}
