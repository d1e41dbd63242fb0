import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import {isEmpty} from './canonical.ts';
import type {Conflict} from './conflict.ts';
import type {EngineContext} from './engine-context.ts';
import type {Field} from './form.ts';
import type {FieldSettings, Text} from './generated/definition.ts';
import type {Issue, Severity} from './issue.ts';
import type {Json, JsonSchema} from './json.ts';
import type {Origin} from './origin.ts';
import type {FieldPlan} from './plan.ts';
import {formatPointer} from './pointer.ts';
import type {Format} from './ports.ts';
import type {Scope} from './scope.ts';
import type {Transaction} from './transaction.ts';

const WEIGHT: {readonly [severity in Severity]: number} = {error: 0, warning: 1, info: 2};

/** Choices are asked for with other words than texts. */
const CHOICE_WIDGETS = new Set(['radio', 'select', 'yes-no', 'checkbox', 'address']);

/** One question, live: a few signals, and values derived from them when somebody looks. */
export class FieldNode implements Field {
  readonly id: string;
  readonly plan: FieldPlan;
  readonly scope: Scope;
  readonly #engine: EngineContext;
  readonly #stored: Signal<Json | undefined> = signal(undefined);
  readonly #origin: Signal<Origin | undefined> = signal(undefined);
  readonly #touched: Signal<boolean> = signal(false);
  readonly #outside: Signal<readonly Issue[]> = signal([]);
  readonly #filledBy: Signal<Transaction | undefined> = signal(undefined);
  readonly #value: ReadonlySignal<Json | undefined>;
  readonly #visible: ReadonlySignal<boolean>;
  #issues: ReadonlySignal<readonly Issue[]> | undefined;

  constructor(engine: EngineContext, plan: FieldPlan, scope: Scope) {
    this.#engine = engine;
    this.plan = plan;
    this.scope = scope;
    this.id = engine.newId('field');
    this.#value = computed(() => this.#effective());
    this.#visible = computed(() => plan.visible.every((rule) => engine.holds(rule, scope)));
  }

  get pointer(): string {
    return `${this.scope.pointer}${formatPointer(this.plan.pattern.slice(this.scope.depth))}`;
  }

  get label(): Text {
    return this.plan.settings.label ?? '';
  }

  get settings(): FieldSettings {
    return this.plan.settings;
  }

  get schema(): JsonSchema {
    return this.plan.keywords;
  }

  get widget(): string {
    return this.plan.widget;
  }

  get format(): Format | undefined {
    return this.plan.format;
  }

  get value(): Json | undefined {
    return this.#value.value;
  }

  get visible(): boolean {
    return this.#visible.value;
  }

  get required(): boolean {
    const rule = this.plan.required;
    return rule ? this.#engine.holds(rule, this.scope) : this.plan.requiredBySchema;
  }

  get lockedBy(): 'register' | 'computed' | 'rule' | undefined {
    if (this.plan.value) return 'computed';
    const origin = this.#origin.value;
    if (origin?.kind === 'register' && origin.trust === 'locked') return 'register';
    return this.plan.readonly && this.#engine.holds(this.plan.readonly, this.scope) ? 'rule' : undefined;
  }

  get readonly(): boolean {
    return this.lockedBy !== undefined;
  }

  get origin(): Origin | undefined {
    if (this.plan.value) return {kind: 'computed'};
    const origin = this.#origin.value;
    if (origin) return origin;
    return isEmpty(this.value) ? undefined : {kind: 'default'};
  }

  get issues(): readonly Issue[] {
    this.#issues ??= computed(() => this.#findIssues());
    return this.#issues.value;
  }

  get touched(): boolean {
    return this.#touched.value;
  }

  set touched(touched: boolean) {
    this.#touched.value = touched;
  }

  get conflict(): Conflict | undefined {
    return this.#engine.conflictAt(this.pointer);
  }

  get filledBy(): Transaction | undefined {
    return this.#filledBy.value;
  }

  /** What is stored, a default or computed value not counted. Untracked. */
  get stored(): {readonly value: Json | undefined; readonly origin: Origin | undefined} {
    return {value: this.#stored.peek(), origin: this.#origin.peek()};
  }

  /** Only the engine's door calls this. */
  store(value: Json | undefined, origin: Origin | undefined, filledBy?: Transaction): void {
    this.#stored.value = value;
    this.#origin.value = origin;
    this.#filledBy.value = filledBy;
    if (this.#outside.peek().length > 0) this.#outside.value = [];
  }

  addOutsideIssue(issue: Issue): void {
    this.#outside.value = [...this.#outside.peek(), issue];
  }

  #effective(): Json | undefined {
    if (this.plan.value) {
      const result = this.#engine.evaluate(this.plan.value, this.scope);
      return isEmpty(result) ? undefined : result;
    }
    const stored = this.#stored.value;
    // A typed emptiness stands: a default that came back would fight the person.
    if (stored !== undefined || this.#origin.value !== undefined || !this.plan.defaultValue) return stored;
    const result = this.#engine.evaluate(this.plan.defaultValue, this.scope);
    return isEmpty(result) ? undefined : result;
  }

  #findIssues(): readonly Issue[] {
    if (!this.visible) return [];
    const {pointer, value, plan} = this;
    const outside = this.#outside.value;
    if (isEmpty(value)) {
      if (!this.required) return outside;
      const code = CHOICE_WIDGETS.has(plan.widget) || plan.settings.options ? 'value.required-choice' : 'value.required';
      return [{code, pointer, severity: 'error'}, ...outside];
    }
    const found: Issue[] = this.#engine
      .validatorOf(plan)(value)
      .map((issue) => ({...issue, pointer: `${pointer}${issue.pointer}`}));
    if (plan.format && typeof value === 'string' && found.length === 0) {
      for (const {code, severity = 'error', params} of plan.format.check(value)) {
        if (severity !== 'error') found.push({code, pointer, severity, ...(params && {params})});
      }
    }
    // A check speaks about a well-formed value; beside a format error it would only confuse.
    if (found.every((issue) => issue.severity !== 'error')) {
      for (const {rule, check} of plan.checks) {
        if (!this.#engine.holds(rule, this.scope))
          found.push({code: 'check.failed', pointer, severity: check.severity ?? 'error', message: check.message});
      }
    }
    if (this.conflict) found.push({code: 'conflict.undecided', pointer, severity: 'warning'});
    found.push(...this.#engine.documentIssues(this), ...outside);
    return found.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  }
}
