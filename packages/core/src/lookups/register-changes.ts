/**
 * Coming back later: what a register says now, held against what it said when it filled the form. Loaded for a draft that is
 * opened again.
 */
import {untracked} from '@preact/signals-core';
import type {FormField} from '../engine/engine-context.ts';
import type {Field, Form, Lookup} from '../engine/form.ts';
import type {Transaction, ValueChange} from '../engine/transactions/transaction.ts';
import {memberOf} from '../json/answer-members.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import {type Origin, type RegisterOrigin, TYPED, type TypedOrigin} from '../provenance/origin.ts';
import {originOf} from './lookup-fill.ts';
import type {Compared, LookupNode} from './lookup-node.ts';
import {addedRows, addRow, matchRows, type RegisterRow, rowKeys, type Said, toldAt} from './row-changes.ts';

export type {RegisterRow} from './row-changes.ts';

/** What a register says otherwise by now than when it filled a field. */
export interface RegisterChange {
  /** Where it stood when the register was asked: a row may have another place by now. */
  readonly pointer: string;
  readonly field: Field;
  readonly was: Json;
  /** Absent where it says nothing any more. */
  readonly now?: Json;
  /** The person corrected it since: their word stays. */
  readonly edited: boolean;
  /** The register's value stands whatever the person says: it can only be taken. */
  readonly locked: boolean;
  /** When it said the one and the other, ISO 8601. */
  readonly at: string;
  readonly saidAt: string;
}

/** What came of asking again. */
export interface Comparison {
  /** In rows too; of a row that the register does not have any more each cell. */
  readonly changes: readonly RegisterChange[];
  readonly rows: readonly RegisterRow[];
  /**
   * What becomes of all changes, in one step: the fields and rows that are `taken`, and the fields that are locked, have what
   * the register says now. The others keep what stands, as the person's own word, for `reason`, with what the register says now
   * beside it. What the person had corrected stays theirs. Once, and only while the answer that was compared stands.
   */
  settle(taken: readonly string[], reason: string): void;
}

/** A field that the register had filled. */
interface Told extends Said {
  readonly field: FormField;
  /** What it says now; absent for nothing. */
  readonly now?: Json;
  /** Of what it says now. */
  readonly origin: RegisterOrigin;
}

/** Look-ups of a form whose answers stand, those about the signed-in person first. Untracked. */
export function answeredLookups(form: Form): readonly Lookup[] {
  const keys = Object.keys(form.snapshot().lookups);
  const found = keys.map((key) => {
    const row = key.indexOf('@/');
    return row < 0 ? form.lookup(key) : form.lookup(key.slice(0, row), key.slice(row + 1));
  });
  return untracked(() => found.toSorted((a, b) => Number(b.self) - Number(a.self)));
}

/**
 * Asks again what was answered once, such as when a draft is opened later, and changes no value: what the register says
 * otherwise by now, in rows that it filled too, and which rows it has besides. What it says again has the new answer's time and
 * receipt. Nothing while it cannot be asked.
 */
export async function compareLookup(lookup: Lookup): Promise<Comparison> {
  const node = lookup as LookupNode;
  const compared = await node.hearAgain();
  if (!compared) return {changes: [], rows: [], settle: () => undefined};
  confirm(node, compared);
  const changes = changesOf(node, compared);
  const added = untracked(() => addedRows(node, compared));
  const rows = added.map(({shown}) => shown);
  const isSame = changes.length + rows.length === 0;
  if (isSame) renew(node, compared);
  const {answered} = node;
  return {
    changes,
    rows,
    settle(taken, reason) {
      if (isSame || node.answered !== answered) return;
      node.engine.step({kind: 'typed'}, (step) => {
        const fields = changes.flatMap(({pointer, field}) => (taken.includes(pointer) ? [field] : []));
        settle(node, compared, fields, reason, step);
        for (const one of added) if (taken.includes(one.shown.id)) addRow(node, compared, one);
        renew(node, compared);
      });
    },
  };
}

/** The new answer stands. Rows of an earlier one that it does not have are still known: they are not offered again. */
function renew(node: LookupNode, {answer}: Compared): void {
  node.renew(answer, node.plan.rows.length > 0 ? rowKeys(node, answer) : undefined);
}

/** Where an answer says otherwise than the one that filled the form. */
function changesOf(node: LookupNode, compared: Compared): readonly RegisterChange[] {
  return toldBy(node, compared).flatMap(({field, value, now, edited, origin: {at, trust}, was}) => {
    if (node.engine.sameValue(value, now)) return [];
    const said = {was: value, ...(now !== undefined && {now}), at: was.at, saidAt: at};
    return [{pointer: untracked(() => field.pointer), field, ...said, edited, locked: trust === 'locked'}];
  });
}

/** What an answer says again is as old as that answer, with its receipt. Nothing that a person sees or did: no step. */
function confirm(node: LookupNode, compared: Compared): void {
  for (const {field, value: told, now, origin} of toldBy(node, compared)) {
    const {value, origin: before} = field.stored;
    if (!before || !node.engine.sameValue(told, now)) continue;
    field.store(value, before.kind === 'typed' ? {...before, registered: {value: told, origin}} : {...before, ...origin});
  }
}

/**
 * What becomes of the changes, in the step that is open: the fields that are `taken` and those where the register's value
 * stands have what it says now, at the others what stands is the person's own word, with what the register says beside it.
 */
function settle(
  node: LookupNode,
  compared: Compared,
  taken: readonly Field[],
  reason: string,
  {id, origin, at}: Transaction,
): void {
  const changes = toldBy(node, compared).flatMap((one): ValueChange[] => {
    const {field, now, edited} = one;
    if (node.engine.sameValue(one.value, now)) return [];
    const {value: after, origin: originAfter} = field.stored;
    const takes = !edited && now !== undefined && (one.origin.trust === 'locked' || taken.includes(field));
    const {rowId} = field.scope;
    const place = {kind: 'value' as const, pointer: field.pointer, ...(rowId !== undefined && {rowId})};
    const mine = takes ? undefined : ownWord(one, originAfter, reason);
    return [{...place, before: mine ? after : now, originBefore: mine ?? takenOrigin(one, originAfter), after, originAfter}];
  });
  // Not typed: what is kept is no edit of a person, and may stand where nobody can type.
  node.engine.undo({id, origin, at, changes});
}

/** Each field that the register had filled, with what it said then and says now. Untracked. */
function toldBy(node: LookupNode, {answer, register}: Compared): readonly Told[] {
  const {engine, plan, scope} = node;
  const tell = (field: FormField | undefined, raw: Json | undefined, attribute: string, pattern: Pattern): Told[] => {
    const told = field && toldAt(field, plan.name);
    if (!field || !told) return [];
    const now = engine.normalize(field.plan, raw);
    const origin = originOf(engine.plan, plan.name, answer, register, attribute, pattern);
    return [{field, ...told, ...(!isEmpty(now) && now !== undefined && {now}), origin}];
  };
  return untracked(() => [
    ...plan.fill.flatMap(({pattern, attribute}) =>
      tell(engine.fieldAt(pattern, scope), memberOf(answer.values, attribute), attribute, pattern),
    ),
    ...plan.rows.flatMap((rows) =>
      matchRows(node, rows, answer).placed.flatMap(({row, item}) =>
        rows.cells.flatMap(({pattern, member}) =>
          tell(row.fields.get(pattern.text), memberOf(item, member), `${rows.attribute}/*/${member}`, pattern),
        ),
      ),
    ),
  ]);
}

/** What a register does not say any more is the person's own word, and differs from what it says now. */
function ownWord({now, origin, edited}: Told, before: Origin | undefined, reason: string): TypedOrigin {
  const kept = before?.kind === 'typed' ? before.reason : reason;
  if (now === undefined) return edited ? {kind: 'typed', was: 'register', ...(kept !== undefined && {reason: kept})} : TYPED;
  return {kind: 'typed', was: 'register', ...(kept !== undefined && {reason: kept}), registered: {value: now, origin}};
}

/** What was typed in its place once is there again when the fill is taken back. */
function takenOrigin({origin}: Told, before: Origin | undefined): RegisterOrigin {
  const {replacedInput} = before?.kind === 'register' ? before : {};
  return {...origin, ...(replacedInput !== undefined && {replacedInput})};
}
