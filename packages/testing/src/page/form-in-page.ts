/** A person's verbs on an `<egov-form>` of the same page, for tests that run in the page (web-test-runner). */
import type {Form, Json} from '@egov-form/core';
import {findAsked, findSlot, type Where} from '../questions.ts';
import {until} from '../until.ts';

/** What the element shows of itself in public; elements are known as a type only. */
export interface FormElementLike extends HTMLElement {
  readonly model: Form | undefined;
  readonly locale: string;
}

/** The form of an element, once it is there. */
export async function formInPage(element: FormElementLike): Promise<InPageFilling> {
  const model = await until('the form is there', () => element.model);
  return new InPageFilling(element, model);
}

/** A form in the hands of a person. */
export class InPageFilling {
  readonly #element: FormElementLike;
  readonly #form: Form;

  constructor(element: FormElementLike, form: Form) {
    this.#element = element;
    this.#form = form;
  }

  /** Answers a question of the page that is shown. A choice is given by what it is called. */
  async answer(where: Where, value: string | number | boolean): Promise<void> {
    const {pointer} = findAsked(this.#form, where, this.#element.locale, 'field');
    const question = await until(`${pointer} is shown`, () => this.#find<HTMLElement>(`[data-pointer="${pointer}"]`));
    fillControl(question, value);
  }

  /** Puts a file into a document slot, by its name or title, and waits until it is read. */
  async attach(document: string, file: File): Promise<void> {
    await findSlot(this.#form, document, this.#element.locale).attach(file);
  }

  /** Goes on to the next page of the form; what is wrong keeps the person there. */
  async next(): Promise<void> {
    (await until('one can go on', () => this.#find<HTMLElement>('[part~="next"]'))).click();
  }

  /** Waits until a question has this value, whoever gives it. */
  async expectValue(where: Where, value: Json): Promise<void> {
    const {pointer} = findAsked(this.#form, where, this.#element.locale, 'field');
    await until(`${pointer} has the value`, () => JSON.stringify(this.#form.get(pointer)) === JSON.stringify(value));
  }

  #find<T extends HTMLElement>(selector: string): T | undefined {
    return this.#element.shadowRoot?.querySelector<T>(selector) ?? undefined;
  }
}

function fillControl(question: HTMLElement, value: string | number | boolean): void {
  const choices = [...question.querySelectorAll<HTMLInputElement>('input[type="radio"], input[type="checkbox"]')];
  if (choices.length > 0) {
    const named = choices.find(({labels}) => labels?.[0]?.textContent?.trim() === String(value));
    const byPlace = choices[0]?.type === 'radio' ? choices[value === false ? 1 : 0] : choices[0];
    const choice = typeof value === 'boolean' ? byPlace : named;
    if (!choice) throw new Error(`Expected a choice "${value}", found none.`);
    if (choice.type === 'radio' || choice.checked !== (value !== false)) choice.click();
    return;
  }
  const control = question.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('select, input, textarea');
  if (!control) throw new Error('Expected a control to type in, found none.');
  const option =
    control instanceof HTMLSelectElement ? [...control.options].find(({label}) => label === String(value)) : undefined;
  control.value = option?.value ?? String(value);
  for (const type of ['input', 'change', 'blur']) control.dispatchEvent(new Event(type, {bubbles: true, composed: true}));
}
