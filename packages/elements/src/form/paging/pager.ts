import {FormError, type Issue} from '@egov-form/core';
import {EgovErrorEvent, EgovPageEvent} from '../../events.ts';
import {DECLARATION, type EgovSummary, KEEPING} from '../../summary/summary.ts';
import {checkItems} from '../check-items.ts';
import {focusPart} from '../focus-part.ts';
import type {FormHostApi} from '../form-host-api.ts';
import {placeOf} from '../form-map.ts';
import {factsPart} from '../lazy/facts.ts';
import type {FormSession} from '../session.ts';
import type {Follower, PageHistory} from './page-history.ts';
import {REVIEW} from './progress.ts';

/** Where the person is in the form, how they get elsewhere, and what stands in the way. */
export class Pager implements Follower {
  readonly #session: FormSession;
  readonly #screen: FormHostApi;
  readonly history: PageHistory;

  constructor(session: FormSession, screen: FormHostApi, history: PageHistory) {
    this.#session = session;
    this.#screen = screen;
    this.history = history;
  }

  /** Show a page or step by its id, or the review. Nothing is checked. */
  show(id: string): void {
    const before = this.#session.current;
    this.#turnTo(id);
    if (this.#session.current !== before) this.history.add(before);
  }

  /** Back or forward in the history of the tab: as by the buttons of the form. What was sent stays as it is. */
  follow(state: unknown): void {
    const session = this.#session;
    const step = this.history.stepIn(state);
    if (step === undefined || step === session.current || session.result.peek()?.state === 'accepted') return;
    session.summary.value = [];
    this.#turnTo(step);
    void this.focusPage();
  }

  #turnTo(id: string): void {
    const session = this.#session;
    const before = session.current;
    if (id === before) return;
    // Who leaves the review to mend something wants to come back to it.
    session.returning.value = id !== REVIEW && (before === REVIEW || session.returning.peek());
    session.show(id);
    this.#screen.element.dispatchEvent(new EgovPageEvent(id === REVIEW ? REVIEW : session.form.page));
  }

  /** To a place that may be shown, without a check, with the focus there. */
  go(id: string | undefined): void {
    this.#session.summary.value = [];
    if (id !== undefined) this.show(id);
    void this.focusPage();
  }

  /** On to the next step, or back to the review, unless something on this one stands in the way. */
  next(): void {
    const session = this.#session;
    const {step, steps, index, form} = session;
    const issues = step?.shown.flatMap((page) =>
      form.pages.includes(page) ? form.validatePage(page.id) : checkItems(form, page.items, true),
    );
    // A file may be read while the person goes on; what it says is awaited before the form is sent.
    if (this.stopped(issues?.filter(({code}) => code !== 'document.reading') ?? [])) return;
    this.go(session.returning.peek() ? REVIEW : (steps[index + 1]?.id ?? REVIEW));
  }

  /**
   * Whether the person has something to mend, or to look at: then it is shown. An error stands in the way until it is mended, a
   * warning once: who goes on all the same has read it.
   */
  stopped(issues: readonly Issue[]): boolean {
    const session = this.#session;
    const errors = issues.filter(({severity}) => severity === 'error');
    if (errors.length > 0) {
      this.summarise(errors, '');
      return true;
    }
    const warnings = issues.filter(({severity}) => severity === 'warning');
    // Another answer is another question.
    const keyOf = ({pointer, code, params}: Issue) =>
      JSON.stringify([pointer, code, params, pointer.startsWith('/') && session.form.get(pointer)]);
    const unread = warnings.filter((issue) => !session.asked.has(keyOf(issue)));
    if (unread.length > 0) {
      for (const issue of unread) session.asked.add(keyOf(issue));
      this.summarise(unread, this.#screen.t('summary.again'));
      return true;
    }
    for (const {pointer, code} of warnings) {
      const question = session.form.questionAt(pointer);
      if (question && question.kind !== 'document') session.form.acknowledge(question.pointer, code);
    }
    return false;
  }

  /** Show what is wrong, or that nothing is, and put the focus there. */
  summarise(issues: readonly Issue[], lead: string): void {
    const session = this.#session;
    session.summary.value = issues;
    session.lead.value = lead;
    if (issues.length === 0) return;
    this.#tellFaults(issues);
    void this.#screen.drawn().then(async () => {
      const summary = this.#screen.element.shadowRoot?.querySelector<EgovSummary>('egov-summary');
      await summary?.updateComplete;
      summary?.focusTitle();
    });
  }

  /** A form at fault is the page's business too: its people cannot go on. */
  #tellFaults(issues: readonly Issue[]): void {
    const {form} = this.#session;
    const faults = issues.filter(({pointer}) => pointer !== DECLARATION && !form.questionAt(pointer));
    if (faults.length === 0) return;
    const places = faults.map(({code, pointer}) => `${code} ${pointer || '/'}`);
    const message = `Expected a question for everything that the form requires, found none for: ${places.join(', ')}. Mend the definition.`;
    this.#screen.element.dispatchEvent(new EgovErrorEvent(new FormError('EGOV_ELEMENTS_FAULTY_FORM', message, {places})));
  }

  /** Show the step that holds it and put the focus there. Answers whether it was found. */
  async focusField(pointer: string): Promise<boolean> {
    const session = this.#session;
    if (pointer === DECLARATION || pointer === KEEPING) {
      this.show(REVIEW);
      return this.#focusPart([pointer]);
    }
    const question = session.form.questionAt(pointer);
    const place = placeOf(
      session.form,
      question?.pointer ?? pointer,
      session.all.flatMap(({shown}) => shown),
    );
    if (!place) return false;
    factsPart()?.openFactsAt(session.ctx, place.pointer);
    if (session.returning.peek() || session.reviewing.peek()) session.left.value = place.pointer;
    if (session.reviewing.peek() || !session.step?.shown.some(({id}) => id === place.pageId)) this.show(place.pageId);
    return this.#focusPart([pointer, place.pointer]);
  }

  async focusPage(): Promise<void> {
    const {step, reviewing, form, left} = this.#session;
    await this.#screen.drawn();
    const from = left.peek();
    if (reviewing.peek() && from !== '') {
      left.value = '';
      // Back where the person left the review, so that they need not look for the place again.
      if (this.#screen.focus(`[data-edit="${CSS.escape(from)}"]`)) return;
    }
    this.#screen.focus('.page-title');
    this.#screen.element.shadowRoot?.querySelector('.top')?.scrollIntoView({block: 'start', behavior: 'auto'});
    // A question alone is its own heading.
    if (!reviewing.peek() && form.definition.paging === 'questions' && step) {
      const pointer = pointerOf(step.shown[0]?.items ?? []);
      if (pointer !== undefined) await this.#focusPart([pointer]);
    }
  }

  #focusPart(pointers: readonly string[]): Promise<boolean> {
    // It may lie far down a long page that is still being drawn.
    this.#session.ctx.slices.finish();
    return focusPart(this.#screen.element.shadowRoot ?? document, pointers, () => this.#screen.drawn());
  }
}

/** Pointer of the one field that a step asks for; none for a list or a document, which have a heading. */
function pointerOf(items: FormSession['form']['pages'][number]['items']): string | undefined {
  const item = items.find((one) => !('text' in one));
  if (!item) return undefined;
  return 'group' in item ? pointerOf(item.items) : 'field' in item ? item.field : undefined;
}
