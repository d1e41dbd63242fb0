import {FormError} from '@egov-form/core';

/** The connection was closed between two steps: by a newer tab, by the browser, by `close`. What was begun is to be begun anew. */
export function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

/**
 * What a failed transaction means for the caller: `EGOV_DRAFTS_QUOTA` when the device has no room left (nothing was
 * changed; free space or remove attachments), otherwise `EGOV_DRAFTS_FAILED`. The platform's error is the `cause`.
 */
export function failureOf(error: unknown): FormError {
  if (error instanceof FormError) return error;
  const name = error instanceof DOMException ? error.name : 'Error';
  if (name === 'QuotaExceededError') {
    return new FormError(
      'EGOV_DRAFTS_QUOTA',
      'The draft was not saved: the device has no room left for this site. Free some space or remove an attachment; the last saved draft is untouched.',
      {},
      {cause: error},
    );
  }
  return new FormError(
    'EGOV_DRAFTS_FAILED',
    `The browser did not complete the work on the draft store (${name}). Try again; the last saved draft is untouched.`,
    {name},
    {cause: error},
  );
}
