/**
 * SurveyJS.
 * Source: surveyjs.io/form-library/documentation, "Survey JSON Schema".
 */
import type {Json, JsonObject, Text} from '@egov-form/core';
import type {DraftForm, DraftItem, DraftPage, DraftQuestion} from '../draft.ts';
import {surveyjs} from '../expressions/dialects.ts';
import type {SourceRule} from '../expressions/expression.ts';
import {isObject, listOf, numberOf, objectOf, objectsOf, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {choiceValue, given, notRule, type Options, Reading} from './reading.ts';

const INPUTS: {readonly [type: string]: JsonObject} = {
  text: {type: 'string'},
  email: {type: 'string', format: 'email'},
  url: {type: 'string', format: 'uri'},
  tel: {type: 'string'},
  date: {type: 'string', format: 'date'},
  'datetime-local': {type: 'string', format: 'date-time'},
  time: {type: 'string'},
  month: {type: 'string'},
  number: {type: 'number'},
  range: {type: 'number'},
};

export function importSurveyJs(source: JsonObject, losses: Losses): DraftForm {
  return new Survey(losses).form(source);
}

class Survey {
  readonly #reading: Reading;

  constructor(losses: Losses) {
    this.#reading = new Reading(losses, surveyjs);
  }

  form(source: JsonObject): DraftForm {
    const pages = objectsOf(source['pages']);
    const title = this.#reading.text(source['title'], '') ?? 'Survey';
    for (const name of ['triggers', 'calculatedValues'] as const)
      if (listOf(source[name]).length > 0) this.#reading.losses.add('setting.dropped', '', {found: name});
    const all = pages.length > 0 ? pages : [{elements: source['elements'] ?? source['questions'] ?? []} as JsonObject];
    return {
      title,
      ...given({description: this.#reading.text(source['description'], '')}),
      pages: all.map((page, index) => this.#page(page, all.length === 1 ? title : undefined, index)),
    };
  }

  #page(page: JsonObject, otherwise: Text | undefined, index: number): DraftPage {
    const where = textOf(page['name']) ?? String(index + 1);
    return {
      ...given({
        title: this.#reading.text(page['title'], where) ?? otherwise,
        description: this.#reading.text(page['description'], where),
        visible: this.#visible(page, where),
      }),
      items: this.#items(page['elements'] ?? page['questions']),
    };
  }

  #items(elements: Json | undefined): DraftItem[] {
    return objectsOf(elements).flatMap((element) => this.#element(element));
  }

  #visible(element: JsonObject, where: string): SourceRule | undefined {
    return element['visible'] === false && element['visibleIf'] === undefined
      ? {'==': [1, 2]}
      : this.#reading.rule(element['visibleIf'], where);
  }

  #element(element: JsonObject): DraftItem[] {
    const name = textOf(element['name']) ?? '';
    const type = textOf(element['type']) ?? 'text';
    const label = this.#reading.text(element['title'], name) ?? name;
    const common = {
      name: textOf(element['valueName']) ?? name,
      ...(textOf(element['valueName']) !== undefined && {key: name}),
      label,
      ...given({hint: this.#reading.text(element['description'], name), visible: this.#visible(element, name)}),
    };
    if (type === 'panel') return [{kind: 'group', ...without(common, 'name'), items: this.#items(element['elements'])}];
    if (type === 'paneldynamic') return [this.#list(element, common, this.#items(element['templateElements']), false)];
    if (type === 'matrixdynamic') return [this.#list(element, common, this.#columns(element), true)];
    if (type === 'matrix' || type === 'matrixdropdown') return [this.#matrix(element, common, type)];
    if (type === 'multipletext') return [this.#multiple(element, common)];
    if (type === 'file') {
      const required = this.#required(element, name);
      return [
        {
          kind: 'document',
          ...common,
          ...(required !== undefined && {required}),
          ...(element['allowMultiple'] !== true && {maxFiles: 1}),
        },
      ];
    }
    if (type === 'html' || type === 'expression') return this.#shown(element, common, type);
    if (type === 'image' || type === 'signaturepad') {
      this.#reading.losses.add('question.dropped', name, {found: type});
      return [];
    }
    return [this.#question(element, common, type)];
  }

  #required(element: JsonObject, where: string): SourceRule | undefined {
    if (element['isRequired'] === true) return true;
    return this.#reading.rule(element['requiredIf'], where);
  }

  #list(element: JsonObject, common: Common, items: DraftItem[], table: boolean): DraftItem {
    return {
      kind: 'list',
      ...common,
      table,
      items,
      ...given({
        minItems: numberOf(element['minPanelCount'] ?? element['minRowCount']) || undefined,
        maxItems: numberOf(element['maxPanelCount'] ?? element['maxRowCount']),
      }),
    };
  }

  #columns(element: JsonObject): DraftItem[] {
    const options = element['choices'];
    return objectsOf(element['columns']).flatMap((column) =>
      this.#element({
        ...column,
        type: textOf(column['cellType']) === 'default' ? 'dropdown' : (column['cellType'] ?? element['cellType'] ?? 'dropdown'),
        choices: column['choices'] ?? options ?? [],
      }),
    );
  }

  /** Each row of a matrix is a part of the answers; a matrix of one choice a row is a question per row. */
  #matrix(element: JsonObject, common: Common, type: string): DraftItem {
    const rows = listOf(element['rows']).map((row) => this.#option(row, common.name));
    const items = rows.flatMap((row): DraftItem[] => {
      if (!row) return [];
      const name = String(row.value);
      if (type === 'matrixdropdown') return [{kind: 'group', name, label: row.label, items: this.#columns(element)}];
      const choice = this.#reading.choice(this.#options(element['columns'], name), false, name);
      return [{kind: 'question', name, label: row.label, ...choice}];
    });
    return {kind: 'group', ...common, items};
  }

  #multiple(element: JsonObject, common: Common): DraftItem {
    return {
      kind: 'group',
      ...common,
      items: objectsOf(element['items']).flatMap((item) => this.#element({...item, type: 'text'})),
    };
  }

  #shown(element: JsonObject, common: Common, type: string): DraftItem[] {
    if (type === 'html') {
      const text = this.#reading.text(element['html'], common.name);
      return text === undefined ? [] : [{kind: 'text', text, ...given({visible: common.visible})}];
    }
    const value = this.#reading.rule(element['expression'], common.name);
    return value === undefined
      ? []
      : [{kind: 'question', ...common, schema: {type: ['string', 'number', 'boolean']}, widget: 'output', value}];
  }

  #question(element: JsonObject, common: Common, type: string): DraftItem {
    const {name} = common;
    const base = this.#kind(element, type, name);
    const other = element['hasOther'] === true || element['showOtherItem'] === true;
    if (other) this.#reading.losses.add('setting.dropped', name, {found: 'showOtherItem'});
    for (const script of ['valueChangedExpression', 'setValueExpression', 'resetValueIf', 'setValueIf']) {
      const text = textOf(element[script]);
      if (text !== undefined) this.#reading.losses.add('setting.dropped', name, {found: `${script}: ${text.slice(0, 60)}`});
    }
    const defaults = element['defaultValue'];
    return {
      kind: 'question',
      ...common,
      ...base,
      ...given({
        required: this.#required(element, name),
        readonly: element['readOnly'] === true ? true : notRule(this.#reading.rule(element['enableIf'], name)),
        placeholder: this.#reading.text(element['placeholder'] ?? element['placeHolder'], name),
        default: isObject(defaults) ? undefined : (defaults as Json | undefined),
        checks: this.#checks(element, name),
      }),
    };
  }

  #kind(element: JsonObject, type: string, where: string): Pick<DraftQuestion, 'schema' | 'widget' | 'options'> {
    const options = (): Options => this.#options(element['choices'], where);
    if (element['choicesByUrl'] !== undefined)
      this.#reading.losses.add('options.remote', where, {
        found: String(objectOf(element['choicesByUrl'])['url'] ?? '').replace(/\?.*$/u, ''),
      });
    switch (type) {
      case 'text':
        return {schema: this.#limited(element, INPUTS[textOf(element['inputType']) ?? 'text'] ?? {type: 'string'}, where)};
      case 'comment':
        return {schema: this.#limited(element, {type: 'string'}, where), widget: 'textarea'};
      case 'boolean':
        return {schema: {type: 'boolean'}, widget: 'yes-no'};
      case 'radiogroup':
      case 'buttongroup':
        return {...this.#reading.choice(options(), false, where), ...(options().length > 0 && {widget: 'radio'})};
      case 'dropdown':
      case 'imagepicker':
        return this.#reading.choice(options(), type === 'imagepicker' && element['multiSelect'] === true, where);
      case 'checkbox':
      case 'tagbox':
      case 'ranking':
        if (type === 'ranking') this.#reading.losses.add('question.kind', where, {found: type, instead: 'checkboxes'});
        return this.#reading.choice(options(), true, where);
      case 'rating':
        return {
          schema: {type: 'integer', minimum: numberOf(element['rateMin']) ?? 1, maximum: numberOf(element['rateMax']) ?? 5},
        };
      case 'slider':
        return {
          schema: {type: 'number', ...given({minimum: numberOf(element['min']), maximum: numberOf(element['max'])})},
        };
      default:
        this.#reading.losses.add('question.kind', where, {found: type, instead: 'text'});
        return {schema: {type: 'string'}};
    }
  }

  #limited(element: JsonObject, schema: JsonObject, where: string): JsonObject {
    const integer = schema['type'] === 'number' && numberOf(element['step']) === 1;
    const limits: {[keyword: string]: Json} = {};
    if (schema['type'] === 'number') {
      const [min, max] = [numberOf(element['min']), numberOf(element['max'])];
      if (min !== undefined) limits['minimum'] = min;
      if (max !== undefined) limits['maximum'] = max;
    } else if (numberOf(element['maxLength']) !== undefined && (numberOf(element['maxLength']) ?? 0) > 0)
      limits['maxLength'] = numberOf(element['maxLength']) as number;
    for (const validator of objectsOf(element['validators'])) Object.assign(limits, this.#limit(validator, where));
    return {...schema, ...(integer && {type: 'integer'}), ...limits};
  }

  #limit(validator: JsonObject, where: string): JsonObject {
    const number = (keyword: string, member: string): JsonObject => {
      const limit = numberOf(validator[member]);
      return limit === undefined ? {} : {[keyword]: limit};
    };
    switch (validator['type']) {
      case 'numeric':
        return {...number('minimum', 'minValue'), ...number('maximum', 'maxValue')};
      case 'text':
        return {...number('minLength', 'minLength'), ...number('maxLength', 'maxLength')};
      case 'regex':
        return given({pattern: textOf(validator['regex'])});
      case 'email':
        return {format: 'email'};
      case 'expression':
        return {};
      default:
        this.#reading.losses.add('setting.dropped', where, {found: `validator ${String(validator['type'])}`});
        return {};
    }
  }

  #checks(element: JsonObject, where: string): DraftQuestion['checks'] {
    const checks = objectsOf(element['validators']).flatMap((validator) => {
      if (validator['type'] !== 'expression') return [];
      const rule = this.#reading.rule(validator['expression'], where);
      const message = this.#reading.text(validator['text'], where) ?? {vi: 'Giá trị chưa đúng.', en: 'The value is not right.'};
      return rule === undefined ? [] : [{rule, message}];
    });
    return checks.length > 0 ? checks : undefined;
  }

  #options(choices: Json | undefined, where: string): Options {
    return listOf(choices).flatMap((choice) => this.#option(choice, where) ?? []);
  }

  #option(choice: Json, where: string): Options[number] | undefined {
    const value = choiceValue(isObject(choice) ? choice['value'] : choice);
    if (value === undefined) return;
    // Older surveys write `value|text`.
    const [head = '', text] = typeof choice === 'string' ? choice.split('|') : [];
    if (text !== undefined) return {value: head, label: text};
    if (isObject(choice) && textOf(choice['visibleIf']) !== undefined)
      this.#reading.losses.add('setting.dropped', where, {found: `visibleIf ${String(choice['value'])}`});
    return {value, label: (isObject(choice) && this.#reading.text(choice['text'], where)) || String(value)};
  }
}

type Common = {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly visible?: SourceRule;
  readonly key?: string;
};

function without<T extends object, K extends keyof T>(from: T, member: K): Omit<T, K> {
  const {[member]: _, ...others} = from;
  return others;
}
