import {createRequire} from 'node:module';
import type {Page} from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Give a page the checker. The page must have been opened with `bypassCSP`. */
export async function addAxe(page: Page): Promise<void> {
  await page.addScriptTag({path: AXE});
}

/** What WCAG 2.2 AA forbids and the page does, as `rule at place`. */
export function violations(page: Page): Promise<string[]> {
  return page.evaluate(async (tags) => {
    // Elements finish their work in microtasks; the next frame shows the page as a person sees it.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
    const axe = (
      globalThis as unknown as {
        axe: {run(context: Document, options: unknown): Promise<{violations: {id: string; nodes: {target: unknown}[]}[]}>};
      }
    ).axe;
    // What a bar that sticks to the edge covers can be scrolled clear of it; the checker looks without scrolling.
    const bar = document.querySelector('egov-form')?.shadowRoot?.querySelector<HTMLElement>('[part~="nav"]');
    if (bar) bar.style.position = 'static';
    const result = await axe.run(document, {runOnly: tags});
    bar?.style.removeProperty('position');
    return result.violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id} at ${JSON.stringify(target)}`));
  }, TAGS);
}
