import {sameJson} from '../../json/canonical.ts';
import {saveRow} from '../../submission/saved-answers.ts';
import type {FormState, PendingChange} from '../form-state.ts';
import {invert, type LookupChange, type RowsChange, type Transaction, type ValueChange} from './transaction.ts';

type ApplyChange = (wanted: PendingChange) => void;

/**
 * Take a transaction back although other things happened since: what was edited later stays, and fields are found where
 * their rows stand now. Page and files stay as they are.
 */
export function revert(state: FormState, transaction: Transaction, applyChange: ApplyChange): void {
  // Each is the inverse: it leads from what the transaction left to what was before.
  for (const change of invert(transaction).changes) {
    switch (change.kind) {
      case 'value':
        revertValue(state, change, applyChange);
        break;
      case 'rows':
        revertRows(state, change, applyChange);
        break;
      case 'lookup':
        revertAnswer(state, change, applyChange);
        break;
      case 'conflict': {
        const field = state.fieldOf(change);
        if (field && sameJson(state.conflicts.peek(field), change.before)) applyChange({...change, pointer: field.pointer});
        break;
      }
      case 'decision': {
        const field = state.fieldOf(change);
        if (field && sameJson(state.decisions.peek(field), change.before)) applyChange({...change, pointer: field.pointer});
        break;
      }
      case 'acknowledged': {
        const node = state.fieldOf(change) ?? state.listOf(change);
        if (node && sameJson(state.acknowledged.peek(node), change.before)) applyChange({...change, pointer: node.pointer});
        break;
      }
      case 'page':
      case 'documents':
        break;
    }
  }
}

function revertValue(state: FormState, change: ValueChange, applyChange: ApplyChange): void {
  const field = state.fieldOf(change);
  if (!field) return;
  const {value, origin} = field.stored;
  if (!sameJson(value, change.before) || !sameJson(origin, change.originBefore)) return;
  applyChange({...change, pointer: field.pointer});
}

function revertAnswer(state: FormState, change: LookupChange, applyChange: ApplyChange): void {
  const lookup = state.lookupAt(change.pointer, change.name);
  if (lookup && sameJson(lookup.answered, change.before)) applyChange(change);
}

function revertRows(state: FormState, change: RowsChange, applyChange: ApplyChange): void {
  const {row} = change;
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
    if (sameJson(saveRow(there), row.content)) applyChange({...change, pointer, row: {...row, index}});
  } else {
    const to = Math.min(row.to ?? index, rows.length - 1);
    if (to !== index) applyChange({...change, pointer, row: {...row, index, to}});
  }
}
