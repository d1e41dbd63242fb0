import type {MessageKey} from '../messages/keys.ts';

/** What the form's element does for the parts of its behaviour that live in files of their own. */
export interface Screen {
  readonly element: HTMLElement;
  readonly locale: string;
  t(key: MessageKey, params?: {readonly [name: string]: string | number}): string;
  announce(text: string): void;
  /** After the element and the page inside it have drawn. */
  drawn(): Promise<void>;
  /** Put the focus on the first such part. Answers whether there was one. */
  focus(selector: string): boolean;
}
