import {FormError} from '@egov-form/core';
import type {CSSResult} from 'lit';
import {adoptStyles} from '../../drawing/adopt-styles.ts';
import {type Signal, signal} from '../../drawing/signals.ts';
import type {Messages} from '../../messages/keys.ts';
import {addLateWords} from '../../messages/messages.ts';

/** The looks of every part that is there, in the order in which they came. */
const looks = new Set<CSSResult>();

/**
 * A module that is loaded when the page has time, or when it is to be seen. Its elements define themselves; the looks that it
 * exports as `styles` are put on the form, its `words` added to the Vietnamese ones.
 */
export class LazyPart<T extends object> {
  readonly #name: string;
  readonly #load: () => Promise<T>;
  readonly #state: Signal<T | 'failed' | undefined> = signal(undefined);
  #loading: Promise<T> | undefined;

  constructor(name: string, load: () => Promise<T>) {
    this.#name = name;
    this.#load = load;
  }

  /** What it holds, `'failed'` when it could not be loaded, `undefined` while it is on its way. Tracked. */
  get state(): T | 'failed' | undefined {
    return this.#state.value;
  }

  /** @throws FormError `EGOV_ELEMENTS_PART_FETCH`; the next call tries again. */
  load(): Promise<T> {
    this.#loading ??= this.#begin();
    return this.#loading;
  }

  /** Have it there before anybody asks. That it failed is nobody's business yet. */
  async prepare(): Promise<void> {
    await this.load().catch(() => (this.#state.value = undefined));
  }

  async #begin(): Promise<T> {
    if (this.#state.peek() === 'failed') this.#state.value = undefined;
    try {
      const found = await this.#load();
      const {styles, words} = found as {readonly styles?: CSSResult; readonly words?: Partial<Messages>};
      if (styles) looks.add(styles);
      if (words) addLateWords(words);
      this.#state.value = found;
      return found;
    } catch (cause) {
      this.#loading = undefined;
      this.#state.value = 'failed';
      const part = this.#name;
      throw new FormError(
        'EGOV_ELEMENTS_PART_FETCH',
        `A part of the form ("${part}") could not be loaded: no connection. Try again.`,
        {part},
        {cause},
      );
    }
  }
}

/** Put the looks of all loaded parts on a form. */
export function adoptParts(root: ShadowRoot): void {
  for (const styles of looks) adoptStyles(root, styles);
}
