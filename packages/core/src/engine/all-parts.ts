/** Everything that a definition may make use of, for whoever does not count bytes. */
import {DocumentNode} from '../documents/document-node.ts';
import {LookupNode} from '../lookups/lookup-node.ts';
import type {EngineParts} from './engine-parts.ts';

export const ALL_PARTS: EngineParts = {DocumentNode, LookupNode};
