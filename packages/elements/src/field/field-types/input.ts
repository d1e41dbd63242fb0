import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {FieldHost} from '../field-type.ts';

/** What differs from one text box to the next. */
export interface InputParts {
  readonly stored: string;
  readonly inputMode?: string | undefined;
  readonly size?: 'short' | undefined;
  readonly placeholder?: string | undefined;
  /** Shown in capitals, stored as typed. */
  readonly capitals?: boolean;
  /** Ids of what describes it too. */
  readonly describedBy?: string | undefined;
  store(text: string): unknown;
}

/** Browsers must not offer the last person's data on a shared computer unless the field says what it is. */
export function autocompleteOf({field}: FieldHost): string | typeof nothing {
  if (field.settings.autocomplete) return field.settings.autocomplete;
  return field.settings.sensitivity && field.settings.sensitivity !== 'public' ? 'off' : nothing;
}

/**
 * The one text box of a question. No `maxlength`: it would cut what is pasted without a word; the engine says what is too
 * long. What stands in it is never written while a person types or an input method composes.
 */
export function textInput(host: FieldHost, parts: InputParts): TemplateResult {
  const {field, ctx} = host;
  const store = (event: Event) => host.typing(event.target as HTMLInputElement, parts.store);
  return html`<input
    class=${parts.capitals ? 'control capitals' : 'control'}
    part="control"
    type="text"
    id=${host.controlId}
    data-size=${parts.size ?? nothing}
    inputmode=${parts.inputMode ?? nothing}
    enterkeyhint="next"
    lang=${field.format?.lang ?? nothing}
    autocomplete=${autocompleteOf(host)}
    spellcheck=${field.format?.spellcheck ? nothing : 'false'}
    placeholder=${parts.placeholder ?? (ctx.text(field.settings.placeholder) || nothing)}
    ?readonly=${field.readonly || ctx.readonly}
    aria-required=${field.required ? 'true' : nothing}
    aria-invalid=${host.invalid ? 'true' : nothing}
    aria-describedby=${[host.describedBy, parts.describedBy].filter(Boolean).join(' ') || nothing}
    .value=${live(host.shown(parts.stored))}
    @input=${store}
    @compositionend=${store}
    @change=${() => host.commit()}
  />`;
}
