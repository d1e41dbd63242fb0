/** How much each finding of the checks weighs. What core finds says so itself. */
import type {Severity} from '@egov-form/core';
import type {vi} from './messages/vi.ts';

export type FindingCode = keyof typeof vi;

const error = {severity: 'error'} as const;
const warning = {severity: 'warning'} as const;
const info = {severity: 'info'} as const;
/** Told while a procedure is written, and keeps it from being published. */
const gate = {severity: 'warning', publish: 'error'} as const;

/** Weight while a procedure is written; `publish`: what it weighs when it is to be published, where that is another one. */
export interface Weight {
  readonly severity: Severity;
  readonly publish?: Severity;
}

export const WEIGHTS: {readonly [code in FindingCode]: Weight} = {
  'autocomplete.other': warning,
  'autocomplete.unknown': warning,
  'case.code': error,
  'case.document': error,
  'case.pointer': error,
  'case.shape': error,
  'case.title-twice': warning,
  'case.today': error,
  'check.constant': warning,
  'check.twice': warning,
  'checked.stale': warning,
  'choice.single': info,
  'choice.twice': warning,
  'collect.known': warning,
  'collect.unseen': warning,
  'collect.unused': warning,
  'data.unasked': info,
  'document.fact': error,
  'document.known': warning,
  'document.never-not-needed': warning,
  'document.no-nature': error,
  'document.not-needed-text': warning,
  'document.photo': info,
  'document.reason': warning,
  'field.dead': warning,
  'field.stuck': error,
  'field.unasked': warning,
  'group.empty': warning,
  'group.twice': warning,
  'hint.long': info,
  'hint.same': warning,
  'label.colon': info,
  'label.long': warning,
  'label.mark': warning,
  'label.missing': gate,
  'label.symbol': warning,
  'label.twice': warning,
  'label.untranslated': gate,
  'language.missing': gate,
  'language.undeclared': warning,
  'list.wide': info,
  'lookup.key-missing': error,
  'lookup.key-optional': warning,
  'lookup.list-member': error,
  'lookup.not-list': error,
  'lookup.second-factor': warning,
  'lookup.title': warning,
  'lookup.twice': warning,
  'lookup.type': error,
  'lookup.values': warning,
  'message.vague': warning,
  'options.person': error,
  'page.long': info,
  'page.title-twice': warning,
  'party.empty': warning,
  'placeholder.hint': warning,
  'placeholder.same': warning,
  'procedure.code': warning,
  'procedure.effective': error,
  'procedure.legal': warning,
  'procedure.legal-twice': warning,
  'publish.authority': error,
  'publish.cases': warning,
  'publish.code': error,
  'publish.declaration': info,
  'publish.effective': error,
  'publish.example': error,
  'publish.fee': error,
  'publish.legal': error,
  'publish.pages': warning,
  'publish.result': warning,
  'publish.time': warning,
  'publish.version': error,
  'rule.hidden': warning,
  'rule.later': info,
  'text.blanks': warning,
  'text.capitals': warning,
  'text.click-here': warning,
  'text.colour': warning,
  'text.image': warning,
  'text.invisible': warning,
  'text.link-address': warning,
  'text.link-words': warning,
  'text.markup': warning,
  'text.normal-form': warning,
  'text.one-language': gate,
  'text.place': warning,
  'text.placeholder': gate,
  'text.position': warning,
  'text.same': gate,
  'visible.always': info,
  'visible.never': warning,
};

/** Findings of core that keep a procedure from being published. */
export const CORE_GATES: ReadonlySet<string> = new Set(['text.empty', 'text.language', 'page.empty']);
