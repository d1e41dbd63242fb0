/**
 * A draft that is there and cannot be opened now is waited for. It is asked for again by itself, with growing pauses, when the
 * connection is back, and when the person says so. The person may also go on with a new form, which is kept beside it: nothing
 * that is entered meanwhile takes the place of the draft.
 */
import {type DraftStore, FormError, isFormError} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../../drawing/icons.ts';
import type {Signal} from '../../drawing/signals.ts';
import type {MessageKey} from '../../messages/keys.ts';
import {messageText} from '../../messages/messages.ts';
import {askOwner, type ElementPorts} from '../../ports.ts';
import type {FormSession} from '../session.ts';
import type {DraftKeeper} from './draft-keeper.ts';

/** Milliseconds before it is asked for again; each further time doubles them, up to the longest. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** What the person may decide, or the time or the connection for them. */
type Decision = 'again' | 'beside' | 'remove';

/** Why a draft is waited for, and what the person may do. */
export interface Wait {
  readonly words: MessageKey;
  /** A new form can be kept beside it. */
  readonly beside: boolean;
  /** It can be deleted: without its key nobody is known to open it any more. */
  readonly removable: boolean;
  decide(decision: Decision): void;
}

/**
 * Try until it succeeds, or the person decides otherwise. Rejects with the signal's reason, and with what waiting does not help.
 * @param now what is waited for, meanwhile.
 */
async function waitFor<T>(
  attempt: () => Promise<T>,
  beside: boolean,
  now: Signal<Wait | undefined>,
  signal: AbortSignal,
): Promise<T | 'beside' | 'remove'> {
  try {
    for (let pause = PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await attempt();
      } catch (error) {
        const words = wordsFor(error);
        if (words === undefined) throw error;
        const wait = {words, beside, removable: words === 'draft.waitOtherKey'};
        const decision = await decisionOn(wait, pause, now, signal);
        if (decision !== 'again') return decision;
      }
    }
  } finally {
    now.value = undefined;
  }
}

function decisionOn(
  wait: Omit<Wait, 'decide'>,
  pause: number,
  now: Signal<Wait | undefined>,
  signal: AbortSignal,
): Promise<Decision> {
  return new Promise((decided, ended) => {
    const decide = (decision: Decision): void => {
      stop();
      decided(decision);
    };
    const again = (): void => decide('again');
    const abort = (): void => {
      stop();
      ended(signal.reason);
    };
    const timer = setTimeout(again, pause);
    const stop = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', again);
      signal.removeEventListener('abort', abort);
    };
    globalThis.addEventListener('online', again);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    // The same panel stays as it is: a person may be about to press a button of it.
    else now.value = {...wait, decide};
  });
}

/**
 * Whose the form is, where that could not be asked: `''` for nobody. Where a draft of this form is kept for somebody, it is waited
 * for, because an empty form would pass the draft over in silence.
 */
export async function askAgain(
  owner: ElementPorts['owner'] | undefined,
  form: string,
  drafts: DraftStore | undefined,
  wait: Signal<Wait | undefined>,
  signal: AbortSignal,
): Promise<string> {
  if (!(await drafts?.hasOwned?.(form).catch(() => false))) return '';
  const ask = async (): Promise<string> => {
    const found = await askOwner(owner);
    if (found !== undefined) return found;
    throw new FormError('EGOV_DRAFTS_LOCKED', 'Expected who is signed in, could not ask.', {reason: 'unreachable'});
  };
  const found = await waitFor(ask, true, wait, signal);
  return found === 'beside' || found === 'remove' ? '' : found;
}

/** Bring a session's draft back, waiting for it where that helps. Answers what keeps it from then on. */
export async function openDraft(
  session: FormSession,
  makeKeeper: () => DraftKeeper | undefined,
  wait: Signal<Wait | undefined>,
  signal: AbortSignal,
): Promise<DraftKeeper | undefined> {
  const keeper = makeKeeper();
  if (!keeper) return undefined;
  const {id} = session.form.definition;
  const opened = await waitFor(() => keeper.open(), session.draftKey !== id, wait, signal);
  if (opened === 'remove') {
    await session.ports.drafts?.remove(session.draftKey);
    await keeper.open();
  }
  let kept: DraftKeeper | undefined = keeper;
  if (opened === 'beside') {
    keeper.stop();
    session.draftKey = id;
    kept = makeKeeper();
    await kept?.open();
  }
  session.keeping.value = await session.ports.drafts?.keeping?.(session.draftKey).catch(() => undefined);
  return kept;
}

/** What the person is told while it is waited for; `undefined` for what waiting does not help. */
function wordsFor(error: unknown): MessageKey | undefined {
  if (isFormError(error, 'EGOV_DRAFTS_LOCKED')) {
    return error.details['reason'] === 'other-key' ? 'draft.waitOtherKey' : 'draft.waitKey';
  }
  if (isFormError(error, 'EGOV_DRAFTS_FAILED') || isFormError(error, 'EGOV_DRAFTS_QUOTA')) return 'draft.waitStore';
  const reason = isFormError(error, 'EGOV_DRAFTS_UNAVAILABLE') ? error.details['reason'] : undefined;
  return reason === 'blocked' || reason === 'newer' ? 'draft.waitStore' : undefined;
}

/** The draft is there and will be opened as soon as it can be. */
export function waitPanel(locale: string, {words, beside, removable, decide}: Wait): TemplateResult {
  const t = (key: MessageKey): string => messageText(locale, key);
  return html`<div class="panel" data-tone="info" part="draft-wait" role="status">
    <h2>${icon('info')}${t('draft.waitTitle')}</h2>
    <p>${t(words)}</p>
    <div class="notice-actions">
      <button type="button" class="primary" @click=${() => decide('again')}>${t('draft.waitAgain')}</button>
      ${beside ? html`<button type="button" class="secondary" @click=${() => decide('beside')}>${t('draft.waitBeside')}</button>` : nothing}
      ${removable ? html`<button type="button" class="quiet danger" @click=${() => decide('remove')}>${t('draft.waitRemove')}</button>` : nothing}
    </div>
    ${beside ? html`<p class="hint">${t('draft.waitBesideHint')}</p>` : nothing}
  </div>`;
}

/** The form is open in another window, which saves; here it can only be read until the person goes on here. */
export function elsewhereNotice(session: FormSession, keeper: DraftKeeper | undefined): TemplateResult | typeof nothing {
  const {ctx} = session;
  if (!session.elsewhere.value) return nothing;
  return html`<div class="notice" data-tone="warning" part="elsewhere" role="alert">
    ${icon('alert')}
    <div>
      <p>${ctx.t('draft.elsewhere')}</p>
      <div class="notice-actions">
        <button type="button" class="secondary small" @click=${() => void keeper?.takeOver()}>${ctx.t('draft.takeOver')}</button>
      </div>
    </div>
  </div>`;
}
