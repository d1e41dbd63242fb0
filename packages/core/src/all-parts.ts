/** Everything that a definition may make use of, for whoever does not count bytes. */
import {DocumentNode} from './document-node.ts';
import type {EngineParts} from './engine-parts.ts';
import {LookupNode} from './lookup-node.ts';

export const ALL_PARTS: EngineParts = {DocumentNode, LookupNode};
