import type {Signal} from '../drawing/signals.ts';
import type {MessageKey} from '../messages/keys.ts';
import {messageText} from '../messages/messages.ts';

/** What the form's element does for the parts of its behaviour that live in files of their own. */
export interface FormHostApi {
  readonly element: HTMLElement;
  readonly locale: string;
  t(key: MessageKey, params?: {readonly [name: string]: string | number}): string;
  /** Say something to screen readers, politely; `''` takes it back. */
  announce(text: string): void;
  /** After the element and the page inside it have drawn. */
  drawn(): Promise<void>;
  /** Put the focus on the first such part. Answers whether there was one. */
  focus(selector: string): boolean;
}

/** The screen of an element whose tree has the live region `#egov-live`. */
export function hostApiOf(element: HTMLElement, locale: Signal<string>, drawn: () => Promise<void>): FormHostApi {
  return {
    element,
    get locale(): string {
      return locale.peek();
    },
    t: (key, params) => messageText(locale.peek(), key, params),
    announce(text) {
      const region = element.shadowRoot?.querySelector('#egov-live');
      // The same words twice in a row are only read when the text changes.
      if (region) region.textContent = region.textContent === text ? `${text}\u00a0` : text;
    },
    drawn,
    focus(selector) {
      const target = element.shadowRoot?.querySelector<HTMLElement>(selector);
      target?.focus({preventScroll: true});
      return target != null;
    },
  };
}
