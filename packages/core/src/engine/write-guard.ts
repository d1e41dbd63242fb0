import {untracked} from '@preact/signals-core';
import {FormError} from '../definition/errors.ts';
import type {Origin} from '../provenance/origin.ts';
import type {FormField} from './engine-context.ts';
import type {Change} from './transactions/transaction.ts';
import {isSafeValue} from './transactions/transaction-json.ts';

/**
 * Trust is kept here and not on the screen: who may put what into a field, and what a value may be at all.
 * @throws FormError `EGOV_CORE_LOCKED`, `EGOV_CORE_ORIGIN` or `EGOV_CORE_VALUE`.
 */
export function guardWrite(field: FormField, {pointer, value}: Change, wanted: Origin): void {
  if (value !== undefined && !isSafeValue(value))
    throw new FormError('EGOV_CORE_VALUE', `Expected JSON for "${pointer}", without members of a prototype.`, {pointer});
  if (wanted.kind === 'computed' || (wanted.kind === 'default' && value !== undefined))
    throw new FormError('EGOV_CORE_ORIGIN', `Only a rule of the definition can give "${pointer}" the origin "${wanted.kind}".`, {
      pointer,
    });
  const lock = untracked(() => field.lockedBy);
  const stands =
    lock === 'computed' || (lock === 'register' && wanted.kind === 'document') || (lock !== undefined && wanted.kind === 'typed');
  if (!stands) return;
  throw new FormError(
    'EGOV_CORE_LOCKED',
    `Field "${pointer}" cannot be typed in: its value comes from elsewhere. Undo the fill first.`,
    {pointer},
  );
}
