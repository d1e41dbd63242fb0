/**
 * What a control says to the memory that a browser has for forms. A computer may be shared, and the memory is a plain file of
 * the browser's, which stays after sign-out: whatever a person types must not get into it.
 */
import type {Field} from '@egov-form/core';
import type {FormContext} from '../form/form-context.ts';

/**
 * The `autocomplete` of a control. While it is empty, what the definition says it is for (`name`, `tel`), so that browsers and
 * assistive technology can offer what the person keeps there of their own. As soon as something stands in it, `off`: a browser
 * keeps what it sees in a control when the page is left, unless the control is `off`. At a kiosk always `off`.
 */
export function autocompleteOf({ctx}: {readonly ctx: FormContext}, purpose: string | undefined, text: string): string {
  return purpose === undefined || text !== '' || ctx.host.kiosk ? 'off' : purpose;
}

/** Whether spelling may be checked. A checker may be a service that gets the text, so only of what the definition calls public. */
export function isSpellingChecked({field}: {readonly field: Field}): boolean {
  return field.settings.sensitivity === 'public';
}

/** What every text box has from the start: no service of the browser's reads along, unless spelling may be checked. */
export const UNREAD: {readonly [attribute: string]: string} = {
  autocomplete: 'off',
  spellcheck: 'false',
  autocorrect: 'off',
  writingsuggestions: 'false',
};
