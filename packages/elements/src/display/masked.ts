import type {Field, Json} from '@egov-form/core';
import {personText} from './person-text.ts';

/**
 * An identifier where the whole of it is not needed, outside of its own question: `026*****0042`. `undefined` for answers
 * whose format has no such form, and for those that the definition calls public.
 */
export function maskedValue(field: Field, value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || field.settings.sensitivity === 'public') return undefined;
  const masked = field.format?.mask?.(value);
  return masked === undefined ? undefined : personText(masked);
}

/** Where all answers are read: an identifier that the definition calls sensitive is whole in its own question and on paper only. */
export function maskedSensitive(field: Field, value: Json | undefined): string | undefined {
  return field.settings.sensitivity === 'sensitive' ? maskedValue(field, value) : undefined;
}
