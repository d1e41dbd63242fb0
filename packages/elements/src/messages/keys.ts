/** Names of all texts of this library: those that there are in Vietnamese. Another language that lacks one does not compile. */
import type {vi} from './vi.ts';
import type {viChanges} from './vi-changes.ts';
import type {viConflict} from './vi-conflict.ts';
import type {viDocuments} from './vi-documents.ts';
import type {viDrafts} from './vi-drafts.ts';
import type {viFacts} from './vi-facts.ts';
import type {viLists} from './vi-lists.ts';
import type {viOfficer} from './vi-officer.ts';
import type {viReuse} from './vi-reuse.ts';
import type {viReview} from './vi-review.ts';
import type {viStructure} from './vi-structure.ts';

/** Those that come with a part that is loaded late (`form/lazy/`): nothing else may say them. */
type LateWords = typeof viChanges &
  typeof viConflict &
  typeof viDocuments &
  typeof viDrafts &
  typeof viFacts &
  typeof viLists &
  typeof viOfficer &
  typeof viReuse &
  typeof viReview &
  typeof viStructure;

export type MessageKey = keyof typeof vi | keyof LateWords;

/** The texts of this library in one language. `{name}` stands for a param; `a|b` is a when `n` is 1, else b. */
export type Messages = {readonly [key in MessageKey]: string};
