import {normalizeText} from '../formats/formats.ts';
import type {Json} from '../json/json.ts';
import type {FieldPlan} from './plan.ts';

/** What is stored of what was typed or filled, by the field's format and type; `undefined` for nothing. */
export function storedForm(plan: FieldPlan, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return value;
  const text = plan.format?.normalize
    ? plan.format.normalize(value)
    : plan.widget === 'textarea'
      ? value.normalize('NFC')
      : normalizeText(value);
  if (text === '') return undefined;
  const {type} = plan.keywords;
  if ((type === 'integer' || type === 'number') && /^-?[0-9]+(\.[0-9]+)?$/u.test(text)) return Number(text);
  return text;
}
