import {FormError, type JsonObject} from '@egov-form/core';

/** Why a file is not taken. Each is an issue code with its own words in the messages. */
export type RefusalReason =
  | 'document.type'
  | 'document.empty'
  | 'document.too-large'
  | 'document.encrypted'
  | 'document.broken'
  | 'document.active-content'
  | 'document.undecodable'
  | 'document.too-many-pages'
  | 'document.too-many-pixels';

const SENTENCES: {readonly [reason in RefusalReason]: string} = {
  'document.type': 'Expected a PDF, JPEG or PNG file that the form accepts, found another kind of file. Choose another file.',
  'document.empty': 'Expected a file with content, found an empty one. Choose another file.',
  'document.too-large': 'Expected a file within the size limit, found a larger one. Choose a smaller file.',
  'document.encrypted':
    'Expected a PDF without protection, found one with a password or limits on its use. Print it to a new PDF.',
  'document.broken': 'Expected a whole file, found one that is damaged or cut off. Save or scan it again.',
  'document.active-content':
    'Expected a PDF of plain pages, found scripts, actions, media or attached files in it, or a link that is not to the web. Print it to a new PDF.',
  'document.undecodable':
    'Expected a PDF whose objects can be decoded, found some that cannot and could hide anything. Print it to a new PDF.',
  'document.too-many-pages': 'Expected a PDF within the page limit, found a longer one. Split it.',
  'document.too-many-pixels': 'Expected a picture within the pixel limit, found a larger one. Save it smaller.',
};

/**
 * The error that refuses a file: code `EGOV_DIGITIZE_REFUSED`, `details.issue` the reason, the rest of `details`
 * limits and counts for the message (`limitMb`, `limit`, `found`), never anything of the content.
 */
export function refusal(reason: RefusalReason, params: JsonObject = {}): FormError {
  return new FormError('EGOV_DIGITIZE_REFUSED', SENTENCES[reason], {issue: reason, ...params});
}

/**
 * The error of a reader that could not start, died, or took too long (`details.reason`: `too-long`, or `silent` when it
 * was blocked): code `EGOV_DIGITIZE_UNAVAILABLE`. The file itself may be fine.
 */
export function unavailable(why: string, cause?: unknown, reason?: 'too-long' | 'silent'): FormError {
  const message = `Expected the document reader to run, but ${why}. The file can be kept unread; try again later.`;
  return new FormError('EGOV_DIGITIZE_UNAVAILABLE', message, reason ? {reason} : {}, {cause});
}
