import {showMoment} from '../../display/dates.ts';
import {EgovDraftEvent} from '../../events.ts';
import type {Screen} from '../form-host-api.ts';
import type {FormSession} from '../session.ts';
import type {DraftState} from './draft-keeper.ts';
import {draftNotice} from './draft-notice.ts';

/** What became of the draft, told to the person and to the page. */
export function tellDraft(session: FormSession, state: DraftState, {element, locale, t, announce}: Screen): void {
  const notice = draftNotice(session.form, state, locale);
  if (notice !== undefined) {
    session.notices.value = [...session.notices.peek(), notice];
    if (state.state !== 'migrated') element.dispatchEvent(new EgovDraftEvent('failed'));
    return;
  }
  const failed = session.saveFailed;
  session.draft.value = state;
  if (state.state === 'restored') session.notices.value = [t('draft.restored', {moment: showMoment(state.at)})];
  if (state.state === 'failed' || state.state === 'saved') {
    // Each save would be too much talk: the first one is told, a failure, and that it is over.
    session.saveFailed = state.state === 'failed';
    if (failed !== session.saveFailed) announce(t(session.saveFailed ? 'draft.failed' : 'draft.kept'));
  }
  if (state.state === 'saved' || state.state === 'restored') element.dispatchEvent(new EgovDraftEvent(state.state, state.at));
  else if (state.state === 'failed') element.dispatchEvent(new EgovDraftEvent('failed'));
}
