import {correctValue, disputeValue, type Field, type TypedOrigin} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {displayValue, valueWords} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import type {FormContext} from '../form/form-context.ts';
import type {Waiting} from './field-type.ts';
import {noteBox} from './note-box.ts';

/**
 * Below a value of a register: what is wrong about it where it stands, why it was changed where it could be. Comes with
 * look-ups: nothing else makes such values.
 */
export class EgovCorrection extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    field: {attribute: false},
    controlId: {attribute: false},
  };

  declare field: Field;
  declare controlId: string;

  protected override render(): unknown {
    const {ctx, field, controlId} = this;
    const {origin, lockedBy} = field;
    if (lockedBy === 'register') return disputeBox(ctx, this, field, controlId);
    return origin?.kind === 'typed' && !lockedBy ? correctionBox(ctx, this, field, origin, controlId) : nothing;
  }
}

/**
 * Below a value that stands whatever the person says: what they had typed in its place, and what is wrong about it, go to the
 * office with the dossier.
 */
function disputeBox(ctx: FormContext, waiting: Partial<Waiting>, field: Field, id: string): TemplateResult {
  const {origin, replaced} = field;
  const source = origin?.kind === 'register' ? ctx.text(origin.title) : '';
  const note = (origin?.kind === 'register' && origin.disputed) || '';
  const said = replaced === undefined ? '' : displayValue(ctx, waiting, field, replaced);
  const unread = field.issues.some(({code}) => code === 'conflict.replaced');
  const insist = (): void => {
    disputeValue(ctx.form, field.pointer, valueWords(ctx, waiting, field, replaced));
    ctx.host.announce(ctx.t('wrong.kept'));
  };
  return html`<details class="wrong" ?open=${note !== '' || unread}>
    <summary>${ctx.t('locked.register')} ${ctx.t('locked.wrong')}</summary>
    ${
      said === ''
        ? nothing
        : html`<p>
          ${ctx.t('wrong.said', {value: maskedValue(field, replaced) ?? said})}
          ${
            note === '' && !ctx.readonly
              ? html`<button type="button" class="quiet" @click=${insist}>${ctx.t('wrong.insist')}</button>`
              : nothing
          }
        </p>`
    }
    <p>${ctx.t('locked.wrongHelp', {source})}</p>
    <div class="wrong-note">
      ${noteBox({
        ...{id: `${id}-dispute`, label: ctx.t('wrong.note'), hint: ctx.t('wrong.noteHint'), text: note},
        keep(text) {
          disputeValue(ctx.form, field.pointer, text);
          ctx.host.announce(ctx.t('wrong.kept'));
        },
      })}
    </div>
  </details>`;
}

/** Whether the reason is all that keeps a correction from being sent. */
function isReasonWanted({issues}: Field): boolean {
  const errors = issues.filter(({severity}) => severity === 'error');
  return errors.length > 0 && errors.every(({code}) => code === 'correction.reason');
}

/** Below a value that was corrected: what the register had said, why it was changed, and the way back. */
function correctionBox(
  ctx: FormContext,
  waiting: Partial<Waiting>,
  field: Field,
  origin: TypedOrigin,
  id: string,
): TemplateResult | typeof nothing {
  const {registered} = origin;
  if (!registered) return nothing;
  const told = displayValue(ctx, waiting, field, registered.value) || ctx.t('conflict.empty');
  const back = (): void => {
    ctx.form.transact([{pointer: field.pointer, value: registered.value}], registered.origin);
    ctx.host.announce(ctx.t('wrong.backDone'));
  };
  return html`<div class="wrong corrected">
    <p>
      ${ctx.t('wrong.told', {source: ctx.text(registered.origin.title), value: told})}
      <button type="button" class="quiet" aria-label=${ctx.t('wrong.backOf', {value: told})} @click=${back}>
        ${icon('undo')}${ctx.t('wrong.back')}
      </button>
    </p>
    <div class="wrong-note">
      ${noteBox({
        ...{id: `${id}-reason`, label: ctx.t('wrong.reason'), hint: ctx.t('wrong.reasonHint'), text: origin.reason ?? ''},
        ...{required: registered.origin.trust === 'correctable', missing: field.touched && isReasonWanted(field)},
        keep(text) {
          correctValue(ctx.form, field.pointer, field.value, text);
          ctx.host.announce(ctx.t('wrong.kept'));
        },
      })}
    </div>
  </div>`;
}

define('egov-correction', EgovCorrection);

declare global {
  interface HTMLElementTagNameMap {
    'egov-correction': EgovCorrection;
  }
}
