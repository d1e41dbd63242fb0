/**
 * Form.io.
 * Source: help.form.io/developers, "Form components".
 */
import type {Json, JsonObject, Text} from '@egov-form/core';
import type {DraftForm, DraftItem, DraftPage, DraftQuestion} from '../draft.ts';
import type {SourceRule} from '../expressions/expression.ts';
import {isObject, listOf, numberOf, objectOf, objectsOf, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {choiceValue, given, notRule, type Options, Reading} from './reading.ts';

const KINDS: {readonly [type: string]: Pick<DraftQuestion, 'schema' | 'widget'>} = {
  textfield: {schema: {type: 'string'}},
  textarea: {schema: {type: 'string'}, widget: 'textarea'},
  number: {schema: {type: 'number'}},
  currency: {schema: {type: 'number'}, widget: 'money'},
  email: {schema: {type: 'string', format: 'email'}},
  url: {schema: {type: 'string', format: 'uri'}},
  phoneNumber: {schema: {type: 'string'}},
  checkbox: {schema: {type: 'boolean'}},
  datetime: {schema: {type: 'string', format: 'date'}},
  day: {schema: {type: 'string', format: 'date'}},
  time: {schema: {type: 'string'}},
  hidden: {schema: {type: 'string'}, widget: 'hidden'},
};

/** What lays other things out and asks nothing itself. */
const LAYOUTS = new Set(['columns', 'table', 'tabs', 'well', 'panel', 'fieldset']);
const BUTTONS = new Set(['button', 'submit', 'reset']);

export function importFormio(source: JsonObject, losses: Losses): DraftForm {
  return new Formio(losses).form(source);
}

class Formio {
  readonly #reading: Reading;

  constructor(losses: Losses) {
    this.#reading = new Reading(losses);
  }

  form(source: JsonObject): DraftForm {
    const title = this.#reading.text(source['title'], '') ?? textOf(source['name']) ?? 'Form';
    const components = objectsOf(source['components']);
    const wizard = source['display'] === 'wizard';
    const panels = wizard ? components.filter(({type}) => type === 'panel') : [];
    const pages = wizard
      ? panels.map(
          (panel): DraftPage => ({title: this.#label(panel), ...this.#visible(panel), items: this.#items(panel['components'])}),
        )
      : [{title, items: this.#items(components)}];
    return {title, ...given({id: textOf(source['path']) ?? textOf(source['name'])}), pages};
  }

  #items(components: Json | undefined): DraftItem[] {
    return objectsOf(components).flatMap((component) => this.#component(component));
  }

  #label(component: JsonObject): Text {
    const key = textOf(component['key']) ?? '';
    return (
      this.#reading.text(component['title'] ?? component['legend'], key) ?? this.#reading.text(component['label'], key) ?? key
    );
  }

  #component(component: JsonObject): DraftItem[] {
    const type = textOf(component['type']) ?? '';
    const key = textOf(component['key']) ?? '';
    if (BUTTONS.has(type)) return [];
    if (LAYOUTS.has(type)) return this.#layout(component, type);
    const common = {
      name: key,
      label: this.#label(component),
      ...given({hint: this.#reading.text(component['description'] ?? component['tooltip'], key)}),
      ...this.#visible(component),
    };
    this.#scripts(component, key);
    if (type === 'container') return [{kind: 'group', ...common, items: this.#items(component['components'])}];
    if (type === 'datagrid' || type === 'editgrid') {
      const {minLength, maxLength} = objectOf(component['validate']);
      const limits = given({
        minItems: numberOf(minLength) || undefined,
        maxItems: numberOf(maxLength),
      });
      return [{kind: 'list', ...common, table: type === 'datagrid', ...limits, items: this.#items(component['components'])}];
    }
    if (type === 'file') {
      const required = objectOf(component['validate'])['required'] === true;
      return [{kind: 'document', ...common, ...(required && {required}), ...(component['multiple'] !== true && {maxFiles: 1})}];
    }
    if (type === 'content' || type === 'htmlelement') return this.#text(component, key);
    if (type === 'survey') return [this.#survey(component, common)];
    if (
      type === 'signature' ||
      type === 'recaptcha' ||
      type === 'resource' ||
      type === 'tree' ||
      type === 'custom' ||
      type === 'form'
    ) {
      this.#reading.losses.add('question.dropped', key, {found: type});
      return [];
    }
    return [this.#question(component, common, type)];
  }

  #layout(component: JsonObject, type: string): DraftItem[] {
    const inner =
      type === 'columns'
        ? objectsOf(component['columns']).flatMap((column) => this.#items(column['components']))
        : type === 'table'
          ? listOf(component['rows']).flatMap((row) => objectsOf(row).flatMap((cell) => this.#items(cell['components'])))
          : type === 'tabs'
            ? objectsOf(component['components']).map(
                (tab): DraftItem => ({kind: 'group', label: this.#label(tab), items: this.#items(tab['components'])}),
              )
            : this.#items(component['components']);
    const rule = this.#visible(component);
    const titled = type === 'panel' || type === 'fieldset' || rule.visible !== undefined;
    if (!titled) return inner;
    const columns = type === 'columns' ? objectsOf(component['columns']).length : undefined;
    return [{kind: 'group', label: this.#label(component), ...rule, ...given({columns}), items: inner}];
  }

  #text(component: JsonObject, key: string): DraftItem[] {
    const text = this.#reading.text(component['html'] ?? component['content'], key);
    return text === undefined ? [] : [{kind: 'text', text, ...this.#visible(component)}];
  }

  #survey(component: JsonObject, common: {name: string; label: Text}): DraftItem {
    const options = this.#options(component['values'], common.name);
    return {
      kind: 'group',
      ...common,
      items: objectsOf(component['questions']).map((question): DraftItem => {
        const name = String(question['value'] ?? '');
        return {
          kind: 'question',
          name,
          label: this.#reading.text(question['label'], name) ?? name,
          ...this.#reading.choice(options, false, name),
        };
      }),
    };
  }

  #question(
    component: JsonObject,
    common: {name: string; label: Text; hint?: Text; visible?: SourceRule},
    type: string,
  ): DraftItem {
    const validate = objectOf(component['validate']);
    const multiple = component['multiple'] === true;
    const kind = this.#kind(component, type, common.name);
    const schema = this.#limited({...kind.schema}, validate);
    const several = multiple && schema['type'] !== 'array' ? {type: 'array', items: schema} : schema;
    const value = component['defaultValue'];
    const usable = (typeof value === 'string' && value !== '') || typeof value === 'number' || value === true;
    return {
      kind: 'question',
      ...common,
      ...kind,
      schema: several,
      ...given({
        required: validate['required'] === true ? true : undefined,
        readonly: component['disabled'] === true ? true : undefined,
        placeholder: this.#reading.text(component['placeholder'], common.name),
        default: usable ? value : undefined,
      }),
    };
  }

  #kind(component: JsonObject, type: string, where: string): Pick<DraftQuestion, 'schema' | 'widget' | 'options'> {
    const data = objectOf(component['data']);
    if (type === 'radio') return {...this.#reading.choice(this.#options(component['values'], where), false, where)};
    if (type === 'selectboxes') return this.#reading.choice(this.#options(component['values'], where), true, where);
    if (type === 'tags') return {schema: {type: 'array', items: {type: 'string'}}};
    if (type === 'address') return {schema: {type: 'string'}, widget: 'textarea'};
    if (type === 'select') {
      const from = textOf(component['dataSrc']) ?? 'values';
      if (from === 'values')
        return this.#reading.choice(this.#options(data['values'], where), component['multiple'] === true, where);
      this.#reading.losses.add('options.remote', where, {found: (textOf(data['url']) ?? from).replace(/\?.*$/u, '')});
      return {schema: {type: 'string'}};
    }
    if (type === 'datetime' && component['enableTime'] === true) return {schema: {type: 'string', format: 'date-time'}};
    if (type === 'password') this.#reading.losses.add('question.kind', where, {found: type, instead: 'text'});
    const known = KINDS[type];
    if (!known && type !== 'password') this.#reading.losses.add('question.kind', where, {found: type, instead: 'text'});
    return known ?? {schema: {type: 'string'}};
  }

  #limited(schema: {[keyword: string]: Json}, validate: JsonObject): JsonObject {
    const isText = schema['type'] === 'string';
    const isNumber = schema['type'] === 'number';
    const set = (keyword: string, value: number | undefined): void => {
      if (value !== undefined) schema[keyword] = value;
    };
    if (isText) set('minLength', numberOf(validate['minLength']));
    if (isText) set('maxLength', numberOf(validate['maxLength']));
    if (isNumber) set('minimum', numberOf(validate['min']));
    if (isNumber) set('maximum', numberOf(validate['max']));
    if (isNumber && validate['integer'] === true) schema['type'] = 'integer';
    const pattern = textOf(validate['pattern']);
    // Form.io holds the whole text against it.
    if (isText && pattern !== undefined) schema['pattern'] = /^\^.*\$$/u.test(pattern) ? pattern : `^(?:${pattern})$`;
    return schema;
  }

  #options(values: Json | undefined, where: string): Options {
    return objectsOf(values).flatMap((option) => {
      const value = choiceValue(option['value']);
      return value === undefined || value === ''
        ? []
        : [{value, label: this.#reading.text(option['label'], where) ?? String(value)}];
    });
  }

  #scripts(component: JsonObject, key: string): void {
    this.#reading.script(component['customConditional'], key);
    this.#reading.script(component['calculateValue'], key);
    this.#reading.script(component['customDefaultValue'], key);
    this.#reading.script(objectOf(component['validate'])['custom'], key);
    if (objectsOf(component['logic']).length > 0) this.#reading.losses.add('setting.dropped', key, {found: 'logic'});
  }

  #visible(component: JsonObject): {readonly visible?: SourceRule} {
    const {show, when, eq, json, conditions, conjunction} = objectOf(component['conditional']);
    const shows = show === true || show === 'true';
    if (isObject(json)) return {visible: dataPaths(json)};
    const several = objectsOf(conditions)
      .map(conditionRule)
      .filter((rule) => rule !== undefined);
    if (several.length > 0) {
      const all: SourceRule =
        several.length === 1 ? (several[0] as SourceRule) : {[conjunction === 'any' ? 'or' : 'and']: several};
      return {visible: show === false || show === 'false' ? (notRule(all) as SourceRule) : all};
    }
    if (textOf(when) === undefined) return {};
    const rule: SourceRule = {'==': [{var: String(when)}, eq ?? '']};
    return {visible: shows ? rule : {'!': [rule]}};
  }
}

const OPERATORS: {readonly [name: string]: string} = {
  isEqual: '==',
  isNotEqual: '!=',
  lessThan: '<',
  lessThanOrEqual: '<=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
  isDateEqual: '==',
  dateLessThan: '<',
  dateGreaterThan: '>',
};

function conditionRule({component, operator, value}: JsonObject): SourceRule | undefined {
  const answer = {var: String(component ?? '')};
  if (operator === 'isEmpty') return {empty: [answer]};
  if (operator === 'isNotEmpty') return {'!': [{empty: [answer]}]};
  const name = OPERATORS[String(operator)];
  return name === undefined ? undefined : {[name]: [answer, value ?? '']};
}

/** JSON Logic of Form.io names answers as `data.key`. */
function dataPaths(rule: Json): Json {
  if (Array.isArray(rule)) return rule.map(dataPaths);
  if (!isObject(rule)) return rule;
  return Object.fromEntries(
    Object.entries(rule).map(([operator, argument]) => [
      operator,
      operator === 'var' && typeof argument === 'string' ? argument.replace(/^(?:data|row)\./u, '') : dataPaths(argument),
    ]),
  );
}
