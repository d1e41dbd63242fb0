/**
 * Transactions as data: what happened, with what stood before. They can be taken back, joined, written down and done again
 * on another form that stands where the first one stood.
 */

import {sameJson} from '../../json/canonical.ts';
import type {Json} from '../../json/json.ts';
import type {Conflict, Decision} from '../../provenance/conflict.ts';
import type {Origin} from '../../provenance/origin.ts';
import type {Answered, AttachmentRecord} from '../../submission/snapshot.ts';
import type {Acknowledgement} from '../acknowledgement.ts';

/** One value to put, at a field or one of its members. `undefined` empties. */
export interface Change {
  readonly pointer: string;
  readonly value: Json | undefined;
  /** Origin of this change where it differs from the transaction's. */
  readonly origin?: Origin;
}

/** Where something changed, as the pointers stood then. */
interface ChangedPlace {
  readonly pointer: string;
  /** Id of the row that the field or list lives in, so that it is found again after rows moved. Absent outside all lists. */
  readonly rowId?: string;
}

/** The value of a field, with its origin. */
export interface ValueChange extends ChangedPlace {
  readonly kind: 'value';
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly originBefore: Origin | undefined;
  readonly originAfter: Origin | undefined;
}

/** The rows of the list at `pointer`. */
export interface RowsChange extends ChangedPlace {
  readonly kind: 'rows';
  readonly row: RowChange;
}

/** Something that the form remembers beside values. */
interface RememberedChange<Kind extends string, What> extends ChangedPlace {
  readonly kind: Kind;
  readonly before: What | undefined;
  readonly after: What | undefined;
}

/** Two sources disagree about the field, or do so no longer. */
export type ConflictChange = RememberedChange<'conflict', Conflict>;
/** What was decided about a disagreement. */
export type DecisionChange = RememberedChange<'decision', Decision>;
/** Warnings about the field or list that were read. */
export type AcknowledgedChange = RememberedChange<'acknowledged', Acknowledgement>;
/** The page that is shown; `pointer` is empty. */
export type PageChange = RememberedChange<'page', string>;
/** The files of a document slot; `pointer` is the slot's name: `#/documents/deed`. Their bytes are kept beside. */
export type DocumentsChange = RememberedChange<'documents', readonly AttachmentRecord[]>;
/** A look-up that answered; `pointer` is its row, `''` outside all. */
export interface LookupChange extends RememberedChange<'lookup', Answered> {
  readonly name: string;
}

/** One change as it happened, with what stood before: enough to apply it again or to take it back. */
export type ChangeRecord =
  | ValueChange
  | RowsChange
  | ConflictChange
  | DecisionChange
  | AcknowledgedChange
  | PageChange
  | DocumentsChange
  | LookupChange;

/** A row put in, taken out or moved; the row keeps its identity and its values. */
export interface RowChange {
  readonly op: 'insert' | 'remove' | 'move';
  readonly index: number;
  /** Where a moved row went. */
  readonly to?: number;
  readonly id: string;
  /** What stands in the row that is put in or taken out; absent when nothing does. */
  readonly content?: RowContent;
}

/** Stored values of a row, nested rows included, and their origins by pointer within the row. */
export interface RowContent {
  readonly answers: Json;
  readonly origins: {readonly [pointer: string]: Origin};
}

/** Changes that belong together: one undo step. Plain JSON but for `undefined`. */
export interface Transaction {
  readonly id: string;
  readonly origin: Origin;
  /** ISO 8601, from the clock port. */
  readonly at: string;
  readonly changes: readonly ChangeRecord[];
}

/** The transaction that takes this one back, done right after it. `invert(invert(t))` is `t`. */
export function invert(transaction: Transaction): Transaction {
  return {...transaction, changes: transaction.changes.toReversed().map(invertRecord)};
}

function invertRecord(record: ChangeRecord): ChangeRecord {
  if (record.kind === 'rows') return {...record, row: invertRow(record.row)};
  const swapped = swap(record);
  return swapped.kind === 'value' ? {...swapped, originBefore: swapped.originAfter, originAfter: swapped.originBefore} : swapped;
}

function swap<C extends {readonly before: unknown; readonly after: unknown}>(change: C): C {
  return {...change, before: change.after, after: change.before};
}

function invertRow(row: RowChange): RowChange {
  if (row.op === 'move') return {...row, index: row.to ?? row.index, to: row.index};
  return {...row, op: row.op === 'insert' ? 'remove' : 'insert'};
}

/**
 * One transaction that does what the given ones do, in their order: what happened twice to the same field is one change, and
 * what came to nothing is left out. Id and origin are the first one's, the time is the last one's.
 */
export function compose(first: Transaction, ...others: readonly Transaction[]): Transaction {
  const changes: (ChangeRecord | undefined)[] = [];
  /** Where the last change to each thing stands. A change of rows gives every pointer a new meaning. */
  let places = new Map<string, number>();
  for (const record of [first, ...others].flatMap((transaction) => transaction.changes)) {
    if (record.kind === 'rows') {
      places = new Map();
      changes.push(record);
      continue;
    }
    const key = JSON.stringify([record.kind, record.pointer, record.kind === 'lookup' ? record.name : null]);
    const place = places.get(key);
    const earlier = place === undefined ? undefined : changes[place];
    if (place === undefined || earlier === undefined) {
      places.set(key, changes.length);
      changes.push(record);
    } else {
      const joined = join(earlier, record);
      changes[place] = changesNothing(joined) ? undefined : joined;
    }
  }
  return {...first, at: others.at(-1)?.at ?? first.at, changes: changes.filter((record) => record !== undefined)};
}

/** Two changes of the same kind to the same thing, as one. */
function join(earlier: ChangeRecord, later: ChangeRecord): ChangeRecord {
  if (earlier.kind === 'value' && later.kind === 'value')
    return {...later, before: earlier.before, originBefore: earlier.originBefore};
  if (earlier.kind === 'rows' || later.kind === 'rows') return later;
  // The compiler cannot know that both are of one kind.
  return {...later, before: earlier.before} as ChangeRecord;
}

/** Whether nothing is another than before. Rows that came, went or moved are never nothing. */
export function changesNothing(record: ChangeRecord): boolean {
  if (record.kind === 'rows') return false;
  if (!sameJson(record.before, record.after)) return false;
  return record.kind !== 'value' || sameJson(record.originBefore, record.originAfter);
}

/**
 * Do recorded transactions again, in their order, on a form that stands where they began. Look-ups are not asked:
 * what they answered is in the transactions.
 * @throws FormError `EGOV_CORE_TRANSACTION` when the form has no such field or row; the form then stands before that transaction.
 */
export function replay<Replayed extends {apply(transaction: Transaction): unknown}>(
  form: Replayed,
  transactions: Iterable<Transaction>,
): Replayed {
  for (const transaction of transactions) form.apply(transaction);
  return form;
}
