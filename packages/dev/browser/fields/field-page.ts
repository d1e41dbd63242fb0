/** The single file in a browser, on a page with a strict policy, showing any definition in any state. */
import {createRequire} from 'node:module';
import type {FormDefinition, JsonObject} from '@egov-form/core';
import type {Browser, BrowserContextOptions, Page} from 'playwright-core';
import {openBrowser} from '../../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../../src/rollup/bundle.ts';

const HTML = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Biểu mẫu</title>
<link rel="stylesheet" href="/page.css"><script type="module" src="/egov-form.js"></script></head><body><main></main></body></html>`;
const CSS = 'body{margin:0;padding:1rem;font-family:system-ui,sans-serif}fieldset{margin:0;padding:0;border:0;min-width:0}';

/** What a form on the page is made of. */
export interface Shown {
  readonly definition: FormDefinition;
  readonly answers?: JsonObject;
  readonly locale?: string;
  /** Inside a fieldset that is disabled. */
  readonly disabled?: boolean;
  /** After everything was checked. */
  readonly validated?: boolean;
}

interface FormElement extends HTMLElement {
  definition: unknown;
  answers: unknown;
  locale: string;
  updateComplete: Promise<unknown>;
  validate(): boolean;
}

/** A browser and a server for one test file. */
export class FieldStage {
  readonly #browser: Browser;
  readonly #pages: StrictPages;

  private constructor(browser: Browser, pages: StrictPages) {
    this.#browser = browser;
    this.#pages = pages;
  }

  static async open(texts: {readonly [path: string]: string} = {}): Promise<FieldStage> {
    await buildBundle();
    return new FieldStage(
      await openBrowser(),
      await serveStrictPages({'/index.html': HTML, '/page.css': CSS, ...texts}, [BUNDLE_FOLDER]),
    );
  }

  /** `problems` grows with every violation, console error and page error. */
  async page(path = '/', options: BrowserContextOptions = {}): Promise<{page: Page; problems: readonly string[]}> {
    const opened = await openStrictPage(this.#browser, `${this.#pages.url}${path}`, options);
    await opened.page.waitForFunction(() => customElements.get('egov-form') !== undefined);
    return opened;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#pages.close();
  }
}

/** Put a form on the page in place of the one before, and wait until all of it stands. */
export function show(page: Page, shown: Shown): Promise<void> {
  return showAll(page, [shown]);
}

/** The same for several forms, side by side where the page's style sheet says so. */
export async function showAll(page: Page, all: readonly Shown[]): Promise<void> {
  await page.evaluate(async (forms: readonly Shown[]) => {
    const main = document.querySelector('main');
    main?.replaceChildren();
    for (const {definition, answers, locale = 'vi', disabled = false, validated = false} of forms) {
      const form = document.createElement('egov-form') as FormElement;
      form.setAttribute('draft', 'off');
      form.locale = locale;
      form.definition = definition;
      if (answers) form.answers = answers;
      const fieldset = document.createElement('fieldset');
      fieldset.disabled = disabled;
      fieldset.append(form);
      const ready = new Promise<void>((resolve, reject) => {
        form.addEventListener('egov-ready', () => resolve(), {once: true});
        form.addEventListener('egov-error', (event) => reject((event as Event & {error?: unknown}).error ?? event), {once: true});
      });
      document.documentElement.lang = locale;
      main?.append(fieldset);
      await ready;
      if (validated) form.validate();
    }
  }, all as never);
  await settle(page);
}

/** After what is on its way has been drawn. A list that has to be fetched takes several rounds. */
export async function settle(page: Page, rounds = 1): Promise<void> {
  await page.evaluate(async (times) => {
    for (let round = 0; round < times; round += 1) {
      for (const form of document.querySelectorAll('egov-form')) await (form as FormElement).updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 10)));
    }
  }, rounds);
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds in the form now. The page must have been opened with `bypassCSP`. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({path: AXE});
  return page.evaluate(async (tags) => {
    const {axe} = globalThis as unknown as {
      axe: {run(context: Element, options: unknown): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>};
    };
    const form = document.querySelector('egov-form');
    if (!form) return ['there is no form'];
    const {violations} = await axe.run(form, {runOnly: tags});
    return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 300)}`));
  }, TAGS);
}
