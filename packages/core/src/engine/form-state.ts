import {type Signal, signal, untracked} from '@preact/signals-core';
import {FormError} from '../definition/errors.ts';
import type {DocumentNode} from '../documents/document-node.ts';
import {sameJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {parsePointer} from '../json/pointer.ts';
import {FormLookups} from '../lookups/form-lookups.ts';
import type {LookupNode} from '../lookups/lookup-node.ts';
import type {Issue} from '../messages/issue.ts';
import {trustedOrigin} from '../plan/trust.ts';
import {type Conflict, type Decision, decisionOf} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';
import {loadAnswers, saveAnswers, saveRow} from '../submission/saved-answers.ts';
import type {Answered, AttachmentRecord, FormSnapshot} from '../submission/snapshot.ts';
import {type Acknowledgement, stands} from './acknowledgement.ts';
import type {EngineContext, FormField, FormList, FormScope} from './engine-context.ts';
import {NodeMetadata} from './nodes/node-metadata.ts';
import {allFields, findRow, isList, locateField, locateList} from './scopes/locate.ts';
import {Scope} from './scopes/scope.ts';
import {finish, type Steps} from './steps.ts';
import type {
  AcknowledgedChange,
  ChangeRecord,
  ConflictChange,
  DecisionChange,
  DocumentsChange,
  LookupChange,
  RowChange,
  RowContent,
  RowsChange,
  Transaction,
  ValueChange,
} from './transactions/transaction.ts';

const DOCUMENT = '#/documents/';

/** A change that the state is asked to make; what stood before is found out. */
export type PendingChange<Record extends ChangeRecord = ChangeRecord> = Record extends ChangeRecord
  ? Omit<Record, 'before' | 'originBefore'>
  : never;

/** Everything that a form remembers, and the one way in which it becomes another: a change record. */
export class FormState {
  readonly root: FormScope;
  readonly conflicts: NodeMetadata<FormField, Conflict> = new NodeMetadata();
  readonly outside: NodeMetadata<FormField | FormList, readonly Issue[]> = new NodeMetadata();
  readonly whole: NodeMetadata<FormField | FormList, readonly Issue[]> = new NodeMetadata();
  readonly decisions: NodeMetadata<FormField, Decision> = new NodeMetadata();
  readonly acknowledged: NodeMetadata<FormField | FormList, Acknowledgement> = new NodeMetadata();
  readonly documents: Map<string, DocumentNode> = new Map();
  readonly lookups: FormLookups;
  readonly page: Signal<string>;
  /** The fill that an origin came with, for taking it back. */
  readonly fills: WeakMap<Origin, Transaction> = new WeakMap();
  readonly #engine: EngineContext;
  readonly #knownFiles: Map<string, readonly AttachmentRecord[] | undefined> = new Map();

  constructor(engine: EngineContext) {
    this.#engine = engine;
    this.root = new Scope(engine, 'form', undefined, 0);
    this.lookups = new FormLookups(engine);
    this.page = signal(engine.plan.pages[0]?.page.id ?? '');
  }

  // ------------------------------------------------------------ changing

  /**
   * Make it so, whatever stood before.
   * @returns the change as it happened.
   * @throws FormError `EGOV_CORE_TRANSACTION` when there is no such place; nothing is then changed.
   */
  applyChange(wanted: PendingChange): ChangeRecord {
    switch (wanted.kind) {
      case 'value':
        return this.putValue(this.#fieldAt(wanted.pointer), wanted.after, wanted.originAfter);
      case 'rows':
        return this.#putRows(wanted.pointer, wanted.row);
      case 'lookup':
        return this.#putAnswer(wanted);
      case 'page': {
        const before = this.page.peek();
        if (wanted.after !== undefined) this.page.value = wanted.after;
        return {kind: 'page', pointer: '', before, after: wanted.after};
      }
      case 'documents':
        return this.#putFiles(wanted);
      case 'conflict':
        return this.markConflict(this.#fieldAt(wanted.pointer), wanted.after);
      case 'decision':
        return this.markDecision(this.#fieldAt(wanted.pointer), wanted.after);
      case 'acknowledged':
        return this.markAcknowledged(this.nodeAt(wanted.pointer), wanted.after);
    }
  }

  putValue(field: FormField, after: Json | undefined, originAfter: Origin | undefined): ValueChange {
    const {value: before, origin: originBefore} = field.stored;
    field.store(after, originAfter, originAfter && this.fills.get(originAfter));
    const {pointer, rowId} = placeOf(field);
    // Written out: a transaction of a whole form holds thousands.
    return rowId === undefined
      ? {kind: 'value', pointer, before, after, originBefore, originAfter}
      : {kind: 'value', pointer, before, after, originBefore, originAfter, rowId};
  }

  markConflict(field: FormField, after: Conflict | undefined): ConflictChange {
    const before = this.conflicts.peek(field);
    this.conflicts.set(field, after);
    return {kind: 'conflict', ...placeOf(field), before, after};
  }

  markDecision(field: FormField, after: Decision | undefined): DecisionChange {
    const before = this.decisions.peek(field);
    this.decisions.set(field, after);
    return {kind: 'decision', ...placeOf(field), before, after};
  }

  markAcknowledged(node: FormField | FormList, after: Acknowledgement | undefined): AcknowledgedChange {
    const before = this.acknowledged.peek(node);
    this.acknowledged.set(node, after);
    return {kind: 'acknowledged', ...placeOf(node), before, after};
  }

  /** What came and went in the document slots since this was last asked. */
  changedFiles(): readonly DocumentsChange[] {
    return [...this.documents.values()].flatMap((document) => {
      const before = this.#knownFiles.get(document.name);
      const after = document.records();
      if (sameJson(before ?? [], after)) return [];
      this.#knownFiles.set(document.name, after);
      return [{kind: 'documents' as const, pointer: document.pointer, before, after}];
    });
  }

  insertRow(list: FormList, index: number, prepare: (row: FormScope) => void): RowsChange {
    const row = list.place(index);
    prepare(row);
    const content = saveRow(row);
    return {kind: 'rows', ...placeOf(list), row: {op: 'insert', index, id: row.id, ...(content && {content})}};
  }

  /** What is remembered about a row beside its values goes before the row does, so that it comes back after it. */
  removeRow(list: FormList, index: number): readonly ChangeRecord[] {
    const row = list.scopes.peek()[index];
    if (!row) return [];
    const records: ChangeRecord[] = [];
    const within = <Node extends FormField | FormList>(marks: NodeMetadata<Node, unknown>): Node[] =>
      untracked(() => marks.entries()).flatMap(([node]) => (node.scope.isWithin(row) ? [node] : []));
    for (const field of within(this.conflicts)) records.push(this.markConflict(field, undefined));
    for (const field of within(this.decisions)) records.push(this.markDecision(field, undefined));
    for (const node of within(this.acknowledged)) records.push(this.markAcknowledged(node, undefined));
    for (const lookup of this.lookups.all()) {
      if (!lookup.scope.isWithin(row) || !lookup.answered) continue;
      const {pointer} = lookup.scope;
      records.push(this.#putAnswer({kind: 'lookup', pointer, name: lookup.name, after: undefined}));
    }
    records.push(
      this.#putRows(
        untracked(() => list.pointer),
        {op: 'remove', index, id: row.id},
      ),
    );
    return records;
  }

  /** The field of a record, even when its row stands elsewhere by now. */
  fieldOf(record: ChangeRecord): FormField | undefined {
    const node = this.#nodeOf(record);
    return node && !isList(node) ? node : undefined;
  }

  /** The list of a record, even when its row stands elsewhere by now. */
  listOf(record: ChangeRecord): FormList | undefined {
    const node = this.#nodeOf(record);
    return node && isList(node) ? node : undefined;
  }

  /** The field or list at a pointer. */
  nodeAt(pointer: string): FormField | FormList {
    const {field, rest} = locateField(this.root, pointer);
    const node = field && rest.length === 0 ? field : locateList(this.root, parsePointer(pointer));
    if (!node) throw noSuchPlace(pointer);
    return node;
  }

  lookupAt(rowPointer: string, name: string): LookupNode | undefined {
    return this.lookups.at(this.root, rowPointer, name);
  }

  // ------------------------------------------------------------ keeping

  snapshot(): FormSnapshot {
    return untracked(() => {
      const {answers, origins} = saveAnswers(this.root);
      const lookups: {[key: string]: Answered} = {};
      for (const lookup of this.lookups.all()) if (lookup.answered) lookups[lookup.key] = lookup.answered;
      const waiting = [...this.lookups.all()].filter((lookup) => lookup.waits).map(({key}) => key);
      const documents: {[slot: string]: readonly AttachmentRecord[]} = {};
      for (const document of this.documents.values())
        if (document.records().length > 0) documents[document.name] = document.records();
      const acknowledged: {[pointer: string]: readonly string[]} = {};
      for (const [node, mark] of this.acknowledged.entries())
        if (stands(mark, this.valueOf(node))) acknowledged[node.pointer] = mark.warnings;
      const conflicts = this.openConflicts();
      const {id: form, version} = this.#engine.plan.definition;
      const decisions = this.allDecisions();
      return {
        ...{form, version, answers, origins, documents, lookups, decisions},
        ...(waiting.length > 0 && {waiting}),
        ...(conflicts.length > 0 && {conflicts}),
        ...(Object.keys(acknowledged).length > 0 && {acknowledged}),
        page: this.page.peek(),
      };
    });
  }

  /** Put answers with their origins into an empty form, a member at a step. */
  load(answers: Json, origins: FormSnapshot['origins']): Steps<void> {
    return loadAnswers(this.root, answers, this.#trusted(origins));
  }

  /** Put everything beside the values back, once they are in place. */
  loadRest(snapshot: FormSnapshot): void {
    for (const document of this.documents.values()) document.restoreRecords(snapshot.documents[document.name] ?? []);
    this.changedFiles();
    for (const decision of snapshot.decisions) {
      const {field} = locateField(this.root, decision.pointer);
      if (field) this.decisions.set(field, decision);
    }
    for (const conflict of snapshot.conflicts ?? []) {
      const {field} = locateField(this.root, conflict.pointer);
      if (field) this.conflicts.set(field, conflict);
    }
    for (const [pointer, warnings] of Object.entries(snapshot.acknowledged ?? {})) {
      const {field} = locateField(this.root, pointer);
      const node = field ?? locateList(this.root, parsePointer(pointer));
      const value = node && this.valueOf(node);
      if (node) this.acknowledged.set(node, {warnings, ...(value !== undefined && {value})});
    }
    if (this.#engine.plan.pages.some(({page}) => page.id === snapshot.page)) this.page.value = snapshot.page;
  }

  clear(): void {
    for (const field of this.root.fields.values()) {
      field.store(undefined, undefined);
      field.touched = false;
    }
    for (const list of this.root.lists.values()) list.clear();
    for (const document of this.documents.values()) document.restoreRecords([]);
    this.#knownFiles.clear();
    this.conflicts.clear();
    this.decisions.clear();
    this.acknowledged.clear();
    this.outside.clear();
    this.whole.clear();
  }

  /** Undecided disagreements, in the order of the form, by where their fields stand now. Tracked. */
  openConflicts(): readonly Conflict[] {
    return this.#inOrder(this.conflicts).map(([field, conflict]) => ({...conflict, pointer: field.pointer}));
  }

  /**
   * Decisions, in the order of the form, by where their fields stand now; none about a document that was taken away, or whose
   * files agree with the answer now. Tracked.
   */
  allDecisions(): readonly Decision[] {
    return this.#inOrder(this.decisions).flatMap(([field, decision]) => {
      const {pointer} = field;
      return this.#isGone(decision.document) || this.#agrees(decision.document, pointer) ? [] : [{...decision, pointer}];
    });
  }

  /** Fields whose disagreement is with a document that was taken away. Untracked. */
  orphans(): readonly FormField[] {
    return untracked(() =>
      this.conflicts.entries().flatMap(
        ([
          field,
          {
            proposed: {origin},
          },
        ]) => (origin.kind === 'document' && this.#isGone(origin.document) ? [field] : []),
      ),
    );
  }

  #isGone(document: string | undefined): boolean {
    return document !== undefined && !this.documents.get(document)?.attachments.length;
  }

  /** Whether files of the document say what the answer is, and none says otherwise. */
  #agrees(document: string | undefined, pointer: string): boolean {
    const read = (document === undefined ? undefined : this.documents.get(document)?.attachments) ?? [];
    const verdicts = read.flatMap(({comparisons}) => comparisons.filter((one) => one.pointer === pointer));
    return verdicts.length > 0 && verdicts.every(({verdict}) => verdict === 'same');
  }

  /** Decisions as they are handed in: what nobody decided is in them, so that no disagreement goes to the office in silence. */
  submittedDecisions(): readonly Decision[] {
    const undecided = this.openConflicts().map(({pointer, ...conflict}) => decisionOf(pointer, conflict));
    const open = new Set(undecided.map(({pointer}) => pointer));
    return [...this.allDecisions().filter(({pointer}) => !open.has(pointer)), ...undecided];
  }

  /** What a warning was about. Tracked. */
  valueOf(node: FormField | FormList): Json | undefined {
    return isList(node) ? this.#engine.get(node.pointer) : node.value;
  }

  // ------------------------------------------------------------ inside

  #inOrder<Mark>(marks: NodeMetadata<FormField, Mark>): readonly (readonly [FormField, Mark])[] {
    const entries = marks.entries();
    if (entries.length < 2) return entries;
    const byField = new Map(entries);
    return [...allFields(this.root)].flatMap((field) => {
      const mark = byField.get(field);
      return mark === undefined ? [] : [[field, mark] as const];
    });
  }

  #fieldAt(pointer: string): FormField {
    const {field, rest} = locateField(this.root, pointer);
    if (!field || rest.length > 0) throw noSuchPlace(pointer);
    return field;
  }

  #nodeOf({pointer, rowId}: ChangeRecord): FormField | FormList | undefined {
    const {field, rest} = locateField(this.root, pointer);
    const there = field && rest.length === 0 ? field : locateList(this.root, parsePointer(pointer));
    if (there?.scope.rowId === rowId) return there;
    const row = rowId === undefined ? undefined : findRow(this.root, rowId);
    if (!row?.list) return undefined;
    const {text} = this.#engine.plan.patterns.of(parsePointer(pointer));
    return row.fields.get(text) ?? row.lists.get(text);
  }

  #putRows(pointer: string, change: RowChange): RowsChange {
    const list = locateList(this.root, parsePointer(pointer));
    if (!list) throw noSuchPlace(pointer);
    const rows = list.scopes.peek();
    const place = {kind: 'rows' as const, ...placeOf(list)};
    if (change.op === 'insert') {
      const index = Math.min(change.index, rows.length);
      const whole = list.remembers(change.id);
      const row = list.place(index, change.id);
      if (!whole && change.content) this.#loadRow(row, change.content);
      return {...place, row: {...change, index, id: row.id}};
    }
    const row = rows[change.index];
    if (!row || (change.op === 'move' && !rows[change.to ?? change.index])) throw noSuchPlace(`${pointer}/${change.index}`);
    if (change.op === 'move') {
      list.shift(change.index, change.to ?? change.index);
      return {...place, row: {...change, id: row.id}};
    }
    const content = saveRow(row);
    list.take(change.index);
    return {...place, row: {op: 'remove', index: change.index, id: row.id, ...(content && {content})}};
  }

  #loadRow(row: FormScope, {answers, origins}: RowContent): void {
    finish(loadAnswers(row, answers, origins));
  }

  #putAnswer({pointer, after, name}: PendingChange<LookupChange>): LookupChange {
    const lookup = this.lookupAt(pointer, name);
    if (!lookup) throw noSuchPlace(pointer);
    const before = this.lookups.put(lookup, after);
    return {kind: 'lookup', pointer, before, after, name};
  }

  #putFiles({pointer, after}: PendingChange<DocumentsChange>): DocumentsChange {
    const document = this.documents.get(pointer.slice(DOCUMENT.length));
    if (!pointer.startsWith(DOCUMENT) || !document) throw noSuchPlace(pointer);
    const before = document.records();
    // The files' bytes are no part of a transaction: they are brought back from where they are kept.
    if (!sameJson(before, after ?? [])) document.restoreRecords(after ?? []);
    this.#knownFiles.set(document.name, after);
    return {kind: 'documents', pointer, before, after};
  }

  /** What the definition says about trust stands, not what a stored origin claims. */
  #trusted(origins: FormSnapshot['origins']): FormSnapshot['origins'] {
    const {plan} = this.#engine;
    return Object.fromEntries(
      Object.entries(origins).map(([pointer, origin]) => {
        if (origin.kind !== 'register') return [pointer, origin];
        return [pointer, trustedOrigin(origin, plan, plan.patterns.of(parsePointer(pointer)))];
      }),
    );
  }
}

/** How a record names a field or list. */
function placeOf(node: FormField | FormList): {readonly pointer: string; readonly rowId?: string} {
  const {rowId} = node.scope;
  const pointer = untracked(() => node.pointer);
  return rowId === undefined ? {pointer} : {pointer, rowId};
}

function noSuchPlace(pointer: string): FormError {
  return new FormError(
    'EGOV_CORE_TRANSACTION',
    `The transaction changes "${pointer}", which this form does not have. Replay it where it was recorded.`,
    {at: pointer},
  );
}
