import {html} from 'lit';
import {showMoment} from '../../display/dates.ts';
import {displayValue} from '../../display/display.ts';
import type {FieldHost, FieldType} from '../field-type.ts';
import {drawOutput} from '../native-controls.ts';

/** A value that is only shown. */
const output: FieldType = {
  name: 'output',
  controls: 'one',
  render: (host) => lockedText(host),
};

/** A value that is sent but not seen. */
const hidden: FieldType = {name: 'hidden', controls: 'none', unseen: true, render: () => html``};

/** Holds the place of a signature: the portal signs, the form says when, and who has signed. */
const signature: FieldType = {
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

/** The value as text, where a control would stand. */
export function lockedText(host: FieldHost): Element {
  return drawOutput(host, displayValue(host.ctx, host, host.field, host.field.value));
}

export const types: readonly FieldType[] = [output, hidden, signature];
