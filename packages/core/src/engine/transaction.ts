/**
 * Transactions as data: what happened, with what stood before. They can be taken back, joined, written down and done again
 * on another form that stands where the first one stood.
 */

import {FormError} from '../definition/errors.ts';
import {sameJson} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {isSafeMember, parsePointer} from '../json/pointer.ts';
import {ORIGIN_KINDS, type Origin} from '../provenance/origin.ts';
import type {Form} from './form.ts';

/** One value to put, at a field or one of its members. `undefined` empties. */
export interface Change {
  readonly pointer: string;
  readonly value: Json | undefined;
  /** Origin of this change where it differs from the transaction's. */
  readonly origin?: Origin;
}

/** One change as it happened, with what stood before: enough to apply it again or to take it back. */
export interface ChangeRecord {
  /** Where it happened, as the pointers stood then. */
  readonly pointer: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly originBefore: Origin | undefined;
  readonly originAfter: Origin | undefined;
  /** Id of the row that the field or list lives in, so that it is found again after rows moved. Absent outside all lists. */
  readonly rowId?: string;
  /** Set when the change is to the rows of the list at `pointer`; `before` and `after` are then absent. */
  readonly row?: RowChange;
  /** Set when `before` and `after` are not the field's value but something kept beside it. */
  readonly aspect?: Aspect;
}

/**
 * What a form remembers beside values: a disagreement and what was decided about it, warnings that were read, a look-up that
 * answered (`pointer` is its row, `''` outside all), the page that is shown, the files of a document slot.
 */
export type Aspect =
  | {readonly kind: 'conflict' | 'decision' | 'acknowledged' | 'page' | 'documents'}
  | {readonly kind: 'lookup'; readonly name: string};

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
  const {before, after, originBefore, originAfter, row, ...rest} = record;
  const swapped = {...rest, before: after, after: before, originBefore: originAfter, originAfter: originBefore};
  return row ? {...swapped, row: invertRow(row)} : swapped;
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
    const key = JSON.stringify([record.pointer, record.aspect ?? null]);
    const place = places.get(key);
    const earlier = place === undefined ? undefined : changes[place];
    if (record.row) places = new Map();
    if (record.row || place === undefined || earlier === undefined) {
      if (!record.row) places.set(key, changes.length);
      changes.push(record);
    } else {
      const {after, originAfter} = record;
      const merged = {...earlier, after, originAfter};
      changes[place] = changesNothing(merged) ? undefined : merged;
    }
  }
  return {...first, at: others.at(-1)?.at ?? first.at, changes: changes.filter((record) => record !== undefined)};
}

/** Whether nothing is another than before. */
export function changesNothing(record: ChangeRecord): boolean {
  return (
    sameJson(record.before, record.after) &&
    sameJson(record.originBefore as Json | undefined, record.originAfter as Json | undefined)
  );
}

/**
 * Do recorded transactions again, in their order, on a form that stands where they began. Look-ups are not asked:
 * what they answered is in the transactions.
 * @throws FormError `EGOV_CORE_TRANSACTION` when the form has no such field or row; the form then stands before that transaction.
 */
export function replay(form: Form, transactions: Iterable<Transaction>): Form {
  for (const transaction of transactions) form.apply(transaction);
  return form;
}

// ---------------------------------------------------------------- as JSON

/** Kinds of change by their name in JSON. */
const KINDS: ReadonlySet<string> = new Set([
  'value',
  'row',
  'conflict',
  'decision',
  'acknowledged',
  'page',
  'documents',
  'lookup',
]);
const ROW_OPS: ReadonlySet<string> = new Set(['insert', 'remove', 'move']);

/** The transaction as plain JSON: what is `undefined` is left out, each change says its `kind`. */
export function transactionToJSON(transaction: Transaction): JsonObject {
  return {
    id: transaction.id,
    origin: transaction.origin as unknown as Json,
    at: transaction.at,
    changes: transaction.changes.map(recordToJSON),
  };
}

function recordToJSON(record: ChangeRecord): Json {
  const {aspect, row, ...rest} = record;
  const kind = row ? 'row' : (aspect?.kind ?? 'value');
  const name = aspect?.kind === 'lookup' ? aspect.name : undefined;
  const members: {readonly [member: string]: unknown} = {kind, name, row, ...rest};
  return JSON.parse(JSON.stringify(members)) as Json;
}

/**
 * A transaction out of JSON that may come from anywhere: storage, another program.
 * @throws FormError `EGOV_CORE_TRANSACTION` when it is none; `details.at` is the pointer of the first wrong member.
 */
export function transactionFromJSON(json: unknown): Transaction {
  const transaction = objectAt(json, '');
  const changes = transaction['changes'];
  if (!Array.isArray(changes)) throw unusable('/changes');
  return {
    id: textAt(transaction['id'], '/id'),
    origin: originAt(transaction['origin'], '/origin') ?? refuse('/origin'),
    at: textAt(transaction['at'], '/at'),
    changes: changes.map((record: unknown, i) => recordFromJSON(record, `/changes/${i}`)),
  };
}

function recordFromJSON(json: unknown, at: string): ChangeRecord {
  const record = objectAt(json, at);
  const kind = textAt(record['kind'], `${at}/kind`);
  if (!KINDS.has(kind)) throw unusable(`${at}/kind`);
  const rowId = record['rowId'];
  return {
    pointer: pointerAt(record['pointer'], `${at}/pointer`),
    before: valueAt(record['before'], `${at}/before`),
    after: valueAt(record['after'], `${at}/after`),
    originBefore: originAt(record['originBefore'], `${at}/originBefore`),
    originAfter: originAt(record['originAfter'], `${at}/originAfter`),
    ...(rowId !== undefined && {rowId: textAt(rowId, `${at}/rowId`)}),
    ...(kind === 'row' && {row: rowFromJSON(record['row'], `${at}/row`)}),
    ...(kind !== 'row' && kind !== 'value' && {aspect: aspectOf(kind, record['name'], at)}),
  };
}

function aspectOf(kind: string, name: unknown, at: string): Aspect {
  return kind === 'lookup' ? {kind, name: textAt(name, `${at}/name`)} : {kind: kind as 'page'};
}

function rowFromJSON(json: unknown, at: string): RowChange {
  const {op, index, to, id, content} = objectAt(json, at);
  if (typeof op !== 'string' || !ROW_OPS.has(op)) throw unusable(`${at}/op`);
  return {
    op: op as RowChange['op'],
    index: indexAt(index, `${at}/index`),
    ...(op === 'move' && {to: indexAt(to, `${at}/to`)}),
    id: textAt(id, `${at}/id`),
    ...(content !== undefined && {content: contentAt(content, `${at}/content`)}),
  };
}

function contentAt(json: unknown, at: string): RowContent {
  const content = objectAt(json, at);
  const origins: {[pointer: string]: Origin} = {};
  for (const [pointer, origin] of Object.entries(objectAt(content['origins'], `${at}/origins`)))
    origins[pointerAt(pointer, `${at}/origins`)] = originAt(origin, `${at}/origins`) ?? refuse(`${at}/origins`);
  return {answers: valueAt(content['answers'], `${at}/answers`) ?? null, origins};
}

function unusable(at: string): FormError {
  return new FormError(
    'EGOV_CORE_TRANSACTION',
    `Expected a transaction as \`transactionToJSON\` writes it; the member at "${at}" is missing or not of its kind.`,
    {at},
  );
}

function refuse(at: string): never {
  throw unusable(at);
}

function objectAt(json: unknown, at: string): {readonly [member: string]: unknown} {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unusable(at);
  return json as {readonly [member: string]: unknown};
}

function textAt(json: unknown, at: string): string {
  return typeof json === 'string' ? json : refuse(at);
}

function indexAt(json: unknown, at: string): number {
  return Number.isSafeInteger(json) && Number(json) >= 0 ? Number(json) : refuse(at);
}

/** Pointers into the answers, and the names of document slots (`#/documents/deed`). */
function pointerAt(json: unknown, at: string): string {
  const text = textAt(json, at);
  try {
    parsePointer(text.startsWith('#') ? text.slice(1) : text);
  } catch {
    throw unusable(at);
  }
  return text;
}

function valueAt(json: unknown, at: string): Json | undefined {
  if (json !== undefined && !isSafeValue(json)) throw unusable(at);
  return json as Json | undefined;
}

function originAt(json: unknown, at: string): Origin | undefined {
  if (json === undefined) return undefined;
  const {kind} = objectAt(valueAt(json, at), at);
  return ORIGIN_KINDS.has(textAt(kind, `${at}/kind`)) ? (json as Origin) : refuse(`${at}/kind`);
}

const MAX_DEPTH = 64;

/** Whether it is JSON all through, not deeper than any form needs, and without a member that reaches a prototype. */
export function isSafeValue(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isSafeValue(item, depth + 1));
  return Object.entries(value).every(([name, member]) => isSafeMember(name) && isSafeValue(member, depth + 1));
}
