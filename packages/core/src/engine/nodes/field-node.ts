import {computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import type {Format} from '../../formats/format.ts';
import {isCrowded, someText} from '../../formats/texts.ts';
import type {FieldSettings, Text} from '../../generated/definition.ts';
import {isEmpty} from '../../json/canonical.ts';
import type {Json, JsonSchema} from '../../json/json.ts';
import type {Issue, Severity} from '../../messages/issue.ts';
import type {FieldPlan, PlannedFollow} from '../../plan/plan.ts';
import {declaredTrust} from '../../plan/trust.ts';
import type {Conflict, Decision} from '../../provenance/conflict.ts';
import {isPlainlyTyped, type Origin, type RegisterSource, type RuleOrigin, TYPED} from '../../provenance/origin.ts';
import {isPlainValue} from '../../schema/value-types.ts';
import {registerInputs} from '../derivation.ts';
import type {EngineContext, FormField, FormScope} from '../engine-context.ts';
import type {Transaction} from '../transactions/transaction.ts';
import {Observable} from './node-metadata.ts';

const WEIGHT: {readonly [severity in Severity]: number} = {error: 0, warning: 1, info: 2};

const NO_ISSUES: readonly Issue[] = [];

/**
 * One question, live: what it holds, one signal that tells of every change of it, and what is derived from that. In a form of
 * thousands of questions most are never looked at, so signals are made when somebody first looks.
 */
export class FieldNode extends Observable implements FormField {
  readonly plan: FieldPlan;
  readonly scope: FormScope;
  #id: string | undefined;
  #stored: Json | undefined;
  #origin: Origin | undefined;
  #filledBy: Transaction | undefined;
  /** A signal once somebody watches: most fields are never left. */
  #touched: Signal<boolean> | boolean = false;
  #effective: ReadonlySignal<Json | undefined> | undefined;
  #issues: ReadonlySignal<readonly Issue[]> | undefined;

  constructor(plan: FieldPlan, scope: FormScope) {
    super();
    this.plan = plan;
    this.scope = scope;
  }

  get id(): string {
    this.#id ??= this.#engine.newId('field');
    return this.#id;
  }

  get pointer(): string {
    const {text} = this.plan.pattern;
    if (!this.scope.list) return text;
    return `${this.scope.pointer}${text.slice(this.scope.list.plan.row.text.length)}`;
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
    const {plan} = this;
    if (!plan.value && !plan.defaultValue && !plan.follows) return this.#storedNow();
    this.#effective ??= computed(this.#findValue.bind(this));
    return this.#effective.value;
  }

  get visible(): boolean {
    const {scope} = this;
    return this.plan.visible.every((rule) => scope.holds(rule));
  }

  get required(): boolean {
    const rule = this.plan.required;
    if (rule) return this.#engine.holds(rule, this.scope);
    const {requiredBySchema, optionalPart} = this.plan;
    return requiredBySchema && (optionalPart === undefined || this.scope.isFilled(optionalPart));
  }

  get lockedBy(): 'register' | 'computed' | 'rule' | undefined {
    if (this.plan.value || this.#followed()) return 'computed';
    const origin = this.#originNow();
    if (origin?.kind === 'register' && origin.trust === 'locked') return 'register';
    return this.plan.readonly && this.#engine.holds(this.plan.readonly, this.scope) ? 'rule' : undefined;
  }

  get follows(): string | undefined {
    return this.#followed()?.from;
  }

  get readonly(): boolean {
    return this.lockedBy !== undefined;
  }

  get origin(): Origin | undefined {
    if (this.plan.value || this.#followed()) return this.#ruleOrigin('computed');
    const origin = this.#originNow();
    if (origin) return origin;
    return isEmpty(this.value) ? undefined : this.#ruleOrigin('default');
  }

  #ruleOrigin(kind: RuleOrigin['kind']): RuleOrigin {
    // Without look-ups nothing comes from a register.
    const inputs = this.#engine.plan.lookups.size > 0 ? registerInputs(this) : [];
    const from = new Map<string, RegisterSource>();
    for (const {origin} of inputs) {
      if (origin?.kind !== 'register') continue;
      const {lookup, connector, title, at} = origin;
      from.set(`${lookup} ${at}`, {lookup, connector, title, at});
    }
    return from.size === 0 ? {kind} : {kind, from: [...from.values()]};
  }

  get issues(): readonly Issue[] {
    const whole = this.#engine.whole.of(this);
    return whole ? [...whole, ...this.ownIssues] : this.ownIssues;
  }

  get ownIssues(): readonly Issue[] {
    // Bound, not a closure: there are as many as there are questions, and each closure brings its surroundings along.
    this.#issues ??= computed(this.#findIssues.bind(this));
    return this.#issues.value;
  }

  /** A mistake of what it follows is mended there, and said there. */
  #withoutFollowed(issues: readonly Issue[]): readonly Issue[] {
    const other = issues.length > 0 && this.#followed() && this.scope.fields.get(this.plan.follows?.from ?? '');
    return other ? issues.filter(({code}) => !other.ownIssues.some((issue) => issue.code === code)) : issues;
  }

  get touched(): boolean {
    if (typeof this.#touched === 'boolean') this.#touched = signal(this.#touched);
    return this.#touched.value;
  }

  set touched(touched: boolean) {
    if (typeof this.#touched === 'boolean') this.#touched = touched;
    else this.#touched.value = touched;
  }

  get decision(): Decision | undefined {
    return this.#engine.decisionAt(this);
  }

  get conflict(): Conflict | undefined {
    if (this.#followed()) return undefined;
    return this.#engine.conflictAt(this);
  }

  get replaced(): Json | undefined {
    const origin = this.#originNow();
    if (origin?.kind !== 'register' || origin.trust !== 'locked' || this.#followed()) return undefined;
    const {replacedInput} = origin;
    if (replacedInput === undefined || this.#engine.sameValue(replacedInput, this.#storedNow())) return undefined;
    return replacedInput;
  }

  get filledBy(): Transaction | undefined {
    this.watch();
    return this.#followed() ? undefined : this.#filledBy;
  }

  /** What is stored, a default or computed value not counted. Untracked. */
  get stored(): {readonly value: Json | undefined; readonly origin: Origin | undefined} {
    return {value: this.#stored, origin: this.#origin};
  }

  /** Only the engine's door calls this. */
  store(value: Json | undefined, origin: Origin | undefined, filledBy?: Transaction): void {
    // One origin for all that is simply typed, so that typing on does not count as a change of origin.
    const kept = origin && isPlainlyTyped(origin) ? TYPED : origin;
    const changes = value !== this.#stored || kept !== this.#origin || filledBy !== this.#filledBy;
    this.#stored = value;
    this.#origin = kept;
    this.#filledBy = filledBy;
    if (changes) this.changed();
    this.#engine.outside.set(this, undefined);
  }

  get #engine(): EngineContext {
    return this.scope.engine;
  }

  /** What it follows now, because its party is another one. */
  #followed(): PlannedFollow | undefined {
    const {follows} = this.plan;
    if (!follows || !this.scope.holds(follows.when)) return undefined;
    // What is not asked of the other party stays a question of this one.
    const other = this.scope.fields.get(follows.from);
    return !other || other.visible ? follows : undefined;
  }

  #storedNow(): Json | undefined {
    this.watch();
    return this.#stored;
  }

  #originNow(): Origin | undefined {
    this.watch();
    return this.#origin;
  }

  #findValue(): Json | undefined {
    // What stands in a part by itself comes with the part: alone it would ask for what the part requires.
    const isLeft = this.scope.isLeft(this.plan.optionalPart);
    const rule = this.plan.value ?? this.#followed()?.value;
    if (rule) {
      if (isLeft && rule.source === null && rule === this.plan.value) return undefined;
      const result = this.#engine.evaluate(rule, this.scope);
      return isEmpty(result) ? undefined : result;
    }
    const stored = this.#storedNow();
    // A typed emptiness stands: a default that came back would fight the person.
    if (stored !== undefined || this.#originNow() !== undefined || !this.plan.defaultValue) return stored;
    if (isLeft) return undefined;
    const result = this.#engine.evaluate(this.plan.defaultValue, this.scope);
    return isEmpty(result) && this.plan.widget !== 'structure' ? undefined : result;
  }

  /** A register's value that may be corrected says otherwise, and nobody has said why. */
  #wantsReason(): boolean {
    const origin = this.#origin;
    if (origin?.kind !== 'typed' || !origin.registered || (origin.reason ?? '').trim() !== '') return false;
    if (this.#followed()) return false;
    const {value, origin: told} = origin.registered;
    // What the definition says, and not what the origin claims.
    const trust = declaredTrust(this.#engine.plan, told.lookup, this.plan.pattern);
    return trust === 'correctable' && !this.#engine.sameValue(value, this.#stored);
  }

  /** A register's value stands where the person had typed another one, and they have not said what is wrong with it. */
  #wasReplaced(): boolean {
    return this.#origin?.kind === 'register' && this.#origin.disputed === undefined && this.replaced !== undefined;
  }

  #findIssues(): readonly Issue[] {
    if (!this.visible) return NO_ISSUES;
    return this.plan.follows ? this.#withoutFollowed(this.#findOwnIssues()) : this.#findOwnIssues();
  }

  #findOwnIssues(): readonly Issue[] {
    // From here on all that is stored or marked can be read as it is.
    this.watch();
    const {value, plan} = this;
    const outside = this.#engine.outside.peek(this) ?? NO_ISSUES;
    // An empty list where a text belongs is a wrong answer, not none.
    const isWrong = typeof value === 'object' && value !== null && isPlainValue(plan.keywords);
    // A map or a list of anything may be empty, and is there all the same.
    const isThere = value !== undefined && plan.widget === 'structure';
    if (isEmpty(value) && !isWrong && !isThere) {
      if (!this.required) return outside;
      const {suggests = false, chosen = plan.settings.options !== undefined && !suggests} = plan.control;
      const code = chosen ? 'value.required-choice' : 'value.required';
      return [{code, pointer: this.pointer, severity: 'error'}, ...outside];
    }
    if (someText(value, isCrowded)) return [{code: 'text.marks', pointer: this.pointer, severity: 'error'}, ...outside];
    // Where the field stands is only read when there is something to say: rows that move leave good fields alone.
    const found: Issue[] = [];
    for (const issue of this.#engine.validators.of(plan)(value)) {
      const code = issue.code === 'schema.type' && issue.pointer === '' ? kindIssue(plan, value) : issue.code;
      found.push({...issue, code, pointer: `${this.pointer}${issue.pointer}`});
    }
    if (plan.format && typeof value === 'string' && found.length === 0) {
      for (const {code, severity = 'error', params} of plan.format.check(value)) {
        if (severity !== 'error') found.push({code, pointer: this.pointer, severity, ...(params && {params})});
      }
    }
    if (found.every((issue) => issue.severity !== 'error') && value !== undefined && !this.#engine.allows(this, value)) {
      // What a register gives for good cannot be mended by the person.
      found.push({
        code: 'value.not-an-option',
        pointer: this.pointer,
        severity: this.lockedBy === 'register' ? 'warning' : 'error',
      });
    }
    // A check speaks about a well-formed value; beside a format error it would only confuse.
    if (found.every((issue) => issue.severity !== 'error')) {
      for (const {rule, check} of plan.checks) {
        if (!this.#engine.holds(rule, this.scope))
          found.push({code: 'check.failed', pointer: this.pointer, severity: check.severity ?? 'error', message: check.message});
      }
      const duplicate = this.scope.list?.duplicateOf(this);
      if (duplicate) found.push(duplicate);
    }
    if (this.conflict) found.push({code: 'conflict.undecided', pointer: this.pointer, severity: 'warning'});
    if (this.#wantsReason()) found.push({code: 'correction.reason', pointer: this.pointer, severity: 'error'});
    if (this.#wasReplaced()) found.push({code: 'conflict.replaced', pointer: this.pointer, severity: 'warning'});
    for (const issue of this.#engine.documentIssues(this)) found.push(issue);
    for (const issue of outside) found.push(issue);
    if (found.length === 0) return NO_ISSUES;
    const unread = this.#engine.unread(this, found);
    return unread.length < 2 ? unread : unread.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  }
}

/** Why a value is not of its kind, in the words that help: what was typed for a number may only be unclear. */
function kindIssue({keywords: {type}}: FieldPlan, value: Json | undefined): string {
  if (type !== 'integer' && type !== 'number') return 'schema.type';
  if (typeof value === 'number') return type === 'integer' ? 'number.whole' : 'schema.type';
  if (typeof value !== 'string') return 'schema.type';
  if (/^[-+]?\d+(?:[.,]\d+)?$/u.test(value) && value.replace(/\D/gu, '').length > 15) return 'number.digits';
  if (!/^[-+]?[\d.,\s_]+$/u.test(value) || /^[-+]?\d+$/u.test(value)) return 'schema.type';
  return type === 'integer' ? 'number.whole' : 'number.sign';
}
