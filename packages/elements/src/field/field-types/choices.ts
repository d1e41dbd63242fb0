import type {Option} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {FieldHost, FieldType} from '../field-type.ts';
import {lockedText} from './output.ts';

/** From here on a list is searched instead of scrolled. */
const LONG_LIST = 16;

/** Few choices, all in sight. */
export const radio: FieldType = {
  name: 'radio',
  controls: 'many',
  render: (host) => radios(host, host.options() ?? []),
};

/** Yes or no, as two choices: an answer not given differs from no. */
export const yesNo: FieldType = {
  name: 'yes-no',
  controls: 'many',
  render: (host) =>
    radios(host, [
      {value: true, label: host.ctx.t('yes')},
      {value: false, label: host.ctx.t('no')},
    ]),
};

function radios(host: FieldHost, options: readonly Option[]): TemplateResult {
  const {field, ctx} = host;
  if (field.readonly || ctx.readonly) return lockedText(host);
  return html`<div class="choices" part="choices">
    ${options.map(
      (option, index) => html`<label class="choice" part="choice">
        <input
          type="radio"
          id=${index === 0 ? host.controlId : nothing}
          name=${host.controlId}
          value=${String(option.value)}
          .checked=${live(field.value === option.value)}
          aria-invalid=${host.invalid ? 'true' : nothing}
          aria-describedby=${(index === 0 && host.describedBy) || nothing}
          @change=${() => host.choose(option.value)}
        />
        <span>${ctx.text(option.label)}</span>
      </label>`,
    )}
  </div>`;
}

/** One of a list: a native drop-down when short, a search box when long. */
export const select: FieldType = {
  name: 'select',
  controls: 'one',
  render(host) {
    const {field, ctx} = host;
    if (field.readonly || ctx.readonly) return lockedText(host);
    const options = host.options();
    if (!options || options.length >= LONG_LIST) {
      return host.combobox('').render({
        ctx,
        id: host.controlId,
        label: host.label,
        describedBy: host.describedBy,
        invalid: host.invalid,
        required: field.required,
        options,
        value: field.value,
        autocomplete: field.settings.autocomplete,
        choose: (value) => host.choose(value),
      });
    }
    return html`<select
      class="control"
      part="control"
      id=${host.controlId}
      autocomplete=${field.settings.autocomplete ?? nothing}
      aria-required=${field.required ? 'true' : nothing}
      aria-invalid=${host.invalid ? 'true' : nothing}
      aria-describedby=${host.describedBy ?? nothing}
      @change=${(event: Event) => host.choose(options[(event.target as HTMLSelectElement).selectedIndex - 1]?.value)}
    >
      <option value="" .selected=${live(field.value === undefined)}>${ctx.t('choose')}</option>
      ${options.map(
        (option) =>
          html`<option value=${String(option.value)} .selected=${live(field.value === option.value)}>${ctx.text(option.label)}</option>`,
      )}
    </select>`;
  },
};

/** A tick box with its label behind it: a consent, a statement. */
export const checkbox: FieldType = {
  name: 'checkbox',
  controls: 'none',
  render(host) {
    const {field, ctx} = host;
    return html`<label class="choice" part="choice">
      <input
        type="checkbox"
        id=${host.controlId}
        .checked=${live(field.value === true)}
        ?disabled=${field.readonly || ctx.readonly}
        aria-required=${field.required ? 'true' : nothing}
        aria-invalid=${host.invalid ? 'true' : nothing}
        aria-describedby=${host.describedBy ?? nothing}
        @change=${(event: Event) => host.choose((event.target as HTMLInputElement).checked)}
      />
      <span part="label"
        >${host.label}${
          field.required
            ? html`<span class="required" aria-hidden="true"> *</span><span class="unseen"> (${ctx.t('form.required')})</span>`
            : nothing
        }</span
      >
    </label>`;
  },
};
