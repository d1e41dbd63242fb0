import type {Signal} from '@preact/signals-core';
import type {Json, JsonObject} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import type {Segments} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import type {FieldPlan, FormPlan, ListPlan, PlannedRule} from '../plan/plan.ts';
import type {Digitizer, LookupConnector} from '../ports/ports.ts';
import type {Conflict, Decision} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';
import type {Answered} from '../submission/snapshot.ts';
import type {Validator} from '../validation/port.ts';
import type {Field, List, Lookup} from './form.ts';
import type {NodeMetadata, Observable} from './nodes/node-metadata.ts';
import type {Change, RowChange, Transaction} from './transactions/transaction.ts';

/** What the schemas of fields say about values. */
export interface FieldValidators {
  of(plan: FieldPlan): Validator;
  /** By number, which of a field's `alternatives` an object is; nothing for an empty one. */
  alternativeOf(plan: FieldPlan, value: JsonObject): number | undefined;
}

/** What fields, lists, look-ups and document slots need of the engine that holds them. */
export interface EngineContext {
  readonly plan: FormPlan;
  readonly connector: LookupConnector | undefined;
  readonly digitizer: Digitizer | undefined;
  /** Issues from outside, each until its field or list changes. */
  readonly outside: NodeMetadata<FormField | FormList, readonly Issue[]>;
  /** What only the whole schema says about a field or list, as it was found last. */
  readonly whole: NodeMetadata<FormField | FormList, readonly Issue[]>;
  /** Answers are being put back: look-ups neither ask nor take anything away. */
  readonly restoring: boolean;
  /** ISO 8601. */
  now(): string;
  newId(prefix: string): string;
  /** See `Clock`. */
  after(milliseconds: number, call: () => void): () => void;
  /** `seen` is told every path that the rule reads. */
  evaluate(rule: PlannedRule, scope: FormScope, seen?: (path: Segments) => void): Json;
  /** Truth of a rule as JSON Logic sees it. */
  holds(rule: PlannedRule, scope: FormScope): boolean;
  readonly validators: FieldValidators;
  /** The stored form of what was typed, by the field's format and type. */
  normalize(plan: FieldPlan, value: Json | undefined, from?: Origin['kind']): Json | undefined;
  /** The field of a pattern as seen from a scope: its own row's, or an outer one's. */
  fieldAt(pattern: Pattern, scope: FormScope): FormField | undefined;
  sameValue(a: Json | undefined, b: Json | undefined): boolean;
  get(pointer: string): Json | undefined;
  conflictAt(field: FormField): Conflict | undefined;
  decisionAt(field: FormField): Decision | undefined;
  /** Whether the value is one of the field's choices, as far as those are known at once. */
  allows(field: FormField, value: Json): boolean;
  /** The issues without the warnings that the person has read. */
  unread(node: FormField | FormList, issues: readonly Issue[]): readonly Issue[];
  propose(field: FormField, value: Json, origin: Origin): void;
  decide(pointer: string, choice: 'keep' | 'take'): void;
  acknowledge(pointer: string, code: string): void;
  /** Warnings that an attached document says otherwise. */
  documentIssues(field: FormField): readonly Issue[];
  /** Do several things as one transaction; inside another one they are part of that. */
  step(origin: Origin, work: (transaction: Transaction) => void): Transaction;
  transact(changes: readonly Change[], origin: Origin): Transaction;
  undo(transaction: Transaction): void;
  changeRows(list: FormList, change: Omit<RowChange, 'id'>): void;
  createRow(list: FormList, index: number, id?: string): FormScope;
  /** The row stands in its list, for the first time or again. */
  rowPlaced(row: FormScope): void;
  /** The row is out of its list and may come back. */
  rowTaken(row: FormScope): void;
  rowForgotten(row: FormScope): void;
  /** A look-up outside of rows. */
  lookup(name: string): Lookup;
  /** An answer stands, or stands no more. */
  noteAnswer(lookup: Lookup, before: Answered | undefined, after: Answered | undefined): void;
  /** Keys changed while answers are being put back. */
  keysPutBack(lookup: Lookup): void;
  /** Tell listeners that something beside values changed (files, page, decisions). */
  touch(origin: Origin): void;
}

/**
 * Where fields live: the whole form, or one row of a list. A row keeps its identity and its fields whatever its place;
 * `index` is where it stands now.
 */
export interface FormScope {
  /** What all that lives here belongs to. */
  readonly engine: EngineContext;
  readonly id: string;
  /** The list that this is a row of; `undefined` for the whole form. */
  readonly list: FormList | undefined;
  readonly index: Signal<number>;
  /** By pattern text, as the lists are. Only the making of a scope sets both. */
  fields: FieldsOfScope;
  lists: ReadonlyMap<string, FormList>;
  /** Pointer of this row, `''` for the whole form. Tracked. */
  readonly pointer: string;
  /** How many segments of a pattern lie outside this scope. */
  readonly depth: number;
  /** Id of this row as transactions name it; `undefined` for the whole form. */
  readonly rowId: string | undefined;
  /** Whether a rule holds here. Found once for all fields that a page or a group shows by the same rule. Tracked. */
  holds(rule: PlannedRule): boolean;
  /** Whether anything is answered in a part of this scope, by its pattern text. Found once for all that lies in it. Tracked. */
  isFilled(part: string): boolean;
  /** Whether nothing was given yet, hidden or not, in this part or one around it that asks for something once it is there. Tracked. */
  isLeft(part: string | undefined): boolean;
  /** Whether this is that row, or lies in it. */
  isWithin(row: FormScope): boolean;
  /** The row of that list which this scope is, or lies in. */
  rowOf(list: FormList): FormScope | undefined;
}

/** The fields of one scope, by pattern text. */
export interface FieldsOfScope {
  get(text: string): FormField | undefined;
  /** All of them, in page order. */
  values(): readonly FormField[];
}

/** A field as the engine holds it. */
export interface FormField extends Field, Observable {
  readonly plan: FieldPlan;
  readonly scope: FormScope;
  /** Its issues without those that only the whole schema knows. */
  readonly ownIssues: readonly Issue[];
  /** What is stored, a default or computed value not counted. Untracked. */
  readonly stored: {readonly value: Json | undefined; readonly origin: Origin | undefined};
  /** Only the engine's door calls this. */
  store(value: Json | undefined, origin: Origin | undefined, filledBy?: Transaction): void;
}

/** A list as the engine holds it. What changes its rows is called by the engine's door only. */
export interface FormList extends List, Observable {
  readonly plan: ListPlan;
  /** Its issues without those that only the whole schema knows. */
  readonly ownIssues: readonly Issue[];
  /** Where the list itself lives. */
  readonly scope: FormScope;
  readonly scopes: Signal<readonly FormScope[]>;
  /** That another row has the same value as this question of a row, where the definition wants them to differ. Tracked. */
  duplicateOf(field: FormField): Issue | undefined;
  /** Rows that are there and rows that are only remembered. */
  everyRow(): readonly FormScope[];
  /** Whether a removed row is still whole. */
  remembers(rowId: string): boolean;
  /** Put a row at an index: a new one, or the one that an undo brings back. */
  place(index: number, rowId?: string): FormScope;
  /** Put new rows at the end, all at once. */
  append(count: number): readonly FormScope[];
  /** Take a row out and remember it for an undo. */
  take(index: number): FormScope | undefined;
  /** The same row at another place. */
  shift(from: number, to: number): void;
  /** No rows, and nothing remembered. */
  clear(): void;
}
