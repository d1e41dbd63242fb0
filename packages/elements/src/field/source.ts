import type {Field, RuleOrigin} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {showMoment} from '../display/dates.ts';
import {joinWords} from '../display/join-words.ts';
import {type IconName, icon} from '../drawing/icons.ts';
import type {FormContext} from '../form/form-context.ts';

/** From here on what was read of a paper counts as read right. */
export const SURE = 0.9;

/** Where the value came from, in one line of words; empty for what was typed. */
export function sourceText(ctx: FormContext, field: Field): string {
  const origin = field.origin;
  switch (origin?.kind) {
    case 'register':
      return ctx.t('source.register', {source: ctx.text(origin.title), moment: showMoment(origin.at)});
    case 'document':
      // A reading that is sure is not worth a number.
      return ctx.t(origin.confidence < SURE ? 'source.documentUnsure' : 'source.document', {
        source: documentTitle(ctx, origin.document),
        percent: new Intl.NumberFormat(ctx.locale, {style: 'percent', maximumFractionDigits: 0}).format(origin.confidence),
      });
    case 'earlier':
      return ctx.t('source.earlier', {moment: showMoment(origin.at)});
    case 'computed':
    case 'default':
      return derivedText(ctx, origin) || (origin.kind === 'computed' ? ctx.t('source.computed') : '');
    case 'typed':
      if (origin.was === 'register') return ctx.t('source.edited', {source: ctx.t('source.editedRegister')});
      if (origin.was === 'document') return ctx.t('source.edited', {source: ctx.t('source.editedDocument')});
      return '';
    default:
      return '';
  }
}

/** Whether a default is what registers say, and nobody's own word. */
export function isDerived({origin}: Field): boolean {
  return origin?.kind === 'default' && (origin.from?.length ?? 0) > 0;
}

/** Of what registers said a rule made the value; empty where anything else had a part in it. */
function derivedText(ctx: FormContext, {from = []}: RuleOrigin): string {
  if (from.length === 0) return '';
  const titles = [...new Set(from.map(({title}) => ctx.text(title)))];
  const [oldest = ''] = from.map(({at}) => at).sort();
  return ctx.t('source.derived', {source: joinWords(ctx.locale, titles), moment: showMoment(oldest)});
}

/** What a document is called. */
export function documentTitle(ctx: FormContext, name: string): string {
  return ctx.text(ctx.form.definition.documents?.[name]?.title) || name;
}

/** A source with what it says, in quotation marks; its name alone where that is not known. */
export function quotedSource(name: string, value: string): string {
  return value === '' ? name : `${name} (“${value}”)`;
}

/** What stands below a value that did not come from the person. */
export interface SourceParts {
  readonly ctx: FormContext;
  readonly field: Field;
  /** Of the words that describe the control. */
  readonly id: string;
  /** Where the words are said together with others: whether the rest is unfolded, and what the sign does. */
  readonly folded?: {readonly open: boolean; toggle(): void} | undefined;
  /** Absent where a line above several questions has the way back. */
  readonly undo?: (() => void) | undefined;
}

/** That a paper was read, where its name is said above. */
export function readSign(source: string, id?: string): TemplateResult {
  return html`<span class="sign" part="badge" id=${id ?? nothing} role="img" aria-label=${source} title=${source}>${icon('paper')}</span>`;
}

/** Its source, one-step undo, and for a locked one why and what to do if it is wrong; behind a sign where `folded`. */
export function sourceLine(parts: SourceParts): TemplateResult {
  const {ctx, field, id, folded} = parts;
  const {origin, lockedBy} = field;
  const from = sourceText(ctx, field);
  const sign: IconName = lockedBy
    ? 'lock'
    : origin?.kind === 'register'
      ? 'register'
      : origin?.kind === 'document'
        ? 'paper'
        : 'info';
  const kind = origin?.kind ?? 'none';
  if (!folded) {
    const why = lockedBy === 'computed' ? ctx.t('locked.computed') : lockedBy === 'rule' ? ctx.t('locked.rule') : '';
    const words = [lockedBy === 'computed' ? '' : from, why].filter(Boolean).join('. ');
    return html`<div class="source" part="source" data-kind=${kind}>
      <span class="badge" part="badge" id=${id}>${icon(sign)}<span>${words}</span></span>
      ${sourceActions(parts, from)}
    </div>`;
  }
  // Nothing more is to be said or done than stands above.
  if (origin?.kind === 'document' && !parts.undo)
    return html`<div class="source folded" part="source" data-kind=${kind}>${readSign(from, id)}</div>`;
  const {open} = folded;
  return html`<div class="source folded" part="source" data-kind=${kind}>
    <button
      type="button"
      class="sign"
      part="badge"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls=${`${id}-more`}
      aria-label=${ctx.t('source.whenceOf', {label: ctx.text(field.label)})}
      title=${from}
      @click=${() => folded.toggle()}
    >
      ${icon(sign)}
    </button>
    <div class="source-more" id=${`${id}-more`} ?hidden=${!open}>
      <span class="badge" id=${id}>${from}</span>
      ${sourceActions(parts, from)}
    </div>
  </div>`;
}

function sourceActions({ctx, field, id, undo}: SourceParts, from: string): TemplateResult {
  const {origin, lockedBy} = field;
  return html`${
    undo && field.filledBy && !ctx.readonly
      ? html`<button type="button" class="quiet" part="undo" aria-label=${ctx.t('source.undoOf', {source: from || field.pointer})} @click=${undo}>
        ${icon('undo')}${ctx.t('source.undo')}
      </button>`
      : nothing
  }
  ${
    lockedBy === 'register' || (origin?.kind === 'typed' && !lockedBy && !ctx.readonly)
      ? html`<egov-correction .ctx=${ctx} .field=${field} .controlId=${id}></egov-correction>`
      : nothing
  }`;
}
