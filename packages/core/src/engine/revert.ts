import {sameJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {saveRow} from '../submission/saved-answers.ts';
import type {FormState, PendingChange} from './form-state.ts';
import {type ChangeRecord, invert, type RowChange, type Transaction} from './transaction.ts';

/**
 * Take a transaction back although other things happened since: what was edited later stays, and fields are found where
 * their rows stand now.
 */
export function revert(state: FormState, transaction: Transaction, applyChange: (wanted: PendingChange) => void): void {
  for (const change of invert(transaction).changes) {
    if (change.row) revertRows(state, change, change.row, applyChange);
    else if (change.aspect) revertAspect(state, change, applyChange);
    else revertValue(state, change, applyChange);
  }
}

/** `change` is the inverse here and below: it leads from what the transaction left to what was before. */
function revertValue(state: FormState, change: ChangeRecord, applyChange: (wanted: PendingChange) => void): void {
  const field = state.fieldOf(change);
  if (!field) return;
  const {value, origin} = field.stored;
  if (!sameJson(value, change.before) || !sameJson(asJson(origin), asJson(change.originBefore))) return;
  applyChange({...change, pointer: field.pointer});
}

function revertAspect(state: FormState, change: ChangeRecord, applyChange: (wanted: PendingChange) => void): void {
  const {aspect} = change;
  if (aspect?.kind === 'lookup') {
    const lookup = state.lookupAt(change.pointer, aspect.name);
    if (lookup && sameJson(lookup.answered, change.before)) applyChange(change);
  } else if (aspect?.kind === 'conflict' || aspect?.kind === 'decision' || aspect?.kind === 'acknowledged') {
    const node = state.fieldOf(change) ?? state.listOf(change);
    if (node && sameJson(state.markOf(aspect.kind, node), change.before)) applyChange({...change, pointer: node.pointer});
  }
}

function revertRows(state: FormState, change: ChangeRecord, row: RowChange, applyChange: (wanted: PendingChange) => void): void {
  const list = state.listOf(change);
  if (!list) return;
  const rows = list.scopes.peek();
  const index = rows.findIndex((one) => one.id === row.id);
  const {pointer} = list;
  if (row.op === 'insert') {
    if (index < 0) applyChange({...change, pointer, row: {...row, index: Math.min(row.index, rows.length)}});
    return;
  }
  const there = rows[index];
  if (!there) return;
  if (row.op === 'remove') {
    // A row that was filled since is no longer the empty one that was put in.
    if (sameJson(asJson(saveRow(there)), asJson(row.content))) applyChange({...change, pointer, row: {...row, index}});
  } else {
    const to = Math.min(row.to ?? index, rows.length - 1);
    if (to !== index) applyChange({...change, pointer, row: {...row, index, to}});
  }
}

function asJson(value: unknown): Json | undefined {
  return value as Json | undefined;
}
