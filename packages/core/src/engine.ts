import {batch, type Signal, signal, untracked} from '@preact/signals-core';
import {isEmpty, sameJson} from './canonical.ts';
import {addsToFields, collectIssues} from './check-form.ts';
import {platformClock} from './clock.ts';
import type {Conflict, Decision} from './conflict.ts';
import {readDefinition} from './definition.ts';
import {DocumentNode} from './document-node.ts';
import type {EngineContext} from './engine-context.ts';
import {FormError} from './errors.ts';
import type {FieldNode} from './field-node.ts';
import type {DocumentSlot, Field, Form, FormPorts, List, Lookup, PageModel} from './form.ts';
import {normalizeText} from './formats.ts';
import type {FormDefinition, TextItem} from './generated/definition.ts';
import type {Issue} from './issue.ts';
import type {Json, JsonObject} from './json.ts';
import {labelText} from './label.ts';
import type {ListNode} from './list-node.ts';
import {allFields, locateField, locateList, locateRow} from './locate.ts';
import {LookupNode} from './lookup-node.ts';
import {messageText} from './message.ts';
import {withMember} from './nested.ts';
import {type Origin, settleOrigin} from './origin.ts';
import {pageModels} from './page-model.ts';
import {type FieldPlan, type FormPlan, type PlannedRule, planForm} from './plan.ts';
import {formatPointer, parsePointer, type Segments, valueAt} from './pointer.ts';
import {populateScope, rowPatternOf} from './populate.ts';
import type {Clock, Digitizer, LookupConnector, Option} from './ports.ts';
import {assemble, fieldOf, readPath} from './rule-scope.ts';
import {isTruthy} from './rules/coercion.ts';
import {loadAnswers, saveAnswers} from './saved-answers.ts';
import {Scope} from './scope.ts';
import type {FormSnapshot} from './snapshot.ts';
import type {Submission} from './submission.ts';
import type {Change, ChangeRecord, RowChange, Transaction} from './transaction.ts';
import {interpret} from './validation/interpreter.ts';
import type {Validator, ValidatorFactory} from './validation/port.ts';

/**
 * Make a form from a definition.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function createForm(definition: FormDefinition, ports: FormPorts = {}): Form {
  return new FormEngine(planForm(readDefinition(definition), ports.packs ?? []), ports);
}

class FormEngine implements Form, EngineContext {
  readonly plan: FormPlan;
  readonly connector: LookupConnector | undefined;
  readonly digitizer: Digitizer | undefined;
  restoring = false;
  readonly #clock: Clock;
  readonly #factory: ValidatorFactory;
  readonly #root: Scope = new Scope('form', undefined, 0);
  readonly #lookups: Map<string, LookupNode> = new Map();
  readonly #lookupsByRow: Map<Scope, LookupNode[]> = new Map();
  readonly #documents: Map<string, DocumentNode> = new Map();
  readonly #validators: Map<FieldPlan, Validator> = new Map();
  readonly #conflicts: Signal<ReadonlyMap<string, Conflict>> = signal(new Map());
  readonly #decisions: Signal<readonly Decision[]> = signal([]);
  readonly #formIssues: Signal<readonly Issue[]> = signal([]);
  readonly #page: Signal<string>;
  readonly #pages: readonly PageModel[];
  readonly #listeners: Set<(transaction: Transaction) => void> = new Set();
  #wholeValidator: Validator | undefined;
  #ids = 0;

  constructor(plan: FormPlan, ports: FormPorts) {
    this.plan = plan;
    this.connector = ports.connector;
    this.digitizer = ports.digitizer;
    this.#clock = ports.clock ?? platformClock;
    this.#factory = ports.validator ?? interpret;
    this.#page = signal(plan.pages[0]?.page.id ?? '');
    this.#pages = pageModels(plan, (rule) => this.holds(rule, this.#root));
    populateScope(this, this.#root);
    for (const document of plan.documents.values())
      this.#documents.set(document.name, new DocumentNode(this, document, this.#root));
    this.#startLookups(this.#root);
    this.#fillMinimumRows();
  }

  // ------------------------------------------------------------ reading

  get definition(): FormDefinition {
    return this.plan.definition;
  }

  get pages(): readonly PageModel[] {
    return this.#pages;
  }

  get page(): string {
    return this.#page.value;
  }

  set page(id: string) {
    if (id === this.#page.peek()) return;
    this.#page.value = id;
    this.touch({kind: 'typed'});
  }

  get conflicts(): readonly Conflict[] {
    return [...this.#conflicts.value.values()];
  }

  get documents(): readonly DocumentSlot[] {
    return [...this.#documents.values()];
  }

  get(pointer: string): Json | undefined {
    const {field, rest} = locateField(this.#root, pointer);
    if (field) return valueAt(field.value, rest);
    return readPath(this.#root, parsePointer(pointer), this.#root);
  }

  field(pointer: string): Field {
    const {field, rest} = locateField(this.#root, pointer);
    if (!field || rest.length > 0) throw unknownField(pointer);
    return field;
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
    const found = [...this.#lookups.values()].find((lookup) => lookup.name === name && lookup.scope.pointer === rowPointer);
    if (!found)
      throw new FormError('EGOV_CORE_UNKNOWN_LOOKUP', `The form has no look-up "${name}" at "${rowPointer}".`, {lookup: name});
    return found;
  }

  lookupsAt(pointer: string): readonly Lookup[] {
    const {field} = locateField(this.#root, pointer);
    if (!field) return [];
    const mine = [...(this.#lookupsByRow.get(field.scope) ?? [])];
    return mine.filter((lookup) => lookup.keyPointer === pointer);
  }

  document(name: string): DocumentSlot {
    const found = this.#documents.get(name);
    if (!found) throw new FormError('EGOV_CORE_UNKNOWN_DOCUMENT', `The form has no document "${name}".`, {document: name});
    return found;
  }

  answers(): JsonObject {
    return assemble(this.#root, '', 0);
  }

  options(pointer: string): readonly Option[] | Promise<readonly Option[]> {
    const {field} = locateField(this.#root, pointer);
    const source = field?.settings.options;
    if (!field || source === undefined) return [];
    if (Array.isArray(source)) return source;
    const where: {[name: string]: Json} = {};
    for (const [name, target] of Object.entries(source.where ?? {}))
      where[name] = readPath(this.#root, parsePointer(target), field.scope) ?? null;
    return this.optionList(source.list, where);
  }

  optionList(name: string, where: JsonObject = {}): readonly Option[] | Promise<readonly Option[]> {
    const list = this.plan.optionLists.get(name);
    if (!list)
      throw new FormError(
        'EGOV_CORE_UNKNOWN_OPTION_LIST',
        `No option list "${name}" is registered. Add the pack that brings it.`,
        {list: name},
      );
    return list.load(where);
  }

  messageOf(issue: Issue, locale: string): string {
    return messageText(issue, this.labelOf(issue.pointer, locale), locale, this.plan.packs);
  }

  labelOf(pointer: string, locale: string): string {
    return labelText(this.plan, this.#root, pointer, locale);
  }

  // ------------------------------------------------------------ changing

  set(pointer: string, value: Json | undefined): void {
    this.transact([{pointer, value}], {kind: 'typed'});
  }

  transact(changes: readonly Change[], origin: Origin): Transaction {
    const records: ChangeRecord[] = [];
    const writes: {field: FieldNode; record: ChangeRecord}[] = [];
    for (const change of changes) {
      const {field, rest} = locateField(this.#root, change.pointer);
      if (!field) throw unknownField(change.pointer);
      const wanted = change.origin ?? origin;
      const before = field.stored;
      if (wanted.kind === 'typed' && untracked(() => field.readonly)) {
        throw new FormError(
          'EGOV_CORE_LOCKED',
          `Field "${change.pointer}" cannot be typed in: its value comes from elsewhere. Undo the fill first.`,
          {
            pointer: change.pointer,
          },
        );
      }
      const whole =
        rest.length === 0
          ? change.value
          : withMember(
              untracked(() => field.value),
              rest,
              change.value,
            );
      const after = this.normalize(field.plan, whole);
      const originAfter = settleOrigin(wanted, before.origin, after, change.value);
      const record = {pointer: field.pointer, before: before.value, after, originBefore: before.origin, originAfter};
      records.push(record);
      writes.push({field, record});
    }
    const transaction: Transaction = {id: this.newId('t'), origin, at: this.now(), changes: records};
    const keepFill = origin.kind === 'register' || origin.kind === 'document';
    batch(() => {
      for (const {field, record} of writes) {
        field.store(
          record.after,
          record.originAfter,
          keepFill && record.originAfter === (changes.find((change) => change.pointer === record.pointer)?.origin ?? origin)
            ? transaction
            : undefined,
        );
        this.#dropConflict(record.pointer);
      }
      if (this.#formIssues.peek().length > 0) this.#formIssues.value = [];
    });
    this.#tell(transaction);
    return transaction;
  }

  undo(transaction: Transaction): void {
    const records: ChangeRecord[] = [];
    batch(() => {
      for (const change of transaction.changes.toReversed()) {
        if (change.row) {
          locateList(this.#root, parsePointer(change.pointer))?.revert(change.row);
          continue;
        }
        const {field} = locateField(this.#root, change.pointer);
        if (!field) continue;
        const now = field.stored;
        // Edited since: what the person did later stays.
        if (
          !sameJson(now.value, change.after) ||
          !sameJson(now.origin as Json | undefined, change.originAfter as Json | undefined)
        )
          continue;
        field.store(change.before, change.originBefore);
        records.push({
          pointer: change.pointer,
          before: change.after,
          after: change.before,
          originBefore: change.originAfter,
          originAfter: change.originBefore,
        });
      }
    });
    this.#tell({id: this.newId('t'), origin: {kind: 'typed'}, at: this.now(), changes: records});
  }

  changeRows(list: ListNode, change: Omit<RowChange, 'id'>): void {
    let id = '';
    batch(() => {
      if (change.op === 'insert') id = list.place(change.index).id;
      else {
        const row = list.take(change.index);
        id = row?.id ?? '';
        if (change.op === 'move' && row) list.place(change.to ?? change.index, row.id);
        if (change.op === 'remove' && row) this.#pauseLookups(row);
      }
      if (this.#conflicts.peek().size > 0) this.#conflicts.value = new Map();
    });
    const record = {
      pointer: list.pointer,
      before: undefined,
      after: undefined,
      originBefore: undefined,
      originAfter: undefined,
      row: {...change, id},
    };
    this.#tell({id: this.newId('t'), origin: {kind: 'typed'}, at: this.now(), changes: [record]});
  }

  createRow(list: ListNode, index: number): Scope {
    const row = new Scope(this.newId('row'), list, index);
    populateScope(this, row);
    // A look-up watches its keys, and those need the row to stand in the list first.
    this.#startLookups(row);
    return row;
  }

  decide(pointer: string, choice: 'keep' | 'take'): void {
    const conflict = this.#conflicts.peek().get(pointer);
    if (!conflict) return;
    const {current, proposed} = conflict;
    const taken = choice === 'take';
    batch(() => {
      if (taken) this.transact([{pointer, value: proposed.value}], proposed.origin);
      this.#dropConflict(pointer);
      const decision = {
        pointer,
        kept: (taken ? proposed : current).origin.kind,
        dropped: (taken ? current : proposed).origin.kind,
        at: this.now(),
      };
      this.#decisions.value = [...this.#decisions.peek().filter((one) => one.pointer !== pointer), decision];
    });
    this.touch({kind: 'typed'});
  }

  propose(field: FieldNode, value: Json, origin: Origin): void {
    const current = untracked(() => field.value);
    if (current === undefined) return;
    const currentOrigin = untracked(() => field.origin) ?? {kind: 'typed'};
    this.#conflicts.value = new Map(this.#conflicts.peek()).set(field.pointer, {
      pointer: field.pointer,
      current: {value: current, origin: currentOrigin},
      proposed: {value, origin},
    });
  }

  // ------------------------------------------------------------ checking

  validate(): readonly Issue[] {
    return untracked(() => {
      const found = this.#collect(() => true);
      const covered = new Set(found.map((issue) => `${issue.pointer} ${issue.code}`));
      this.#wholeValidator ??= this.#factory(this.definition.data, {schemas: this.plan.schemas, formats: this.plan.formats});
      for (const issue of this.#wholeValidator(this.answers())) {
        if (!covered.has(`${issue.pointer} ${issue.code}`) && addsToFields(this.#root, issue, found)) found.push(issue);
      }
      return [...found, ...this.#formIssues.peek()];
    });
  }

  validatePage(pageId: string): readonly Issue[] {
    return untracked(() => this.#collect((page) => page === pageId));
  }

  addIssues(issues: readonly Issue[]): void {
    batch(() => {
      for (const issue of issues) {
        const document = issue.pointer.startsWith('#/documents/')
          ? this.#documents.get(issue.pointer.slice('#/documents/'.length))
          : undefined;
        const field = document || issue.pointer.startsWith('#') ? undefined : locateField(this.#root, issue.pointer).field;
        if (document) document.addOutsideIssue(issue);
        else if (field) field.addOutsideIssue(issue);
        else this.#formIssues.value = [...this.#formIssues.peek(), issue];
        if (field) field.touched = true;
      }
    });
  }

  // ------------------------------------------------------------ keeping

  submission(files: Submission['documents'], locale: string, declared: boolean): Submission {
    return untracked(() => {
      const origins: {[pointer: string]: Origin} = {};
      for (const field of allFields(this.#root)) {
        const {origin} = field;
        if (origin && field.visible && !isEmpty(field.value) && (origin.kind !== 'typed' || origin.was))
          origins[field.pointer] = origin;
      }
      const {id: form, version} = this.definition;
      return {
        form,
        version,
        locale,
        answers: this.answers(),
        origins,
        documents: files,
        decisions: this.#decisions.peek(),
        declared,
      };
    });
  }

  snapshot(): FormSnapshot {
    return untracked(() => {
      const {answers, origins} = saveAnswers(this.#root);
      const lookups: {[key: string]: FormSnapshot['lookups'][string]} = {};
      for (const lookup of this.#lookups.values()) {
        const answered = lookup.answered();
        if (answered) lookups[lookup.key] = answered;
      }
      const documents: {[slot: string]: FormSnapshot['documents'][string]} = {};
      for (const document of this.#documents.values())
        if (document.records().length > 0) documents[document.name] = document.records();
      const {id: form, version} = this.definition;
      return {form, version, answers, origins, documents, lookups, decisions: this.#decisions.peek(), page: this.#page.peek()};
    });
  }

  restore(snapshot: FormSnapshot): void {
    this.#restore(() => {
      loadAnswers(this.#root, snapshot.answers, snapshot.origins);
      for (const document of this.#documents.values()) document.restoreRecords(snapshot.documents[document.name] ?? []);
      this.#decisions.value = snapshot.decisions;
      if (this.plan.pages.some(({page}) => page.id === snapshot.page)) this.#page.value = snapshot.page;
    }, snapshot.lookups);
    this.touch({kind: 'typed'});
  }

  reset(): void {
    batch(() => {
      this.#clear();
      this.#fillMinimumRows();
    });
    this.touch({kind: 'typed'});
  }

  /** Put answers in, with their origins, and say which members have no field. Used by `restore` and the gateway. */
  load(answers: JsonObject, origins: {readonly [pointer: string]: Origin}): readonly string[] {
    let unknown: readonly string[] = [];
    this.#restore(() => {
      unknown = loadAnswers(this.#root, answers, origins);
    });
    return unknown;
  }

  /** Put submitted files into a slot, as read. Used by the gateway. */
  restoreFiles(slot: string, files: Submission['documents'][string]): void {
    this.#documents.get(slot)?.restoreRecords(files.map((file) => ({...file, id: file.uploadId})));
  }

  /** Every field there is now, hidden ones too. */
  fieldPointers(): readonly string[] {
    return [...allFields(this.#root)].map((field) => field.pointer);
  }

  subscribe(listener: (transaction: Transaction) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    for (const lookup of this.#lookups.values()) lookup.dispose();
    for (const document of this.#documents.values()) document.dispose();
    this.#listeners.clear();
  }

  // ------------------------------------------------------------ for the parts (EngineContext)

  now(): string {
    return new Date(this.#clock.now()).toISOString();
  }

  newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}-${this.#ids}`;
  }

  evaluate(rule: PlannedRule, scope: Scope): Json {
    return rule.compiled.evaluate({
      read: (path) => readPath(this.#root, path, scope),
      origin: (path) => fieldOf(this.#root, path, scope)?.origin?.kind ?? null,
      today: () => this.#clock.today(),
    });
  }

  holds(rule: PlannedRule, scope: Scope): boolean {
    return isTruthy(this.evaluate(rule, scope));
  }

  validatorOf(plan: FieldPlan): Validator {
    let validator = this.#validators.get(plan);
    if (!validator) {
      validator = this.#factory(plan.written, {schemas: this.plan.schemas, formats: this.plan.formats}, plan.root);
      this.#validators.set(plan, validator);
    }
    return validator;
  }

  normalize(plan: FieldPlan, value: Json | undefined): Json | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return value;
    const text = plan.format?.normalize
      ? plan.format.normalize(value)
      : plan.widget === 'textarea'
        ? value.normalize('NFC')
        : normalizeText(value);
    if (text === '') return undefined;
    const {type} = plan.keywords;
    if ((type === 'integer' || type === 'number') && /^-?[0-9]+(\.[0-9]+)?$/u.test(text)) return Number(text);
    return text;
  }

  fieldAt(pattern: Segments, scope: Scope): FieldNode | undefined {
    return fieldOf(this.#root, pattern, scope);
  }

  sameValue(a: Json | undefined, b: Json | undefined): boolean {
    if (typeof a === 'string' && typeof b === 'string') {
      return a === b || this.plan.packs.some((pack) => pack.sameText?.(a, b) === true);
    }
    return sameJson(a, b);
  }

  conflictAt(field: FieldNode): Conflict | undefined {
    const conflicts = this.#conflicts.value;
    return conflicts.size === 0 ? undefined : conflicts.get(field.pointer);
  }

  documentIssues(field: FieldNode): readonly Issue[] {
    if (this.#documents.size === 0) return [];
    const {pointer} = field;
    const differs = [...this.#documents.values()].some((document) => document.contradicts(field));
    return differs ? [{code: 'document.differs', pointer, severity: 'warning'}] : [];
  }

  touch(origin: Origin): void {
    this.#tell({id: this.newId('t'), origin, at: this.now(), changes: []});
  }

  // ------------------------------------------------------------ inside

  #tell(transaction: Transaction): void {
    for (const listener of [...this.#listeners]) listener(transaction);
  }

  #startLookups(scope: Scope): void {
    const here = scope.list ? formatPointer(scope.list.plan.pattern) : '';
    const nodes: LookupNode[] = [];
    for (const plan of this.plan.lookups.values()) {
      const pattern = plan.keys[0]?.pattern ?? [];
      if (rowPatternOf(pattern) !== here) continue;
      const node = new LookupNode(this, plan, scope);
      nodes.push(node);
      this.#lookups.set(`${plan.name}@${scope.id}`, node);
      node.watch();
    }
    this.#lookupsByRow.set(scope, nodes);
  }

  #pauseLookups(scope: Scope): void {
    for (const lookup of this.#lookupsByRow.get(scope) ?? []) lookup.cancel();
  }

  #restore(put: () => void, answered: FormSnapshot['lookups'] = {}): void {
    this.restoring = true;
    try {
      batch(() => {
        this.#clear();
        put();
      });
    } finally {
      this.restoring = false;
    }
    for (const lookup of this.#lookups.values()) lookup.resume(answered[lookup.key]);
  }

  #fillMinimumRows(): void {
    for (const list of this.#root.lists.values()) {
      while (list.scopes.peek().length < list.minItems) list.place(list.scopes.peek().length);
    }
  }

  #clear(): void {
    for (const field of this.#root.fields.values()) {
      field.store(undefined, undefined);
      field.touched = false;
    }
    for (const list of this.#root.lists.values()) while (list.scopes.peek().length > 0) list.take(0);
    for (const document of this.#documents.values()) document.restoreRecords([]);
    this.#conflicts.value = new Map();
    this.#decisions.value = [];
    this.#formIssues.value = [];
  }

  #collect(wanted: (page: string | undefined) => boolean): Issue[] {
    return batch(() => collectIssues(this.#root, [...this.#documents.values()], wanted));
  }

  #dropConflict(pointer: string): void {
    if (!this.#conflicts.peek().has(pointer)) return;
    const rest = new Map(this.#conflicts.peek());
    rest.delete(pointer);
    this.#conflicts.value = rest;
  }
}

export type {FormEngine};

function unknownField(pointer: string): FormError {
  return new FormError('EGOV_CORE_UNKNOWN_FIELD', `The form has no field or list at "${pointer}".`, {pointer});
}
