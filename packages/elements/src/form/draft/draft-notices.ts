import {changesNotice} from '../lazy/changes.ts';
import type {FormSession} from '../session.ts';
import {anonymousDraftNotice} from './anonymous-draft.ts';
import type {DraftKeeper} from './draft-keeper.ts';
import {elsewhereNotice} from './open-draft.ts';

/** What is to be decided about drafts: another one, another window, and what has changed since. @param then where the person goes on. */
export function draftNotices(session: FormSession, keeper: DraftKeeper | undefined, then: () => void): readonly unknown[] {
  return [anonymousDraftNotice(session, then), elsewhereNotice(session, keeper), changesNotice(session, then)];
}
