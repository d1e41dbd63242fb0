import {batch, untracked} from '@preact/signals-core';
import {FormError} from '../definition/errors.ts';
import type {Option} from '../definition/option.ts';
import {DocumentNode} from '../documents/document-node.ts';
import type {FormDefinition, TextItem} from '../generated/definition.ts';
import {canonicalText, sameJson} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {withMember} from '../json/nested.ts';
import type {Pattern} from '../json/pattern.ts';
import {parsePointer, type Segments, valueAt} from '../json/pointer.ts';
import type {LookupNode} from '../lookups/lookup-node.ts';
import type {Issue} from '../messages/issue.ts';
import type {IssueList} from '../messages/issue-list.ts';
import {messageText} from '../messages/message.ts';
import type {FormPatterns} from '../plan/form-patterns.ts';
import type {FieldPlan, FormPlan, PlannedRule} from '../plan/plan.ts';
import {storedForm} from '../plan/stored-form.ts';
import {trustedOrigin} from '../plan/trust.ts';
import {platformClock} from '../ports/clock.ts';
import type {Clock, Digitizer, LookupConnector} from '../ports/ports.ts';
import {type Conflict, type Decision, decisionOf, type Statement} from '../provenance/conflict.ts';
import {deriveOrigin, isFill, type Origin} from '../provenance/origin.ts';
import {namedSubmission, withNamedReceipts, withPresentNames, withWholeReceipts} from '../provenance/receipts.ts';
import {submittedOrigins} from '../provenance/submitted-origins.ts';
import {isTruthy} from '../rules/coercion.ts';
import {reviewPages} from '../submission/review.ts';
import type {ReviewPage} from '../submission/review-page.ts';
import type {Answered, FormSnapshot} from '../submission/snapshot.ts';
import type {Submission} from '../submission/submission.ts';
import {acknowledge, stands, unreadIssues} from './acknowledgement.ts';
import {isAskedFor} from './check-form.ts';
import type {EngineContext, FormField, FormList, FormScope} from './engine-context.ts';
import type {DocumentSlot, Field, FieldSchema, Form, FormPorts, List, Lookup, PageModel, Question} from './form.ts';
import {FormIssues} from './form-issues.ts';
import {FormState, type PendingChange} from './form-state.ts';
import {FormValidators} from './form-validators.ts';
import {IdGenerator} from './id-generator.ts';
import {labelText} from './nodes/label.ts';
import type {OptionSearch} from './nodes/option-search.ts';
import {Choices} from './nodes/options.ts';
import {pageBeside, pageModels} from './nodes/page-model.ts';
import {faultyForm, isMendable, questionAt} from './question.ts';
import {allFields, findRow, locateField, locateList, locateRow} from './scopes/locate.ts';
import {fillMinimumRows, populateScope} from './scopes/populate.ts';
import {assemble, fieldOf, RuleContext, readPath} from './scopes/rule-scope.ts';
import {Scope} from './scopes/scope.ts';
import {finish, type Steps} from './steps.ts';
import {History} from './transactions/history.ts';
import {revert} from './transactions/revert.ts';
import type {Change, RowChange, Transaction} from './transactions/transaction.ts';
import {guardWrite} from './write-guard.ts';

/** A form of a plan. */
export class FormEngine implements Form, EngineContext {
  readonly plan: FormPlan;
  readonly patterns: FormPatterns;
  readonly connector: LookupConnector | undefined;
  readonly digitizer: Digitizer | undefined;
  restoring = false;
  readonly #clock: Clock;
  readonly #ids: IdGenerator;
  readonly #state: FormState;
  readonly #root: FormScope;
  readonly #history: History;
  readonly #choices: Choices;
  readonly validators: FormValidators;
  readonly #issues: FormIssues;
  readonly #pages: readonly PageModel[];

  /** @param validators of this plan, when another form of it has made them already. */
  constructor(plan: FormPlan, ports: FormPorts, validators: FormValidators = new FormValidators(plan)) {
    this.plan = plan;
    this.patterns = plan.patterns;
    this.connector = ports.connector;
    this.digitizer = ports.digitizer;
    this.#clock = ports.clock ?? platformClock;
    this.#ids = new IdGenerator(this.#clock);
    this.validators = validators;
    this.#state = new FormState(this);
    this.#root = this.#state.root;
    this.#history = new History(
      () => this.newId('t'),
      () => this.now(),
      (changes) => {
        for (const change of changes) this.#state.applyChange(change);
        this.#state.lookups.settle();
      },
    );
    this.#choices = new Choices(
      plan,
      ({segments, prefixTexts}, from) => readPath(this.#root, segments, prefixTexts, from),
      (rule, from) => this.holds(rule, from),
      validators,
    );
    this.#issues = new FormIssues(this, this.#state, validators, () => this.answers());
    this.#history.subscribe((transaction) => this.#issues.follow(transaction));
    this.#pages = pageModels(plan, (rule) => this.holds(rule, this.#root));
    populateScope(this, this.#root);
    for (const document of plan.documents.values())
      this.#state.documents.set(document.name, new DocumentNode(this, document, this.#root));
    this.#state.lookups.start(this.#root);
    fillMinimumRows(this.#root);
  }

  // ------------------------------------------------------------ reading

  get outside(): FormState['outside'] {
    return this.#state.outside;
  }

  get whole(): FormState['whole'] {
    return this.#state.whole;
  }

  get definition(): FormDefinition {
    return this.plan.definition;
  }

  get pages(): readonly PageModel[] {
    return this.#pages;
  }

  get page(): string {
    return this.#state.page.value;
  }

  set page(id: string) {
    if (id === this.#state.page.peek()) return;
    this.#applyChange({kind: 'page', pointer: '', after: id});
  }

  nextPage(): PageModel | undefined {
    return pageBeside(this.#pages, this.page, 1);
  }

  previousPage(): PageModel | undefined {
    return pageBeside(this.#pages, this.page, -1);
  }

  get conflicts(): readonly Conflict[] {
    return this.#state.openConflicts().filter(({pointer}) => this.field(pointer).conflict);
  }

  get documents(): readonly DocumentSlot[] {
    return [...this.#state.documents.values()];
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  get(pointer: string): Json | undefined {
    const {field, rest} = locateField(this.#root, pointer);
    if (field) return valueAt(field.value, rest);
    const path = parsePointer(pointer);
    return readPath(this.#root, path, this.plan.patterns.waysTo(path), this.#root);
  }

  field(pointer: string): Field {
    const {field, rest} = locateField(this.#root, pointer);
    if (!field || rest.length > 0) throw unknownField(pointer);
    return field;
  }

  schemaOf(pointer: string): FieldSchema {
    return this.validators.schemaOf((this.field(pointer) as FormField).plan);
  }

  showsText(item: TextItem, rowPointer = ''): boolean {
    const rule = this.plan.texts.get(item);
    return !rule || this.holds(rule, locateRow(this.#root, rowPointer) ?? this.#root);
  }

  list(pointer: string): List {
    const list = locateList(this.#root, parsePointer(pointer));
    if (!list) throw unknownField(pointer);
    return list;
  }

  lookup(name: string, rowPointer = ''): Lookup {
    const found = this.#state.lookupAt(rowPointer, name);
    if (!found)
      throw new FormError('EGOV_CORE_UNKNOWN_LOOKUP', `The form has no look-up "${name}" at "${rowPointer}".`, {lookup: name});
    return found;
  }

  lookupsAt(pointer: string): readonly Lookup[] {
    const {field} = locateField(this.#root, pointer);
    const here = field ? this.#state.lookups.of(field.scope) : [];
    return here.filter((lookup) => lookup.keyPointer === pointer && !lookup.isAside);
  }

  document(name: string): DocumentSlot {
    const found = this.#state.documents.get(name);
    if (!found) throw new FormError('EGOV_CORE_UNKNOWN_DOCUMENT', `The form has no document "${name}".`, {document: name});
    return found;
  }

  answers(): JsonObject {
    return assemble(this.#root, '', 0);
  }

  options(pointer: string): readonly Option[] | Promise<readonly Option[]> {
    return this.#choices.of(locateField(this.#root, pointer).field);
  }

  optionSearch(pointer: string): OptionSearch | undefined {
    const {field} = locateField(this.#root, pointer);
    return field && this.#choices.searchOf(field, this.connector);
  }

  optionList(name: string, where: JsonObject = {}): readonly Option[] | Promise<readonly Option[]> {
    return this.#choices.list(name, where);
  }

  review(): readonly ReviewPage[] {
    return reviewPages(this);
  }

  canonical(): string {
    return untracked(() => canonicalText(this.answers()));
  }

  digest(sha256: (text: string) => Promise<string>): Promise<string> {
    return sha256(this.canonical());
  }

  messageOf(issue: Issue, locale: string): string {
    const {pointer} = issue;
    const question = this.questionAt(pointer);
    // A part of the answers without a name is called by the first question in it.
    const label = this.labelOf(pointer, locale) || (question ? this.labelOf(question.pointer, locale) : '');
    return messageText(isMendable(issue, question, label) ? issue : faultyForm(issue), label, locale, this.plan.packs);
  }

  labelOf(pointer: string, locale: string): string {
    return labelText(this.plan, this.#root, pointer, locale);
  }

  // ------------------------------------------------------------ changing

  set(pointer: string, value: Json | undefined): void {
    this.transact([{pointer, value}], {kind: 'typed'});
  }

  transact(changes: readonly Change[], origin: Origin): Transaction {
    const writes = changes.map((change) => {
      const {field, rest} = locateField(this.#root, change.pointer);
      if (!field) throw unknownField(change.pointer);
      const wanted = trustedOrigin(change.origin ?? origin, this.plan, field.plan.pattern);
      guardWrite(field, change, wanted);
      return {field, rest, value: change.value, wanted};
    });
    return this.step(origin, (transaction) => {
      for (const {field, rest, value, wanted} of writes) this.#write(transaction, field, rest, value, wanted);
    });
  }

  batch(work: () => void): Transaction {
    return this.step({kind: 'typed'}, work);
  }

  undo(transaction?: Transaction): Transaction | undefined {
    if (!transaction) return this.#travel('undo');
    const undone = this.step({kind: 'typed'}, () => revert(this.#state, transaction, (wanted) => this.#applyChange(wanted)));
    this.#state.lookups.settle();
    return undone;
  }

  redo(): Transaction | undefined {
    return this.#travel('redo');
  }

  apply(transaction: Transaction): Transaction {
    return this.#putBack(() =>
      this.step(transaction.origin, (made) => {
        for (const change of transaction.changes) {
          if (change.kind === 'value' && isFill(change.originAfter)) this.#state.fills.set(change.originAfter, made);
          this.#applyChange(change);
        }
      }),
    );
  }

  changeRows(list: FormList, {op, index, to = index}: Omit<RowChange, 'id'>): void {
    this.step({kind: 'typed'}, () => {
      if (op === 'insert') this.#history.record(this.#state.insertRow(list, index, fillMinimumRows));
      else if (op === 'remove') for (const record of this.#state.removeRow(list, index)) this.#history.record(record);
      else this.#applyChange({kind: 'rows', pointer: untracked(() => list.pointer), row: {op, index, to, id: ''}});
      this.#state.lookups.settle();
    });
  }

  createRow(list: FormList, index: number, id?: string): FormScope {
    const isFree = id !== undefined && !findRow(this.#root, id);
    const row = new Scope(this, isFree ? this.#ids.take(id) : this.newId('row'), list, index);
    populateScope(this, row);
    return row;
  }

  rowPlaced(row: FormScope): void {
    this.#state.lookups.start(row);
  }

  rowTaken(row: FormScope): void {
    this.#state.lookups.rest(row);
  }

  rowForgotten(row: FormScope): void {
    this.#state.lookups.forget(row);
  }

  decide(pointer: string, choice: 'keep' | 'take', {about, ...words}: Statement = {}): void {
    const {field} = locateField(this.#root, pointer);
    const conflict = field && (about ?? this.#state.conflicts.peek(field));
    if (!field || !conflict) return;
    const taken = choice === 'take';
    this.step({kind: 'typed'}, () => {
      if (taken) this.transact([{pointer, value: conflict.proposed.value}], conflict.proposed.origin);
      this.#dropConflict(field);
      const decision = {...decisionOf(pointer, conflict, taken, this.now()), ...words};
      this.#history.record(this.#state.markDecision(field, decision));
    });
  }

  propose(field: FormField, value: Json, origin: Origin): void {
    const current = untracked(() => field.value);
    // Where the register stands, nothing else can be chosen; that the document says otherwise is a warning of its own.
    if (current === undefined || (field.lockedBy === 'register' && origin.kind !== 'register')) return;
    const currentOrigin = untracked(() => field.origin) ?? {kind: 'typed'};
    const {pointer} = field;
    const conflict = {pointer, current: {value: current, origin: currentOrigin}, proposed: {value, origin}};
    this.step(origin, () => this.#history.record(this.#state.markConflict(field, conflict)));
  }

  acknowledge(pointer: string, code: string): void {
    const node = this.#state.nodeAt(pointer);
    untracked(() => {
      const before = this.#state.acknowledged.peek(node);
      const after = acknowledge(before, this.#state.valueOf(node), node.issues, code);
      if (after !== before) this.step({kind: 'typed'}, () => this.#history.record(this.#state.markAcknowledged(node, after)));
    });
  }

  noteAnswer(lookup: LookupNode, before: Answered | undefined, after: Answered | undefined): void {
    if (this.restoring) return;
    const {name} = lookup;
    const pointer = untracked(() => lookup.scope.pointer);
    this.step({kind: 'typed'}, () => this.#history.record({kind: 'lookup', pointer, before, after, name}));
  }

  keysPutBack(lookup: LookupNode): void {
    this.#state.lookups.keysPutBack(lookup);
  }

  step(origin: Origin, work: (transaction: Transaction) => void): Transaction {
    return this.#history.step(origin, work);
  }

  // ------------------------------------------------------------ checking

  validate(): readonly Issue[] {
    return this.#issues.validate();
  }

  /** Adds what `validate` finds, a part at a step. Nothing is marked as touched. Used by the gateway, where nobody watches. */
  validateInSteps(found: IssueList): Steps<void> {
    return this.#issues.addInSteps(found);
  }

  /** Whether the form asks for what stands at a pointer. Untracked. */
  asksFor(pointer: string): boolean {
    return untracked(() => isAskedFor(this.#root, pointer));
  }

  validatePage(pageId: string): readonly Issue[] {
    return this.#issues.validatePage(pageId);
  }

  addIssues(issues: readonly Issue[]): void {
    this.#issues.addOutside(issues);
  }

  get issues(): readonly Issue[] {
    return this.#issues.open;
  }

  questionAt(pointer: string): Question | undefined {
    return untracked(() => questionAt(this.#root, this.#state.documents, pointer));
  }

  // ------------------------------------------------------------ keeping

  submission(files: Submission['documents'], locale: string, declared: boolean): Submission {
    return untracked(() => {
      const {id: form, version} = this.definition;
      const unasked = this.#state.lookups.unasked();
      const gaps = this.#state.lookups.gaps();
      return namedSubmission({
        form,
        version,
        locale,
        answers: this.answers(),
        origins: submittedOrigins(this.#root),
        documents: files,
        decisions: this.#state.submittedDecisions(),
        ...(unasked.length > 0 && {unasked}),
        ...(gaps.length > 0 && {gaps}),
        declared,
      });
    });
  }

  snapshot(): FormSnapshot {
    return withNamedReceipts(this.#state.snapshot());
  }

  restore(kept: FormSnapshot): void {
    const snapshot = withWholeReceipts(withPresentNames(kept));
    this.#refill(() => {
      finish(this.#state.load(snapshot.answers, snapshot.origins));
      this.#state.loadRest(snapshot);
    }, snapshot);
    this.touch({kind: 'typed'});
  }

  askWaiting(): void {
    this.#state.lookups.askWaiting();
  }

  reset(): void {
    this.#refill(() => fillMinimumRows(this.#root));
    this.touch({kind: 'typed'});
  }

  /**
   * Put answers into a new form, with their origins, a member at a step; members that have no field are left out. Used by the
   * gateway, where nobody watches.
   */
  *loadInSteps(answers: JsonObject, origins: {readonly [pointer: string]: Origin}): Steps<void> {
    this.restoring = true;
    this.#state.clear();
    yield* this.#state.load(answers, origins);
    this.restoring = false;
    this.#state.lookups.refill();
  }

  /** Put submitted files into a slot, as read. Used by the gateway. */
  restoreFiles(slot: string, files: Submission['documents'][string]): void {
    this.#state.documents.get(slot)?.restoreRecords(files.map((file) => ({...file, id: file.uploadId})));
  }

  /** Every field there is now, hidden ones too. */
  fieldPointers(): readonly string[] {
    return [...allFields(this.#root)].map((field) => field.pointer);
  }

  subscribe(listener: (transaction: Transaction) => void): () => void {
    return this.#history.subscribe(listener);
  }

  dispose(): void {
    this.#state.lookups.dispose();
    for (const document of this.#state.documents.values()) document.dispose();
    this.#history.dispose();
  }

  // ------------------------------------------------------------ for the parts (EngineContext)

  now(): string {
    return this.#ids.now();
  }

  newId(prefix: string): string {
    return this.#ids.newId(prefix);
  }

  after(milliseconds: number, call: () => void): () => void {
    return this.#clock.after?.(milliseconds, call) ?? platformClock.after(milliseconds, call);
  }

  evaluate(rule: PlannedRule, scope: FormScope, seen?: (path: Segments) => void): Json {
    return rule.compiled.evaluate(new RuleContext(this.plan.patterns, this.#root, scope, this.#clock, seen));
  }

  holds(rule: PlannedRule, scope: FormScope): boolean {
    return isTruthy(this.evaluate(rule, scope));
  }

  normalize(plan: FieldPlan, value: Json | undefined, from?: Origin['kind']): Json | undefined {
    return storedForm(plan, value, from);
  }

  fieldAt(pattern: Pattern, scope: FormScope): FormField | undefined {
    return fieldOf(this.#root, pattern.text, scope);
  }

  sameValue(a: Json | undefined, b: Json | undefined): boolean {
    if (typeof a === 'string' && typeof b === 'string') {
      return a === b || this.plan.packs.some((pack) => pack.sameText?.(a, b) === true);
    }
    return sameJson(a, b);
  }

  conflictAt(field: FormField): Conflict | undefined {
    return this.#state.conflicts.of(field);
  }

  allows(field: FormField, value: Json): boolean {
    return this.#choices.allow(field, value);
  }

  unread(node: FormField | FormList, issues: readonly Issue[]): readonly Issue[] {
    if (!issues.some((issue) => issue.severity === 'warning')) return issues;
    const mark = this.#state.acknowledged.of(node);
    return stands(mark, mark && this.#state.valueOf(node)) ? unreadIssues(issues, mark) : issues;
  }

  decisionAt(field: FormField): Decision | undefined {
    return this.#state.decisions.of(field);
  }

  documentIssues(field: FormField): readonly Issue[] {
    if (this.#state.documents.size === 0) return [];
    const {pointer} = field;
    const differs = [...this.#state.documents.values()].some((document) => document.contradicts(field));
    return differs ? [{code: 'document.differs', pointer, severity: 'warning'}] : [];
  }

  touch(origin: Origin): void {
    this.step(origin, () => {
      for (const change of this.#state.changedFiles()) this.#history.record(change);
      for (const field of this.#state.orphans()) this.#dropConflict(field);
    });
  }

  // ------------------------------------------------------------ inside

  #applyChange(wanted: PendingChange): void {
    this.step({kind: 'typed'}, () => this.#history.record(this.#state.applyChange(wanted)));
  }

  #write(transaction: Transaction, field: FormField, rest: Segments, value: Json | undefined, wanted: Origin): void {
    const effective = untracked(() => field.value);
    const after = this.normalize(field.plan, rest.length === 0 ? value : withMember(effective, rest, value), wanted.kind);
    const originAfter = deriveOrigin(wanted, {value: effective, origin: field.stored.origin}, after);
    if (originAfter && isFill(wanted)) this.#state.fills.set(originAfter, transaction);
    this.#history.record(this.#state.putValue(field, after, originAfter));
    this.#dropConflict(field);
  }

  #dropConflict(field: FormField): void {
    if (this.#state.conflicts.peek(field)) this.#history.record(this.#state.markConflict(field, undefined));
  }

  #travel(direction: 'undo' | 'redo'): Transaction | undefined {
    return this.#putBack(() =>
      this.#history.travel(direction, (changes) => {
        for (const change of changes) this.#applyChange(change);
      }),
    );
  }

  /** What was is put back as it was: look-ups neither ask nor take anything away. */
  #putBack<T>(work: () => T): T {
    this.restoring = true;
    try {
      return work();
    } finally {
      this.restoring = false;
      this.#state.lookups.settle();
    }
  }

  /** Empty the form and fill it anew. */
  #refill(refill: () => void, {lookups, waiting}: Partial<FormSnapshot> = {}): void {
    this.restoring = true;
    try {
      batch(() => {
        this.#state.clear();
        this.#issues.clear();
        refill();
      });
    } finally {
      this.restoring = false;
      this.#history.forget();
    }
    this.#state.lookups.refill(lookups, waiting);
  }
}

function unknownField(pointer: string): FormError {
  return new FormError('EGOV_CORE_UNKNOWN_FIELD', `The form has no field or list at "${pointer}".`, {pointer});
}
