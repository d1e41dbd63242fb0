/** Which parts of an answer fill fields, and which fill rows. */
import type {LookupSettings} from '../generated/definition.ts';
import type {Pattern} from '../json/pattern.ts';
import {type RowAttribute, rowAttribute} from '../plan/lookup-settings.ts';

/** A list of the answer that becomes rows of a list of the form. */
export interface RowFill {
  /** Pattern text of the form's list. */
  readonly list: string;
  /** Name of the attribute that is a list. */
  readonly attribute: string;
  /** What each row is filled with. The first cell tells rows apart: by it a row is found again when the register is asked anew. */
  readonly cells: readonly {readonly pattern: Pattern; readonly member: string}[];
}

export function planFill(
  {fill}: LookupSettings,
  patternOf: (pointer: string) => Pattern,
): {fill: {pattern: Pattern; attribute: string}[]; rows: RowFill[]} {
  const fields: {pattern: Pattern; attribute: string}[] = [];
  const rows = new Map<string, RowFill & {readonly cells: {pattern: Pattern; member: string}[]}>();
  for (const [pointer, attribute] of Object.entries(fill)) {
    const pattern = patternOf(pointer);
    const row: RowAttribute | undefined = rowAttribute(attribute);
    if (!row) {
      fields.push({pattern, attribute});
      continue;
    }
    const {list} = pattern;
    const key = `${list} ${row.list}`;
    const known = rows.get(key) ?? {list, attribute: row.list, cells: []};
    known.cells.push({pattern, member: row.member});
    rows.set(key, known);
  }
  return {fill: fields, rows: [...rows.values()]};
}
