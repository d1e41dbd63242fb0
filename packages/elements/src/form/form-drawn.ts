import {untracked} from '../drawing/signals.ts';
import {WatchingElement} from '../drawing/watching-element.ts';
import {loadPages, review} from './lazy/parts.ts';
import type {FormSession} from './session.ts';

/** After a form and the page inside it have drawn. */
export async function formDrawn(element: WatchingElement, session: FormSession | undefined): Promise<void> {
  // What is drawn by a part that is on its way cannot be gone to before.
  if (session) {
    const parts = session.reviewing.peek()
      ? review.load()
      : loadPages(untracked(() => session.step)?.shown ?? [], session.form.definition);
    await parts.catch(() => undefined);
  }
  await element.updateComplete;
  // They stand in the cards. To look for them everywhere would take as long as the page is.
  const cards = [...(element.renderRoot.querySelector('.form')?.children ?? [])];
  const parts = cards.flatMap((card) => [...card.children]).filter((part) => part instanceof WatchingElement);
  await Promise.all(parts.map((part) => part.updateComplete));
}
