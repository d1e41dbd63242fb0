import type {Field} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {showMoment} from '../internal/dates.ts';
import type {FormContext} from '../internal/form-context.ts';
import {type IconName, icon} from '../internal/icons.ts';
import {correctionBox, disputeBox} from './correction.ts';
import type {Waiting} from './field-type.ts';

/** Where the value came from, in one line of words; empty for what was typed. */
export function sourceText(ctx: FormContext, field: Field): string {
  const origin = field.origin;
  switch (origin?.kind) {
    case 'register':
      return ctx.t('source.register', {source: ctx.text(origin.title), moment: showMoment(origin.at)});
    case 'document':
      return ctx.t('source.document', {
        source: documentTitle(ctx, origin.document),
        percent: new Intl.NumberFormat(ctx.locale, {style: 'percent', maximumFractionDigits: 0}).format(origin.confidence),
      });
    case 'computed':
      return ctx.t('source.computed');
    case 'typed':
      if (origin.was === 'register') return ctx.t('source.edited', {source: ctx.t('source.editedRegister')});
      if (origin.was === 'document') return ctx.t('source.edited', {source: ctx.t('source.editedDocument')});
      return '';
    default:
      return '';
  }
}

function documentTitle(ctx: FormContext, name: string): string {
  return ctx.text(ctx.form.definition.documents?.[name]?.title) || name;
}

/** The badge below a filled value: its source, one-step undo, and for a locked one why and what to do if it is wrong. */
export function sourceLine(
  ctx: FormContext,
  waiting: Partial<Waiting>,
  field: Field,
  id: string,
  undo: () => void,
): TemplateResult {
  const {origin, lockedBy} = field;
  const from = sourceText(ctx, field);
  const sign: IconName = lockedBy
    ? 'lock'
    : origin?.kind === 'register'
      ? 'register'
      : origin?.kind === 'document'
        ? 'paper'
        : 'info';
  const why = lockedBy === 'computed' ? ctx.t('locked.computed') : lockedBy === 'rule' ? ctx.t('locked.rule') : '';
  return html`<div class="source" part="source" data-kind=${origin?.kind ?? 'none'}>
    <span class="badge" part="badge" id=${id}
      >${icon(sign)}<span>${[lockedBy === 'computed' ? '' : from, why].filter(Boolean).join('. ')}</span></span
    >
    ${
      field.filledBy && !ctx.readonly
        ? html`<button type="button" class="quiet" part="undo" aria-label=${ctx.t('source.undoOf', {source: from || field.pointer})} @click=${undo}>
          ${icon('undo')}${ctx.t('source.undo')}
        </button>`
        : nothing
    }
    ${lockedBy === 'register' ? disputeBox(ctx, field, id) : nothing}
    ${origin?.kind === 'typed' && !lockedBy && !ctx.readonly ? correctionBox(ctx, waiting, field, origin, id) : nothing}
  </div>`;
}
