/**
 * form-js of bpmn.io (Camunda forms).
 * Source: docs.camunda.io, "Forms"; bpmn-io/form-js, packages/form-json-schema.
 */
import type {Json, JsonObject, Text} from '@egov-form/core';
import type {DraftForm, DraftItem, DraftQuestion} from '../draft.ts';
import {feel} from '../expressions/dialects.ts';
import {listOf, numberOf, objectOf, objectsOf, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {choiceValue, given, notRule, type Options, Reading} from './reading.ts';

const DROPPED = new Set(['image', 'iframe', 'documentPreview', 'table']);
const SILENT = new Set(['button', 'separator', 'spacer']);

export function importFormJs(source: JsonObject, losses: Losses): DraftForm {
  return new FormJs(losses).form(source);
}

class FormJs {
  readonly #reading: Reading;

  constructor(losses: Losses) {
    this.#reading = new Reading(losses, feel);
  }

  form(source: JsonObject): DraftForm {
    const title = textOf(source['name']) ?? textOf(source['id']) ?? 'Form';
    return {title, ...given({id: textOf(source['id'])}), pages: [{title, items: this.#items(source['components'])}]};
  }

  #items(components: Json | undefined): DraftItem[] {
    return objectsOf(components).flatMap((component) => this.#component(component));
  }

  #component(component: JsonObject): DraftItem[] {
    const type = textOf(component['type']) ?? '';
    const name = textOf(component['key']) ?? textOf(component['path']) ?? '';
    const where = name || textOf(component['id']) || type;
    if (SILENT.has(type)) return [];
    const hide = textOf(objectOf(component['conditional'])['hide']);
    const common = {
      name,
      label: this.#reading.text(component['label'], where) ?? name,
      ...given({
        hint: this.#reading.text(component['description'], where),
        visible: hide === undefined ? undefined : notRule(this.#reading.rule(hide, where)),
      }),
    };
    if (DROPPED.has(type)) {
      this.#reading.losses.add('question.dropped', where, {found: type});
      return [];
    }
    if (type === 'text' || type === 'html') {
      const text = this.#reading.text(component[type === 'text' ? 'text' : 'content'], where);
      return text === undefined ? [] : [{kind: 'text', text: markdown(text), ...given({visible: common.visible})}];
    }
    if (type === 'group') {
      const {name: member, ...group} = common;
      return [{kind: 'group', ...group, ...(member !== '' && {name: member}), items: this.#items(component['components'])}];
    }
    if (type === 'dynamiclist') return [{kind: 'list', ...common, items: this.#items(component['components'])}];
    if (type === 'filepicker') {
      const required = objectOf(component['validate'])['required'] === true;
      return [{kind: 'document', ...common, ...(required && {required}), ...(component['multiple'] !== true && {maxFiles: 1})}];
    }
    return [this.#question(component, common, type, where)];
  }

  #question(component: JsonObject, common: {name: string; label: Text}, type: string, where: string): DraftItem {
    const validate = objectOf(component['validate']);
    const kind = this.#kind(component, type, where);
    const value = type === 'expression' ? this.#reading.rule(component['expression'], where) : undefined;
    const defaults = component['defaultValue'];
    const readonly = component['readonly'] ?? component['disabled'];
    return {
      kind: 'question',
      ...common,
      ...kind,
      schema: this.#limited({...kind.schema}, validate),
      ...given({
        required: validate['required'] === true ? true : undefined,
        readonly: readonly === true ? true : this.#reading.rule(readonly, where),
        default: typeof defaults === 'object' ? undefined : (defaults as Json | undefined),
        value,
      }),
    };
  }

  #kind(component: JsonObject, type: string, where: string): Pick<DraftQuestion, 'schema' | 'widget' | 'options'> {
    const options = (): Options => this.#options(component, where);
    switch (type) {
      case 'textfield':
        return {schema: {type: 'string'}};
      case 'textarea':
        return {schema: {type: 'string'}, widget: 'textarea'};
      case 'number':
        return {schema: {type: numberOf(component['decimalDigits']) === 0 ? 'integer' : 'number'}};
      case 'checkbox':
        return {schema: {type: 'boolean'}};
      case 'radio':
        return this.#reading.choice(options(), false, where);
      case 'select':
        return this.#reading.choice(options(), false, where);
      case 'checklist':
      case 'taglist':
        return this.#reading.choice(options(), true, where);
      case 'datetime': {
        const subtype = textOf(component['subtype']) ?? 'date';
        return {
          schema: subtype === 'time' ? {type: 'string'} : {type: 'string', format: subtype === 'date' ? 'date' : 'date-time'},
        };
      }
      case 'expression':
        return {schema: {type: ['string', 'number', 'boolean']}, widget: 'output'};
      default:
        this.#reading.losses.add('question.kind', where, {found: type, instead: 'text'});
        return {schema: {type: 'string'}};
    }
  }

  #options(component: JsonObject, where: string): Options {
    const remote = textOf(component['valuesExpression']) ?? textOf(component['valuesKey']);
    if (remote !== undefined) this.#reading.losses.add('options.remote', where, {found: remote});
    return listOf(component['values']).flatMap((option) => {
      const value = choiceValue(objectOf(option)['value']);
      return value === undefined ? [] : [{value, label: this.#reading.text(objectOf(option)['label'], where) ?? String(value)}];
    });
  }

  #limited(schema: {[keyword: string]: Json}, validate: JsonObject): JsonObject {
    const pairs: readonly [string, string, string][] = [
      ['string', 'minLength', 'minLength'],
      ['string', 'maxLength', 'maxLength'],
      ['number', 'min', 'minimum'],
      ['number', 'max', 'maximum'],
    ];
    for (const [kind, member, keyword] of pairs) {
      const value = numberOf(validate[member]);
      if (value !== undefined && (schema['type'] === kind || (kind === 'number' && schema['type'] === 'integer')))
        schema[keyword] = value;
    }
    const pattern = textOf(validate['pattern']);
    if (pattern !== undefined && schema['type'] === 'string') schema['pattern'] = pattern;
    if (validate['validationType'] === 'email') schema['format'] = 'email';
    return schema;
  }
}

/** A heading of Markdown is a text of its own here. */
const markdown = (text: Text): Text => (typeof text === 'string' ? text.replace(/^#{1,6}\s+/gmu, '') : text);
