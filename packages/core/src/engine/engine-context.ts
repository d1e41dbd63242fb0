import type {Json} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import type {LookupNode} from '../lookups/lookup-node.ts';
import type {Issue} from '../messages/issue.ts';
import type {FieldPlan, FormPlan, PlannedRule} from '../plan/plan.ts';
import type {Digitizer, LookupConnector} from '../ports/ports.ts';
import type {Conflict} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';
import type {Answered} from '../submission/snapshot.ts';
import type {Validator} from '../validation/port.ts';
import type {FieldNode} from './nodes/field-node.ts';
import type {ListNode} from './nodes/list-node.ts';
import type {NodeMetadata} from './nodes/node-metadata.ts';
import type {Scope} from './scope.ts';
import type {Change, RowChange, Transaction} from './transaction.ts';

/** What fields, lists, look-ups and document slots need of the engine that holds them. */
export interface EngineContext {
  readonly plan: FormPlan;
  readonly connector: LookupConnector | undefined;
  readonly digitizer: Digitizer | undefined;
  /** Issues from outside, each until its field changes. */
  readonly outside: NodeMetadata<FieldNode, readonly Issue[]>;
  /** Answers are being put back: look-ups neither ask nor take anything away. */
  readonly restoring: boolean;
  /** ISO 8601. */
  now(): string;
  newId(prefix: string): string;
  evaluate(rule: PlannedRule, scope: Scope): Json;
  /** Truth of a rule as JSON Logic sees it. */
  holds(rule: PlannedRule, scope: Scope): boolean;
  validatorOf(plan: FieldPlan): Validator;
  /** The stored form of what was typed, by the field's format and type. */
  normalize(plan: FieldPlan, value: Json | undefined): Json | undefined;
  /** The field of a pattern as seen from a scope: its own row's, or an outer one's. */
  fieldAt(pattern: Pattern, scope: Scope): FieldNode | undefined;
  sameValue(a: Json | undefined, b: Json | undefined): boolean;
  get(pointer: string): Json | undefined;
  conflictAt(field: FieldNode): Conflict | undefined;
  /** Whether the value is one of the field's choices, as far as those are known at once. */
  allows(field: FieldNode, value: Json): boolean;
  /** The issues without the warnings that the person has read. */
  unread(node: FieldNode | ListNode, issues: readonly Issue[]): readonly Issue[];
  propose(field: FieldNode, value: Json, origin: Origin): void;
  decide(pointer: string, choice: 'keep' | 'take'): void;
  acknowledge(pointer: string, code: string): void;
  /** Warnings that an attached paper says otherwise. */
  documentIssues(field: FieldNode): readonly Issue[];
  /** Do several things as one transaction; inside another one they are part of that. */
  step(origin: Origin, work: (transaction: Transaction) => void): Transaction;
  transact(changes: readonly Change[], origin: Origin): Transaction;
  undo(transaction: Transaction): void;
  changeRows(list: ListNode, change: Omit<RowChange, 'id'>): void;
  createRow(list: ListNode, index: number, id?: string): Scope;
  /** The row stands in its list, for the first time or again. */
  rowPlaced(row: Scope): void;
  /** The row is out of its list and may come back. */
  rowTaken(row: Scope): void;
  rowForgotten(row: Scope): void;
  /** An answer stands, or stands no more. */
  noteAnswer(lookup: LookupNode, before: Answered | undefined, after: Answered | undefined): void;
  /** Keys changed while answers are being put back. */
  keysPutBack(lookup: LookupNode): void;
  /** Tell listeners that something beside values changed (files, page, decisions). */
  touch(origin: Origin): void;
}
