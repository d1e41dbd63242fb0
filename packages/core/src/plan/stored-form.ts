import {cleanText, isCrowded, mapTexts, normalizeText} from '../formats/texts.ts';
import type {Json} from '../json/json.ts';
import type {FieldPlan} from './plan.ts';

/** What is stored of what was typed or filled, by the field's format and type; `undefined` for nothing. */
export function storedForm(plan: FieldPlan, value: Json | undefined): Json | undefined {
  const kept = keptForm(plan, value);
  const {type} = plan.keywords;
  const isNumber = (type === 'integer' || type === 'number') && typeof kept === 'string' && /^-?[0-9]+(\.[0-9]+)?$/u.test(kept);
  return isNumber ? Number(kept) : kept;
}

/** What is kept of a value that was stored before: of texts their stored form, of all else what it is; `undefined` for nothing. */
export function keptForm(plan: FieldPlan, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null) return undefined;
  const kept = plan.control.multiline ? cleanText : normalizeText;
  if (typeof value !== 'string') return mapTexts(value, kept);
  const clean = plan.format?.normalize ? cleanText(value) : kept(value);
  // What nobody can read is said, and nothing more is made of it.
  const text = plan.format?.normalize && !isCrowded(clean) ? plan.format.normalize(clean) : clean;
  return text === '' ? undefined : text;
}
