/** Keeping what was entered: in a draft, and for the person who opened the form. Loaded for forms that do either. */

export {PersonGuard} from '../owner/person-guard.ts';
export {personPanel} from '../owner/person-panel.ts';
export {findStrayDraft, strayNotice} from './anonymous-draft.ts';
export {draftBar} from './draft-bar.ts';
export {keeperOf} from './draft-keeper.ts';
export {tellDraft} from './draft-status.ts';
export {askAgain, elsewhereNotice, openDraft, waitPanel} from './open-draft.ts';
