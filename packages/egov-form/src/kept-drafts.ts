/** Drafts as a page of a gateway keeps them: in this browser, a signed-in person's with the key that the gateway makes for them. */
import {FormError} from '@egov-form/core';
import {type BrowserDraftStore, createDraftStore, type DraftStoreOptions} from '@egov-form/drafts';
import {readAnswer} from './gateway-answer.ts';

/** How long the gateway may take to answer, in milliseconds. */
const TIMEOUT_MS = 8_000;

export function openDraftStore(options: DraftStoreOptions, gateway: string): BrowserDraftStore {
  if (gateway === '') return createDraftStore(options);
  return createDraftStore({personKey: (owner) => askDraftKey(gateway, owner), ...options});
}

/**
 * The key of the drafts of the person who is signed in, who must be this one.
 * @throws FormError `EGOV_DRAFTS_LOCKED`; `details.reason`: `signed-out`, `other-person`, `unreachable`.
 */
async function askDraftKey(gateway: string, owner: string): Promise<Uint8Array<ArrayBuffer>> {
  const reply = await fetch(`${gateway.replace(/\/+$/u, '')}/drafts/key`, {
    method: 'POST',
    headers: {Accept: 'application/json', 'X-Egov-Form': '1', 'X-Egov-Owner': owner},
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (reply.status === 401) throw locked('signed-out', 'nobody is signed in');
  if (reply.status === 409) throw locked('other-person', 'another person is signed in');
  if (!reply.ok) throw locked('unreachable', `the gateway answered ${reply.status}`);
  const {key} = ((await readAnswer(reply)) ?? {}) as {key?: unknown};
  if (typeof key !== 'string' || !/^[\w-]{43}$/u.test(key)) throw locked('unreachable', 'the gateway answered no key');
  return Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function locked(reason: 'signed-out' | 'other-person' | 'unreachable', because: string): FormError {
  return new FormError('EGOV_DRAFTS_LOCKED', `Expected the key of the draft, but ${because}. The draft is still there.`, {
    reason,
  });
}
