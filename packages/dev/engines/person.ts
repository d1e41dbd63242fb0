/** A person at the portal in a browser of any engine. What they do is what `Visit` of the journeys does in Chromium. */
import assert from 'node:assert/strict';
import type {Demo} from '../src/demo/start-demo.ts';
import {until} from '../src/fixtures/until.ts';
import {describeQuery, type Query, type Tab} from './driver.ts';

/** Reading takes seconds on a quiet machine, and much longer on one that builds beside it. */
const READING_MS = 150_000;

export class Person {
  readonly tab: Tab;
  readonly #demo: Demo;
  /** Answers of the server that a journey provokes on purpose. */
  readonly #expected: RegExp[] = [];

  constructor(tab: Tab, demo: Demo) {
    this.tab = tab;
    this.#demo = demo;
  }

  /** The server will say so, and the browser will put it on the console: that is no error of the page. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  async signIn(name: string, path: string): Promise<void> {
    await this.tab.goto(`${this.#demo.url}/auth/sign-in?return=${encodeURIComponent(path)}`);
    await this.press({role: 'button', name});
    await until(`${path} is open`, () =>
      this.tab.evaluate((end) => location.pathname === end && document.readyState === 'complete', path),
    );
  }

  async goto(path: string): Promise<void> {
    await this.tab.goto(`${this.#demo.url}${path}`);
  }

  /** The form can be filled. */
  async formIsOpen(): Promise<void> {
    await this.sees({css: 'egov-form', within: 'main'});
    await until('the form is open', () =>
      this.tab.evaluate(() => Boolean((document.querySelector('egov-form') as {model?: unknown} | null)?.model)),
    );
    await this.sees({css: '[part~="page-title"]'});
  }

  /** How many there are in sight. */
  async count(query: Query): Promise<number> {
    return (await this.tab.texts(query)).length;
  }

  sees(query: Query, patienceMs?: number): Promise<unknown> {
    const what = `${describeQuery(query)} is in sight`;
    return until(what, async () => (await this.count(query)) > 0, patienceMs === undefined ? {} : {patienceMs});
  }

  async words(query: Query): Promise<string> {
    await this.sees(query);
    const [first = ''] = await this.tab.texts(query);
    return first;
  }

  async press(query: Query): Promise<void> {
    await this.sees(query);
    await this.tab.click(query);
  }

  /** Type into the first control of a question, and leave it. */
  async type(pointer: string, text: string): Promise<void> {
    const query: Query = {within: `[data-pointer="${pointer}"]`, role: 'textbox'};
    await this.sees(query);
    await this.tab.type(query, text);
  }

  /** Choose by the words of a choice, among radios or in a drop-down list. */
  async choose(pointer: string, words: string): Promise<void> {
    const within = `[data-pointer="${pointer}"]`;
    await this.sees({within, css: 'input, select'});
    if ((await this.count({within, role: 'combobox'})) > 0) return this.tab.select({within, role: 'combobox'}, words);
    await this.tab.click({within, css: 'label', name: words});
  }

  async attach(slot: string, path: string): Promise<void> {
    await this.tab.upload({within: slotOf(slot), css: 'input[type=file]'}, path);
  }

  async hasRead(slot: string): Promise<void> {
    await this.sees({within: slotOf(slot), css: '[part~="file"][data-state="ready"]'}, READING_MS);
  }

  /** On whatever page the person is. */
  async hasBeenRead(slot: string): Promise<void> {
    const states = (): Promise<readonly string[]> =>
      this.tab.evaluate(
        (name) =>
          (
            document.querySelector('egov-form') as unknown as {
              model: {document(name: string): {attachments: readonly {state: string}[]}};
            }
          ).model
            .document(name)
            .attachments.map(({state}) => state),
        slot,
      );
    await until(`${slot} was read`, async () => (await states()).join() === 'ready', {patienceMs: READING_MS});
  }

  /** Go on to the next page, past what is only a warning. */
  async next(): Promise<void> {
    const title = {css: '[part~="page-title"]'};
    const before = await this.words(title);
    const moved = async (): Promise<boolean> => (await this.words(title)) !== before;
    await this.#insist({css: '[part~="next"]'}, moved, `the page "${before}"`);
  }

  /** Send from the review, and answer the dossier's code. */
  async send(): Promise<string> {
    const code = {css: '[part~="code"]'};
    await this.#insist({css: '[part~="send"]'}, async () => (await this.count(code)) > 0, 'the dossier');
    return this.words(code);
  }

  /** Press until what is wanted came, once more past a warning. */
  async #insist(button: Query, came: () => Promise<boolean>, what: string): Promise<void> {
    const summary: Query = {css: '[part~="summary"]'};
    await this.press(button);
    await until(`${what} goes on, or says why not`, async () => (await came()) || (await this.count(summary)) > 0);
    if (await came()) return;
    if ((await this.count({css: '[part~="summary"][data-tone="warning"]'})) === 0)
      assert.fail(`Held back is ${what}: ${await this.words(summary)}`);
    await this.press(button);
    await until(`${what} goes on past the warning`, came);
  }

  /** What the engine holds. */
  answers(): Promise<{[member: string]: unknown}> {
    return this.tab.evaluate(
      () => (document.querySelector('egov-form') as unknown as {answers: {[member: string]: unknown}}).answers,
    );
  }

  valueOf(pointer: string): Promise<unknown> {
    return this.tab.evaluate(
      (at) => (document.querySelector('egov-form') as unknown as {model: {get(pointer: string): unknown}}).model.get(at) ?? null,
      pointer,
    );
  }

  originOf(pointer: string): Promise<string | null> {
    return this.tab.evaluate(
      (at) =>
        (
          document.querySelector('egov-form') as unknown as {model: {field(pointer: string): {origin?: {kind: string}}}}
        ).model.field(at).origin?.kind ?? null,
      pointer,
    );
  }

  /** Waits until a register has filled it. */
  knows(pointer: string): Promise<unknown> {
    return until(`a register has filled ${pointer}`, async () => (await this.originOf(pointer)) === 'register');
  }

  /** Straight to a page, as a link of the progress leads there. */
  async showPage(id: string): Promise<void> {
    await this.tab.evaluate((page) => {
      (document.querySelector('egov-form') as unknown as {showPage(page: string): void}).showPage(page);
      return true;
    }, id);
  }

  /** All that the page shows and its form holds. */
  everything(): Promise<string> {
    return this.tab.evaluate(() => {
      const form = document.querySelector('egov-form') as (HTMLElement & {answers?: unknown}) | null;
      return `${document.body.textContent} ${form?.shadowRoot?.textContent} ${JSON.stringify(form?.answers)}`;
    });
  }

  /** Nothing may be wider than the window: sideways scrolling hides answers on a phone. */
  async assertNoSidewaysScroll(): Promise<void> {
    const [content, window] = await this.tab.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    assert.ok(Number(content) <= Number(window), `The page is ${content} px wide in a window of ${window} px.`);
  }

  async assertNoProblems(): Promise<void> {
    const problems = await this.tab.problems();
    assert.deepEqual(
      problems.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem))),
      [],
    );
  }
}

const slotOf = (name: string): string => `egov-document:has([id*="${name}"])`;
