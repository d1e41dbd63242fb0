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
  /** Set when the change is to the rows of the list at `pointer`; `before` and `after` are then absent. */
  readonly row?: RowChange;
}

/** A row put in, taken out or moved; the row keeps its identity and its values. */
export interface RowChange {
  readonly op: 'insert' | 'remove' | 'move';
  readonly index: number;
  /** Where a moved row went. */
  readonly to?: number;
  readonly id: string;
}

/** Changes that belong together: one undo step. Plain JSON but for `undefined`. */
export interface Transaction {
  readonly id: string;
  readonly origin: Origin;
  /** ISO 8601, from the clock port. */
  readonly at: string;
  readonly changes: readonly ChangeRecord[];
}
