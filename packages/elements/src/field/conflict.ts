import type {Conflict, Field, Origin} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {displayValue} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import {personText} from '../display/person-text.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import type {FormContext} from '../form/form-context.ts';

/** Its words come with it, in the same chunk. */
export {viConflict} from '../messages/vi-conflict.ts';

/**
 * Two sources that disagree, side by side, until the person chooses. Comes with look-ups and with documents: without either
 * there is nothing that could.
 */
export class EgovConflict extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    field: {attribute: false},
    decide: {attribute: false},
  };

  declare field: Field;
  declare decide: (choice: 'keep' | 'take') => void;

  protected override render(): unknown {
    const {ctx, field} = this;
    const {conflict} = field;
    if (!conflict) return nothing;
    return html`<div class="conflict" part="conflict" role="group" aria-label=${ctx.t('conflict.title')}>
      <p class="title">${icon('alert')}${ctx.t('conflict.title')}</p>
      <div class="sides">${this.#side('keep', conflict.current)}${this.#side('take', conflict.proposed)}</div>
    </div>`;
  }

  #side(choice: 'keep' | 'take', {value, origin}: Conflict['current']): TemplateResult {
    const {ctx, field} = this;
    const text = maskedValue(field, value) ?? (displayValue(ctx, this, field, value) || ctx.t('conflict.empty'));
    return html`<div class="side">
      <p class="from">${sourceName(ctx, origin)}</p>
      <p class="value">${text}</p>
      <button
        type="button"
        class="secondary"
        aria-label=${ctx.t(choice === 'keep' ? 'conflict.keepOf' : 'conflict.takeOf', {value: text})}
        @click=${() => {
          this.decide(choice);
          ctx.host.announce(ctx.t('conflict.decided'));
        }}
      >
        ${ctx.t(choice === 'keep' ? 'conflict.keep' : 'conflict.take')}
      </button>
    </div>`;
  }
}

/** Who says so. */
export function sourceName(ctx: FormContext, origin: Origin): string {
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

define('egov-conflict', EgovConflict);

declare global {
  interface HTMLElementTagNameMap {
    'egov-conflict': EgovConflict;
  }
}
