import {correctValue, disputeValue, type Field, type TypedOrigin} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {displayValue} from '../internal/display.ts';
import type {FormContext} from '../internal/form-context.ts';
import {icon} from '../internal/icons.ts';
import type {Waiting} from './field-type.ts';

/** What the person writes about a value, kept when they leave the box. */
function noteBox(
  ctx: FormContext,
  id: string,
  label: string,
  hint: string,
  text: string,
  keep: (text: string) => void,
): TemplateResult {
  return html`<label for=${id}>${label}</label>
    <p class="hint" id=${`${id}-hint`}>${hint}</p>
    <textarea
      class="control"
      id=${id}
      rows="2"
      maxlength="2000"
      aria-describedby=${`${id}-hint`}
      .value=${live(text)}
      @change=${(event: Event) => {
        keep((event.target as HTMLTextAreaElement).value);
        ctx.host.announce(ctx.t('wrong.kept'));
      }}
    ></textarea>`;
}

/** Below a value that stands whatever the person says: what is wrong about it goes to the office with the dossier. */
export function disputeBox(ctx: FormContext, field: Field, id: string): TemplateResult {
  const {origin} = field;
  const source = origin?.kind === 'register' ? ctx.text(origin.title) : '';
  const note = (origin?.kind === 'register' && origin.disputed) || '';
  return html`<details class="wrong" ?open=${note !== ''}>
    <summary>${ctx.t('locked.register')} ${ctx.t('locked.wrong')}</summary>
    <p>${ctx.t('locked.wrongHelp', {source})}</p>
    <div class="wrong-note">
      ${noteBox(ctx, `${id}-dispute`, ctx.t('wrong.note'), ctx.t('wrong.noteHint'), note, (text) =>
        disputeValue(ctx.form, field.pointer, text),
      )}
    </div>
  </details>`;
}

/** Below a value that was corrected: what the register had said, why it was changed, and the way back. */
export function correctionBox(
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
      ${noteBox(ctx, `${id}-reason`, ctx.t('wrong.reason'), ctx.t('wrong.reasonHint'), origin.reason ?? '', (text) =>
        correctValue(ctx.form, field.pointer, field.value, text),
      )}
    </div>
  </div>`;
}
