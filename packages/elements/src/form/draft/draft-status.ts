import {showMoment} from '../../display/dates.ts';
import {EgovDraftEvent} from '../../events.ts';
import type {FormHostApi} from '../form-host-api.ts';
import {findChangesSoon} from '../lazy/changes.ts';
import type {FormSession} from '../session.ts';
import {draftNotice} from './draft-notice.ts';
import type {DraftState} from './draft-state.ts';

/** What became of the draft, told to the person and to the page. */
export function tellDraft(session: FormSession, state: DraftState, {element, locale, t, announce}: FormHostApi): void {
  const notice = draftNotice(session.form, state, locale);
  if (notice !== undefined) {
    session.notices.value = [...session.notices.peek(), notice];
    if (state.state === 'lost' || state.state === 'emptied' || state.state === 'file-lost')
      element.dispatchEvent(new EgovDraftEvent('failed'));
    return;
  }
  if (state.state === 'elsewhere' || state.state === 'here') {
    const moved = session.elsewhere.peek() !== (state.state === 'elsewhere');
    session.elsewhere.value = state.state === 'elsewhere';
    if (moved && state.state === 'here') announce(t('draft.here'));
    return;
  }
  const failed = session.saveFailed;
  session.draft.value = state;
  if (state.state === 'restored') {
    session.notices.value = [t('draft.restored', {moment: showMoment(state.at)})];
    findChangesSoon(session);
  }
  if (state.state === 'failed' || state.state === 'file-failed' || state.state === 'saved') {
    // Each save would be too much talk: the first one is told, a failure, and that it is over.
    session.saveFailed = state.state !== 'saved';
    const words = state.state === 'saved' ? 'draft.kept' : state.state === 'failed' ? 'draft.failed' : 'draft.fileFailed';
    if (failed !== session.saveFailed) announce(t(words));
  }
  if (state.state === 'saved' || state.state === 'restored') element.dispatchEvent(new EgovDraftEvent(state.state, state.at));
  else if (state.state === 'failed' || state.state === 'file-failed') element.dispatchEvent(new EgovDraftEvent('failed'));
}
