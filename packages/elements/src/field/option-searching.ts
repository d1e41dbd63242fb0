import type {OptionSearch} from '@egov-form/core';
import type {FormContext} from '../form/form-context.ts';

/** After the last key, milliseconds: long enough for the next letter of somebody who types on, short enough not to wait. */
const PAUSE_MS = 250;

/** The part of a search box that waits for a pause in typing, and says how the search stands. */
export class OptionSearching {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = '';

  /** Typed, and not asked yet. */
  get waits(): boolean {
    return this.#timer !== undefined;
  }

  /** A finished word or a paste is asked at once, a letter after a pause, and nothing while an input method composes. */
  typed(search: OptionSearch, text: string, event: InputEvent, changed: () => void): void {
    this.stop();
    if (event.isComposing) return;
    const whole = event.inputType === 'insertFromPaste' || /\s$/u.test(text) || text.trim() === '';
    if (whole) void search.search(text);
    else
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void search.search(text);
        changed();
      }, PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What stands below the choices; said to screen readers when it is another than before. */
  note(ctx: FormContext, search: OptionSearch, byHand: boolean): string {
    const found = search.options.length;
    const {said, shown} = this.#words(ctx, search, byHand, found);
    if (said !== this.#said) {
      this.#said = said;
      if (said !== '') queueMicrotask(() => ctx.host.announce(said));
    }
    return shown;
  }

  /** Closed: when it opens again, it is said again. */
  forget(): void {
    this.#said = '';
  }

  #words(ctx: FormContext, search: OptionSearch, byHand: boolean, found: number): {said: string; shown: string} {
    const both = (text: string): {said: string; shown: string} => ({said: text, shown: text});
    const hand = byHand ? ` ${ctx.t('combobox.byHand')}` : '';
    if (this.waits || search.state === 'asking') return {said: this.#said, shown: ctx.t('combobox.searching')};
    switch (search.state) {
      case 'idle':
      case 'short':
        return {said: '', shown: ctx.t('combobox.short', {n: search.minimum})};
      case 'found':
        if (found === 0 && !search.more) return both(`${ctx.t('combobox.none')}.${hand}`);
        return {
          said: ctx.t(found === 0 ? 'combobox.narrow' : 'combobox.found', {n: found}),
          shown: search.more ? ctx.t('combobox.narrow') : '',
        };
      case 'limited':
        return both(`${ctx.t('combobox.limited', {seconds: search.retryAfterSeconds})}${hand}`);
      case 'forbidden':
        return both(`${ctx.t('combobox.forbidden')}${hand}`);
      case 'unavailable':
        return both(`${ctx.t('combobox.unavailable')}${hand}`);
    }
  }
}
