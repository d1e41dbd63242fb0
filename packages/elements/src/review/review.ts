import {type Decision, decisionOf, type Field, type Form, type Item, type PageModel, untracked} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {displayValue} from '../display/display.ts';
import {joinWords} from '../display/join-words.ts';
import {maskedSensitive} from '../display/masked.ts';
import {personText} from '../display/person-text.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {fieldType} from '../field/field-type.ts';
import {sourceText} from '../field/source.ts';
import type {FormContext} from '../form/form-context.ts';
import {concrete, hasVisible, type Scope} from '../form/form-map.ts';
import {whyHidden} from '../why/why.ts';
import {decisionText} from './decision-text.ts';

/** Everything that was answered, in order, with its source and a way back to it. Lives inside `<egov-form>`. */
export class EgovReview extends LightElement {
  /** What the person chose where sources disagreed, by pointer. It is chosen on the pages, never here. */
  #decisions: ReadonlyMap<string, Decision> = new Map();

  protected override render(): unknown {
    const {ctx} = this;
    const {decisions} = untracked(() => ctx.form.snapshot());
    // What is not decided is marked, too: nobody sends it in silence.
    const open = ctx.form.conflicts.map(({pointer, ...conflict}) => decisionOf(pointer, conflict));
    this.#decisions = new Map([...decisions, ...open].map((decision) => [decision.pointer, decision]));
    const pages = ctx.form.pages.filter((page) => page.visible && hasVisible(ctx.form, page.items, []));
    const hidden = ctx.form.pages.flatMap(({items}) => [...hiddenIn(ctx.form, items)]);
    return html`${pages.map((page) => this.#page(page))}
      ${hidden.length > 0 ? whyHidden(ctx, hidden) : nothing}`;
  }

  #page(page: PageModel): TemplateResult {
    const {ctx} = this;
    const title = ctx.text(page.title);
    return html`<section class="review-page" part="review-page" aria-label=${title}>
      <div class="review-head">
        <h4>${title}</h4>
        ${
          ctx.readonly
            ? nothing
            : html`<button
              type="button"
              class="quiet"
              aria-label=${ctx.t('editOf', {label: title})}
              data-edit=${page.id}
              @click=${() => ctx.host.showPage(page.id)}
            >
              ${ctx.t('edit')}
            </button>`
        }
      </div>
      ${this.#items(page.items, [], title)}
    </section>`;
  }

  /** What is known, what is left out and what is to be read: the last is open, in order, the others are a line each below it. */
  #items(items: readonly Item[], scopes: readonly Scope[], above: string): unknown {
    const folds: ReviewFolds = {known: new Map(), empty: [], papers: []};
    return html`${this.#open(items, scopes, above, folds)}${this.#folds(folds)}`;
  }

  /** Groups and rows get their heading where something of them is open. */
  #open(items: readonly Item[], scopes: readonly Scope[], above: string, folds: ReviewFolds): readonly TemplateResult[] {
    const {ctx} = this;
    const parts: TemplateResult[] = [];
    for (const item of items) {
      if ('field' in item) {
        const field = ctx.form.field(concrete(item.field, scopes));
        if (!this.#fold(field, folds)) parts.push(this.#answer(field));
      }
      if ('group' in item && hasVisible(ctx.form, item.items, scopes)) {
        const title = ctx.text(item.group);
        const inner = this.#open(item.items, scopes, title, folds);
        if (inner.length > 0 && title && title !== above) parts.push(html`<h5>${title}</h5>`);
        parts.push(...inner);
      }
      if ('list' in item) parts.push(...this.#rows(item, scopes));
      if ('document' in item) {
        const {visible, required, notNeeded, attachments} = ctx.form.document(item.document);
        const paper = html`<egov-attached .ctx=${ctx} .name=${item.document}></egov-attached>`;
        if (visible) (attachments.length === 0 && (notNeeded || !required) ? folds.papers : parts).push(paper);
      }
    }
    return parts;
  }

  #answer({pointer}: Field, isFolded = false): TemplateResult {
    const {ctx} = this;
    const decision = this.#decisions.get(pointer);
    return html`<egov-answer .ctx=${ctx} .pointer=${pointer} .decision=${decision} .folded=${isFolded}></egov-answer>`;
  }

  /** Whether nobody need look at an answer: it is not asked, left empty, or stands as somebody else knows it. */
  #fold(field: Field, folds: ReviewFolds): boolean {
    if (!field.visible || fieldType(field.widget).unseen) return true;
    const {ctx} = this;
    // Where each question stands alone, each has its own way back.
    if (ctx.form.definition.paging === 'questions') return false;
    if (field.value === undefined) {
      if (field.required) return false;
      folds.empty.push(field);
      return true;
    }
    const source = knownFrom(ctx, field);
    if (source === undefined || this.#decisions.has(field.pointer)) return false;
    folds.known.set(source, [...(folds.known.get(source) ?? []), field]);
    return true;
  }

  #folds({known, empty, papers}: ReviewFolds): unknown {
    const {ctx} = this;
    const left = empty.length + papers.length;
    return html`${[...known].map(
      ([source, fields]) => html`<details class="review-fold" part="review-known">
        <summary>${icon(isFromRegister(fields) ? 'register' : 'info')}<span>${ctx.t(isFromRegister(fields) ? 'review.known' : 'review.follows', {n: fields.length, source})}</span></summary>
        ${fields.map((field) => this.#answer(field, true))}
      </details>`,
    )}${
      left > 0
        ? html`<details class="review-fold" part="review-empty">
          <summary>${ctx.t('review.empty', {n: left})}</summary>
          ${papers}
          <p>${joinWords(
            ctx.locale,
            empty.map(({label}) => ctx.text(label)),
          )}</p>
        </details>`
        : nothing
    }`;
  }

  #rows(item: Extract<Item, {list: unknown}>, scopes: readonly Scope[]): readonly TemplateResult[] {
    const {ctx} = this;
    const list = ctx.form.list(concrete(item.list, scopes));
    if (!list.visible) return [];
    // That there are none is an answer, too.
    if (list.rows.length === 0)
      return [
        html`<dl class="answer" part="answer" data-answer=${list.pointer}>
          <dt>${ctx.text(list.label)}</dt>
          <dd><span class="none">${ctx.t('empty')}</span></dd>
        </dl>`,
      ];
    const label = ctx.text(item.rowTitle) || ctx.text(list.label);
    return [
      html`${repeat(
        list.rows,
        (row) => row.id,
        (row, index) => html`<h5>${ctx.t('list.row', {label, n: index + 1})}</h5>
          ${this.#items(item.items, [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}], '')}`,
      )}`,
    ];
  }
}

/** What is not open: what is known, by what it is from, what was left empty, and papers that nobody needs. */
interface ReviewFolds {
  readonly known: Map<string, readonly Field[]>;
  readonly empty: Field[];
  readonly papers: TemplateResult[];
}

function isFromRegister([first]: readonly Field[]): boolean {
  return first?.origin?.kind === 'register';
}

/** Where an answer is from that nobody changed and nothing speaks against; `undefined` for every other one. */
function knownFrom(ctx: FormContext, field: Field): string | undefined {
  const {origin, replaced, conflict, issues, lockedBy} = field;
  if (replaced !== undefined || conflict || issues.some(({severity}) => severity !== 'info')) return undefined;
  if (origin?.kind === 'register') return origin.disputed === undefined ? ctx.text(origin.title) : undefined;
  return origin?.kind === 'computed' && lockedBy !== undefined ? sourceText(ctx, field) : undefined;
}

/** What is not asked now, outside the rows of lists. */
function* hiddenIn(form: Form, items: readonly Item[]): Generator<string> {
  for (const item of items) {
    if ('field' in item && !form.field(item.field).visible) yield item.field;
    else if ('document' in item && !form.document(item.document).visible) yield `#/documents/${item.document}`;
    else if ('group' in item) yield* hiddenIn(form, item.items);
  }
}

/** One answer on the review page. */
export class EgovAnswer extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    pointer: {attribute: false},
    decision: {attribute: false},
    folded: {attribute: false},
  };

  declare pointer: string;
  declare decision: Decision | undefined;
  /** The line that it is folded behind says where it is from. */
  declare folded: boolean;

  protected override render(): unknown {
    const {ctx, decision} = this;
    const field = ctx.form.field(this.pointer);
    this.hidden = !field.visible || fieldType(field.widget).unseen === true;
    if (this.hidden) return nothing;
    const text = maskedSensitive(field, field.value) ?? displayValue(ctx, this, field, field.value);
    const source = field.value === undefined || this.folded ? '' : sourceText(ctx, field);
    const origin = field.origin?.kind;
    const label = ctx.text(field.label);
    // Where each question stands alone, each has its own way back.
    const alone = ctx.form.definition.paging === 'questions' && !ctx.readonly;
    return html`<dl class="answer" part="answer" data-answer=${field.pointer}>
      <dt>${label}</dt>
      <dd>
        <span class=${text === '' ? 'none' : 'value'}>${text === '' ? ctx.t('empty') : text}</span>
        ${
          source
            ? html`<span class="badge" data-kind=${origin ?? 'none'}
              >${icon(origin === 'document' ? 'paper' : origin === 'register' ? 'register' : 'info')}<span>${source}</span></span
            >`
            : nothing
        }
        ${
          decision
            ? html`<span class="decided" part="decided" data-undecided=${decision.at === undefined ? '' : nothing}
              >${decisionText(ctx, this, field, decision)}</span
            >`
            : nothing
        }
        ${
          alone
            ? html`<button
              type="button"
              class="quiet small"
              aria-label=${ctx.t('editOf', {label})}
              data-edit=${field.pointer}
              @click=${() => void ctx.host.focusField(field.pointer)}
            >
              ${ctx.t('edit')}
            </button>`
            : nothing
        }
      </dd>
    </dl>`;
  }
}

/** One document slot on the review page. */
export class EgovAttached extends LightElement {
  static override properties: PropertyDeclarations = {...LightElement.properties, name: {attribute: false}};

  declare name: string;

  protected override render(): unknown {
    const {ctx} = this;
    const slot = ctx.form.document(this.name);
    this.hidden = !slot.visible;
    if (!slot.visible) return nothing;
    const files = slot.attachments.filter((attachment) => attachment.state !== 'refused');
    return html`<dl class="answer" part="answer" data-answer=${`#/documents/${this.name}`}>
      <dt>${ctx.text(slot.settings.title)}</dt>
      <dd>
        ${
          files.length > 0
            ? files.map(
                (file) =>
                  html`<span class="value attached"
                    >${icon('paper')}<span
                      >${personText(file.name)}${
                        file.pageCount > 0
                          ? html`<span class="none">, ${ctx.t('document.pages', {n: file.pageCount})}</span>`
                          : nothing
                      }</span
                    ></span
                  >`,
              )
            : html`<span class="none"
              >${slot.notNeeded ? ctx.text(slot.settings.notNeededText) || ctx.t('document.notNeeded') : ctx.t('document.none')}</span
            >`
        }
      </dd>
    </dl>`;
  }
}

define('egov-review', EgovReview);
define('egov-answer', EgovAnswer);
define('egov-attached', EgovAttached);

declare global {
  interface HTMLElementTagNameMap {
    'egov-review': EgovReview;
    'egov-answer': EgovAnswer;
    'egov-attached': EgovAttached;
  }
}
