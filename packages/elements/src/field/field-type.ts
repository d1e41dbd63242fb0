import type {Field, Option} from '@egov-form/core';
import type {TemplateResult} from 'lit';
import type {Waiting} from '../internal/display.ts';
import type {FormContext} from '../internal/form-context.ts';
import type {Combobox} from './combobox.ts';

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

  /** What the control shows: the text being typed, or else this one. */
  shown(stored: string): string;
  /** The person is typing: keep the text as it stands in the control. `store` goes to the engine. */
  typing(control: HTMLInputElement | HTMLTextAreaElement, store: (text: string) => unknown): void;
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
  render(host: FieldHost): TemplateResult;
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
