import type {Form, Issue} from '@egov-form/core';
import {element, flag, mark, pattern, write} from '../drawing/dom.ts';
import {DrawnElement} from '../drawing/drawn-element.ts';
import {iconNode} from '../drawing/icons.ts';
import {define} from '../drawing/light-element.ts';
import {placeOf, rowsAround} from '../form/form-map.ts';
import {titleSays} from './page-title.ts';

/** Pointer of the declaration on the review page, which is not part of the answers. */
export const DECLARATION = '#/declaration';

/** Pointer of where what was entered is printed or saved, on the review page. */
export const KEEPING = '#/keeping';

/** Nothing is wrong there: the person has not come to it yet. */
const UNANSWERED: ReadonlySet<string> = new Set([
  'value.required',
  'value.required-choice',
  'document.required',
  'declaration.required',
]);

type Tone = 'error' | 'todo' | 'warning';

const ICONS = {error: 'error', todo: 'info', warning: 'alert'} as const;

/** So many are listed whole. Of more only the first are, until the person asks: the form is not to be pushed out of sight. */
const LISTED_WHOLE = 20;
const AT_FIRST = 10;

const box = pattern(() =>
  element(
    'div',
    {class: 'summary', part: 'summary', role: 'group', tabindex: '-1'},
    element('p', {class: 'summary-title'}, iconNode('error'), element('strong', {})),
    element('ul', {}),
  ),
);
const line = pattern(() => element('li', {}, element('button', {type: 'button', class: 'link'})));

/**
 * What stands in the way of going on: one link per mistake that puts the focus on its control, on whatever page.
 * Mended ones go by themselves. Lives inside `<egov-form>`.
 */
export class EgovSummary extends DrawnElement {
  #issues: readonly Issue[] = [];
  #lead = '';
  #untitled = false;
  /** The person wants to see all of them. */
  #whole = false;

  constructor() {
    super();
    this.addEventListener('click', ({target}) => this.#pressed(target instanceof Element ? target.closest('button') : null));
  }

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  set issues(issues: readonly Issue[]) {
    if (issues === this.#issues) return;
    this.#issues = issues;
    this.#whole = false;
    this.requestUpdate();
  }

  /** A sentence above the list. */
  get lead(): string {
    return this.#lead;
  }

  set lead(lead: string) {
    if (lead === this.#lead) return;
    this.#lead = lead;
    this.requestUpdate();
  }

  /** The title of the page does not say that there are errors. */
  get untitled(): boolean {
    return this.#untitled;
  }

  set untitled(untitled: boolean) {
    if (untitled === this.#untitled) return;
    this.#untitled = untitled;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    titleSays(this, undefined);
  }

  protected override draw(): void {
    const {ctx} = this;
    const open = this.#issues.filter((issue) => isStillOpen(ctx.form, issue));
    const errors = open.filter(({severity}) => severity === 'error');
    const missing = errors.filter(({code}) => UNANSWERED.has(code));
    const tone = errors.length === 0 ? 'warning' : missing.length < errors.length ? 'error' : 'todo';
    const stops = {error: ctx.t('error'), todo: ctx.t('summary.unfinished'), warning: undefined};
    titleSays(this, this.#untitled ? undefined : stops[tone]);
    flag(this, 'hidden', open.length === 0);
    if (open.length === 0) {
      this.replaceChildren();
      return;
    }
    const drawn = this.firstElementChild ?? this.appendChild(box());
    const title = this.#title(tone, open.length, missing.length);
    mark(drawn, 'aria-label', title);
    this.#drawTitle(drawn, title, tone);
    const list = drawn.querySelector('ul') ?? drawn;
    this.#drawLead(list);
    const shown = this.#whole || open.length <= LISTED_WHOLE ? open : open.slice(0, AT_FIRST);
    while (list.childElementCount > shown.length) list.lastElementChild?.remove();
    shown.forEach((issue, index) => {
      const button = (list.children[index] ?? list.appendChild(line())).firstElementChild;
      if (!button) return;
      mark(button, 'data-target', targetOf(ctx.form, issue));
      write(button, this.#words(issue));
    });
    this.#drawMore(list, shown.length < open.length ? ctx.t('summary.all', {n: open.length}) : '');
  }

  #title(tone: Tone, all: number, missing: number): string {
    const {ctx} = this;
    if (tone === 'warning') return ctx.t('summary.warnings', {n: all});
    const todo = ctx.t('summary.todo', {n: missing});
    if (tone === 'todo') return todo;
    const wrong = ctx.t('summary.title', {n: all - missing});
    return missing === 0 ? wrong : `${wrong}. ${todo}`;
  }

  #drawTitle(drawn: Element, title: string, tone: Tone): void {
    const [icon, words] = drawn.firstElementChild?.children ?? [];
    if (words) write(words, title);
    if (drawn.getAttribute('data-tone') === tone) return;
    mark(drawn, 'data-tone', tone);
    icon?.replaceWith(iconNode(ICONS[tone]));
  }

  #drawLead(list: Element): void {
    const title = list.parentElement?.firstElementChild;
    const before = list.previousElementSibling === title ? undefined : list.previousElementSibling;
    if (this.#lead === '') before?.remove();
    else if (before) write(before, this.#lead);
    else title?.after(element('p', {}, this.#lead));
  }

  #drawMore(list: Element, words: string): void {
    const before = list.nextElementSibling;
    if (words === '') before?.remove();
    else if (before) write(before, words);
    else list.after(element('button', {type: 'button', class: 'link', part: 'more'}, words));
  }

  #words(issue: Issue): string {
    const {ctx} = this;
    if (issue.pointer === DECLARATION) return ctx.t('review.declareRequired');
    const text = ctx.form.messageOf(issue, ctx.locale);
    const label = issue.pointer === '' ? '' : ctx.form.labelOf(issue.pointer, ctx.locale);
    const isNamed = label === '' || text.toLocaleLowerCase().includes(label.toLocaleLowerCase());
    // The same question is asked in every row.
    const rows = rowsAround(ctx.form, issue.pointer).map(({item, list, index}) =>
      ctx.t('list.row', {label: ctx.text(item.rowTitle) || ctx.text(list.label), n: index + 1}),
    );
    const section = issue.pointer === '' ? '' : ctx.sectionOf(issue.pointer);
    return [...rows, section, isNamed ? '' : label, text].filter((part) => part !== '').join(': ');
  }

  #pressed(button: HTMLButtonElement | null): void {
    const target = button?.dataset['target'];
    if (target !== undefined) void this.ctx.host.focusField(target);
    else if (button) this.#showAll();
  }

  #showAll(): void {
    this.#whole = true;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelectorAll<HTMLElement>('li button')[AT_FIRST]?.focus());
  }

  focusTitle(): void {
    this.querySelector<HTMLElement>('.summary')?.focus();
  }
}

/** Where pressing it leads: into its question, or to what can be done about a form that is at fault. */
function targetOf(form: Form, {pointer}: Issue): string {
  if (pointer === DECLARATION) return pointer;
  const question = form.questionAt(pointer);
  if (!question) return KEEPING;
  return `${pointer}/`.startsWith(`${question.pointer}/`) ? pointer : question.pointer;
}

/** Whether the mistake is still there. */
function isStillOpen(form: Form, issue: Issue): boolean {
  if (issue.pointer === DECLARATION) return true;
  const same = (candidate: Issue) =>
    candidate.code === issue.code && candidate.pointer === issue.pointer && candidate.message === issue.message;
  if (form.issues.some(same) || partAt(form, issue.pointer)?.issues.some(same)) return true;
  // What follows another party is asked there, and yet may be wrong by itself: a paper about the one tells otherwise.
  const place = placeOf(form, issue.pointer);
  return place?.kind === 'field' && form.field(place.pointer).issues.some(same);
}

/** What shows an issue as its own. */
function partAt(form: Form, pointer: string): {readonly issues: readonly Issue[]} | undefined {
  const question = form.questionAt(pointer);
  if (question?.kind === 'document') return form.document(question.pointer.slice('#/documents/'.length));
  if (question?.kind === 'list') return form.list(question.pointer);
  return question && form.field(question.pointer);
}

define('egov-summary', EgovSummary);

declare global {
  interface HTMLElementTagNameMap {
    'egov-summary': EgovSummary;
  }
}
