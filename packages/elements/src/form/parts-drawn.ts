import {WatchingElement} from '../drawing/watching-element.ts';

/** After the parts of the page have drawn. They stand in the cards: to look for them everywhere would take as long as the page is. */
export async function partsDrawn(root: ParentNode): Promise<void> {
  const cards = [...(root.querySelector('.form')?.children ?? [])];
  const parts = cards.flatMap((card) => [...card.children]).filter((part) => part instanceof WatchingElement);
  await Promise.all(parts.map((part) => part.updateComplete));
}
