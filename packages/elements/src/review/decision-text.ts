import type {Decision, Field} from '@egov-form/core';
import {displayValue} from '../display/display.ts';
import {maskedSensitive} from '../display/masked.ts';
import {personText} from '../display/person-text.ts';
import type {Waiting} from '../field/field-type.ts';
import {documentTitle, quotedSource} from '../field/source.ts';
import type {FormContext} from '../form/form-context.ts';
import type {MessageKey} from '../messages/keys.ts';

/** Whom the person says to be wrong, with what that one says and their note; empty where they have said no such thing. */
export function settledText(ctx: FormContext, waiting: Partial<Waiting>, field: Field, decision: Decision): string {
  const {wrong, dropped, other, document, note} = decision;
  if (wrong === undefined || other === undefined) return '';
  const said = personText(maskedSensitive(field, other) ?? displayValue(ctx, waiting, field, other));
  const paper = document === undefined ? ctx.t('source.editedDocument') : documentTitle(ctx, document);
  const key =
    wrong === 'document' ? 'review.paperWrong' : dropped === 'document' ? 'review.registerWrong' : 'review.registerLeft';
  return [ctx.t(key, {paper, said}), note ? ctx.t('review.note', {note: personText(note)}) : ''].filter(Boolean).join(' ');
}

/** What became of a disagreement, to the person who is about to send: what they chose, whom they said to be wrong, or nothing yet. */
export function decisionText(ctx: FormContext, waiting: Partial<Waiting>, field: Field, decision: Decision): string {
  const {kept, dropped, other, at} = decision;
  const said = other === undefined ? '' : (maskedSensitive(field, other) ?? displayValue(ctx, waiting, field, other));
  const names = {kept: ctx.t(BY[kept]), dropped: quotedSource(ctx.t(BY[dropped]), said)};
  return settledText(ctx, waiting, field, decision) || ctx.t(at === undefined ? 'review.undecided' : 'review.decided', names);
}

/** What a kind of source is called in a sentence. */
const BY: {readonly [kind in Decision['kept']]: MessageKey} = {
  typed: 'review.byPerson',
  earlier: 'review.byPerson',
  register: 'source.editedRegister',
  document: 'source.editedDocument',
  computed: 'source.computed',
  default: 'source.default',
};
