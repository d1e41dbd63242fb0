import {type Form, type Issue, type Signal, type SubmitResult, signal} from '@egov-form/core';
import type {DraftState} from '../internal/draft-keeper.ts';
import type {FormContext} from '../internal/form-context.ts';
import {hasVisible} from '../internal/form-map.ts';
import {Sender, type SendProgress} from '../internal/sender.ts';
import type {ElementPorts} from '../ports.ts';
import type {StrayDraft} from './stray-draft.ts';

/** One opened form as the person sees it: where they are, what stands in the way, how the sending and the draft go. */
export class FormSession {
  readonly form: Form;
  readonly ctx: FormContext;
  readonly ports: Partial<ElementPorts>;
  /** Whose it is; `''` when nobody is known. */
  readonly owner: string;
  /**
   * Where the draft lies in the store: `<form id>:<owner>`, or `<form id>` when nobody is known. So what was typed before
   * signing in is nobody's, and does not become a signed-in person's by itself.
   */
  readonly draftKey: string;
  readonly sender: Sender;

  /** The review page is shown, which is not one of the definition. */
  readonly reviewing: Signal<boolean> = signal(false);
  readonly visited: Signal<ReadonlySet<string>> = signal(new Set());
  /** What the last check found; mended ones are left out when it is drawn. */
  readonly summary: Signal<readonly Issue[]> = signal([]);
  /** A sentence above the summary, or instead of it. */
  readonly lead: Signal<string> = signal('');
  readonly declared: Signal<boolean> = signal(false);
  readonly sending: Signal<SendProgress | undefined> = signal(undefined);
  readonly result: Signal<Exclude<SubmitResult, {state: 'refused'}> | undefined> = signal(undefined);
  readonly draft: Signal<DraftState> = signal({state: 'none'});
  readonly notices: Signal<readonly string[]> = signal([]);
  /** A draft that was typed here before anybody signed in; only offered to who is signed in now. */
  readonly stray: Signal<StrayDraft | undefined> = signal(undefined);
  /** The person asked to delete the draft and is asked back. */
  readonly sureToRemove: Signal<boolean> = signal(false);

  constructor(form: Form, ctx: FormContext, ports: Partial<ElementPorts>, owner: string) {
    this.form = form;
    this.ctx = ctx;
    this.ports = ports;
    this.owner = owner;
    this.draftKey = owner === '' ? form.definition.id : `${form.definition.id}:${owner}`;
    this.sender = new Sender(form);
  }

  /** Pages on which something is asked now. */
  get pages(): Form['pages'] {
    return this.form.pages.filter((page) => page.visible && hasVisible(this.form, page.items, []));
  }

  /** Which of the pages is shown; their number on the review page. */
  get index(): number {
    const {pages} = this;
    return this.reviewing.value ? pages.length : pages.findIndex(({id}) => id === this.form.page);
  }

  /** The form stands on a page that it was brought to: it and those before it count as seen. */
  arrive(): void {
    const ids = this.pages.map(({id}) => id);
    this.visited.value = new Set(ids.slice(0, ids.indexOf(this.form.page) + 1));
  }

  visit(page: string): void {
    this.visited.value = new Set([...this.visited.peek(), page]);
  }
}
