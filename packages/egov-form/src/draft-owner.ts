import {readAnswer} from './gateway-answer.ts';

/** How long the form waits for the gateway to say whose drafts it may open, in milliseconds. */
const TIMEOUT_MS = 3_000;

/**
 * The signed-in person's name for drafts on this device, as the gateway made it; `undefined` when nobody is signed in.
 * Rejects when the gateway fails, or does not answer within 3 seconds.
 */
export async function askDraftOwner(gateway: string): Promise<string | undefined> {
  const reply = await fetch(`${gateway.replace(/\/+$/u, '')}/session`, {
    headers: {Accept: 'application/json'},
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  // A gateway that fails did not say that nobody is signed in; one that has no sessions did.
  if (!reply.ok && reply.status !== 404) throw new Error(`Expected who is signed in, but the gateway answered ${reply.status}.`);
  const session: unknown = reply.ok ? await readAnswer(reply) : undefined;
  const owner = typeof session === 'object' && session !== null && 'draftOwner' in session ? session.draftOwner : undefined;
  return typeof owner === 'string' && /^[\w-]{22,128}$/u.test(owner) ? owner : undefined;
}
