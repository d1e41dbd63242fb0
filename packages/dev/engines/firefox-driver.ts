/** Firefox, by WebDriver BiDi. */
import {type Browser, type ElementHandle, launch, type Page} from 'puppeteer-core';
import {describeQuery, type Engine, findAll, type Query, type Tab, type TabOptions, textsOf} from './driver.ts';

const PREFERENCES = {'intl.accept_languages': 'vi-VN, vi', 'intl.locale.requested': 'vi'};
const HEIGHT = 900;

export interface FirefoxOptions {
  /** Private windows. */
  readonly private?: boolean;
  /** The person asked for dark colors. */
  readonly dark?: boolean;
}

/** @param executablePath of Firefox. */
export async function openFirefox(executablePath: string, options: FirefoxOptions = {}): Promise<Engine> {
  const browser = await launch({
    ...{browser: 'firefox', executablePath, headless: true},
    extraPrefsFirefox: {
      ...PREFERENCES,
      ...(options.private && {'browser.privatebrowsing.autostart': true}),
      ...(options.dark && {'layout.css.prefers-color-scheme.content-override': 0}),
    },
    env: {...process.env, TZ: 'Asia/Ho_Chi_Minh'},
  });
  return {newTab: (tab) => openTab(browser, options, tab), close: () => browser.close()};
}

async function openTab(browser: Browser, {private: isPrivate}: FirefoxOptions, {width = 1280}: TabOptions = {}): Promise<Tab> {
  // A private window is its own container.
  const context = isPrivate ? browser.defaultBrowserContext() : await browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  await watch(page, problems);
  await page.setViewport({width, height: HEIGHT});

  const find = async (query: Query): Promise<ElementHandle> => {
    const list = await page.evaluateHandle(findAll, query);
    const first = (await list.evaluateHandle((elements) => elements[0] ?? null)).asElement();
    if (!first) throw new Error(`Expected ${describeQuery(query)} in the page, found none.`);
    return first as ElementHandle;
  };
  return {
    goto: async (url) => void (await page.goto(url, {waitUntil: 'load'})),
    reload: async () => void (await page.reload({waitUntil: 'load'})),
    evaluate: (script, ...parameters) => page.evaluate(script as never, ...(parameters as unknown as never[])) as never,
    texts: async (query) => (await page.evaluateHandle(findAll, query)).evaluate(textsOf),
    click: async (query) => (await find(query)).click(),
    async type(query, text) {
      const element = await find(query);
      await element.click();
      await element.type(text);
      await element.press('Tab');
    },
    async select(query, words) {
      const element = await find(query);
      const value = await element.evaluate(
        (list, wanted) => [...(list as HTMLSelectElement).options].find(({label}) => label.trim() === wanted)?.value,
        words,
      );
      if (value === undefined) throw new Error(`Expected the choice "${words}" of ${describeQuery(query)}, found none.`);
      await element.select(value);
    },
    upload: async (query, path) => ((await find(query)) as ElementHandle<HTMLInputElement>).uploadFile(path),
    screenshot: () => page.screenshot({type: 'png'}),
    problems: async () => problems,
    close: () => (isPrivate ? page.close() : context.close()),
  };
}

/** Firefox tells what scripts wrote and threw; violations and refused requests are asked for. */
async function watch(page: Page, problems: string[]): Promise<void> {
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`page error: ${error instanceof Error ? error.message : String(error)}`));
  page.on('response', (response) => response.status() >= 400 && problems.push(`answer: ${response.status()} ${response.url()}`));
  await page.exposeFunction('reportViolation', (text: string) => void problems.push(`violation: ${text}`));
  await page.evaluateOnNewDocument(() => {
    const report = (globalThis as unknown as {reportViolation(text: string): void}).reportViolation;
    document.addEventListener('securitypolicyviolation', (event) =>
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
}
