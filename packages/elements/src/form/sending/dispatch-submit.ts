import {FormError, type Recipient, type Submission, type SubmitResult} from '@egov-form/core';
import {EgovErrorEvent, EgovSubmitEvent, type SentFile} from '../../events.ts';

/** Let the page hand the dossier in itself. `false` when it did so without telling the outcome, `undefined` when it did not. */
export function offerToPage(
  form: HTMLElement,
  submission: Submission,
  files: readonly SentFile[],
  recipient: Recipient | undefined,
): Promise<SubmitResult> | undefined | false {
  const event = new EgovSubmitEvent(submission, files);
  if (!form.dispatchEvent(event)) return event.outcome ?? false;
  if (!recipient) {
    const message =
      'Expected a recipient for the dossier, found none. Set "gateway", the "recipient" property, or handle "egov-submit" yourself.';
    form.dispatchEvent(new EgovErrorEvent(new FormError('EGOV_ELEMENTS_NO_RECIPIENT', message)));
  }
  return undefined;
}
