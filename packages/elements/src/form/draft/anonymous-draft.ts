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
export async function findAnonymousDraft(session: FormSession, keeper: DraftKeeper, claimed: boolean): Promise<void> {
  const {form, ports, draftKey} = session;
  const {id} = form.definition;
  const own = session.draft.peek().state === 'restored';
  if (draftKey === id || (own && !claimed)) return;
  const found = await ports.drafts?.load(id).catch(() => undefined);
  if (found?.snapshot.form !== id) return;
  session.anonymousDraft.value = {
    savedAt: found.savedAt,
    replaces: own,
    async open() {
      session.anonymousDraft.value = undefined;
      await keeper.adopt(id);
      session.arrive();
    },
    async remove() {
      session.anonymousDraft.value = undefined;
      await ports.drafts?.remove(id).catch(() => undefined);
    },
  };
  if (claimed && !own) await session.anonymousDraft.peek()?.open();
}

/** The offer. `then` is called when the person has decided. */
export function anonymousDraftNotice(session: FormSession, then: () => void): TemplateResult | typeof nothing {
  const {ctx} = session;
  const draft = session.anonymousDraft.value;
  if (!draft) return nothing;
  return html`<div class="notice" data-tone="info" part="notice">
    ${icon('info')}
    <div>
      <p>${ctx.t(draft.replaces ? 'draft.anonymousReplaces' : 'draft.anonymous', {moment: showMoment(draft.savedAt)})}</p>
      <div class="notice-actions">
        <button type="button" class="secondary small" @click=${() => void draft.open().then(then)}>${ctx.t('draft.anonymousOpen')}</button>
        <button type="button" class="quiet small" @click=${() => void draft.remove().then(then)}>${ctx.t('draft.anonymousRemove')}</button>
      </div>
    </div>
  </div>`;
}
