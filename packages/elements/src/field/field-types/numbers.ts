import type {Field} from '@egov-form/core';
import {html, nothing} from 'lit';
import {readNumber, showNumber} from '../../display/numbers.ts';
import {writtenText} from '../../display/written-text.ts';
import type {FieldType, Shown} from '../field-type.ts';
import {drawInput} from '../native-controls.ts';

/** Money reads in groups of three; a plain number may be a year, and stays in one piece. */
function written(value: number, locale: string, grouped: boolean): string {
  return grouped ? new Intl.NumberFormat(locale, {maximumFractionDigits: 20}).format(value) : showNumber(value, locale);
}

/** A number with what it counts behind it, and below it what its format has to say (an amount in words). */
function numeric(name: string, grouped = false): FieldType {
  const isWhole = ({schema}: Field): boolean =>
    name === 'integer' || (typeof schema === 'object' && schema['type'] === 'integer');
  // The unit may be typed or pasted along.
  const read = ({ctx, field}: Pick<Shown, 'ctx' | 'field'>, typed: string): number | undefined =>
    readNumber(field.format?.normalize?.(typed) ?? typed, ctx.locale, isWhole(field));
  return {
    name,
    controls: 'one',
    read,
    render(host) {
      const {field, ctx, controlId: id} = host;
      const {value, format} = field;
      const unit = ctx.text(format?.unit);
      const gloss = (value !== undefined && format?.gloss?.(value, ctx.locale)) || '';
      const control = drawInput(host, {
        stored: typeof value === 'number' ? written(value, ctx.locale, grouped) : writtenText(value),
        inputMode: isWhole(field) ? 'numeric' : 'decimal',
        size: 'short',
        describedBy: `${unit && `${id}-unit`} ${gloss && `${id}-gloss`}`.trim(),
        // What is no number goes to the engine as it is, which says so.
        store: (typed) => read(host, typed) ?? typed,
      });
      // What may come below decides: a control that moved while it is typed in would lose the focus.
      if (!unit && !format?.gloss) return control;
      return html`${unit ? html`<div class="affixed">${control}<span class="affix" id=${`${id}-unit`}>${unit}</span></div>` : control}${
        gloss ? html`<p class="gloss" part="gloss" id=${`${id}-gloss`}>${gloss}</p>` : nothing
      }`;
    },
    display({ctx, field}: Shown, value) {
      const unit = ctx.text(field.format?.unit);
      return typeof value === 'number' ? `${written(value, ctx.locale, grouped)}${unit && ` ${unit}`}` : writtenText(value);
    },
  };
}

const number: FieldType = numeric('number');
const integer: FieldType = numeric('integer');
/** An amount: grouped when it is not being typed, its currency behind it. */
const money: FieldType = numeric('money', true);
const percentage: FieldType = numeric('percentage');

export const types: readonly FieldType[] = [number, integer, money, percentage];
