import type {Field, Json, Option} from '@egov-form/core';
import {fieldType, type Waiting} from '../field/field-type.ts';
import {type FormContext, optionsKey} from '../form/form-context.ts';
import {showNumber} from './numbers.ts';
import {personText} from './person-text.ts';

/** A stored value as people read it, in the language of the form: dates by day, choices by label, places by name. */
export function displayValue(ctx: FormContext, waiting: Partial<Waiting>, field: Field, value: Json | undefined): string {
  return personText(valueWords(ctx, waiting, field, value));
}

/** The same to be kept, not to be shown among other words. */
export function valueWords(ctx: FormContext, waiting: Partial<Waiting>, field: Field, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '';
  const {display = fieldType(field.format?.widget ?? '').display} = fieldType(field.widget);
  const own = display?.({ctx, waiting, field}, value);
  if (own !== undefined) return own;
  const options = loadOptions(ctx, waiting, field);
  const one = (part: Json): string => {
    const option = options?.find((candidate) => candidate.value === part);
    if (option) return ctx.text(option.label);
    if (typeof part === 'boolean') return ctx.t(part ? 'yes' : 'no');
    if (typeof part === 'number') return showNumber(part, ctx.locale);
    return typeof part === 'string' ? displayText(field, part) : '';
  };
  return Array.isArray(value) ? value.map(one).filter(Boolean).join(', ') : one(value);
}

/** A stored text as its field shows it when it is not being typed in. */
export function displayText(field: Field, value: string): string {
  return field.format?.display?.(value) ?? value;
}

/** Choices of the field, loaded once for each way of narrowing them; `undefined` while they load. */
export function loadOptions(ctx: FormContext, waiting: Partial<Waiting>, field: Field): readonly Option[] | undefined {
  // Written choices are there at once, and rules may offer others at any time: they are read anew, tracked.
  if (Array.isArray(field.settings.options)) return ctx.form.options(field.pointer) as readonly Option[];
  return waiting.later?.(`options:${field.pointer}:${optionsKey(ctx.form, field)}`, () => ctx.form.options(field.pointer));
}
