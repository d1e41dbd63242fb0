/** What stands on some pages only. It is there before such a page is drawn, and else when the first page has been. */
import type {Item, PageModel} from '@egov-form/core';
import type {Screen} from '../form-host-api.ts';
import {type FormPart, LatePart} from './form-parts.ts';
import {whenLoaded} from './when-loaded.ts';

type PagePart = LatePart<{readonly part: FormPart}>;
type Pages = readonly Pick<PageModel, 'items'>[];

const lists: PagePart = new LatePart('lists', () => import('../../list/lists-part.ts'));
const papers: PagePart = new LatePart('papers', () => import('../../document/papers-part.ts'));

/** Have everything there that stands on these pages. Rejects as `LatePart` does. */
export async function loadPageParts(pages: Pages): Promise<void> {
  await Promise.all(partsOf(pages).map((part) => part.load()));
}

/** The same where nobody waits for it. */
export function preparePageParts(pages: Pages): void {
  for (const part of partsOf(pages)) void part.prepare();
}

/** Draws when everything is there that stands on these pages; until then, that it is on its way, or how to try again. Tracked. */
export function whenPartsLoaded(pages: Pages, screen: Screen, locale: string, draw: () => unknown): unknown {
  return partsOf(pages).reduce<() => unknown>((rest, part) => () => whenLoaded(part, screen, locale, rest), draw)();
}

function partsOf(pages: Pages): readonly PagePart[] {
  const found = new Set<PagePart>();
  const look = (items: readonly Item[]): void => {
    for (const item of items) {
      if ('list' in item) found.add(lists);
      if ('document' in item) found.add(papers);
      if ('items' in item) look(item.items);
    }
  };
  for (const {items} of pages) look(items);
  return [...found];
}
