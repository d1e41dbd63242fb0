import type {Conflict} from './conflict.ts';
import type {FieldNode} from './field-node.ts';
import type {Issue} from './issue.ts';
import type {Json} from './json.ts';
import type {ListNode} from './list-node.ts';
import type {Origin} from './origin.ts';
import type {FieldPlan, FormPlan, PlannedRule} from './plan.ts';
import type {Segments} from './pointer.ts';
import type {Digitizer, LookupConnector} from './ports.ts';
import type {Scope} from './scope.ts';
import type {Change, RowChange, Transaction} from './transaction.ts';
import type {Validator} from './validation/port.ts';

/** What fields, lists, look-ups and document slots need of the engine that holds them. */
export interface EngineContext {
  readonly plan: FormPlan;
  readonly connector: LookupConnector | undefined;
  readonly digitizer: Digitizer | undefined;
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
  fieldAt(pattern: Segments, scope: Scope): FieldNode | undefined;
  sameValue(a: Json | undefined, b: Json | undefined): boolean;
  conflictAt(field: FieldNode): Conflict | undefined;
  propose(field: FieldNode, value: Json, origin: Origin): void;
  /** Warnings that an attached paper says otherwise. */
  documentIssues(field: FieldNode): readonly Issue[];
  transact(changes: readonly Change[], origin: Origin): Transaction;
  undo(transaction: Transaction): void;
  changeRows(list: ListNode, change: Omit<RowChange, 'id'>): void;
  createRow(list: ListNode, index: number): Scope;
  /** Tell listeners that something beside values changed (files, page, decisions). */
  touch(origin: Origin): void;
}
