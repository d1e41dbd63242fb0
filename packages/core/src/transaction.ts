import type {Json} from './json.ts';
import type {Origin} from './origin.ts';

/** One value to put, at a field or one of its members. `undefined` empties. */
export interface Change {
  readonly pointer: string;
  readonly value: Json | undefined;
  /** Origin of this change where it differs from the transaction's. */
  readonly origin?: Origin;
}

/** One change as it happened, with what stood before: enough to apply it again or to take it back. */
export interface ChangeRecord {
  readonly pointer: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly originBefore: Origin | undefined;
  readonly originAfter: Origin | undefined;
}

/** Changes that belong together: one undo step. Plain JSON but for `undefined`. */
export interface Transaction {
  readonly id: string;
  readonly origin: Origin;
  /** ISO 8601, from the clock port. */
  readonly at: string;
  readonly changes: readonly ChangeRecord[];
}
