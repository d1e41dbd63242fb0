/** The parts of the screen that are loaded late. */
import type {FormDefinition, Item, PageModel} from '@egov-form/core';
import type {FormHostApi} from '../form-host-api.ts';
// Several late parts need it: here it is no chunk of its own, and costs no round trip.
import './changes.ts';
import {facts} from './facts.ts';
import {LazyPart} from './lazy-part.ts';
import {whenLoaded} from './when-loaded.ts';

/** Keeping what was entered. */
export type DraftsPart = typeof import('../draft/drafts-part.ts');
type ReviewPart = typeof import('../../review/review-part.ts');
type Pages = readonly Pick<PageModel, 'items'>[];

const lists: LazyPart<object> = new LazyPart('lists', () => import('../../list/lists-part.ts'));
const documents: LazyPart<object> = new LazyPart('documents', () => import('../../document/documents-part.ts'));

/** Drafts, and who may see the form: there before it is opened. */
export const drafts: LazyPart<DraftsPart> = new LazyPart('drafts', () => import('../draft/drafts-part.ts'));

/** Looking everything over, handing it in and printing it: loaded while the person fills the form. */
export const review: LazyPart<ReviewPart> = new LazyPart('review', () => import('../../review/review-part.ts'));

/** How an officer reads a dossier; nobody else loads it. */
const officer = new LazyPart('officer', () => import('../../officer/officer.ts'));

/** How long a form may be busy with itself before the rest is loaded, in milliseconds. */
const SOON_MS = 2_000;

/** What the review draws; until it is there, that it is on its way, or how to try again. Tracked. */
export function whenReviewed(screen: FormHostApi, locale: string, draw: (part: ReviewPart) => unknown): unknown {
  return whenLoaded(review, screen, locale, draw);
}

/** The same for an officer, who needs the review too. */
export function whenRead(screen: FormHostApi, locale: string, draw: (part: ReviewPart) => unknown): unknown {
  return whenReviewed(screen, locale, (part) => whenLoaded(officer, screen, locale, () => draw(part)));
}

/** Have everything there that stands on these pages. Rejects as `LazyPart` does. */
export async function loadPages(pages: Pages, definition: FormDefinition): Promise<void> {
  await Promise.all(partsOf(pages, definition).map((part) => part.load()));
}

/** The same where nobody waits for it. */
export function preparePages(pages: Pages, definition: FormDefinition): void {
  for (const part of partsOf(pages, definition)) void part.prepare();
}

/** What no page that is in sight needs: the rest of the pages, and the review when the page has time for it. */
export function prepareRest(pages: Pages, definition: FormDefinition): void {
  preparePages(pages, definition);
  const load = (): void => void review.prepare();
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, {timeout: SOON_MS});
  else setTimeout(load, SOON_MS);
}

/** Draws when everything is there that stands on these pages; until then, that it is on its way, or how to try again. Tracked. */
export function whenPagesLoaded(
  pages: Pages,
  definition: FormDefinition,
  screen: FormHostApi,
  locale: string,
  draw: () => unknown,
): unknown {
  return partsOf(pages, definition).reduce<() => unknown>((rest, part) => () => whenLoaded(part, screen, locale, rest), draw)();
}

function partsOf(pages: Pages, {lookups, parties}: FormDefinition): readonly LazyPart<object>[] {
  const found = new Set<LazyPart<object>>();
  if (lookups || parties) found.add(facts);
  const look = (items: readonly Item[]): void => {
    for (const item of items) {
      if ('list' in item) found.add(lists);
      if ('document' in item) found.add(documents);
      if ('items' in item) look(item.items);
    }
  };
  for (const {items} of pages) look(items);
  return [...found];
}
