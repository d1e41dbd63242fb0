import {
  computed,
  type DraftKeeping,
  type Form,
  type Issue,
  type PageModel,
  type ReadonlySignal,
  type Signal,
  type SubmitResult,
  signal,
} from '@egov-form/core';
import type {ElementPorts} from '../ports.ts';
import type {AnonymousDraft, DraftState} from './draft/draft-state.ts';
import type {FormContext} from './form-context.ts';
import {factsPart} from './lazy/facts.ts';
import {REVIEW} from './paging/progress.ts';
import {isShown, type Step, stepsOf} from './paging/steps.ts';
import type {Attempts, Sender, SendProgress} from './sending/sender.ts';

/** One opened form as the person sees it: where they are, what stands in the way, how the sending and the draft go. */
export class FormSession {
  readonly form: Form;
  readonly ctx: FormContext;
  readonly ports: Partial<ElementPorts>;
  /** Whose it is; `''` when nobody is known. */
  readonly owner: string;
  /**
   * Where the draft lies in the store: `<form id>:<owner>`, or `<form id>` when nobody is known. So what was typed before
   * signing in is nobody's, and does not become a signed-in person's by itself. What is begun beside a draft that cannot be
   * opened now is nobody's too.
   */
  draftKey: string;
  /** Where the last try to hand it in is kept, so that the next one after a reload is the same. Set where a draft is kept. */
  attempts: Attempts | undefined;
  /** Made when the person first hands it in. */
  sender: Sender | undefined;

  /** The review page is shown, which is not one of the definition. */
  readonly reviewing: Signal<boolean> = signal(false);
  /** Pages that were shown, by id. */
  readonly visited: Signal<ReadonlySet<string>> = signal(new Set());
  /** The person came from the review to mend something: going on leads back there. */
  readonly returning: Signal<boolean> = signal(false);
  /** Page or pointer of what they left the review for; empty when nothing. */
  readonly left: Signal<string> = signal('');
  /** Every step of the form, whether anything is asked there now or not. */
  readonly all: readonly Step[];
  /** Warnings that the person was shown before going on. */
  readonly asked: Set<string> = new Set();
  /** Of each page whether it asks nothing: what is typed there is nobody's business but that of who sees it change. */
  readonly #silent: Map<PageModel, ReadonlySignal<boolean>> = new Map();
  /** Step that is shown, where a page has several. */
  readonly #at: Signal<string> = signal('');
  /** What the last check found; mended ones are left out when it is drawn. */
  readonly summary: Signal<readonly Issue[]> = signal([]);
  /** A sentence above the summary, or instead of it. */
  readonly lead: Signal<string> = signal('');
  readonly declared: Signal<boolean> = signal(false);
  readonly sending: Signal<SendProgress | undefined> = signal(undefined);
  readonly result: Signal<Exclude<SubmitResult, {state: 'refused'}> | undefined> = signal(undefined);
  /** Codes of dossiers about the same matter beside which the person means to hand in another one. */
  readonly besides: Signal<readonly string[]> = signal([]);
  /** The person wants what they gave themselves kept for their next application. */
  readonly keep: Signal<boolean> = signal(false);
  readonly draft: Signal<DraftState> = signal({state: 'none'});
  readonly notices: Signal<readonly string[]> = signal([]);
  /** A draft that was typed here before anybody signed in; only offered to who is signed in now. */
  readonly anonymousDraft: Signal<AnonymousDraft | undefined> = signal(undefined);
  /** How the draft is kept, where that is known. */
  readonly keeping: Signal<DraftKeeping | undefined> = signal(undefined);
  /** Another window has the draft: here it is only read. */
  readonly elsewhere: Signal<boolean> = signal(false);
  /** Whether the last save failed; nothing before the first one. Not tracked. */
  saveFailed: boolean | undefined;
  /** The person entered something. Not tracked. */
  typed = false;
  /** The person asked to delete the draft and is asked back. */
  readonly sureToRemove: Signal<boolean> = signal(false);

  constructor(form: Form, ctx: FormContext, ports: Partial<ElementPorts>, owner: string) {
    this.form = form;
    this.ctx = ctx;
    this.ports = ports;
    this.owner = owner;
    this.draftKey = owner === '' ? form.definition.id : `${form.definition.id}:${owner}`;
    this.all = stepsOf(form, (page) => this.isLeftOut(page));
  }

  /** What was entered lies in a draft: leaving the page loses nothing. Tracked. */
  get isKept(): boolean {
    const {state} = this.draft.value;
    return state === 'saved' || state === 'restored';
  }

  /**
   * Whether nothing is left to ask on a page, so that it is shown with the page before it. Never the first one, nor one that the
   * person stands on. Tracked.
   */
  isLeftOut(page: PageModel): boolean {
    const {form} = this;
    if (!this.reviewing.value && form.page === page.id) return false;
    const known = this.#silent.get(page) ?? computed(() => factsPart()?.asksNothing(this.ctx, page) === true);
    this.#silent.set(page, known);
    return known.value && form.pages.find((one) => isShown(form, one)) !== page;
  }

  /** Pages on which something is asked now. */
  get pages(): Form['pages'] {
    return this.form.pages.filter((page) => isShown(this.form, page) && !this.isLeftOut(page));
  }

  /** Pages that are left out and shown after the one that the person is on. Tracked. */
  get appended(): Form['pages'] {
    const {form} = this;
    const shown = this.reviewing.value ? [] : form.pages.filter((page) => isShown(form, page));
    const rest = shown.slice(shown.findIndex(({id}) => id === form.page) + 1);
    const end = rest.findIndex((page) => !this.isLeftOut(page));
    return end < 0 ? rest : rest.slice(0, end);
  }

  /** Steps on which something is asked now. */
  get steps(): readonly Step[] {
    return this.all.filter(({visible}) => visible);
  }

  /** Which of the steps is shown; their number on the review page. */
  get index(): number {
    const {steps} = this;
    if (this.reviewing.value) return steps.length;
    const page = this.form.page;
    const at = this.#at.value;
    const here = steps.findIndex(({id, of}) => id === at && of.some((one) => one.id === page));
    return here >= 0 ? here : steps.findIndex(({of}) => of.some(({id}) => id === page));
  }

  /** What is shown; the first step when the page that was shown is not asked any more. */
  get step(): Step | undefined {
    const {steps} = this;
    return this.reviewing.value ? undefined : (steps[this.index] ?? steps[0]);
  }

  /** Id of the step that is shown, or of the review. */
  get current(): string {
    return this.reviewing.value ? REVIEW : (this.step?.id ?? '');
  }

  /** Show a step, the first one of a page, or the review. */
  show(id: string): void {
    this.reviewing.value = id === REVIEW;
    const holds = (parts: Step['shown']) => parts.some((page) => page.id === id);
    const step = this.all.find(({shown}) => holds(shown)) ?? this.all.find(({of}) => holds(of));
    if (step) {
      this.#at.value = step.id;
      const page = step.of.find((one) => one.id === id) ?? step.of[0];
      if (page) this.form.page = page.id;
    }
    this.visited.value = new Set([...this.visited.peek(), id === REVIEW ? REVIEW : this.form.page]);
  }

  /** The form stands on a page that it was brought to: it and those before it count as seen. */
  arrive(): void {
    const ids = this.pages.map(({id}) => id);
    this.visited.value = new Set(ids.slice(0, ids.indexOf(this.form.page) + 1));
  }
}
