/** Names of all texts of this library: those that there are in Vietnamese. Another language that lacks one does not compile. */
import type {vi} from './vi.ts';
import type {viDrafts} from './vi-drafts.ts';
import type {viStructure} from './vi-structure.ts';

/** Those of what keeps drafts and watches over a form (`form/draft/drafts-part.ts`), which is loaded late. */
export type DraftsKey = keyof typeof viDrafts;

/** Those of the editor of values with parts of their own (`structure/structure-part.ts`). */
export type StructureKey = keyof typeof viStructure;

export type MessageKey = keyof typeof vi | DraftsKey | StructureKey;

/** The texts of this library in one language. `{name}` stands for a param; `a|b` is a when `n` is 1, else b. */
export type Messages = {readonly [key in MessageKey]: string};
