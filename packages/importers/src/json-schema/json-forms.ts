/**
 * JSON Forms: `{schema, uischema}`.
 * Source: jsonforms.io/docs/uischema.
 */
import {type FormDefinition, type Json, type JsonObject, parsePointer} from '@egov-form/core';
import type {DefinitionSurroundings} from '@egov-form/core/check';
import {isObject, objectOf, objectsOf, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {identifier} from '../names.ts';
import {itemFor, resolved, schemaDefinition} from './schema-form.ts';

export function importJsonForms(source: JsonObject, losses: Losses, surroundings: DefinitionSurroundings): FormDefinition {
  const schema = objectOf(source['schema']);
  const layout = objectOf(source['uischema'] ?? source['uiSchema']);
  const reader = new UiSchema(losses, schema);
  const pages = reader.pages(layout);
  return schemaDefinition({schema, pages, fields: reader.fields}, losses, surroundings);
}

const inOrder = (_: string, names: readonly string[]): readonly string[] => names;

class UiSchema {
  readonly fields: {[pointer: string]: {[member: string]: Json}} = {};
  readonly #losses: Losses;
  readonly #root: JsonObject;

  constructor(losses: Losses, root: JsonObject) {
    this.#losses = losses;
    this.#root = root;
  }

  pages(layout: JsonObject): JsonObject[] {
    const title = textOf(this.#root['title']) ?? 'Form';
    if (layout['type'] !== 'Categorization') return [{id: 'form', title, items: this.#items(layout, '')}];
    return this.#categories(layout).map((category, index) => ({
      id: `${identifier(String(category['label'] ?? ''), 'page')}-${index + 1}`,
      title: textOf(category['label']) ?? `${title} ${index + 1}`,
      ...this.#visible(category, ''),
      items: objectsOf(category['elements']).flatMap((element) => this.#items(element, '')),
    }));
  }

  /** Categories may stand in categories: a page has no pages in it. */
  #categories(layout: JsonObject): JsonObject[] {
    return objectsOf(layout['elements']).flatMap((element) =>
      element['type'] === 'Categorization' ? this.#categories(element) : [element],
    );
  }

  #items(element: JsonObject, base: string): JsonObject[] {
    const elements = objectsOf(element['elements']);
    const inner = (): JsonObject[] => elements.flatMap((one) => this.#items(one, base));
    switch (element['type']) {
      case 'Control':
        return this.#control(element, base);
      case 'Group':
        return [{group: textOf(element['label']) ?? '', ...this.#visible(element, base), items: inner()}].map((group) =>
          group.group === '' ? {...group, group: textOf(this.#root['title']) ?? 'Form'} : group,
        );
      case 'HorizontalLayout': {
        const items = inner();
        return element['rule'] ? this.#inherited(element, items, base) : items;
      }
      case 'VerticalLayout':
        return element['rule'] ? this.#inherited(element, inner(), base) : inner();
      case 'Label':
        return textOf(element['text']) === undefined ? [] : [{text: String(element['text']), ...this.#visible(element, base)}];
      default:
        this.#losses.add('layout.dropped', String(element['label'] ?? ''), {found: String(element['type'] ?? '')});
        return inner();
    }
  }

  /** A layout that has no words of its own hides what is in it. */
  #inherited(element: JsonObject, items: JsonObject[], base: string): JsonObject[] {
    const rule = this.#visible(element, base);
    for (const {field} of items) if (typeof field === 'string') this.fields[field] = {...rule, ...this.fields[field]};
    return items.map((item) => ('field' in item || 'visible' in item ? item : {...item, ...('list' in item ? {} : rule)}));
  }

  #control(element: JsonObject, base: string): JsonObject[] {
    const pointer = pointerOf(textOf(element['scope']) ?? '', base);
    if (pointer === undefined || pointer === '') {
      this.#losses.add('question.dropped', String(element['label'] ?? ''), {found: String(element['scope'] ?? '')});
      return [];
    }
    const options = objectOf(element['options']);
    const settings: {[member: string]: Json} = {...this.#visible(element, base)};
    if (textOf(element['label']) !== undefined) settings['label'] = String(element['label']);
    if (options['multi'] === true) settings['widget'] = 'textarea';
    if (options['format'] === 'radio') settings['widget'] = 'radio';
    if (options['readonly'] === true || options['readOnly'] === true) settings['readonly'] = true;
    if (textOf(options['placeholder']) !== undefined) settings['placeholder'] = String(options['placeholder']);
    for (const name of Object.keys(options))
      if (
        ![
          'multi',
          'format',
          'readonly',
          'readOnly',
          'placeholder',
          'detail',
          'elementLabelProp',
          'showUnfocusedDescription',
        ].includes(name)
      )
        this.#losses.add('setting.dropped', pointer, {found: name});
    if (Object.keys(settings).length > 0) this.fields[pointer] = {...this.fields[pointer], ...settings};
    const item = itemFor(this.#schemaAt(pointer), pointer, pointer.split('/').at(-1) ?? '', this.#root, inOrder);
    const detail = objectOf(options['detail']);
    if (!('list' in item) || !isObject(detail) || Object.keys(detail).length === 0) return [item];
    return [{...item, items: this.#items(detail, `${pointer}/*`)}];
  }

  #schemaAt(pointer: string): JsonObject {
    let schema = this.#root;
    for (const member of parsePointer(pointer)) {
      schema = resolved(member === '*' ? schema['items'] : objectOf(schema['properties'])[member], this.#root);
    }
    return schema;
  }

  /** SHOW and HIDE as a rule; ENABLE and DISABLE hold for a question alone. */
  #visible(element: JsonObject, base: string): {readonly visible?: Json; readonly readonly?: Json} {
    const rule = objectOf(element['rule']);
    const effect = textOf(rule['effect']);
    if (effect === undefined) return {};
    const condition = this.#condition(objectOf(rule['condition']), base);
    if (condition === undefined) {
      this.#losses.add('rule.expression', String(element['scope'] ?? element['label'] ?? ''), {
        found: JSON.stringify(rule['condition']).slice(0, 80),
      });
      return {};
    }
    if (effect === 'SHOW') return {visible: condition};
    if (effect === 'HIDE') return {visible: {'!': [condition]}};
    if (element['type'] !== 'Control') {
      this.#losses.add('setting.dropped', String(element['label'] ?? ''), {found: effect});
      return {};
    }
    return {readonly: effect === 'DISABLE' ? condition : {'!': [condition]}};
  }

  #condition(condition: JsonObject, base: string): Json | undefined {
    const parts = objectsOf(condition['conditions']);
    if (condition['type'] === 'AND' || condition['type'] === 'OR') {
      const made = parts.map((part) => this.#condition(part, base));
      return made.some((one) => one === undefined) ? undefined : {[condition['type'].toLowerCase()]: made as Json[]};
    }
    const pointer = pointerOf(textOf(condition['scope']) ?? '', base);
    if (pointer === undefined) return;
    if (condition['type'] === 'LEAF' || 'expectedValue' in condition)
      return {'==': [{var: pointer}, condition['expectedValue'] ?? null]};
    return ruleOfSchema(condition['schema'], {var: pointer});
  }
}

/** A condition that JSON Schema says, as a rule; undefined where a rule cannot say it. */
export function ruleOfSchema(given: Json | undefined, answer: Json): Json | undefined {
  if (!isObject(given)) return;
  const parts: Json[] = [];
  for (const [keyword, value] of Object.entries(given)) {
    if (keyword === 'const') parts.push({'==': [answer, value]});
    else if (keyword === 'enum') parts.push({in: [answer, value]});
    else if (keyword === 'minimum') parts.push({'>=': [answer, value]});
    else if (keyword === 'maximum') parts.push({'<=': [answer, value]});
    else if (keyword === 'exclusiveMinimum') parts.push({'>': [answer, value]});
    else if (keyword === 'exclusiveMaximum') parts.push({'<': [answer, value]});
    else if (keyword === 'minLength' || keyword === 'minItems') parts.push({'>=': [{length: [answer]}, value]});
    else if (keyword === 'maxLength' || keyword === 'maxItems') parts.push({'<=': [{length: [answer]}, value]});
    else if (keyword === 'not') {
      const inner = ruleOfSchema(value, answer);
      if (inner === undefined) return;
      parts.push({'!': [inner]});
    } else if (keyword !== 'type') return;
  }
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : {and: parts};
}

/** `#/properties/a/properties/b` → `/a/b`. */
function pointerOf(scope: string, base: string): string | undefined {
  if (!scope.startsWith('#')) return;
  const names = scope.slice(1).split('/').filter(Boolean);
  let pointer = base;
  for (let index = 0; index < names.length; index += 2) {
    if (names[index] === 'items') {
      pointer += '/*';
      index -= 1;
    } else if (names[index] === 'properties' && names[index + 1] !== undefined) pointer += `/${names[index + 1]}`;
    else return;
  }
  return pointer;
}
