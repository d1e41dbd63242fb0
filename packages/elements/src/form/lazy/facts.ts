import {LazyPart} from './lazy-part.ts';

type FactsPart = typeof import('../../facts/facts-part.ts');

/** Look-ups, and cards of what is known: of no use to a form that asks no register and names no party. */
export const facts: LazyPart<FactsPart> = new LazyPart('facts', async () => {
  // What it shares with documents lies in a chunk of its own: asked for at the same time, it costs no round trip more.
  const [part] = await Promise.all([import('../../facts/facts-part.ts'), import('../../field/conflict.ts')]);
  return part;
});

/** What draws facts as cards, once it is there: before the pages of a form that may have any. Tracked. */
export function factsPart(): FactsPart | undefined {
  const {state} = facts;
  return state === 'failed' ? undefined : state;
}
