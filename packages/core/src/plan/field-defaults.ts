/** What a field's schema says about how it is asked, where the definition says nothing. */

import type {Format} from '../formats/format.ts';
import type {FieldSettings, Option} from '../generated/definition.ts';
import {isAuxiliary} from '../json/auxiliary.ts';
import type {Json} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import {splitPointer} from '../json/pointer.ts';
import {listedConstants} from '../schema/listed-constants.ts';
import {readableName} from '../schema/readable-name.ts';
import type {SchemaView} from '../schema/schema-view.ts';
import {typesOf} from '../schema/value-types.ts';

type Keywords = SchemaView['keywords'];

const INLINE_CHOICES = 4;
const LONG_TEXT = 300;

/** What a part is called and how it is asked: by its own settings, those of shared models, and its schema, strongest first. */
export function settingsFor(
  pattern: Pattern,
  {modelSettings: models, keywords}: SchemaView,
  own: FieldSettings | undefined,
  titled?: readonly Option[],
): FieldSettings {
  const choices = titled ?? listedConstants(keywords);
  const options = choices && [...choices];
  const placeholder = exampleOf(keywords);
  // Nothing to merge: most fields of a large form say all about themselves.
  if (own?.label !== undefined && !options && placeholder === undefined && models.length === 0) return own;
  const {title, description} = keywords;
  // What a shared model says about itself is for its readers; its texts for people come with it.
  const hint = models.length === 0 && typeof description === 'string' && description.trim() !== '' ? description : undefined;
  const schema: FieldSettings = {
    label: typeof title === 'string' && title !== '' ? title : readableName(nameOf(pattern)),
    ...(hint !== undefined && {hint}),
    ...(options && {options}),
    ...(placeholder !== undefined && {placeholder}),
  };
  const merged: FieldSettings = Object.assign(schema, ...models, own);
  return merged;
}

/** Which field type serves a schema, unless the definition names one. */
export function widgetOf(
  {keywords, isStructured, required}: SchemaView,
  settings: FieldSettings,
  format: Format | undefined,
): string {
  if (settings.widget !== undefined) return settings.widget;
  if (typeof keywords['x-egov-widget'] === 'string') return keywords['x-egov-widget'];
  if (settings.value !== undefined || constantOf(keywords) !== undefined) return 'output';
  if (isStructured) return 'structure';
  const types = typesOf(keywords);
  if (types.includes('boolean')) {
    // A tick box that must be answered could not say no. What may only be yes is agreed to by a tick.
    const mayBeNo = keywords['const'] !== true && (required || (settings.required ?? false) !== false);
    return mayBeNo ? 'yes-no' : 'checkbox';
  }
  if (settings.options !== undefined) {
    const few = Array.isArray(settings.options) && settings.options.length <= INLINE_CHOICES;
    return types.includes('array') ? (few ? 'checkboxes' : 'chips') : few ? 'radio' : 'select';
  }
  if (format?.widget !== undefined) return format.widget;
  if (types.includes('integer') || types.includes('number')) return 'number';
  if (keywords['format'] === undefined && Number(keywords['maxLength'] ?? 0) >= LONG_TEXT) return 'textarea';
  return 'text';
}

/** What a field is called that nobody gave a name: its member's; a plain row has its list's. */
function nameOf({text, rows}: Pattern): string {
  const segments = splitPointer(text);
  // A choice is called as what it is about, and so are members without questions of their own.
  const asked = segments.filter((segment) => !isAuxiliary(segment));
  return asked.at(rows.at(-1) === asked.length - 1 ? -2 : -1) ?? '';
}

/** An example of the schema, for the field to show while it is empty. */
function exampleOf(keywords: Keywords): string | undefined {
  const [example] = Array.isArray(keywords['examples']) ? keywords['examples'] : [];
  return typeof example === 'string' || typeof example === 'number' ? String(example) : undefined;
}

/** The one value that there can be. What is to be ticked is still the person's to tick. */
export function constantOf({const: constant}: Keywords): Json | undefined {
  return typeof constant === 'boolean' ? undefined : constant;
}
