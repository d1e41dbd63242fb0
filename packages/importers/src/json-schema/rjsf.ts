/**
 * react-jsonschema-form: `{schema, uiSchema}`.
 * Source: rjsf-team.github.io/react-jsonschema-form, "uiSchema".
 */
import {type FormDefinition, formatPointer, type Json, type JsonObject} from '@egov-form/core';
import type {DefinitionSurroundings} from '@egov-form/core/check';
import {isObject, listOf, objectOf, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {itemsFor, resolved, schemaDefinition} from './schema-form.ts';

const WIDGETS: {readonly [name: string]: string} = {
  textarea: 'textarea',
  radio: 'radio',
  select: 'select',
  checkboxes: 'checkboxes',
  hidden: 'hidden',
  text: 'text',
};

/** What HTML draws by itself for the format, as we do. */
const BY_FORMAT = new Set([
  'email',
  'uri',
  'date',
  'date-time',
  'datetime',
  'time',
  'updown',
  'range',
  'checkbox',
  'password',
  'file',
  'color',
  'alt-date',
  'alt-datetime',
]);
const DRAWN_OTHERWISE = new Set(['password', 'file', 'color', 'range', 'updown', 'alt-date', 'alt-datetime']);

export function importRjsf(source: JsonObject, losses: Losses, surroundings: DefinitionSurroundings): FormDefinition {
  const schema = objectOf(source['schema']);
  const ui = objectOf(source['uiSchema']);
  const reader = new UiSchema(losses, schema);
  reader.read(ui, schema, '');
  const {fields, orders} = reader;
  const order = (pointer: string, names: readonly string[]): readonly string[] => sorted(names, orders.get(pointer));
  const pages =
    orders.size > 0
      ? [
          {
            id: 'form',
            title: textOf(ui['ui:title']) ?? textOf(schema['title']) ?? 'Form',
            items: itemsFor(schema, '', schema, order),
          },
        ]
      : undefined;
  return schemaDefinition({schema, fields, ...(pages && {pages})}, losses, surroundings);
}

class UiSchema {
  readonly fields: {[pointer: string]: JsonObject} = {};
  readonly orders = new Map<string, readonly string[]>();
  readonly #losses: Losses;
  readonly #root: JsonObject;

  constructor(losses: Losses, root: JsonObject) {
    this.#losses = losses;
    this.#root = root;
  }

  read(ui: JsonObject, given: Json | undefined, pointer: string): void {
    const schema = resolved(given, this.#root);
    const settings: {[member: string]: Json} = {};
    const options = objectOf(ui['ui:options']);
    for (const [key, value] of [...Object.entries(options), ...Object.entries(ui)]) {
      const name = key.replace(/^ui:/u, '');
      if (key.startsWith('ui:') || key in options) this.#setting(name, value, settings, pointer);
      else if (key === 'items') this.read(objectOf(value), schema['items'], `${pointer}/*`);
      else if (isObject(value)) this.read(value, objectOf(schema['properties'])[key], pointer + formatPointer([key]));
    }
    if (Object.keys(settings).length > 0 && pointer !== '') this.fields[pointer] = settings;
  }

  #setting(name: string, value: Json, settings: {[member: string]: Json}, pointer: string): void {
    if (name === 'title') settings['label'] = String(value);
    else if (name === 'description' || name === 'help') settings['hint'] = String(value);
    else if (name === 'placeholder') settings['placeholder'] = String(value);
    else if (name === 'autocomplete') settings['autocomplete'] = String(value);
    else if (name === 'readonly' || name === 'disabled') settings['readonly'] = value === true;
    else if (name === 'order') this.orders.set(pointer, listOf(value).map(String));
    else if (name === 'widget') this.#widget(value, settings, pointer);
    else if (name !== 'options' && name !== 'submitButtonOptions' && name !== 'rootFieldId')
      this.#losses.add('setting.dropped', pointer, {found: `ui:${name}`});
  }

  #widget(value: Json, settings: {[member: string]: Json}, pointer: string): void {
    const name = String(value);
    const widget = WIDGETS[name];
    if (widget) settings['widget'] = widget;
    else if (!BY_FORMAT.has(name) || DRAWN_OTHERWISE.has(name))
      this.#losses.add('question.kind', pointer, {found: name, instead: 'text'});
  }
}

/** RJSF's `*` stands for all that the list does not name. */
function sorted(names: readonly string[], order: readonly string[] | undefined): readonly string[] {
  if (!order) return names;
  const others = names.filter((name) => !order.includes(name));
  const listed = order.flatMap((name) => (name === '*' ? others : names.includes(name) ? [name] : []));
  return order.includes('*') ? listed : [...listed, ...others];
}
