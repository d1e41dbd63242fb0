import type {Field, FieldTypeRecord, Issue, Json, Option} from '@egov-form/core';
import type {TemplateResult} from 'lit';
import type {FormContext} from '../form/form-context.ts';
import type {Combobox} from './combobox.ts';

/** What a shown value may have to wait for. */
export interface Waiting {
  later<T>(key: string, load: () => T | Promise<T>): T | undefined;
}

/** What a field type is given: one question and the services around it. Everything read in `render` is tracked. */
export interface FieldHost extends Waiting {
  readonly ctx: FormContext;
  readonly field: Field;
  /** Id for the native control, unique in the form. */
  readonly controlId: string;
  /** Ids of hint, issues and source, for `aria-describedby`. */
  readonly describedBy: string | undefined;
  /** An error is shown. */
  readonly invalid: boolean;
  readonly label: string;

  /** What the control shows: the text being typed, or else this one. `member` tells apart the text boxes of one question. */
  shown(stored: string, member?: string): string;
  /** The person is typing: keep the text as it stands in the control. `store` goes to the engine. */
  typing(control: HTMLInputElement | HTMLTextAreaElement, store: (text: string) => unknown, member?: string): void;
  /** The person finished typing: show the stored form again. */
  commit(): void;
  /** The person chose. */
  choose(value: unknown): void;
  /** Choices of the field, or `undefined` while they load. */
  options(): readonly Option[] | undefined;
  /** Choices of a registered list, or `undefined` while they load. */
  list(name: string, where: {readonly [key: string]: string}): readonly Option[] | undefined;
  /** The combobox of this name, kept for the life of the field. */
  combobox(name: string): Combobox;
  /**
   * The question's own control, drawn by hand (see native-controls.ts): made by `make`, and kept while the same function asks
   * for it. `heard` gets its `input`, `change`, `compositionend` and `click`, for which it needs no listeners of its own.
   */
  native<T extends Element>(make: () => T, heard: (event: Event) => void): T;
  /** What is to be shown as wrong with one member of the value, for a type with `members`. */
  issuesOf(member: string): readonly Issue[];
  /** Put the focus on the first control. Answers whether there was one. */
  focusControl(): boolean;
}

/** Where a value is shown as text, and what it may wait for. */
export interface Shown {
  readonly ctx: FormContext;
  readonly field: Field;
  readonly waiting: Partial<Waiting>;
}

/** How one kind of question looks and behaves. */
export interface FieldType {
  /** The name that a definition's `widget` uses. */
  readonly name: string;
  /**
   * `one` native control: the label names it. `many`: a fieldset with a legend. `none`: the type writes its own label
   * (a tick box has it behind).
   */
  readonly controls: 'one' | 'many' | 'none';
  /** The fieldset is one choice of several. */
  readonly radios?: boolean;
  /** It takes the whole width, also among columns. */
  readonly wide?: boolean;
  /** It is sent, and never seen. */
  readonly unseen?: boolean;
  /** Members of the value whose issues it shows itself, by what the form's packs say of the country. */
  members?(ctx: Pick<FormContext, 'packs'>): readonly string[];
  /** Whether it shows what is wrong at a place inside the value itself; `place` is a pointer from the value. */
  isShownInside?(field: Field, place: string): boolean;
  /** What it says about itself to the builder and the docs. The types of this library have theirs in `@egov-form/core/field-types`. */
  readonly record?: FieldTypeRecord;
  /** A template; or an element, for controls of which a page may hold thousands (see native-controls.ts). */
  render(host: FieldHost): TemplateResult | Element;
  /** The answer that a typed text stands for; without it, or where it gives nothing, the text itself. */
  read?(shown: Pick<Shown, 'ctx' | 'field'>, typed: string): Json | undefined;
  /** The stored value as people read it; without it, by choices, format and type of the value. */
  display?(shown: Shown, value: Json): string;
}

const types = new Map<string, FieldType>();

/** Add a kind of question, or replace one. */
export function registerFieldType(...added: readonly FieldType[]): void {
  for (const type of added) types.set(type.name, type);
}

/** The kind of this name; text for one that nobody registered. */
export function fieldType(name: string): FieldType {
  const type = types.get(name) ?? types.get('text');
  if (!type) throw new TypeError('No field types are registered.');
  return type;
}

/** Every kind that is registered, in the order in which they came. */
export function registeredFieldTypes(): readonly FieldType[] {
  return [...types.values()];
}
