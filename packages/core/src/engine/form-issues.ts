/** What is wrong with a form: what its parts say, what only the whole schema knows, and what was said from outside. */

import {batch, type Signal, signal, untracked} from '@preact/signals-core';
import type {DocumentNode} from '../documents/document-node.ts';
import type {JsonObject} from '../json/json.ts';
import {formatPointer, parsePointer} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import {IssueList} from '../messages/issue-list.ts';
import type {FormPlan} from '../plan/plan.ts';
import {addWholeIssues, collectIssues, isAskedFor, type Part, touchAll} from './check-form.ts';
import type {EngineContext, FormField, FormList} from './engine-context.ts';
import type {FormState} from './form-state.ts';
import type {FormValidators} from './form-validators.ts';
import {isList, locateField, locateList, rowsOfPattern} from './scopes/locate.ts';
import {finish, type Steps} from './steps.ts';
import type {Transaction} from './transactions/transaction.ts';

const NONE: readonly Issue[] = [];
const EVERY_PAGE = (): boolean => true;

export class FormIssues {
  readonly #plan: FormPlan;
  readonly #engine: EngineContext;
  readonly #state: FormState;
  readonly #validators: FormValidators;
  readonly #answers: () => JsonObject;
  /** Said from outside about no single question. */
  readonly #outside: Signal<readonly Issue[]> = signal(NONE);
  /** Of the whole schema, about no single question. */
  readonly #whole: Signal<readonly Issue[]> = signal(NONE);

  constructor(engine: EngineContext, state: FormState, validators: FormValidators, answers: () => JsonObject) {
    this.#engine = engine;
    this.#plan = engine.plan;
    this.#state = state;
    this.#validators = validators;
    this.#answers = answers;
  }

  /** Those that stand at no question. Tracked. */
  get open(): readonly Issue[] {
    const [outside, whole] = [this.#outside.value, this.#whole.value];
    return outside.length === 0 ? whole : [...whole, ...outside];
  }

  /** Finds everything that is wrong, marks all as touched, and puts what only the whole schema knows at its questions. */
  validate(): readonly Issue[] {
    return untracked(() => {
      touchAll(this.#state.root, this.#papers, EVERY_PAGE);
      const found = new IssueList();
      const whole = finish(this.#addAll(found));
      this.#put(whole);
      return found.list();
    });
  }

  validatePage(pageId: string): readonly Issue[] {
    const wanted = (page: string | undefined): boolean => page === pageId;
    return untracked(() => {
      touchAll(this.#state.root, this.#papers, wanted);
      const found = new IssueList();
      finish(collectIssues(this.#state.root, this.#papers, wanted, found, (part) => part.issues));
      return found.list();
    });
  }

  /** Adds everything that is wrong, a part at a step. Nothing is marked. */
  *addInSteps(found: IssueList): Steps<void> {
    yield* this.#addAll(found);
  }

  /** Gives issues from outside to the questions and slots that they name, which count as touched then. */
  addOutside(issues: readonly Issue[]): void {
    batch(() => {
      const others = issues.filter((issue) => {
        const slot = this.#papers.find(({pointer}) => issue.pointer === pointer);
        slot?.addOutsideIssue(issue);
        const node = slot ? undefined : this.#nodeOf(issue);
        if (!node) return !slot;
        this.#state.outside.set(node, [...(this.#state.outside.peek(node) ?? NONE), issue]);
        if (!isList(node)) node.touched = true;
        return false;
      });
      if (others.length > 0) this.#outside.value = [...this.#outside.peek(), ...others];
    });
  }

  /** Answers changed: what was said about them from outside counts no more, and what the whole schema said is looked at again. */
  follow({changes}: Transaction): void {
    const changed = changes.filter(({kind}) => kind === 'value' || kind === 'rows' || kind === 'documents');
    if (changed.length === 0) return;
    untracked(() => {
      if (this.#outside.peek().length > 0) this.#outside.value = NONE;
      for (const [node] of this.#state.outside.entries()) {
        const inside = `${node.pointer}/`;
        if (isList(node) && changed.some(({pointer}) => `${pointer}/`.startsWith(inside)))
          this.#state.outside.set(node, undefined);
      }
      if (this.#whole.peek().length === 0 && this.#state.whole.entries().length === 0) return;
      this.#put(finish(this.#addAll(new IssueList())));
    });
  }

  /** The form is filled anew. */
  clear(): void {
    this.#outside.value = NONE;
    this.#whole.value = NONE;
  }

  /** @returns what only the whole knows. */
  *#addAll(found: IssueList): Steps<readonly Issue[]> {
    const {root} = this.#state;
    yield* collectIssues(root, this.#papers, EVERY_PAGE, found, ({ownIssues}) => ownIssues);
    let added: readonly Issue[] = NONE;
    if (!found.full) {
      const whole = [...this.#failedChecks(), ...this.#validators.ofWhole(this.#answers)];
      yield;
      added = yield* addWholeIssues(root, found, whole);
    }
    found.addAll(this.#outside.peek());
    return added;
  }

  /** Checks of the definition on the form, or on a part of it that holds questions. */
  #failedChecks(): readonly Issue[] {
    const failed: Issue[] = [];
    for (const {pattern, visible, checks} of this.#plan.parts.values()) {
      for (const scope of rowsOfPattern(this.#state.root, pattern)) {
        const pointer = formatPointer(pattern.seenFrom(parsePointer(scope.pointer)));
        if (!visible.every((rule) => scope.holds(rule)) || !isAskedFor(this.#state.root, pointer)) continue;
        if (pointer !== '' && this.#engine.get(pointer) === undefined) continue;
        for (const {rule, check} of checks) {
          if (this.#engine.holds(rule, scope)) continue;
          failed.push({code: 'check.failed', pointer, severity: check.severity ?? 'error', message: check.message});
        }
      }
    }
    return failed;
  }

  #put(whole: readonly Issue[]): void {
    const at = new Map<FormField | FormList, Issue[]>();
    const others = whole.filter((issue) => {
      const node = this.#nodeOf(issue);
      if (node) at.set(node, [...(at.get(node) ?? []), issue]);
      return !node;
    });
    batch(() => {
      for (const [node] of this.#state.whole.entries()) if (!at.has(node)) this.#state.whole.set(node, undefined);
      for (const [node, issues] of at) this.#state.whole.set(node, issues);
      if (others.length + this.#whole.peek().length > 0) this.#whole.value = others;
    });
  }

  /** The question that shows an issue as its own. */
  #nodeOf({pointer}: Issue): Part | undefined {
    if (!pointer.startsWith('/')) return undefined;
    const node = locateField(this.#state.root, pointer).field ?? locateList(this.#state.root, parsePointer(pointer));
    return node?.visible && node.plan.page !== undefined ? node : undefined;
  }

  get #papers(): readonly DocumentNode[] {
    return [...this.#state.documents.values()];
  }
}
