import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {readDate, showDate} from '../../internal/dates.ts';
import {displayText} from '../../internal/display.ts';
import {icon} from '../../internal/icons.ts';
import {readNumber, showNumber} from '../../internal/numbers.ts';
import type {FieldHost, FieldType} from '../field-type.ts';

interface InputParts {
  readonly stored: string;
  readonly inputMode?: string | undefined;
  readonly size?: 'short' | 'medium' | undefined;
  readonly placeholder?: string | undefined;
  store(text: string): unknown;
}

/** Browsers must not offer the last person's data on a shared computer unless the field says what it is. */
function autocompleteOf({field}: FieldHost): string | typeof nothing {
  if (field.settings.autocomplete) return field.settings.autocomplete;
  return field.settings.sensitivity && field.settings.sensitivity !== 'public' ? 'off' : nothing;
}

/** No `maxlength`: it would cut what is pasted without a word; the engine says what is too long. */
function input(host: FieldHost, parts: InputParts): TemplateResult {
  const {field, ctx} = host;
  const store = (event: Event) => host.typing(event.target as HTMLInputElement, (text) => parts.store(text));
  return html`<input
    class="control"
    part="control"
    type="text"
    id=${host.controlId}
    data-size=${parts.size ?? nothing}
    inputmode=${parts.inputMode ?? nothing}
    autocomplete=${autocompleteOf(host)}
    spellcheck=${field.format?.spellcheck ? nothing : 'false'}
    placeholder=${parts.placeholder ?? ctx.text(field.settings.placeholder) ?? nothing}
    ?readonly=${field.readonly || ctx.readonly}
    aria-required=${field.required ? 'true' : nothing}
    aria-invalid=${host.invalid ? 'true' : nothing}
    aria-describedby=${host.describedBy ?? nothing}
    .value=${live(host.shown(parts.stored))}
    @input=${store}
    @compositionend=${store}
    @change=${() => host.commit()}
  />`;
}

/** One line of text; the format says which keyboard. */
export const text: FieldType = {
  name: 'text',
  controls: 'one',
  render(host) {
    const {field} = host;
    const longest = typeof field.schema === 'object' ? field.schema['maxLength'] : undefined;
    return input(host, {
      stored:
        typeof field.value === 'string' ? displayText(field, field.value) : field.value === undefined ? '' : String(field.value),
      inputMode: field.format?.inputMode,
      size: typeof longest === 'number' && longest <= 20 ? 'short' : undefined,
      store: (typed) => typed,
    });
  },
};

/** Several lines of text. */
export const textarea: FieldType = {
  name: 'textarea',
  controls: 'one',
  render(host) {
    const {field, ctx} = host;
    const store = (event: Event) => host.typing(event.target as HTMLTextAreaElement, (typed) => typed);
    return html`<textarea
      class="control"
      part="control"
      rows="3"
      id=${host.controlId}
      autocomplete=${autocompleteOf(host)}
      ?readonly=${field.readonly || ctx.readonly}
      aria-required=${field.required ? 'true' : nothing}
      aria-invalid=${host.invalid ? 'true' : nothing}
      aria-describedby=${host.describedBy ?? nothing}
      .value=${live(host.shown(typeof field.value === 'string' ? field.value : ''))}
      @input=${store}
      @compositionend=${store}
      @change=${() => host.commit()}
    ></textarea>`;
  },
};

function numeric(name: string): FieldType {
  return {
    name,
    controls: 'one',
    render(host) {
      const {field, ctx} = host;
      const integer = name === 'integer' || (typeof field.schema === 'object' && field.schema['type'] === 'integer');
      return input(host, {
        stored:
          typeof field.value === 'number'
            ? showNumber(field.value, ctx.locale)
            : field.value === undefined
              ? ''
              : String(field.value),
        inputMode: integer ? 'numeric' : 'decimal',
        size: 'short',
        // What is no number goes to the engine as it is, which says so; nothing typed is dropped.
        store: (typed) => readNumber(typed, ctx.locale, integer) ?? typed,
      });
    },
  };
}

export const number: FieldType = numeric('number');
export const integer: FieldType = numeric('integer');

function dated(name: 'date' | 'partial-date'): FieldType {
  return {
    name,
    controls: 'one',
    render(host) {
      const {field, ctx} = host;
      const stored = typeof field.value === 'string' ? field.value : '';
      const locked = field.readonly || ctx.readonly;
      return html`<div class="date" part="date">
        ${input(host, {
          stored: showDate(stored),
          // Not `numeric`: some phones then have no slash.
          inputMode: undefined,
          size: 'short',
          placeholder: ctx.t('date.format'),
          store: (typed) => readDate(typed, name === 'partial-date') ?? typed,
        })}
        ${locked ? nothing : picker(host, stored)}
      </div>`;
    },
  };
}

export const date: FieldType = dated('date');
export const partialDate: FieldType = dated('partial-date');

/** The platform's calendar behind a button. Its own text box stays out of sight: it follows the browser's language, not the form's. */
function picker(host: FieldHost, stored: string): TemplateResult {
  const open = (event: Event) => {
    const native = (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('input[type=date]');
    if (!native) return;
    native.value = /^\d{4}-\d{2}-\d{2}$/u.test(stored) ? stored : '';
    try {
      native.showPicker();
    } catch {
      // A frame of another origin, or a browser without pickers: typing remains.
      (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('.control')?.focus();
    }
  };
  return html`<input
      class="picker"
      type="date"
      tabindex="-1"
      aria-hidden="true"
      autocomplete="off"
      @change=${(event: Event) => {
        event.stopPropagation();
        host.choose((event.target as HTMLInputElement).value || undefined);
      }}
      @input=${(event: Event) => event.stopPropagation()}
    /><button type="button" class="adorn" part="date-button" aria-label=${host.ctx.t('date.pickOf', {label: host.label})} @click=${open}>
      ${icon('calendar')}
    </button>`;
}
