import type {Conflict, Field, Origin} from '@egov-form/core';
import {html, type TemplateResult} from 'lit';
import {displayValue} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import {personText} from '../display/person-text.ts';
import {icon} from '../drawing/icons.ts';
import type {FormContext} from '../form/form-context.ts';
import type {Waiting} from './field-type.ts';

/** Two sources that disagree, side by side, until the person chooses. */
export function conflictBox(
  ctx: FormContext,
  waiting: Waiting,
  field: Field,
  conflict: Conflict,
  decide: (choice: 'keep' | 'take') => void,
): TemplateResult {
  const side = (choice: 'keep' | 'take', {value, origin}: Conflict['current']): TemplateResult => {
    const text = maskedValue(field, value) ?? (displayValue(ctx, waiting, field, value) || ctx.t('conflict.empty'));
    return html`<div class="side">
      <p class="from">${sourceName(ctx, origin)}</p>
      <p class="value">${text}</p>
      <button
        type="button"
        class="secondary"
        aria-label=${ctx.t(choice === 'keep' ? 'conflict.keepOf' : 'conflict.takeOf', {value: text})}
        @click=${() => decide(choice)}
      >
        ${ctx.t(choice === 'keep' ? 'conflict.keep' : 'conflict.take')}
      </button>
    </div>`;
  };
  return html`<div class="conflict" part="conflict" role="group" aria-label=${ctx.t('conflict.title')}>
    <p class="title">${icon('alert')}${ctx.t('conflict.title')}</p>
    <div class="sides">${side('keep', conflict.current)}${side('take', conflict.proposed)}</div>
  </div>`;
}

/** Who says so. */
function sourceName(ctx: FormContext, origin: Origin): string {
  switch (origin.kind) {
    case 'register':
      return personText(ctx.text(origin.title));
    case 'document':
      return ctx.text(ctx.form.definition.documents?.[origin.document]?.title) || origin.document;
    case 'typed':
    case 'earlier':
      return ctx.t('conflict.typed');
    case 'computed':
      return ctx.t('source.computed');
    case 'default':
      return ctx.t('source.default');
  }
}
