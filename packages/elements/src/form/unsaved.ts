import type {FormSession} from './session.ts';

/**
 * Leaving the page asks the person first, but only while leaving would lose something: the draft could not be saved, or none is
 * kept and something was typed. Returns what ends the watch.
 */
export function watchLeaving(now: () => {readonly session: FormSession | undefined; readonly kept: boolean}): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    const {session, kept} = now();
    if (!session || session.result.peek()?.state === 'accepted') return;
    if (kept ? session.saveFailed : session.typed) event.preventDefault();
  };
  globalThis.addEventListener('beforeunload', ask);
  return () => globalThis.removeEventListener('beforeunload', ask);
}
