/**
 * A dossier as an officer reads it: every answer with its source and how far it was verified, and above them what needs a
 * look: what differs, what was changed, what nobody could verify. Loaded when first shown.
 */

import {type Field, type Form, formatPointer, type Item, type Json, type LookupGap, type OriginMark} from '@egov-form/core';
import {concrete, type Scope, walk} from '@egov-form/core/effort';
import {type CSSResult, css, html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {showDate, showMoment} from '../display/dates.ts';
import {displayValue} from '../display/display.ts';
import {maskedSensitive} from '../display/masked.ts';
import {type IconName, icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {fieldType} from '../field/field-type.ts';
import {documentTitle, quotedSource} from '../field/source.ts';
import {hasVisible} from '../form/form-map.ts';
import type {MessageKey} from '../messages/keys.ts';
import {settledText} from '../review/decision-text.ts';
import type {Dossier} from './dossier.ts';

export {viOfficer as words} from '../messages/vi-officer.ts';

type Verdict = Dossier['checks'][number]['verdicts'][string] | 'waiting' | 'not-checked';

/** One thing to know about an answer; `look` when an officer must. */
interface Note {
  readonly text: string;
  readonly look: boolean;
}

const VERDICTS: {readonly [verdict in Verdict]: MessageKey} = {
  agrees: 'officer.agrees',
  differs: 'officer.differs',
  unknown: 'officer.unknown',
  'not-found': 'officer.notFound',
  waiting: 'officer.waiting',
  'not-checked': 'officer.notChecked',
};

/** What an officer sees of a dossier; without one, of what stands in the form, which nobody has verified. Lives inside `<egov-form>`. */
export class EgovOfficer extends LightElement {
  static override properties: PropertyDeclarations = {...LightElement.properties, dossier: {attribute: false}};

  declare dossier: Dossier | undefined;

  #verdicts: ReadonlyMap<string, Verdict> = new Map();
  #gaps: ReadonlyMap<string, LookupGap> = new Map();

  protected override render(): unknown {
    const {ctx, dossier} = this;
    const {form} = ctx;
    this.#verdicts = verdictsOf(dossier, form);
    this.#gaps = new Map(dossier ? [] : form.submission({}, ctx.locale, false).gaps?.map((gap) => [gap.pointer, gap]));
    const pages = form.pages.filter((page) => page.visible && hasVisible(form, page.items, []));
    const wanting = pages.flatMap(({items}) => [...this.#wanting(items)]);
    const old = dossier && dossier.version !== form.definition.version;
    return html`${
      old
        ? html`<p class="notice" data-tone="warning">${icon('alert')}<span>${ctx.t('officer.version', {version: dossier.version})}</span></p>`
        : nothing
    }
    <section class="notice officer-head" data-tone=${wanting.length > 0 ? 'warning' : 'good'} aria-labelledby="egov-officer-look">
      ${icon(wanting.length > 0 ? 'alert' : 'check')}
      <div>
        <h3 id="egov-officer-look">${ctx.t(wanting.length > 0 ? 'officer.look' : 'officer.fine', {n: wanting.length})}</h3>
        ${wanting.length > 0 ? html`<ul>${wanting.map((field) => this.#lead(field))}</ul>` : nothing}
      </div>
    </section>
    ${pages.map(
      (page) => html`<section class="review-page" part="review-page" aria-label=${ctx.text(page.title)}>
        <div class="review-head"><h4>${ctx.text(page.title)}</h4></div>
        ${this.#items(page.items, [], ctx.text(page.title))}
      </section>`,
    )}`;
  }

  #lead(field: Field): TemplateResult {
    const go = (): void => this.querySelector<HTMLElement>(`[data-answer="${CSS.escape(field.pointer)}"]`)?.focus();
    return html`<li><button type="button" class="link" @click=${go}>${this.ctx.form.labelOf(field.pointer, this.ctx.locale)}</button></li>`;
  }

  /** Answers that an officer must look at. */
  *#wanting(items: readonly Item[]): Generator<Field> {
    for (const {item, scopes} of walk(this.ctx.form, items)) {
      if (!('field' in item)) continue;
      const field = this.ctx.form.field(concrete(item.field, scopes));
      if (field.visible && this.#notes(field).some(({look}) => look)) yield field;
    }
  }

  /** What needs no look is a line below the rest: what is verified or computed, by what it is from, and what was left empty. */
  #items(items: readonly Item[], scopes: readonly Scope[], above: string): TemplateResult {
    const folds = new Map<string, Field[]>();
    return html`${this.#open(items, scopes, above, folds)}${[...folds].map(
      ([words, fields]) => html`<details class="review-fold" part="review-known">
        <summary><span>${words === '' ? this.ctx.t('review.empty', {n: fields.length}) : this.ctx.t('review.follows', {n: fields.length, source: words})}</span></summary>
        ${fields.map((field) => this.#answer(field))}
      </details>`,
    )}`;
  }

  #open(items: readonly Item[], scopes: readonly Scope[], above: string, folds: Map<string, Field[]>): readonly unknown[] {
    const {ctx} = this;
    return items.flatMap((item): readonly unknown[] => {
      if ('field' in item) {
        const field = ctx.form.field(concrete(item.field, scopes));
        return this.#fold(field, folds) ? [] : [this.#answer(field)];
      }
      if ('group' in item) {
        if (!hasVisible(ctx.form, item.items, scopes)) return [];
        const title = ctx.text(item.group);
        const inner = this.#open(item.items, scopes, title, folds);
        return inner.length > 0 && title && title !== above ? [html`<h5>${title}</h5>`, ...inner] : inner;
      }
      if ('document' in item) return [html`<egov-attached .ctx=${ctx} .name=${item.document}></egov-attached>`];
      if (!('list' in item)) return [];
      const list = ctx.form.list(concrete(item.list, scopes));
      if (!list.visible) return [];
      const label = ctx.text(item.rowTitle) || ctx.text(list.label);
      return list.rows.map(
        (row, index) => html`<h5>${ctx.t('list.row', {label, n: index + 1})}</h5>
          ${this.#items(item.items, [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}], '')}`,
      );
    });
  }

  /** Whether an officer need not look at an answer. */
  #fold(field: Field, folds: Map<string, Field[]>): boolean {
    if (!field.visible || fieldType(field.widget).unseen) return true;
    if (this.#notes(field).some(({look}) => look)) return false;
    const {origin} = this.#markOf(field);
    const words = field.value === undefined ? '' : this.#sourceLine(field).words;
    if (field.value !== undefined && origin !== 'register' && origin !== 'computed') return false;
    folds.set(words, [...(folds.get(words) ?? []), field]);
    return true;
  }

  #answer(field: Field): TemplateResult {
    const {ctx} = this;
    const text = this.#show(field, field.value);
    const notes = this.#notes(field);
    const look = notes.some((note) => note.look);
    return html`<dl class="answer" part="answer" data-answer=${field.pointer} tabindex="-1" ?data-look=${look}>
      <dt>${ctx.text(field.label)}</dt>
      <dd>
        <span class=${text === '' ? 'none' : 'value'}>${text || ctx.t('empty')}</span>
        ${field.value === undefined ? nothing : this.#source(field)}
        ${notes.map((note) => html`<span class="officer-note">${icon(note.look ? 'alert' : 'info')}<span>${note.text}</span></span>`)}
      </dd>
    </dl>`;
  }

  /** Whose word the answer is, and how far it was verified. */
  #source(field: Field): TemplateResult {
    const {mark, verdict, words} = this.#sourceLine(field);
    const sign: IconName = {
      register: 'register',
      document: 'paper',
      computed: 'info',
      citizen: 'info',
      'register-edited': 'info',
    }[mark.origin] as IconName;
    const kind = verdict === 'agrees' ? 'register' : mark.origin;
    return html`<span class="badge" part="badge" data-kind=${kind} data-verdict=${verdict ?? nothing}
      >${icon(sign)}<span>${words}</span></span
    >`;
  }

  #sourceLine(field: Field): {readonly mark: OriginMark; readonly verdict: Verdict | undefined; readonly words: string} {
    const {ctx} = this;
    const mark = this.#markOf(field);
    const verdict = this.#verdictOf(field, mark);
    const known: MessageKey | undefined = verdict
      ? VERDICTS[verdict]
      : !this.dossier
        ? 'officer.unverified'
        : mark.origin === 'register'
          ? 'officer.verified'
          : mark.origin === 'computed'
            ? 'officer.recomputed'
            : undefined;
    return {mark, verdict, words: [this.#sourceWords(mark), known && ctx.t(known)].filter(Boolean).join(' · ')};
  }

  #sourceWords({origin, register, document, at, earlier}: OriginMark): string {
    const {ctx} = this;
    const source = this.#registerName(register);
    const moment = at ? showMoment(at) : '';
    if (origin === 'register') return ctx.t('source.register', {source, moment});
    if (origin === 'document') return ctx.t('officer.document', {source: documentTitle(ctx, document ?? '')});
    if (origin === 'computed') return register ? ctx.t('source.derived', {source, moment}) : ctx.t('source.computed');
    if (earlier) return ctx.t('officer.earlier', {moment: showMoment(earlier)});
    return ctx.t(origin === 'register-edited' ? 'officer.edited' : 'officer.citizen');
  }

  #gapWords({reason, asOf}: LookupGap): string {
    return this.ctx.t(GAPS[reason] ?? GAPS.absent, {day: asOf === undefined ? '' : showDate(String(asOf))});
  }

  #registerName(register: string | undefined): string {
    const {ctx} = this;
    const lookups = Object.values(ctx.form.definition.lookups ?? {});
    const found = lookups.find(({connector}) => [connector].flat().some((name) => name === register));
    return ctx.text(found?.title) || (register ?? '');
  }

  /** What the gateway says; in a form that was not handed in yet, what the form itself knows. */
  #markOf(field: Field): OriginMark {
    const {dossier} = this;
    const {pointer} = field;
    if (dossier) return dossier.origins[pointer] ?? {origin: 'citizen'};
    const gap = this.#gaps.get(pointer);
    return {...this.#ownMark(field), ...(gap && {gap})};
  }

  #ownMark({origin, value, replaced}: Field): OriginMark {
    switch (origin?.kind) {
      case 'register':
        return {
          ...{origin: 'register', register: origin.connector, at: origin.at},
          ...(origin.disputed !== undefined && {disputed: origin.disputed}),
          ...(replaced !== undefined && {replacedInput: replaced}),
        };
      case 'document':
        return {origin: 'document', document: origin.document};
      case 'earlier':
        return {origin: 'citizen', earlier: origin.at};
      case 'computed':
      case 'default': {
        const [source] = origin.from ?? [];
        if (source) return {origin: 'computed', register: source.connector, at: source.at};
        return {origin: origin.kind === 'computed' ? 'computed' : 'citizen'};
      }
      case 'typed':
        if (!origin.registered || value === undefined) return {origin: 'citizen'};
        return {
          ...{origin: 'register-edited', register: origin.registered.origin.connector, registered: origin.registered.value},
          ...(origin.reason !== undefined && {reason: origin.reason}),
        };
      default:
        return {origin: 'citizen'};
    }
  }

  #verdictOf({pointer}: Field, mark: OriginMark): Verdict | undefined {
    return this.#verdicts.get(pointer) ?? (mark.check === 'pending' ? 'waiting' : undefined);
  }

  #notes(field: Field): readonly Note[] {
    const {ctx} = this;
    const {pointer} = field;
    const mark = this.#markOf(field);
    const notes: Note[] = [];
    const add = (text: string, look = true): void => void notes.push({text, look});
    const source = this.#registerName(mark.register);
    if (mark.registered !== undefined)
      add(ctx.t('wrong.told', {source, value: this.#show(field, mark.registered) || ctx.t('conflict.empty')}));
    if (mark.replacedInput !== undefined) add(ctx.t('officer.said', {value: this.#show(field, mark.replacedInput)}));
    if (mark.reason !== undefined) add(ctx.t('officer.reason', {text: mark.reason}));
    if (mark.disputed !== undefined) add(ctx.t('officer.disputed', {text: mark.disputed}));
    if (mark.lookalike) add(ctx.t('officer.lookalike'));
    // Said where it stands; that a register lacks something is nobody's fault, and no reason to look.
    if (mark.gap) add(this.#gapWords(mark.gap), false);
    const verdict = this.#verdictOf(field, mark);
    if (verdict === 'differs' || verdict === 'not-found' || verdict === 'not-checked') add(ctx.t(VERDICTS[verdict]));
    for (const {title, value} of this.#onPaper(field)) add(ctx.t('wrong.told', {source: title, value}));
    const snapshot = this.dossier?.decisions ?? ctx.form.snapshot().decisions;
    for (const decision of snapshot) {
      if (decision.pointer !== pointer) continue;
      const settled = settledText(ctx, this, field, decision);
      if (settled) {
        add(settled);
        continue;
      }
      const said = decision.other === undefined ? '' : this.#show(field, decision.other);
      const kinds = {kept: ctx.t(KINDS[decision.kept]), dropped: quotedSource(ctx.t(KINDS[decision.dropped]), said)};
      add(ctx.t(decision.at === undefined ? 'officer.undecided' : 'officer.decided', kinds));
    }
    // That a document says otherwise is said above, with what it says.
    const known = new Set(['document.differs', 'conflict.undecided']);
    for (const issue of field.issues) {
      if (issue.severity !== 'info' && !known.has(issue.code)) add(ctx.form.messageOf(issue, ctx.locale));
    }
    return notes;
  }

  /** What documents say otherwise. */
  *#onPaper(field: Field): Generator<{readonly title: string; readonly value: string}> {
    for (const slot of this.ctx.form.documents) {
      for (const {comparisons, facts} of slot.attachments) {
        for (const {pointer, fact, verdict} of comparisons) {
          const read = facts[fact]?.value;
          if (pointer !== field.pointer || verdict !== 'different' || read === undefined) continue;
          yield {title: this.ctx.text(slot.settings.title), value: this.#show(field, read as Json)};
        }
      }
    }
  }

  #show(field: Field, value: Json | undefined): string {
    return maskedSensitive(field, value) ?? displayValue(this.ctx, this, field, value);
  }
}

const KINDS: {readonly [kind in Dossier['decisions'][number]['kept']]: MessageKey} = {
  typed: 'officer.citizen',
  earlier: 'officer.citizen',
  register: 'source.editedRegister',
  document: 'source.editedDocument',
  computed: 'source.computed',
  default: 'source.default',
};

const GAPS: {readonly [reason in LookupGap['reason']]: MessageKey} = {
  absent: 'officer.absent',
  'not-permitted': 'officer.notPermitted',
  stale: 'officer.stale',
};

/** What came of later checks, by pointer. Of those that wait or could not be made, every value that they are about. */
function verdictsOf(dossier: Dossier | undefined, {definition: {lookups = {}}, patterns}: Form): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const {lookup, row, state, verdicts: known} of dossier?.checks ?? []) {
    const rows = row === '' ? [] : row.split('/');
    for (const pattern of state === 'done' ? [] : Object.keys(lookups[lookup]?.fill ?? {}))
      verdicts.set(formatPointer(patterns.parse(pattern).bind(rows)), state === 'waiting' ? 'waiting' : 'not-checked');
    for (const [pointer, verdict] of Object.entries(known)) verdicts.set(pointer, verdict);
  }
  return verdicts;
}

/** Its looks. What it shows of documents comes with the review. */
export const styles: CSSResult = css`
  .officer-head h3 {
    font-size: 1em;
    line-height: 1.4;
  }
  .officer-head ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .officer-head > div,
  .officer-head :is(li, button) {
    min-width: 0;
    max-width: 100%;
    overflow-wrap: anywhere;
    text-align: start;
    white-space: normal;
  }
  .answer[data-look] {
    border-inline-start: 4px solid var(--warning);
    padding-inline-start: 0.75rem;
  }
  .officer-note {
    display: flex;
    gap: 0.4375em;
    align-items: flex-start;
    font-size: 0.9375em;
    overflow-wrap: anywhere;
  }
  .officer-note .icon {
    flex: none;
    width: 1.15em;
    height: 1.15em;
    margin-top: 0.1em;
  }
  .answer[data-look] .officer-note {
    color: var(--warning);
  }
`;

define('egov-officer', EgovOfficer);

declare global {
  interface HTMLElementTagNameMap {
    'egov-officer': EgovOfficer;
  }
}
