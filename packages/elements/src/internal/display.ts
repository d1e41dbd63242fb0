import type {Field, Json, JsonObject, Option} from '@egov-form/core';
import {showDate} from './dates.ts';
import {type FormContext, optionsKey} from './form-context.ts';
import {showNumber} from './numbers.ts';

/** What a shown value may have to wait for. */
export interface Waiting {
  later<T>(key: string, load: () => T | Promise<T>): T | undefined;
}

/** A stored value as people read it, in the language of the form: dates by day, choices by label, places by name. */
export function displayValue(ctx: FormContext, waiting: Partial<Waiting>, field: Field, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '';
  if (field.widget === 'address' && typeof value === 'object' && !Array.isArray(value)) {
    return displayAddress(ctx, waiting, value as JsonObject);
  }
  if (typeof value === 'object') return '';
  const options = loadOptions(ctx, waiting, field);
  const option = options?.find((candidate) => candidate.value === value);
  if (option) return ctx.text(option.label);
  if (typeof value === 'boolean') return ctx.t(value ? 'yes' : 'no');
  if (typeof value === 'number') return showNumber(value, ctx.locale);
  return displayText(field, value);
}

/** A stored text as its field shows it when it is not being typed in. */
export function displayText(field: Field, value: string): string {
  if (field.format?.display) return field.format.display(value);
  return isDate(field) ? showDate(value) : value;
}

/** Whether the field asks for a day (or less). */
export function isDate(field: Field): boolean {
  return (
    field.widget === 'date' ||
    field.widget === 'partial-date' ||
    field.format?.name === 'date' ||
    field.format?.name === 'partial-date'
  );
}

/** Choices of the field, loaded once for each way of narrowing them; `undefined` while they load. */
export function loadOptions(ctx: FormContext, waiting: Partial<Waiting>, field: Field): readonly Option[] | undefined {
  // Written choices are there at once, and rules may offer others at any time: they are read anew, tracked.
  if (Array.isArray(field.settings.options)) return ctx.form.options(field.pointer) as readonly Option[];
  return waiting.later?.(`options:${field.pointer}:${optionsKey(ctx.form, field)}`, () => ctx.form.options(field.pointer));
}

/** `12 Đường A, Phường B, Tỉnh C`; codes until the names have loaded. */
export function displayAddress(ctx: FormContext, waiting: Partial<Waiting>, address: JsonObject): string {
  const {provinceCode, communeCode, detail, legacyText} = address;
  const province = nameOf(ctx, waiting, 'vn.provinces', {}, provinceCode);
  const commune = provinceCode ? nameOf(ctx, waiting, 'vn.communes', {provinceCode: String(provinceCode)}, communeCode) : '';
  const place = [detail, commune, province].filter((part) => typeof part === 'string' && part !== '').join(', ');
  return typeof legacyText === 'string' && legacyText !== ''
    ? `${place} (${ctx.t('address.legacy', {text: legacyText})})`
    : place;
}

function nameOf(
  ctx: FormContext,
  waiting: Partial<Waiting>,
  list: string,
  where: {readonly [key: string]: string},
  code: Json | undefined,
): string {
  if (typeof code !== 'string' || code === '') return '';
  const options = waiting.later?.(`list:${list}:${JSON.stringify(where)}`, () => ctx.list(list, where));
  const option = options?.find((candidate) => candidate.value === code);
  return option ? ctx.text(option.label) : code;
}
