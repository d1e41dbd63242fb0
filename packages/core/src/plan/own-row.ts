/** Which row of which list a pattern speaks of. */
import {formatPointer, type Segments} from '../json/pointer.ts';

/** The row that a pattern lies in, innermost: `/cars/*\/plate` lies in `/cars/*`. Empty for the form itself. */
function ownRow(pattern: Segments): Segments {
  return pattern.slice(0, pattern.lastIndexOf('*') + 1);
}

/** The innermost row of several patterns. */
export function rowOf(patterns: readonly Segments[]): Segments {
  return patterns.map(ownRow).reduce((deepest, row) => (row.length > deepest.length ? row : deepest), []);
}

/** Whether an answer belongs to the row of another one, to a row around it, or to the form. */
export function isSeenFrom(answer: Segments, from: Segments): boolean {
  return ownRow(answer).every((segment, i) => segment === from[i]);
}

/** Fields stand in the items of their list, and nothing else does: code and message of what is otherwise. */
export function misplaced(pattern: Segments, row: Segments): readonly [code: string, message: string] | undefined {
  // A row of plain values is itself the field.
  if (row.length > 0 && !(pattern.length >= row.length && row.every((segment, i) => segment === pattern[i]))) {
    const list = formatPointer(row.slice(0, -1));
    return ['list.item', `"${formatPointer(pattern)}" does not lie in the rows of "${list}". Place it outside of this list.`];
  }
  const star = pattern.indexOf('*', row.length);
  if (star < 0) return undefined;
  const list = formatPointer(pattern.slice(0, star));
  return ['list.outside', `"${formatPointer(pattern)}" lies in the rows of "${list}". Place it in the items of that list.`];
}
