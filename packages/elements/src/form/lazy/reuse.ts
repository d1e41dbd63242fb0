import type {FormSession} from '../session.ts';
import {LazyPart} from './lazy-part.ts';

type ReusePart = typeof import('../../reuse/reuse-part.ts');

const reuse: LazyPart<ReusePart> = new LazyPart('reuse', () => import('../../reuse/reuse-part.ts'));

/** Offer what the person had kept, where a form asks for any of it. Never rejects. */
export function offerKeptSoon(session: FormSession): void {
  const {ctx, form, owner, ports} = session;
  if (owner === '' || ctx.readonly || !ports.recipient?.keptAnswers) return;
  if (!Object.values(form.definition.fields ?? {}).some(({reuse: term}) => term)) return;
  void reuse.load().then(
    (part) => part.offerKeptAnswers(session),
    () => undefined,
  );
}
