/** Rows copied from a spreadsheet: what the clipboard holds, and what an answer becomes of a cell. */
import type {Field, Json, Option} from '@egov-form/core';
import {fold} from '../display/fold.ts';
import {fieldType} from '../field/field-type.ts';
import type {FormContext} from '../form/form-context.ts';

/**
 * Lines and cells of a text as spreadsheets copy it: tabs between cells, a line for each row, cells with tabs, line breaks or
 * quotes in double quotes. `undefined` for a text of one cell, which is pasted as any other.
 */
export function readCells(text: string): readonly (readonly string[])[] | undefined {
  const lines: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gu;
  for (const [whole, quoted, plain = '', end] of text.matchAll(pattern)) {
    if (whole === '') break;
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== '\t') lines.push([]);
  }
  if (lines.at(-1)?.length === 0) lines.pop();
  return lines.length > 1 || (lines[0]?.length ?? 0) > 1 ? lines : undefined;
}

const YES = ['true', '1', 'x', '✓', 'yes', 'co', 'dung'];

/** The answer that a cell stands for; the text itself where it does not fit, which the check then says. */
export function readCell(ctx: FormContext, field: Field, text: string): Json | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const options = ctx.form.options(field.pointer);
  if (Array.isArray(options) && options.length > 0) return optionOf(ctx, options, typed);
  const type = typeof field.schema === 'object' ? field.schema['type'] : undefined;
  if (type === 'boolean') return YES.includes(fold(typed));
  return fieldType(field.widget).read?.({ctx, field}, typed) ?? typed;
}

function optionOf(ctx: FormContext, options: readonly Option[], typed: string): Json {
  const same = (text: string): boolean => fold(text) === fold(typed);
  const found = options.find(({value, label, aliases = []}) => [ctx.text(label), String(value), ...aliases].some(same));
  return found ? found.value : typed;
}
