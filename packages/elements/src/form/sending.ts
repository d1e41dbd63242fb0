import type {SubmitResult} from '@egov-form/core';
import {DECLARATION} from '../summary/summary.ts';
import {offerToPage} from './dispatch-submit.ts';
import type {Screen} from './form-host-api.ts';
import type {Pager} from './paging/pager.ts';
import {REVIEW} from './paging/progress.ts';
import {Sender} from './sender.ts';
import type {FormSession} from './session.ts';

/**
 * Check and hand in, unless something stands in the way or it was handed in already. `accepted` is called once the dossier is
 * in, before the person is told. Resolves when it is over, whatever the end.
 */
export async function sendDossier(
  session: FormSession,
  pager: Pager,
  screen: Screen,
  accepted: () => Promise<void>,
): Promise<SubmitResult | undefined> {
  if (session.sending.peek() || session.result.peek()?.state === 'accepted') return undefined;
  if (isHeldBack(session, pager, screen)) return undefined;
  session.result.value = undefined;
  session.sending.value = {step: 'sending'};
  try {
    session.sender ??= new Sender(session.form);
    const result = await session.sender.send(
      session.ports.recipient,
      screen.locale,
      new AbortController().signal,
      (progress) => {
        session.sending.value = progress;
      },
      (submission) => offerToPage(screen.element, submission, session.ports.recipient),
    );
    if (result) await finish(result, session, pager, screen, accepted);
    return result;
  } finally {
    session.sending.value = undefined;
  }
}

/** Whether it cannot be sent yet; the person sees why. */
function isHeldBack({form, declared, lead}: FormSession, pager: Pager, screen: Screen): boolean {
  const issues = [...form.validate()];
  if (!declared.peek()) issues.push({code: 'declaration.required', pointer: DECLARATION, severity: 'error'});
  if (issues.some(({severity}) => severity === 'error')) pager.show(REVIEW);
  if (pager.stopped(issues)) return true;
  const reading = form.documents.some((slot) => slot.visible && slot.attachments.some(({state}) => state === 'reading'));
  pager.summarise([], reading ? screen.t('send.reading') : '');
  if (reading) screen.announce(lead.peek());
  return reading;
}

async function finish(
  result: SubmitResult,
  session: FormSession,
  pager: Pager,
  screen: Screen,
  accepted: () => Promise<void>,
): Promise<void> {
  if (result.state === 'refused') {
    session.form.addIssues(result.issues);
    pager.summarise(result.issues, screen.t('send.refused'));
    return;
  }
  session.result.value = result;
  if (result.state !== 'accepted') {
    screen.announce(screen.t(result.state === 'forbidden' ? 'send.forbidden' : 'send.unavailable'));
    return;
  }
  await accepted();
  await screen.drawn();
  screen.focus('.accepted');
  screen.announce(`${screen.t('send.accepted')}. ${screen.t('send.code')}: ${result.code}`);
}
