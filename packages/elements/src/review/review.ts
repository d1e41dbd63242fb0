import {
  type Decision,
  decisionOf,
  type Field,
  type Form,
  type Item,
  type Origin,
  type PageModel,
  untracked,
} from '@egov-form/core';
import {concrete, type Scope, walk} from '@egov-form/core/effort';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {displayValue} from '../display/display.ts';
import {joinWords} from '../display/join-words.ts';
import {maskedSensitive} from '../display/masked.ts';
import {personText} from '../display/person-text.ts';
import {type IconName, icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {fieldType} from '../field/field-type.ts';
import {documentTitle, isDerived, readSign, SURE, sourceText} from '../field/source.ts';
import type {FormContext} from '../form/form-context.ts';
import {hasVisible, placeOf} from '../form/form-map.ts';
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
    const left: Left = new Map();
    return html`${pages.map((page) => this.#page(page, left))}
      ${this.#leftOut(left, hidden)}`;
  }

  #page(page: PageModel, left: Left): TemplateResult {
    const {ctx} = this;
    const title = ctx.text(page.title);
    return html`<section class="review-page" part="review-page" aria-label=${title}>
      <div class="review-head">
        <h4>${title}</h4>
        ${
          ctx.readonly || this.#followsElsewhere(page)
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
      ${this.#items(page.items, [], title, left)}
    </section>`;
  }

  /** Whether all that is asked there is answered as on another page: nothing can be changed here. */
  #followsElsewhere({items}: PageModel): boolean {
    const {form} = this.ctx;
    const asked = [...walk(form, items)].filter(({item}) => !('text' in item) && !('group' in item));
    const seen = asked.map(({item, scopes}) => ('field' in item ? form.field(concrete(item.field, scopes)) : undefined));
    return seen.length > 0 && seen.every((field) => field !== undefined && (!field.visible || field.follows !== undefined));
  }

  /** What is known and what is to be read: this is open, in order, the other a line below it. `above` is the heading of all. */
  #items(items: readonly Item[], scopes: readonly Scope[], above: string, left: Left): unknown {
    const known: Known = new Map();
    return html`${this.#open(items, scopes, above, {known, left, place: above})}${this.#known(known)}`;
  }

  /** Groups and rows get their heading where something of them is open. */
  #open(items: readonly Item[], scopes: readonly Scope[], above: string, folds: Folds): readonly TemplateResult[] {
    const {ctx} = this;
    const parts: TemplateResult[] = [];
    const read = this.#readOnce(items, scopes);
    for (const [source, n] of read) parts.push(sourceBadge('paper', ctx.t('source.documentAll', {n, source})));
    for (const item of items) {
      if ('field' in item) {
        const field = ctx.form.field(concrete(item.field, scopes));
        const standing = this.#standing(field);
        if (standing === 'open') parts.push(this.#answer(field, read.has(readFrom(ctx, field) ?? '')));
        else if (standing === 'empty') leftAt(folds).labels.push(ctx.text(field.label));
        else if (standing !== 'unseen') folds.known.set(standing.words, [...(folds.known.get(standing.words) ?? []), field]);
      }
      if ('group' in item && hasVisible(ctx.form, item.items, scopes)) parts.push(...this.#group(item, scopes, above, folds));
      if ('list' in item) parts.push(...this.#rows(item, scopes, folds.left));
      if ('document' in item) {
        const {visible, required, notNeeded, attachments} = ctx.form.document(item.document);
        const paper = html`<egov-attached .ctx=${ctx} .name=${item.document}></egov-attached>`;
        if (!visible) continue;
        if (attachments.length === 0 && (notNeeded || !required)) leftAt(folds).papers.push(paper);
        else parts.push(paper);
      }
    }
    return parts;
  }

  #group(
    item: Extract<Item, {group: unknown}>,
    scopes: readonly Scope[],
    above: string,
    folds: Folds,
  ): readonly TemplateResult[] {
    const {ctx} = this;
    const title = ctx.text(item.group);
    const inner = this.#open(item.items, scopes, title, folds);
    if (inner.length === 0) return inner;
    // What the page folds, since it is filled ahead, is folded here too as long as the person left it so.
    if (item.folded && title && ctx.form.definition.paging !== 'questions' && this.#isAhead(item.items, scopes))
      return [html`<details class="review-fold" part="review-known"><summary><span>${title}</span></summary>${inner}</details>`];
    return title && title !== above ? [html`<h5>${title}</h5>`, ...inner] : inner;
  }

  /** Whether all that stands there was filled by itself, and nothing speaks against it. */
  #isAhead(items: readonly Item[], scopes: readonly Scope[]): boolean {
    const {form} = this.ctx;
    return items.every((item) => {
      if ('group' in item) return this.#isAhead(item.items, scopes);
      if (!('field' in item)) return 'text' in item;
      const {visible, value, required, origin, pointer, issues} = form.field(concrete(item.field, scopes));
      if (!visible) return true;
      if (this.#decisions.has(pointer) || issues.some(({severity}) => severity !== 'info')) return false;
      return value === undefined ? !required : AHEAD.has(origin?.kind);
    });
  }

  /** Papers from which several of these answers were read for certain, with how many: that is said once. */
  #readOnce(items: readonly Item[], scopes: readonly Scope[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const item of items) {
      const field = 'field' in item ? this.ctx.form.field(concrete(item.field, scopes)) : undefined;
      const source = field && this.#standing(field) === 'open' ? readFrom(this.ctx, field) : undefined;
      if (source !== undefined) counts.set(source, (counts.get(source) ?? 0) + 1);
    }
    return new Map([...counts].filter(([, n]) => n > 1));
  }

  #answer({pointer}: Field, isSaid = false): TemplateResult {
    const {ctx} = this;
    const decision = this.#decisions.get(pointer);
    return html`<egov-answer .ctx=${ctx} .pointer=${pointer} .decision=${decision} .folded=${isSaid}></egov-answer>`;
  }
  /** What a row is called of which registers know everything but what they were asked with; `undefined` for every other one. */
  #nameOfKnown(items: readonly Item[], scopes: readonly Scope[]): string | undefined {
    const {ctx} = this;
    const open: Field[] = [];
    let known = 0;
    for (const {item, scopes: inside} of walk(ctx.form, items, scopes)) {
      if ('document' in item || 'list' in item) return undefined;
      if (!('field' in item)) continue;
      const field = ctx.form.field(concrete(item.field, inside));
      const standing = this.#standing(field);
      if (standing === 'open') open.push(field);
      else if (typeof standing === 'object') known += 1;
    }
    const [key, ...others] = open;
    if (!key || others.length > 0 || known === 0 || this.#decisions.has(key.pointer)) return undefined;
    const isKey = ctx.form.lookupsAt(key.pointer).some(({keyPointer, state}) => keyPointer === key.pointer && state === 'filled');
    if (!isKey || key.issues.some(({severity}) => severity !== 'info')) return undefined;
    return maskedSensitive(key, key.value) ?? displayValue(ctx, this, key, key.value);
  }

  #standing(field: Field): Standing {
    const {ctx} = this;
    if (!field.visible || fieldType(field.widget).unseen) return 'unseen';
    // Where each question stands alone, each has its own way back.
    if (ctx.form.definition.paging === 'questions') return 'open';
    if (field.value === undefined) return field.required ? 'open' : 'empty';
    const words = this.#decisions.has(field.pointer) ? undefined : knownFrom(ctx, field);
    return words === undefined ? 'open' : {words};
  }

  #known(known: Known): readonly TemplateResult[] {
    const {ctx} = this;
    return [...known].map(([source, fields]) => {
      const [first] = fields;
      // What it follows is shown there.
      if (first?.follows !== undefined) return sourceBadge('info', source);
      const isRegister = first?.origin?.kind === 'register';
      return html`<details class="review-fold" part="review-known">
        <summary>${icon(isRegister ? 'register' : 'info')}<span>${ctx.t(isRegister ? 'review.known' : 'review.follows', {n: fields.length, source})}</span></summary>
        ${fields.map((field) => this.#answer(field, true))}
      </details>`;
    });
  }

  /** One line for the whole form: nobody has to look there. */
  #leftOut(left: Left, hidden: readonly string[]): unknown {
    const {ctx} = this;
    const all = [...left];
    const n = all.reduce((sum, [, {labels, papers}]) => sum + labels.length + papers.length, 0);
    const why = hidden.length > 0 ? whyHidden(ctx, hidden) : nothing;
    if (n === 0) return why;
    return html`<details class="review-fold" part="review-empty">
      <summary>${ctx.t('review.empty', {n})}</summary>
      ${all.map(
        ([place, {labels, papers}]) =>
          html`${labels.length > 0 ? html`<p>${place}: ${joinWords(ctx.locale, labels)}</p>` : nothing}${papers}`,
      )}
      ${why}
    </details>`;
  }

  #rows(item: Extract<Item, {list: unknown}>, scopes: readonly Scope[], left: Left): readonly TemplateResult[] {
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
        (row, index) => {
          const title = ctx.t('list.row', {label, n: index + 1});
          const inside = [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}];
          const name = this.#nameOfKnown(item.items, inside);
          const answers = this.#items(item.items, inside, title, left);
          if (name === undefined) return html`<h5>${title}</h5>${answers}`;
          return html`<details class="review-fold" part="review-known">
            <summary>${icon('register')}<span>${title}: ${name}</span></summary>
            ${answers}
          </details>`;
        },
      )}`,
    ];
  }
}

/** How an answer stands: to be looked at, not asked, left empty, or as somebody else knows it, with from where. */
type Standing = 'open' | 'unseen' | 'empty' | {readonly words: string};

/** Where answers come from that are nobody's own word, nor read of a paper. */
const AHEAD: ReadonlySet<Origin['kind'] | undefined> = new Set(['default', 'computed', 'register']);

/** Answers that nobody need look at, by what they are from. */
type Known = Map<string, readonly Field[]>;

/** What was left empty and papers that nobody needs, by the heading of where they stand. */
type Left = Map<string, LeftOut>;

interface Folds {
  readonly known: Known;
  readonly left: Left;
  /** Heading of the page or row. */
  readonly place: string;
}

interface LeftOut {
  readonly labels: string[];
  readonly papers: TemplateResult[];
}

function leftAt({left, place}: Folds): LeftOut {
  const there = left.get(place) ?? {labels: [], papers: []};
  left.set(place, there);
  return there;
}

function sourceBadge(name: IconName, words: string): TemplateResult {
  return html`<p class="badge" part="badge">${icon(name)}<span>${words}</span></p>`;
}

/** The paper that an answer was read from for certain. */
function readFrom(ctx: FormContext, {origin, replaced}: Field): string | undefined {
  return origin?.kind === 'document' && origin.confidence >= SURE && replaced === undefined
    ? documentTitle(ctx, origin.document)
    : undefined;
}

/** Where an answer is from that nobody changed and nothing speaks against; `undefined` for every other one. */
function knownFrom(ctx: FormContext, field: Field): string | undefined {
  const {origin, replaced, conflict, issues, lockedBy, follows} = field;
  if (replaced !== undefined || conflict || issues.some(({severity}) => severity !== 'info')) return undefined;
  const page = follows === undefined ? undefined : ctx.form.pages.find(({id}) => id === placeOf(ctx.form, follows)?.pageId);
  if (page) return ctx.t('review.same', {page: ctx.text(page.title)});
  if (origin?.kind === 'register') return origin.disputed === undefined ? ctx.text(origin.title) : undefined;
  const isRuled = origin?.kind === 'computed' && lockedBy !== undefined;
  return isRuled || isDerived(field) ? sourceText(ctx, field) : undefined;
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
  /** A line that it stands below says where it is from. */
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
        <span class=${text === '' ? 'none' : 'value'}
          >${text === '' ? ctx.t('empty') : text}${this.folded && origin === 'document' ? readSign(sourceText(ctx, field)) : nothing}</span
        >
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
