import type {FormSession} from './session.ts';

/**
 * Leaving the page asks the person first, but only while leaving would lose something: the draft could not be saved, or none is
 * kept and something was typed. Returns what ends the watch.
 */
export function watchLeaving(session: () => FormSession | undefined, keepsDraft: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    const here = session();
    if (!here || here.result.peek()?.state === 'accepted') return;
    if (keepsDraft() ? here.saveFailed : here.typed) event.preventDefault();
  };
  globalThis.addEventListener('beforeunload', ask);
  return () => globalThis.removeEventListener('beforeunload', ask);
}
