import {type Field, type FieldSettings, type Form, type Option, type Pack, type Text, textIn} from '@egov-form/core';
import type {TemplateResult} from 'lit';
import {type Signal, signal} from '../drawing/signals.ts';
import {Slices} from '../drawing/slices.ts';
import type {MessageKey} from '../messages/keys.ts';
import {messageText} from '../messages/messages.ts';
import {askedOnce, inRowsOf, placeOf, sectionOf} from './form-map.ts';

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

/** Where a value is shown that may have to be waited for. */
export interface MayWait {
  later?<T>(key: string, load: () => T | Promise<T>): T | undefined;
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

  /** Labels that several questions have, in one language. */
  #shared: {readonly locale: string; readonly labels: ReadonlySet<string>} | undefined;

  /** What the form was made with beside its definition. */
  readonly packs: readonly Pack[];

  /** What the person had kept of an earlier application for a question, once that is known. */
  readonly offers: Signal<((field: Field, waiting: MayWait) => unknown) | undefined> = signal(undefined);

  /** Registers can be asked from here. */
  canAsk = true;

  /** A link to the sign-in and back; in a tab of its own where leaving would lose something. Absent where it is not known. */
  signInLink: (look?: string, fills?: boolean) => TemplateResult | undefined = () => undefined;

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

  /**
   * What a question is called away from its group: as it is labelled, after the heading of the group where another question has
   * the same label. So "Full name" of three people can be told apart.
   */
  nameOf(pointer: string): string {
    const label = this.form.labelOf(pointer, this.locale);
    const section = this.sectionOf(pointer);
    return section === '' ? label : `${section}: ${label}`;
  }

  /** Heading of the group that tells a question from others of its label; empty where it needs none. */
  sectionOf(pointer: string): string {
    const place = placeOf(this.form, pointer);
    if (place?.kind !== 'field' || !this.#sharedLabels().has(this.form.labelOf(place.pointer, this.locale))) return '';
    return this.text(sectionOf(this.form, pointer));
  }

  #sharedLabels(): ReadonlySet<string> {
    const {locale} = this;
    if (this.#shared?.locale === locale) return this.#shared.labels;
    const labels = askedOnce(this.form).map((pointer) => this.form.labelOf(pointer, locale));
    const shared = new Set(labels.filter((label, at) => labels.indexOf(label) !== at));
    this.#shared = {locale, labels: shared};
    return shared;
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
