import {html, nothing, type TemplateResult} from 'lit';
import {showMoment} from '../../internal/dates.ts';
import {displayValue} from '../../internal/display.ts';
import {icon} from '../../internal/icons.ts';
import type {FieldHost, FieldType} from '../field-type.ts';

/** A value that is only shown. */
export const output: FieldType = {
  name: 'output',
  controls: 'one',
  render: (host) => lockedText(host),
};

/** A value that is sent but not seen. */
export const hidden: FieldType = {name: 'hidden', controls: 'none', unseen: true, render: () => html``};

/** Holds the place of a signature: the portal signs, the form says when, and who has signed. */
export const signature: FieldType = {
  name: 'signature',
  controls: 'many',
  render: (host) =>
    html`<p class="signature" part="signature" id=${host.controlId}>
      ${displayValue(host.ctx, host, host.field, host.field.value) || host.ctx.t('signature.later')}
    </p>`,
  display({ctx}, value) {
    const {signedBy, signedAt} = value as {signedBy?: unknown; signedAt?: unknown};
    return signedBy ? ctx.t('signature.by', {name: String(signedBy), moment: showMoment(String(signedAt ?? ''))}) : '';
  },
};

/**
 * The value as text, where a control would stand. A text box that cannot be edited: so that it can be reached, read and
 * copied, and screen readers say its name, its value and that it is read-only.
 */
export function lockedText(host: FieldHost): TemplateResult {
  const {field, ctx} = host;
  const text = displayValue(ctx, host, field, field.value);
  return html`<output class="control locked" part="control output" id=${host.controlId} tabindex="0" role="textbox" aria-readonly="true"
    aria-label=${host.label} aria-describedby=${host.describedBy ?? nothing}
    >${field.lockedBy ? icon('lock') : nothing}<span class=${text === '' ? 'none' : nothing}>${text === '' ? ctx.t('empty') : text}</span></output
  >`;
}
