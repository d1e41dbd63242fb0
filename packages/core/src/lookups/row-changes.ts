/** Rows that a register filled, held against what it says now. */
import type {FormField, FormList, FormScope} from '../engine/engine-context.ts';
import type {Change} from '../engine/transactions/transaction.ts';
import {memberOf} from '../json/answer-members.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {formatPointer, parsePointer} from '../json/pointer.ts';
import type {RegisterOrigin} from '../provenance/origin.ts';
import type {Answered} from '../submission/snapshot.ts';
import {keysOf, listAround, originOf} from './lookup-fill.ts';
import type {Compared, LookupNode} from './lookup-node.ts';
import type {RowFill} from './row-fill.ts';

/** A row that a register did not have when it filled a list. It is in the form once the person takes it. */
export interface RegisterRow {
  /** To take it by: pointer of the list and how the row is told from others. No place in the form. */
  readonly id: string;
  /** Pointer of the list. */
  readonly list: string;
  /** The list takes no more rows. */
  readonly full: boolean;
  /** What the register says, in the order of `fill`: pointer of the question in any row, and the value. */
  readonly cells: readonly {readonly pointer: string; readonly value: Json}[];
  /** When it said so, ISO 8601. */
  readonly saidAt: string;
}

/** What the register had said in a field, and with which answer. */
export interface Said {
  readonly value: Json;
  readonly was: RegisterOrigin;
  /** The person corrected it since. */
  readonly edited: boolean;
}

/** A row that is not in the form yet. */
export interface AddedRow {
  readonly shown: RegisterRow;
  readonly rows: RowFill;
  readonly item: Json;
}

type Answer = Compared['answer'];

/** What this look-up's register had said there, whether it still stands or the person corrected it. */
export function toldAt({stored: {value, origin}}: FormField, lookup: string): Said | undefined {
  const registered = origin?.kind === 'typed' ? origin.registered : undefined;
  const was = origin?.kind === 'register' ? origin : registered?.origin;
  const told = registered ? registered.value : value;
  return was?.lookup === lookup && told !== undefined ? {value: told, was, edited: registered !== undefined} : undefined;
}

/** Rows that this register filled, each with what it says of it now; and what it says besides. Untracked. */
export function matchRows(
  node: LookupNode,
  rows: RowFill,
  answer: Answer,
): {readonly placed: readonly {readonly row: FormScope; readonly item: Json | undefined}[]; readonly others: readonly Json[]} {
  const {engine, plan, scope} = node;
  const [key] = rows.cells;
  const others = new Set(itemsOf(rows, answer));
  const placed = (listAround(scope, rows.list)?.scopes.peek() ?? []).flatMap((row) => {
    const field = key && row.fields.get(key.pattern.text);
    const told = field && toldAt(field, plan.name);
    if (!key || !field || !told) return [];
    const item = [...others].find((one) => engine.sameValue(told.value, engine.normalize(field.plan, memberOf(one, key.member))));
    if (item !== undefined) others.delete(item);
    return [{row, item}];
  });
  return {placed, others: [...others]};
}

/** What the register says of rows that it did not have when it was asked before, nor are in the form already. Untracked. */
export function addedRows(node: LookupNode, {answer}: Compared): readonly AddedRow[] {
  const {plan, scope, answered, engine} = node;
  return plan.rows.flatMap((rows): readonly AddedRow[] => {
    const list = listAround(scope, rows.list);
    const [key] = rows.cells;
    if (!list || !key) return [];
    const before = answered?.rows?.[rows.list] ?? [];
    const there = list.scopes.peek().map((row) => row.fields.get(key.pattern.text)?.stored.value);
    const isKnown = (item: Json): boolean => {
      const [said] = keysOf(rows, [item]);
      return isEmpty(said) || [...before, ...there].some((one) => engine.sameValue(one, said));
    };
    const free = list.maxItems - there.length;
    return matchRows(node, rows, answer)
      .others.filter((item) => !isKnown(item))
      .map((item, i) => ({shown: shownRow(list, rows, item, answer, i >= free), rows, item}));
  });
}

function shownRow(list: FormList, rows: RowFill, item: Json, {source}: Answer, full: boolean): RegisterRow {
  const [key] = keysOf(rows, [item]);
  const here = parsePointer(list.pointer);
  const cells = rows.cells.flatMap(({pattern, member}) => {
    const value = memberOf(item, member);
    return isEmpty(value) || value === undefined ? [] : [{pointer: formatPointer(pattern.seenFrom(here)), value}];
  });
  return {id: `${list.pointer} ${String(key)}`, list: list.pointer, full, cells, saidAt: source.at};
}

/** Put it at the end of its list, in the step that is open. Nothing where the list takes no more. */
export function addRow(node: LookupNode, {answer, register}: Compared, {rows, item}: AddedRow): void {
  const {engine, plan, scope} = node;
  const list = listAround(scope, rows.list);
  const count = list?.scopes.peek().length ?? 0;
  list?.insert(count);
  const row = list?.scopes.peek()[count];
  const changes = rows.cells.flatMap(({pattern, member}): Change[] => {
    const field = row?.fields.get(pattern.text);
    const value = field && engine.normalize(field.plan, memberOf(item, member));
    if (!field || isEmpty(value) || value === undefined || field.lockedBy === 'computed') return [];
    const origin = originOf(engine.plan, plan.name, answer, register, `${rows.attribute}/*/${member}`, pattern);
    return [{pointer: field.pointer, value, origin}];
  });
  const [first] = changes;
  if (first?.origin) engine.transact(changes, first.origin);
}

/** What tells rows of this answer and of the one before it from others, by list. */
export function rowKeys({plan, answered}: LookupNode, answer: Answer): NonNullable<Answered['rows']> {
  return Object.fromEntries(
    plan.rows.map((rows) => {
      const keys = [...(answered?.rows?.[rows.list] ?? []), ...keysOf(rows, itemsOf(rows, answer))];
      return [rows.list, [...new Map(keys.map((key) => [String(key), key])).values()]];
    }),
  );
}

function itemsOf(rows: RowFill, {values}: Answer): readonly Json[] {
  const items = memberOf(values, rows.attribute);
  return Array.isArray(items) ? items : [];
}
