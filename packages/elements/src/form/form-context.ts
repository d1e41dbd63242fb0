import {type Field, type FieldSettings, type Form, type Option, type Pack, type Text, textIn} from '@egov-form/core';
import type {TemplateResult} from 'lit';
import type {Signal} from '../drawing/signals.ts';
import {Slices} from '../drawing/slices.ts';
import type {MessageKey} from '../messages/keys.ts';
import {messageText} from '../messages/messages.ts';
import {inRowsOf} from './form-map.ts';

/** What the host does for its parts. */
export interface FormHost {
  /** Nothing may be left on this computer. */
  readonly kiosk: boolean;
  /** Say something to screen readers, politely. */
  announce(text: string): void;
  /** Show the page that holds it and put the focus there. */
  focusField(pointer: string): Promise<boolean>;
  /** Show a page by id. */
  showPage(page: string): void;
}

/** What all parts of one form share: the engine, the language, and a few services of the host. Reads are tracked. */
export class FormContext {
  readonly form: Form;
  readonly host: FormHost;
  /** Draws the parts of long pages. */
  readonly slices: Slices = new Slices();
  readonly #locale: Signal<string>;
  readonly #readonly: Signal<boolean>;
  readonly #lists = new Map<string, readonly Option[] | Promise<readonly Option[]>>();

  /** What the form was made with beside its definition. */
  readonly packs: readonly Pack[];

  /** A link to the sign-in and back; in a tab of its own where leaving would lose something. Absent where it is not known. */
  signInLink: (look?: string) => TemplateResult | undefined = () => undefined;

  constructor(form: Form, host: FormHost, locale: Signal<string>, readonly: Signal<boolean>, packs: readonly Pack[] = []) {
    this.form = form;
    this.packs = packs;
    this.host = host;
    this.#locale = locale;
    this.#readonly = readonly;
  }

  get locale(): string {
    return this.#locale.value;
  }

  /** Nothing may be changed, whatever the fields say. */
  get readonly(): boolean {
    return this.#readonly.value;
  }

  /** A text of this library, in the language of the form. */
  t(key: MessageKey, params?: {readonly [name: string]: string | number}): string {
    return messageText(this.locale, key, params);
  }

  /** A text of the definition, in the language of the form or else the next best. */
  text(text: Text | undefined): string {
    return textIn(text, this.locale);
  }

  /** Choices of a registered list, loaded once for each way of narrowing it. */
  list(name: string, where: {readonly [key: string]: string}): readonly Option[] | Promise<readonly Option[]> {
    const key = `${name}?${JSON.stringify(where)}`;
    const known = this.#lists.get(key);
    if (known) return known;
    const loaded = this.form.optionList(name, where);
    this.#lists.set(key, loaded);
    if (loaded instanceof Promise) {
      loaded.then(
        (options) => this.#lists.set(key, options),
        () => this.#lists.delete(key),
      );
    }
    return loaded;
  }
}

/** What the choices of a field depend on, as text: while it stays the same they need not be asked for again. Tracked. */
export function optionsKey(form: Form, field: Field): string {
  const source: FieldSettings['options'] = field.settings.options;
  if (!source || Array.isArray(source) || !source.where) return 'fixed';
  return Object.values(source.where)
    .map((pattern) => JSON.stringify(form.get(inRowsOf(form, pattern, field.pointer)) ?? null))
    .join(';');
}
