import type {Field, Json, Option} from '@egov-form/core';
import type {TemplateResult} from 'lit';
import {byName} from '../../display/by-name.ts';
import type {FieldHost, FieldType} from '../field-type.ts';
import {drawSelect, drawTickBox, drawTicks, type Tick} from '../native-controls.ts';
import {lockedText} from './output.ts';

/** From here on a list is searched instead of scrolled. */
const LONG_LIST = 16;

/** Few choices, all in sight. */
const radio: FieldType = {
  name: 'radio',
  controls: 'many',
  radios: true,
  render: (host) => radios(host, host.options() ?? []),
};

/** Yes or no, as two choices: an answer not given differs from no. */
const yesNo: FieldType = {
  name: 'yes-no',
  controls: 'many',
  radios: true,
  render: (host) =>
    radios(host, [
      {value: true, label: host.ctx.t('yes')},
      {value: false, label: host.ctx.t('no')},
    ]),
};

/** Boxes to tick, all in sight; the answer lists the ticked ones in the order of the choices. */
const checkboxes: FieldType = {
  name: 'checkboxes',
  controls: 'many',
  render(host) {
    const chosen = listed(host);
    const options = host.options() ?? [];
    return ticks(host, 'checkbox', options, (option) => ({
      checked: chosen.includes(option.value),
      choose(checked) {
        const now = options
          .map(({value}) => value)
          .filter((value) => (value === option.value ? checked : chosen.includes(value)));
        host.choose(now.length > 0 ? now : undefined);
      },
    }));
  },
};

/** The values of an answer that is a list. */
export function listed({field: {value}}: FieldHost): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function radios(host: FieldHost, options: readonly Option[]): Element {
  return ticks(host, 'radio', options, ({value}) => ({
    checked: host.field.value === value,
    choose: () => host.choose(value),
  }));
}

function ticks(
  host: FieldHost,
  type: 'radio' | 'checkbox',
  options: readonly Option[],
  state: (option: Option) => Tick,
): Element {
  return host.field.readonly || host.ctx.readonly ? lockedText(host) : drawTicks(host, type, options, state);
}

/** The search box over the choices of a question. */
export function searchBox(
  host: FieldHost,
  options: readonly Option[] | undefined,
  value: Json | undefined,
  choose: (value: unknown) => void,
): TemplateResult {
  const {field, ctx} = host;
  const by = ctx.form.optionSearch(field.pointer);
  const byHand = typeof field.schema === 'object' && field.schema['enum'] === undefined && field.schema['const'] === undefined;
  return host.combobox('').render({
    ctx,
    id: host.controlId,
    label: host.label,
    describedBy: host.describedBy,
    invalid: host.invalid,
    required: field.required,
    options,
    search: by && {by, byHand},
    byName: isByName(field),
    value,
    autocomplete: field.settings.autocomplete,
    choose,
  });
}

/** Whether the definition asks for its choices by name. */
function isByName({settings: {options}}: Field): boolean {
  return options !== undefined && 'list' in options && options.order === 'name';
}

function listBox(name: string, longFrom: number): FieldType {
  return {
    name,
    controls: 'one',
    render(host) {
      const {field, ctx} = host;
      if (field.readonly || ctx.readonly) return lockedText(host);
      const isSearched = field.settings.options !== undefined && 'connector' in field.settings.options;
      const options = isSearched ? undefined : host.options();
      if (!options || options.length >= longFrom) return searchBox(host, options, field.value, (value) => host.choose(value));
      return drawSelect(host, isByName(field) ? byName(ctx, options) : options);
    },
  };
}

/** One of a list: a native drop-down when short, a search box when long. */
const select: FieldType = listBox('select', LONG_LIST);

/** One of a list, always searched. */
const combobox: FieldType = listBox('combobox', 0);

/** A tick box with its label behind it: a consent, a statement. */
const checkbox: FieldType = {name: 'checkbox', controls: 'none', render: drawTickBox};

export const types: readonly FieldType[] = [radio, yesNo, checkboxes, select, combobox, checkbox];
