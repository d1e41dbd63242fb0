/**
 * The peer benchmark's adapter for this library: the single file that a page embeds, with the defaults of `<egov-form>`.
 * `npm run bench -- screen --harness <folder>` puts it beside the adapters of that benchmark.
 */
import {markChecked} from '@egov-form/core/check';
import {EgovForm, type FormDefinition} from 'egov-form';
import {type Handle, register} from '../lib/adapter';
import type {Field, FormSpec, RowsSpec, Spec} from '../lib/spec';

interface Native {
  readonly definition: FormDefinition;
  readonly answers: EgovForm['answers'];
}

type FieldSettings = NonNullable<FormDefinition['fields']>[string];

function schemaOf(field: Field): object {
  const {type, pattern, min, max, options} = field;
  switch (type) {
    case 'number':
      return {type: 'number', ...(min !== undefined && {minimum: min}), ...(max !== undefined && {maximum: max})};
    case 'checkbox':
      return {type: 'boolean'};
    case 'date':
      return {type: 'string', format: 'date'};
    case 'select':
    case 'radio':
      return {enum: options?.map(({value}) => value)};
    default:
      return {type: 'string', ...(pattern !== undefined && {pattern})};
  }
}

function settingsOf({type, label, options, showIf, compute}: Field): FieldSettings {
  return {
    label,
    ...(['select', 'radio', 'checkbox', 'textarea'].includes(type) && {widget: type}),
    ...(options && {options: options.map((option) => ({...option}))}),
    ...(showIf && {visible: {'==': [{var: showIf.field}, showIf.equals]}}),
    ...(compute && {value: {'+': compute.map((id) => ({var: id}))}}),
  } as FieldSettings;
}

function objectOf(fields: readonly Field[]): object {
  return {
    type: 'object',
    required: fields.filter(({required}) => required).map(({id}) => id),
    properties: Object.fromEntries(fields.map((field) => [field.id, schemaOf(field)])),
  };
}

function formOf({sections, initial}: FormSpec): Native {
  const fields = sections.flatMap((section) => section.fields);
  // What is computed is not answered.
  const computed = new Set(fields.filter(({compute}) => compute).map(({id}) => id));
  return {
    answers: Object.fromEntries(Object.entries(initial).filter(([id]) => !computed.has(id))),
    definition: {
      id: 'bench',
      version: '1.0.0',
      title: 'Bench',
      data: objectOf(fields),
      pages: [
        {
          id: 'all',
          title: 'All',
          items: sections.map(({title, fields: inside}) => ({group: title, items: inside.map(({id}) => ({field: `/${id}`}))})),
        },
      ],
      fields: Object.fromEntries(fields.map((field) => [`/${field.id}`, settingsOf(field)])),
    } as FormDefinition,
  };
}

function rowsOf({id, title, columns, rows}: RowsSpec): Native {
  const list = `/${id}`;
  return {
    answers: {[id]: rows} as EgovForm['answers'],
    definition: {
      id: 'bench-rows',
      version: '1.0.0',
      title: 'Bench',
      data: {type: 'object', properties: {[id]: {type: 'array', items: objectOf(columns)}}},
      pages: [
        {
          id: 'all',
          title: 'All',
          items: [{list, layout: 'table', items: columns.map((column) => ({field: `${list}/*/${column.id}`}))}],
        },
      ],
      fields: {
        [list]: {label: title},
        ...Object.fromEntries(columns.map((column) => [`${list}/*/${column.id}`, settingsOf(column)])),
      },
    } as FormDefinition,
  };
}

register({
  name: 'egov-form',
  label: 'egov-form, the single file',
  supports: {conditions: true, computed: true, rows: true},
  notes: 'no drafts (they would be saved in the browser); dates are typed as dd/mm/yyyy; submit is the button below the page',
  convert(spec: Spec): Native {
    const {definition, answers} = spec.kind === 'form' ? formOf(spec) : rowsOf(spec);
    // As a gateway serves it: checked before, and not again on the page.
    return {definition: markChecked(definition), answers};
  },
  mount(container, {definition, answers}: Native): Handle {
    const form = new EgovForm();
    form.draft = 'off';
    form.locale = 'en';
    form.definition = definition;
    form.answers = structuredClone(answers);
    container.append(form);
    const root = (): ParentNode => form.shadowRoot ?? container;
    // The harness asks in every frame: by id, which costs nothing. Before the form stands there is no model.
    const control = (pointer: string): HTMLElement | null => {
      const {model, shadowRoot} = form;
      return model && shadowRoot ? shadowRoot.getElementById(`f-${model.field(pointer).id}`) : null;
    };
    return {
      input: (id) => control(`/${id}`),
      cell: (row, column) => (form.model?.list('/items').rows[row] ? control(`/items/${row}/${column}`) : null),
      addRow: () => root().querySelector<HTMLElement>('[part~=add]')?.click(),
      rowCount: () => root().querySelectorAll('[part~=row]').length,
      // Who presses a button does not look through the whole page for it: it stands behind the questions.
      submit: () =>
        [...(root().querySelector('.form')?.children ?? [])]
          .findLast((part) => part.matches('.nav'))
          ?.querySelector<HTMLElement>('[part~=next]')
          ?.click(),
      // In words, as the others are counted: no mark or colour alone is an error that is shown.
      errorCount: () => root().querySelectorAll('egov-field .issue[data-severity=error]').length,
      computedText: (id) => control(`/${id}`)?.textContent?.trim() ?? '',
      unmount: () => form.remove(),
    };
  },
});
