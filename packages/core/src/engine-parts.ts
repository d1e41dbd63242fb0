import type {DocumentNode} from './document-node.ts';
import type {LookupNode} from './lookup-node.ts';

/** What only some definitions make use of: a page loads it when its definition does. */
export interface EngineParts {
  readonly DocumentNode: typeof DocumentNode;
  readonly LookupNode: typeof LookupNode;
}
