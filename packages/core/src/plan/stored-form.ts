import {exactNumber} from '../formats/exact-number.ts';
import {cleanText, isCrowded, mapTexts, normalizeText} from '../formats/texts.ts';
import type {Json} from '../json/json.ts';
import type {Origin} from '../provenance/origin.ts';
import type {FieldPlan} from './plan.ts';

/**
 * What is stored of what was typed or filled, by the field's format and type; `undefined` for nothing.
 *
 * Rule    A text becomes a number when it can mean one number only, and a double holds all its digits. What a person typed, or a
 *         document says, may have signs of any language: only digits are certain. Where data come from, the sign is JSON's point.
 *         What is not understood stays as it is, is seen, and is an issue.
 */
export function storedForm(plan: FieldPlan, value: Json | undefined, from?: Origin['kind']): Json | undefined {
  const kept = keptForm(plan, value);
  const {type} = plan.keywords;
  if ((type !== 'integer' && type !== 'number') || typeof kept !== 'string') return kept;
  const certain = from === 'typed' || from === 'document' ? /^-?[0-9]+$/u : /^-?[0-9]+(\.[0-9]+)?$/u;
  return certain.test(kept) ? (exactNumber(kept) ?? kept) : kept;
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
