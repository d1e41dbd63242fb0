import {html, nothing, type TemplateResult} from 'lit';
import {messageText} from '../../messages/messages.ts';
import type {ElementPorts} from '../../ports.ts';

/** Where the person signs in and comes back from; `''` when that is not known. */
export function signInAddress({signInAddress: address = ''}: Partial<ElementPorts>): string {
  return typeof address === 'function' ? address() : address;
}

/**
 * To the sign-in and back, in a tab of its own where leaving this page would lose something.
 *
 * @param fills the form fills itself after it.
 */
export function signInLink(
  locale: string,
  address: string,
  apart: boolean,
  look = '',
  fills = false,
): TemplateResult | undefined {
  if (address === '') return undefined;
  const words = messageText(locale, fills ? 'person.signInToFill' : 'person.signIn');
  return html`<a class=${look === '' ? nothing : `link-button ${look}`} part="sign-in" href=${address} target=${apart ? '_blank' : nothing}
    >${apart ? messageText(locale, 'person.apart', {words}) : words}</a
  >`;
}
