/** What a `<form>` around the element knows of it, as of any control: its value, and whether it may be sent. */
import type {Issue} from '@egov-form/core';
import {firstError} from './check-items.ts';
import type {FormSession} from './session.ts';

/** The flag of a native control that says the same as an issue; others are a mistake of their own kind. */
const FLAGS: {readonly [code: string]: keyof ValidityStateFlags} = {
  'value.required': 'valueMissing',
  'value.required-choice': 'valueMissing',
  'document.required': 'valueMissing',
  'schema.type': 'typeMismatch',
  'schema.pattern': 'patternMismatch',
  'schema.minLength': 'tooShort',
  'schema.maxLength': 'tooLong',
  'schema.minimum': 'rangeUnderflow',
  'schema.maximum': 'rangeOverflow',
  'schema.multipleOf': 'stepMismatch',
};

/**
 * Gives the surrounding `<form>` the answers as JSON, when it asks for them. They are not its value before: a browser writes the
 * value of a control into the history of the tab, in plain text, and so onto the disk.
 *
 * Answers what is to be called when another form, or none, is around the element.
 */
export function answersOnDemand(
  element: HTMLElement,
  internals: ElementInternals,
  session: () => FormSession | undefined,
): () => void {
  let around: HTMLFormElement | null = null;
  const give = ({formData}: FormDataEvent): void => {
    const name = element.getAttribute('name');
    const form = session()?.form;
    if (name && form && !element.matches(':disabled')) formData.append(name, JSON.stringify(form.answers()));
  };
  return () => {
    around?.removeEventListener('formdata', give);
    around = internals.form;
    around?.addEventListener('formdata', give);
  };
}

/** Tell the surrounding `<form>` the first mistake. Costs nothing where there is none. */
export function associate(
  internals: ElementInternals,
  session: FormSession | undefined,
  locale: string,
  anchor: HTMLElement,
): void {
  if (!internals.form) return;
  if (!session) {
    internals.setValidity({});
    return;
  }
  const {form} = session;
  const wrong = firstError(form);
  if (wrong) internals.setValidity({[flagOf(wrong)]: true}, form.messageOf(wrong, locale), anchor);
  else internals.setValidity({});
}

function flagOf({code}: Issue): keyof ValidityStateFlags {
  return FLAGS[code] ?? 'customError';
}

/**
 * The browser puts the focus on the first control that is wrong when the person sends the `<form>`, if it takes focus. The element
 * does for that moment, and hands the focus on by `found`.
 */
export function takeFocusWhenInvalid(element: HTMLElement, found: () => void): void {
  element.addEventListener('invalid', () => {
    if (element.hasAttribute('tabindex')) return;
    element.tabIndex = -1;
    const taken = (event: FocusEvent): void => {
      if (event.composedPath()[0] !== element) return;
      element.removeEventListener('focus', taken);
      found();
    };
    element.addEventListener('focus', taken);
    // A mere question, `checkValidity()`, moves no focus. After the focus the browser asks once more whether it could be taken.
    setTimeout(() => {
      const inner = element.shadowRoot?.activeElement;
      element.removeEventListener('focus', taken);
      element.removeAttribute('tabindex');
      // Chromium takes the focus from what is inside, too.
      if (inner instanceof HTMLElement) inner.focus({preventScroll: true});
    });
  });
}
