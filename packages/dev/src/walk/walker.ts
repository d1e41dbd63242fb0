import type {Browser, Locator} from 'playwright-core';
import {type ChosenFile, Visit} from '../../journeys/visit.ts';
import type {Demo} from '../demo/start-demo.ts';
import {type PageView, viewPage} from './measured-page.ts';

/** The phone that people have. */
const WIDTH_PX = 360;
export const HEIGHT_PX = 740;

/** Somebody with a procedure to go through, and all that the state may not know. */
export interface Person {
  /** As the demo's sign-in page names them. */
  readonly account: string;
  readonly form: string;
  /** What they can give, in the order in which they come to it. What is filled in already is left alone. */
  readonly gives: readonly Gift[];
}

export type Gift =
  | {readonly at: string; readonly types: string}
  | {readonly at: string; readonly chooses: string}
  /** Cells of a spreadsheet, pasted into the first row. */
  | {readonly at: string; readonly list: string; readonly cells: readonly string[]}
  | {readonly slot: string; readonly file: ChosenFile}
  /** What shows that they know whom a register proposes. */
  | {readonly proposal: string; readonly types: string};

/** A page as they met it. */
export interface MetPage extends Omit<PageView, 'controls' | 'firstControlPx'> {
  /** All that were drawn from coming to leaving. */
  readonly controls: number;
  /** Of these, what they had to give. */
  readonly hers: number;
  readonly firstControlPx: number | undefined;
}

/** The whole way, from opening the form to the receipt. */
export interface Walk {
  readonly pages: readonly MetPage[];
  readonly keys: number;
  readonly clicks: number;
}

/**
 * Goes through a form as a person does who gives what is asked and not known yet, and nothing else. A key is a key; to put the
 * focus, to tick and to press is a click each, to choose from a list or a file is two.
 */
export class Walker {
  readonly #visit: Visit;
  readonly #left: Set<Gift>;
  #keys = 0;
  #clicks = 0;

  private constructor(visit: Visit, gives: readonly Gift[]) {
    this.#visit = visit;
    this.#left = new Set(gives);
  }

  static async walk(browser: Browser, demo: Demo, person: Person): Promise<Walk> {
    const visit = await Visit.open(browser, demo, {width: WIDTH_PX});
    try {
      await visit.page.setViewportSize({width: WIDTH_PX, height: HEIGHT_PX});
      await visit.signIn(person.account, `/procedures/${person.form}/`);
      await visit.openForm(person.form);
      return await new Walker(visit, person.gives).#walk();
    } finally {
      await visit.close();
    }
  }

  async #walk(): Promise<Walk> {
    const {page} = this.#visit;
    const pages: MetPage[] = [];
    while ((await page.locator('egov-form [part~="review-page"], egov-form egov-review').count()) === 0) {
      pages.push(await this.#meet());
      this.#clicks += 1;
      await this.#visit.next();
    }
    pages.push(await this.#meet());
    await page.locator('egov-form [part~="declaration"] input[type=checkbox]').check();
    this.#clicks += 2;
    await this.#visit.send();
    return {pages, keys: this.#keys, clicks: this.#clicks};
  }

  /** Give all that this page asks, until it asks nothing more. */
  async #meet(): Promise<MetPage> {
    const seen = new Set<string>();
    const look = async (): Promise<PageView> => {
      await this.#quiet();
      const view = await viewPage(this.#visit.page);
      for (const name of view.controls) seen.add(name);
      return view;
    };
    const {firstControlPx} = await look();
    let hers = 0;
    for (let gift = await this.#asked(); gift; gift = await this.#asked()) {
      this.#left.delete(gift);
      await this.#give(gift);
      hers += 'cells' in gift ? gift.cells.length : 1;
      await look();
    }
    const {controls: _, ...view} = await look();
    return {...view, controls: seen.size, hers, firstControlPx};
  }

  /** The next thing that is asked here and not filled in. */
  async #asked(): Promise<Gift | undefined> {
    const visit = this.#visit;
    for (const gift of this.#left) {
      if ('slot' in gift) {
        if (await visit.slot(gift.slot).locator('input[type=file]').count()) return gift;
      } else if ('proposal' in gift) {
        if (await this.#proposal(gift).isVisible()) return gift;
      } else if (
        'cells' in gift ? await visit.page.locator('egov-form [part~="list"]').first().isVisible() : await this.#isOpen(gift.at)
      ) {
        return gift;
      }
    }
    return undefined;
  }

  async #isOpen(pointer: string): Promise<boolean> {
    const control = this.#visit.control(pointer);
    if (!(await control.isVisible())) return false;
    const value = await this.#visit.valueOf(pointer);
    return value === undefined || value === null || value === '';
  }

  async #give(gift: Gift): Promise<void> {
    const visit = this.#visit;
    if ('slot' in gift) {
      this.#clicks += 2;
      await visit.attach(gift.slot, gift.file);
      await visit.read(gift.slot);
    } else if ('proposal' in gift) {
      await this.#confirm(gift);
    } else if ('types' in gift) {
      await this.#type(gift.at, gift.types);
    } else if ('chooses' in gift) {
      await this.#choose(gift.at, gift.chooses);
    } else {
      await this.#giveRows(gift);
    }
  }

  #proposal({proposal}: Extract<Gift, {proposal: unknown}>): Locator {
    return this.#visit.page.locator(`egov-form egov-proposal[data-proposal="${proposal}"]`).first();
  }

  async #confirm(gift: Extract<Gift, {proposal: unknown}>): Promise<void> {
    const panel = this.#proposal(gift);
    this.#clicks += 1;
    // Enter is the last key.
    this.#keys += gift.types.length + 1;
    const input = panel.getByRole('textbox');
    await input.click();
    await input.pressSequentially(gift.types);
    await input.press('Enter');
    await panel.waitFor({state: 'hidden'});
  }

  async #type(pointer: string, text: string): Promise<void> {
    this.#clicks += 1;
    this.#keys += text.length;
    await this.#visit.type(pointer, text);
  }

  async #choose(pointer: string, words: string): Promise<void> {
    const isRadio = (await this.#visit.control(pointer).getAttribute('type')) === 'radio';
    this.#clicks += isRadio ? 1 : 2;
    await this.#visit.choose(pointer, words);
  }

  async #giveRows({at, list, cells}: Extract<Gift, {cells: unknown}>): Promise<void> {
    const {page} = this.#visit;
    const add = page.locator('egov-form [part~="add"]').first();
    const [before, after] = at.split('*');
    const pointer = (row: number): string => `${before}${row}${after}`;
    if (!(await this.#visit.field(pointer(0)).isVisible())) {
      this.#clicks += 1;
      await add.click();
    }
    this.#clicks += 1;
    // Ctrl and V.
    this.#keys += 2;
    const control = this.#visit.control(pointer(0));
    await control.click();
    await control.evaluate((input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      input.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, composed: true, cancelable: true}));
    }, cells.join('\n'));
    await this.#quiet();
    for (const [row] of cells.entries()) {
      const owned = `${list}/${row}/owned`;
      if (await this.#isOpen(owned)) await this.#choose(owned, 'Có');
    }
  }

  /** No register is being asked, no paper read, and what came of it is drawn. */
  async #quiet(): Promise<void> {
    await this.#visit.page.waitForFunction(() => {
      const root = document.querySelector('egov-form')?.shadowRoot;
      return root && !root.querySelector('[data-state="asking"], [data-state="reading"]');
    });
    await this.#visit.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}
