import type {PageLike} from './page-like.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Axe {
  run(context: Document, options: unknown): Promise<{violations: {id: string; nodes: {target: unknown}[]}[]}>;
}

/**
 * What WCAG 2.2 AA forbids and a page does, as `rule at place`; empty when nothing is found. Finds what a machine can find.
 *
 * @param axe - text of `axe-core/axe.min.js`, in the version that the package of the tests has.
 */
export async function accessibilityProblems(page: PageLike, axe: string): Promise<readonly string[]> {
  await page.evaluate(`${axe}; undefined`);
  return page.evaluate(async (tags: readonly string[]) => {
    const {axe: checker} = globalThis as unknown as {axe: Axe};
    const {violations} = await checker.run(document, {runOnly: tags});
    return violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id} at ${JSON.stringify(target)}`));
  }, TAGS);
}
