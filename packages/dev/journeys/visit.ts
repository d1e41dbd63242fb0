/**
 * A person at the portal, in a real browser: what they type, choose, attach and press. Every Content-Security-Policy
 * violation, console error and page error on the way is written down, so that a journey can end by asking for none.
 */
import assert from 'node:assert/strict';
import type {Browser, Locator, Page} from 'playwright-core';
import type {Demo} from '../src/demo/start-demo.ts';

/** A file in memory, as a person would choose it from a folder. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface VisitOptions {
  /** CSS pixels. Defaults to 1280. */
  readonly width?: number;
  /** Lets a checker inject its script. Never set where violations are counted. */
  readonly bypassCSP?: boolean;
}

const SLOW_MS = 30_000;
/** Reading a scan takes seconds on a quiet machine, and much longer on one that builds beside it. */
export const READING_MS = 150_000;

export class Visit {
  readonly page: Page;
  /** Violations and errors so far. */
  readonly problems: readonly string[];
  readonly #demo: Demo;
  /** Answers of the server that a journey provokes on purpose; the browser writes them on the console. */
  readonly #expected: RegExp[] = [];

  private constructor(page: Page, demo: Demo, problems: string[]) {
    this.page = page;
    this.#demo = demo;
    this.problems = problems;
    page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !this.#expected.some((pattern) => pattern.test(text))) problems.push(`console: ${text}`);
    });
  }

  static async open(browser: Browser, demo: Demo, {width = 1280, bypassCSP = false}: VisitOptions = {}): Promise<Visit> {
    const context = await browser.newContext({
      viewport: {width, height: 900},
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      bypassCSP,
    });
    context.setDefaultTimeout(SLOW_MS);
    const page = await context.newPage();
    const problems: string[] = [];
    await page.exposeFunction('reportViolation', (text: string) => problems.push(`violation: ${text}`));
    await page.addInitScript(() => {
      const report = (globalThis as unknown as {reportViolation(text: string): void}).reportViolation;
      document.addEventListener('securitypolicyviolation', (event) =>
        report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    return new Visit(page, demo, problems);
  }

  /** The server will say so, and the browser will put it on the console: that is no error of the page. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Sign in by the button of the portal and the provider's page. */
  async signIn(name: string, path: string): Promise<void> {
    await this.page.goto(`${this.#demo.url}/auth/sign-in?return=${encodeURIComponent(path)}`);
    await this.page.getByRole('button', {name}).click();
    await this.page.waitForURL((url) => url.pathname.startsWith(path));
  }

  async openForm(id: string): Promise<void> {
    if (!new URL(this.page.url()).pathname.startsWith(`/procedures/${id}`))
      await this.page.goto(`${this.#demo.url}/procedures/${id}/`);
    await this.page.locator('egov-form [part~="page-title"]').first().waitFor();
    // The frame may stand a moment before the engine does.
    await this.page.waitForFunction(() => Boolean((document.querySelector('egov-form') as {model?: unknown} | null)?.model));
  }

  /** Straight to a page, as a link of the progress leads there. */
  async showPage(id: string): Promise<void> {
    await this.page
      .locator('egov-form')
      .first()
      .evaluate((element, page) => (element as unknown as {showPage(page: string): void}).showPage(page), id);
  }

  field(pointer: string): Locator {
    return this.page.locator(`egov-form [data-pointer="${pointer}"]`).first();
  }

  /** The first control of a question. */
  control(pointer: string): Locator {
    return this.field(pointer).locator('input:not([type=hidden]), select, textarea').first();
  }

  /** Type as people do, key by key, and leave the field. */
  async type(pointer: string, text: string): Promise<void> {
    const control = this.control(pointer);
    await control.click();
    await control.pressSequentially(text, {delay: 5});
    // What a register answers may take the place of the question meanwhile.
    await this.page.keyboard.press('Tab');
  }

  /** Choose by the words of a choice: radio, drop-down or search box. */
  async choose(pointer: string, words: string): Promise<void> {
    const field = this.field(pointer);
    const control = this.control(pointer);
    if ((await control.getAttribute('type')) === 'radio') return field.getByText(words, {exact: true}).click();
    if ((await control.evaluate((node) => node.localName)) === 'select') {
      await control.selectOption({label: words});
      return;
    }
    await control.click();
    await control.fill(words);
    await field.getByRole('option', {name: words}).first().click();
  }

  async attach(slot: string, file: ChosenFile | string): Promise<void> {
    await this.slot(slot).locator('input[type=file]').first().setInputFiles(file);
  }

  slot(name: string): Locator {
    return this.page
      .locator('egov-form egov-document')
      .filter({has: this.page.locator(`[id*="${name}"]`)})
      .first();
  }

  /** Wait until a slot's file was read, or refused. */
  async read(slot: string, state: 'ready' | 'refused' | 'unread' = 'ready'): Promise<void> {
    await this.slot(slot).locator(`[part~="file"][data-state="${state}"]`).first().waitFor({timeout: READING_MS});
  }

  /** Go on to the next page, past what is only a warning; fails with the summary's words when the page does not let go. */
  async next(): Promise<void> {
    const title = this.page.locator('egov-form [part~="page-title"]');
    const summary = this.page.locator('egov-form [part~="summary"]');
    const before = await wordsOf(title);
    const gone = title.filter({hasNotText: before});
    const go = this.page.locator('egov-form [part~="next"]');
    await go.click();
    await gone.or(summary).first().waitFor();
    if ((await gone.count()) > 0) return;
    if ((await summary.getAttribute('data-tone')) !== 'warning')
      assert.fail(`The page "${before}" is held back: ${await wordsOf(summary)}`);
    await go.click();
    await gone.waitFor();
  }

  /** Send from the review, past warnings that nobody was asked about yet, and answer the dossier's code. */
  async send(): Promise<string> {
    const code = this.page.locator('egov-form [part~="code"]');
    const summary = this.page.locator('egov-form [part~="summary"]');
    const send = this.page.locator('egov-form [part~="send"]');
    await send.click();
    await code.or(summary).first().waitFor();
    if ((await code.count()) === 0) {
      if ((await summary.getAttribute('data-tone')) !== 'warning')
        assert.fail(`The dossier is held back: ${await wordsOf(summary)}`);
      await send.click();
    }
    return wordsOf(code);
  }

  /** What the engine holds. */
  answers(): Promise<{[member: string]: unknown}> {
    return this.page
      .locator('egov-form')
      .first()
      .evaluate((element) => (element as unknown as {answers: {[member: string]: unknown}}).answers);
  }

  async valueOf(pointer: string): Promise<unknown> {
    return this.page
      .locator('egov-form')
      .first()
      .evaluate((element, at) => (element as unknown as {model: {get(pointer: string): unknown}}).model.get(at), pointer);
  }

  originOf(pointer: string): Promise<string | undefined> {
    return this.page
      .locator('egov-form')
      .first()
      .evaluate(
        (element, at) =>
          (element as unknown as {model: {field(pointer: string): {origin?: {kind: string}}}}).model.field(at).origin?.kind,
        pointer,
      );
  }

  /** Wait until a register has filled it. */
  async known(pointer: string): Promise<void> {
    await this.page.waitForFunction((at) => {
      const form = document.querySelector('egov-form') as unknown as {
        model: {field(pointer: string): {origin?: {kind: string}}};
      };
      return form.model.field(at).origin?.kind === 'register';
    }, pointer);
  }

  /** How many values the cards of the page hold. */
  factsShown(): Promise<number> {
    return this.page.locator('egov-form [part~="facts"] dl > div').count();
  }

  /** What a look-up says, at its key or on the card of what it filled. */
  lookupState(pointer: string): Promise<string> {
    const panel = this.page.locator('egov-form egov-lookup').filter({visible: true});
    return wordsOf(this.field(pointer).locator('egov-lookup').or(panel).first().locator('[part~="lookup-state"]'));
  }

  /** Press a button of the card that stands in a part of the page: to see the questions, or to give another key. */
  async pressCard(button: 'facts-wrong' | 'facts-change' | 'by-hand', inside = 'egov-facts'): Promise<void> {
    await this.page.locator(`egov-form ${inside} [part~="${button}"]`).first().click();
  }

  /** Nothing may be wider than the window: sideways scrolling hides answers on a phone. */
  async assertNoSidewaysScroll(): Promise<void> {
    const [content, window] = await this.page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    assert.ok(Number(content) <= Number(window), `The page is ${content} px wide in a window of ${window} px.`);
  }

  assertNoProblems(): void {
    assert.deepEqual(this.problems, []);
  }
}

/** What an element says, spaces made single. */
export async function wordsOf(element: Locator): Promise<string> {
  return ((await element.textContent()) ?? '').replace(/\s+/gu, ' ').trim();
}
