/** Keeping what was entered: in a draft, for the person who opened the form, while they are there. Loaded for forms that do any. */

export {viDrafts as words} from '../../messages/vi-drafts.ts';
export {PersonGuard} from '../owner/person-guard.ts';
export {personPanel} from '../owner/person-panel.ts';
export {Presence} from '../presence/presence.ts';
export {findAnonymousDraft} from './anonymous-draft.ts';
export {draftBar} from './draft-bar.ts';
export {keeperOf} from './draft-keeper.ts';
export {draftNotices} from './draft-notices.ts';
export {tellDraft} from './draft-status.ts';
export {askAgain, openDraft, waitPanel} from './open-draft.ts';
