import type {Submission, SubmitResult} from '@egov-form/core';
import {showMoment} from '../../display/dates.ts';
import type {MessageKey} from '../../messages/keys.ts';
import {DECLARATION} from '../../summary/summary.ts';
import type {FormHostApi} from '../form-host-api.ts';
import {findChangesSoon} from '../lazy/changes.ts';
import type {Pager} from '../paging/pager.ts';
import {REVIEW} from '../paging/progress.ts';
import type {FormSession} from '../session.ts';
import {offerToPage} from './dispatch-submit.ts';
import {Sender} from './sender.ts';

/** What the form's element does around the sending. */
export interface Around {
  /** Whether the person who opened the form is here, as far as can be told. */
  mayAct(): Promise<boolean>;
  /** Save what was entered, as it could not be sent. */
  save(): Promise<boolean>;
  /** The dossier is in; the person has not been told yet. */
  accepted(): Promise<void>;
}

/** Check and hand in, unless something stands in the way or it was handed in already. Resolves when it is over, whatever the end. */
export async function sendDossier(
  session: FormSession,
  pager: Pager,
  screen: FormHostApi,
  around: Around,
): Promise<SubmitResult | undefined> {
  if (session.sending.peek() || session.result.peek()?.state === 'accepted') return undefined;
  if (isHeldBack(session, pager, screen)) return undefined;
  session.result.value = undefined;
  session.sending.value = {step: 'sending'};
  try {
    if (!(await around.mayAct())) return {state: 'other-person'};
    session.sender ??= new Sender(session.form, session.attempts);
    const result = await session.sender.send(
      session.ports.recipient,
      screen.locale,
      new AbortController().signal,
      (progress) => {
        session.sending.value = progress;
      },
      (submission, files) => offerToPage(screen.element, submission, files, session.ports.recipient),
      wishesOf(session),
    );
    if (result) await finish(result, session, pager, screen, around);
    return result;
  } finally {
    session.sending.value = undefined;
  }
}

/** What the person wants beside it. */
function wishesOf({besides, keep}: FormSession): Pick<Submission, 'besides' | 'keep'> {
  return {...(besides.peek().length > 0 && {besides: besides.peek()}), ...(keep.peek() && {keep: true})};
}

/** Whether it cannot be sent yet; the person sees why. */
function isHeldBack({form, declared, lead}: FormSession, pager: Pager, screen: FormHostApi): boolean {
  const issues = [...form.validate()];
  if (!declared.peek()) issues.push({code: 'declaration.required', pointer: DECLARATION, severity: 'error'});
  if (issues.some(({severity}) => severity === 'error')) pager.show(REVIEW);
  if (pager.stopped(issues)) return true;
  const reading = form.documents.some((slot) => slot.visible && slot.attachments.some(({state}) => state === 'reading'));
  pager.summarise([], reading ? screen.t('send.reading') : '');
  if (reading) screen.announce(lead.peek());
  return reading;
}

/** What its words name of it. */
export function codeAndTime(result: SubmitResult): {readonly [name: string]: string} {
  return 'code' in result ? {code: result.code, moment: showMoment(result.at)} : {};
}

/** Why it was not taken, in words. */
export const FAILED: {readonly [state in Exclude<SubmitResult['state'], 'accepted' | 'refused'>]: MessageKey} = {
  'same-matter': 'send.sameMatter',
  forbidden: 'send.forbidden',
  'signed-out': 'send.signedOut',
  'other-person': 'send.otherPerson',
  unavailable: 'send.unavailable',
};

async function finish(
  result: SubmitResult,
  session: FormSession,
  pager: Pager,
  screen: FormHostApi,
  around: Around,
): Promise<void> {
  if (result.state === 'refused') {
    session.form.addIssues(result.issues);
    pager.summarise(result.issues, screen.t('send.refused'));
    // A register's value that stands has changed since: here it can be taken.
    if (result.issues.some(({code}) => code === 'receipt.mismatch')) findChangesSoon(session, true);
    return;
  }
  // Signing in may lead away from this page.
  if (result.state === 'signed-out') await around.save();
  session.result.value = result;
  if (result.state !== 'accepted') {
    screen.announce(screen.t(FAILED[result.state], codeAndTime(result)));
    return;
  }
  await around.accepted();
  await screen.drawn();
  screen.focus('.accepted');
  screen.announce(`${screen.t('send.accepted')}. ${screen.t('send.code')}: ${result.code}`);
}
