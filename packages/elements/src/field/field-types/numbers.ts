import {html, nothing} from 'lit';
import {readNumber, showNumber} from '../../display/numbers.ts';
import type {FieldType, Shown} from '../field-type.ts';
import {textInput} from './input.ts';

/** Money reads in groups of three; a plain number may be a year, and stays in one piece. */
function written(value: number, locale: string, grouped: boolean): string {
  return grouped ? new Intl.NumberFormat(locale, {maximumFractionDigits: 20}).format(value) : showNumber(value, locale);
}

/** A number with what it counts behind it, and below it what its format has to say (an amount in words). */
function numeric(name: string, grouped = false): FieldType {
  return {
    name,
    controls: 'one',
    render(host) {
      const {field, ctx, controlId: id} = host;
      const {value, format} = field;
      const integer = name === 'integer' || (typeof field.schema === 'object' && field.schema['type'] === 'integer');
      const unit = ctx.text(format?.unit);
      const gloss = (value !== undefined && format?.gloss?.(value, ctx.locale)) || '';
      const control = textInput(host, {
        stored: typeof value === 'number' ? written(value, ctx.locale, grouped) : String(value ?? ''),
        inputMode: integer ? 'numeric' : 'decimal',
        size: 'short',
        describedBy: `${unit && `${id}-unit`} ${gloss && `${id}-gloss`}`.trim(),
        store(typed) {
          // The unit may be typed or pasted along. What is no number goes to the engine as it is, which says so.
          const plain = format?.normalize?.(typed) ?? typed;
          return readNumber(plain, ctx.locale, integer) ?? typed;
        },
      });
      // What may come below decides: a control that moved while it is typed in would lose the focus.
      if (!unit && !format?.gloss) return control;
      return html`${unit ? html`<div class="affixed">${control}<span class="affix" id=${`${id}-unit`}>${unit}</span></div>` : control}${
        gloss ? html`<p class="gloss" part="gloss" id=${`${id}-gloss`}>${gloss}</p>` : nothing
      }`;
    },
    display({ctx, field}: Shown, value) {
      const unit = ctx.text(field.format?.unit);
      return typeof value === 'number' ? `${written(value, ctx.locale, grouped)}${unit && ` ${unit}`}` : String(value);
    },
  };
}

export const number: FieldType = numeric('number');
export const integer: FieldType = numeric('integer');
/** An amount: grouped when it is not being typed, its currency behind it. */
export const money: FieldType = numeric('money', true);
export const percentage: FieldType = numeric('percentage');
