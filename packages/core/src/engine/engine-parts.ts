import type {DocumentNode} from '../documents/document-node.ts';
import type {LookupNode} from '../lookups/lookup-node.ts';

/** What only some definitions make use of: a page loads it when its definition does. */
export interface EngineParts {
  readonly DocumentNode: typeof DocumentNode;
  readonly LookupNode: typeof LookupNode;
}
