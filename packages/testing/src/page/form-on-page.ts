/** A person's verbs on an `<egov-form>` of a Playwright page. */
import type {Form, Json, Text} from '@egov-form/core';
import {type Asked, pickAsked, type Where} from '../questions.ts';
import {until} from '../until.ts';
import type {LocatorLike, PageLike} from './page-like.ts';

/** What the element shows of itself in public; elements are known as a type only. */
interface FormElement {
  readonly model: Form | undefined;
  readonly locale: string;
}

/** A file to attach. */
export interface FileToAttach {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** @param selector - of the form, where the page has several. */
export function formOnPage(page: PageLike, selector = 'egov-form'): PageFilling {
  return new PageFilling(page, page.locator(selector).first());
}

/** A form on a page in the hands of a person. Each verb waits until what it needs is there, and until look-ups have ended. */
export class PageFilling {
  readonly #page: PageLike;
  readonly #form: LocatorLike;

  constructor(page: PageLike, form: LocatorLike) {
    this.#page = page;
    this.#form = form;
  }

  /** Resolves when the form is there and no look-up is under way. */
  async settled(): Promise<void> {
    await until('the form is there and no register is asked', () => this.#form.evaluate(isAtRest));
  }

  /** Everything that is asked, on this page of the form or another. */
  async asked(): Promise<readonly Asked[]> {
    await this.settled();
    return this.#form.evaluate(askedInPage);
  }

  /** Answers a question of the page that is shown. A choice is given by what it is called. */
  async answer(where: Where, value: string | number | boolean): Promise<void> {
    await fillControl(await this.#question(where), value);
    await this.settled();
  }

  /**
   * The same by the keyboard alone: goes on with Tab until the question has the focus, then types or chooses.
   *
   * @throws Error when Tab does not lead there.
   */
  async answerByKeyboard(where: Where, value: string): Promise<void> {
    const {pointer} = pickAsked(await this.asked(), where, 'field');
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await this.#form.evaluate(hasFocus, pointer)) {
        await this.#page.keyboard.type(value);
        await this.settled();
        return;
      }
      await this.#page.keyboard.press('Tab');
    }
    throw new Error(`Expected Tab to lead to ${pointer}, found that it does not within ${MOST_TABS} steps.`);
  }

  /** Attaches a file to a document slot, by its title or `#/documents/<name>`, and waits until it was read. */
  async attach(where: Where, {name, type, bytes}: FileToAttach): Promise<void> {
    const {pointer} = pickAsked(await this.asked(), where, 'document');
    const slot = this.#form.locator(`[data-pointer="${pointer}"]`);
    await slot
      .locator('input[type="file"]')
      .first()
      .setInputFiles({name, mimeType: type, buffer: Buffer.from(bytes)});
    await until('the paper is read', () => this.#form.evaluate(isRead, pointer.slice('#/documents/'.length)));
  }

  /** Presses a button of the form by what it is called: adds a row, unfolds a card. */
  async press(name: string): Promise<void> {
    await this.#form.getByRole('button', {name, exact: true}).first().click();
    await this.settled();
  }

  /** Goes on to the next page of the form; what is wrong keeps the person there. */
  async next(): Promise<void> {
    await this.settled();
    await this.#form.locator('[part~="next"]').click();
    await this.settled();
  }

  /** Declares that all is true, and sends. @returns the code of the dossier. */
  async send(): Promise<string> {
    await this.#form.locator('[part~="declaration"] input').check();
    await this.#form.locator('[part~="send"]').click();
    return ((await this.#form.locator('[part~="code"]').textContent()) ?? '').trim();
  }

  /** The value of a question, as the form has it. */
  async value(where: Where): Promise<Json | undefined> {
    const {pointer} = pickAsked(await this.asked(), where, 'field');
    return this.#form.evaluate((element: FormElement, at: string) => element.model?.get(at), pointer);
  }

  /** @throws Error unless the question says that something is wrong with it. */
  async expectIssue(where: Where, code: string): Promise<void> {
    const {pointer} = pickAsked(await this.asked(), where, 'field');
    const shown: readonly string[] = await this.#form.evaluate((element: FormElement, at: string) => {
      const field = element.model?.field(at);
      return field?.touched ? field.issues.map((issue) => issue.code) : [];
    }, pointer);
    if (!shown.includes(code))
      throw new Error(`Expected ${code} to be shown at ${pointer}, found ${shown.join(', ') || 'nothing'}.`);
  }

  async #question(where: Where): Promise<LocatorLike> {
    const {pointer} = pickAsked(await this.asked(), where, 'field');
    const question = this.#form.locator(`[data-pointer="${pointer}"]`).first();
    await question.waitFor();
    return question;
  }
}

const MOST_TABS = 200;

async function fillControl(question: LocatorLike, value: string | number | boolean): Promise<void> {
  const radios = question.getByRole('radio');
  const boxes = question.getByRole('checkbox');
  const lists = question.locator('select');
  if ((await radios.count()) > 0) {
    const isYesOrNo = typeof value === 'boolean';
    await (isYesOrNo ? radios.nth(value ? 0 : 1) : question.getByRole('radio', {name: String(value), exact: true})).check();
  } else if ((await boxes.count()) > 0) {
    const box = typeof value === 'boolean' ? boxes.first() : question.getByRole('checkbox', {name: String(value), exact: true});
    await box.setChecked(value !== false);
  } else if ((await lists.count()) > 0) await lists.first().selectOption({label: String(value)});
  else {
    const control = question.locator('input, textarea').first();
    await control.fill(String(value));
    await control.blur();
  }
}

// What follows runs in the page: nothing of this module is there.

function isAtRest(element: FormElement): boolean {
  const {model} = element;
  if (!model) return false;
  const names = Object.keys(model.definition.lookups ?? {});
  const rows = (model.definition.pages ?? [])
    .flatMap(({items}) => items)
    .flatMap((item) => {
      if (!('list' in item)) return [];
      try {
        return model.list(item.list).rows.map(({pointer}) => pointer);
      } catch {
        return [];
      }
    });
  return names.every((name) =>
    ['', ...rows].every((row) => {
      try {
        return model.lookup(name, row).state !== 'asking';
      } catch {
        // It belongs to another row.
        return true;
      }
    }),
  );
}

function askedInPage(element: FormElement): readonly Asked[] {
  const {model, locale} = element;
  const words = (text: Text | undefined): string =>
    text === undefined ? '' : typeof text === 'string' ? text : (text[locale] ?? Object.values(text)[0] ?? '');
  return (model?.review() ?? []).flatMap((page) =>
    page.sections.flatMap((section) => {
      const row = section.row === undefined ? [] : [`${words(section.title)} ${section.row.number}`.trim()];
      const headings = [words(page.title), words(section.title), ...row].filter((text) => text !== '');
      return section.entries.map(({kind, pointer, label}) => ({kind, pointer, label: words(label).trim(), headings}));
    }),
  );
}

function isRead(element: FormElement, slot: string): boolean {
  const files = element.model?.document(slot).attachments ?? [];
  return files.length > 0 && files.every(({state}) => state !== 'reading');
}

function hasFocus(element: Element, pointer: string): boolean {
  return Boolean(element.shadowRoot?.activeElement?.closest(`[data-pointer="${pointer}"]`));
}
