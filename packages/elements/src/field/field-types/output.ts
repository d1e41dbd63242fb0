import {html, nothing, type TemplateResult} from 'lit';
import {displayValue} from '../../internal/display.ts';
import {icon} from '../../internal/icons.ts';
import type {FieldHost, FieldType} from '../field-type.ts';

/** A value that is only shown. */
export const output: FieldType = {
  name: 'output',
  controls: 'one',
  render: (host) => lockedText(host),
};

/** The value as text, where a control would stand. Focusable, so that it can be reached, read and copied. */
export function lockedText(host: FieldHost): TemplateResult {
  const {field, ctx} = host;
  const text = displayValue(ctx, host, field, field.value);
  return html`<output class="control locked" part="control output" id=${host.controlId} tabindex="0" aria-label=${host.label}
    aria-live="off" aria-describedby=${host.describedBy ?? nothing}
    >${field.lockedBy ? icon('lock') : nothing}<span class=${text === '' ? 'none' : nothing}>${text === '' ? ctx.t('empty') : text}</span></output
  >`;
}
