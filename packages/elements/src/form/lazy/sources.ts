import {LazyPart} from './lazy-part.ts';

type SourcesPart = typeof import('../definition/sources-part.ts');

/** What a form is made of, where that is more than a definition that can be read. */
export const sources: LazyPart<SourcesPart> = new LazyPart('sources', () => import('../definition/sources-part.ts'));
