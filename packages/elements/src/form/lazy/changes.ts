import {nothing} from 'lit';
import type {FormSession} from '../session.ts';
import {LazyPart} from './lazy-part.ts';

type ChangesPart = typeof import('../../changes/changes-part.ts');

/** What registers say otherwise by now: only for a draft that is opened again. */
const changes: LazyPart<ChangesPart> = new LazyPart('changes', () => import('../../changes/changes-part.ts'));

/** Look for changes once the page has time for it. Never rejects. @param all as `findChanges` has it. */
export function findChangesSoon(session: FormSession, all = false): void {
  const find = (): void =>
    void changes.load().then(
      (part) => part.findChanges(session, all),
      () => undefined,
    );
  if ('requestIdleCallback' in globalThis) requestIdleCallback(find, {timeout: 2_000});
  else setTimeout(find);
}

/** What has changed, once that is known. Tracked. */
export function changesNotice(session: FormSession, then: () => void): unknown {
  const {state} = changes;
  return state === undefined || state === 'failed' ? nothing : state.changesPanel(session, then);
}
