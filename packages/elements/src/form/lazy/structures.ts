import {LazyPart} from './lazy-part.ts';

type StructurePart = typeof import('../../structure/structure-part.ts');

/** The editor of values that no layout of questions shows. */
export const structures: LazyPart<StructurePart> = new LazyPart('structures', () => import('../../structure/structure-part.ts'));
