/** What is known of a group without asking, and what is left to ask: live, for one group in the row that it stands in. */
import type {Field, Form, Item, Lookup, LookupState, UnansweredField} from '@egov-form/core';
import {concrete, type Scope} from '@egov-form/core/effort';
import {computed, type ReadonlySignal, type Signal, signal} from '../drawing/signals.ts';
import {isDerived} from '../field/source.ts';
import type {FormContext} from '../form/form-context.ts';
import {hasVisible, patternAt, scopesAt} from '../form/form-map.ts';
import {type FactGroup, type FactItem, factGroupAt, factGroupOf} from './fact-groups.ts';

/** How a group is drawn: what is known as a card, the keys of its look-up alone, or all its questions. */
export type FactsMode = 'card' | 'keys' | 'questions';

/** By the first question of a group, which stays itself in whatever row. */
const known = new WeakMap<FormContext, WeakMap<Field, Facts>>();

/** Look-ups that the person would rather do without: what they would fill is asked. */
const typedByHand = new WeakMap<Lookup, Signal<boolean>>();

/** States in which the person does without the look-up, and nothing of it is there. */
const HAS_ENDED: ReadonlySet<LookupState> = new Set(['filled', 'partial', 'limited', 'unavailable']);

function byHandOf(lookup: Lookup): Signal<boolean> {
  const found = typedByHand.get(lookup) ?? signal(false);
  typedByHand.set(lookup, found);
  return found;
}

export class Facts {
  readonly fields: readonly Field[];
  readonly keys: readonly Field[];
  readonly lookup: Lookup | undefined;
  /** The group in which the keys stand, where that is not this one. */
  readonly #leader: () => Facts | undefined;
  readonly #ctx: FormContext;
  readonly #optional: ReadonlySet<Field>;
  readonly #mode: ReadonlySignal<FactsMode>;
  readonly #known: ReadonlySignal<ReadonlySet<Field>>;
  /** The person says that something is wrong, or wants to see the questions. */
  readonly #opened: Signal<boolean> = signal(false);
  /** The answer under which the person wants to give another key. */
  readonly #changing: Signal<string> = signal('');
  /** Keys that need not be there and were asked for. */
  readonly #asked: Set<Field> = new Set();

  constructor(ctx: FormContext, group: FactGroup, scopes: readonly Scope[]) {
    const {form} = ctx;
    const fieldOf = (pattern: string): Field => form.field(concrete(pattern, scopes));
    const {lookup, fields} = group;
    const [first] = lookup?.keys ?? [];
    this.#ctx = ctx;
    this.fields = fields.map(fieldOf);
    this.keys = (lookup?.keys ?? []).filter(({pattern}) => fields.includes(pattern)).map(({pattern}) => fieldOf(pattern));
    this.#optional = new Set((lookup?.keys ?? []).filter(({optional}) => optional).map(({pattern}) => fieldOf(pattern)));
    this.lookup = first && form.lookupsAt(concrete(first.pattern, scopes)).find(({name}) => name === lookup?.name);
    this.#leader = () => {
      const [{pointer = ''} = {}] = this.fields;
      return first && !fields.includes(first.pattern) ? factsWith(ctx, first.pattern, scopesAt(form, pointer)) : undefined;
    };
    this.#known = computed(() => new Set(this.fields.filter((field) => this.#isKnown(field))));
    this.#mode = computed(() => this.#findMode());
  }

  /** Tracked. */
  get mode(): FactsMode {
    return this.#mode.value;
  }

  /** What is shown as known, in order. Tracked. */
  get known(): readonly Field[] {
    return this.fields.filter((field) => this.#known.value.has(field));
  }

  /** The question that starts the look-up, where it stands in this group. */
  get key(): Field | undefined {
    return this.keys.find(({pointer}) => pointer === this.lookup?.keyPointer);
  }

  /** Nothing of it is due: neither a card nor a question. Tracked. */
  get isSilent(): boolean {
    return this.mode === 'keys' && this.keys.length === 0;
  }

  /** The person wants to see the questions of what is known. Tracked. */
  get isOpen(): boolean {
    return this.#opened.value;
  }

  /** Whether the question of a field is drawn. Tracked. */
  asks(field: Field): boolean {
    switch (this.mode) {
      case 'questions':
        return true;
      case 'card':
        return !this.#known.value.has(field) || (field === this.key && this.isChanging);
      default:
        return this.keys.includes(field) && this.#isKeyDue(field);
    }
  }

  /** Whether the panel of the look-up, at the key, says where a value is from. Tracked. */
  saysSourceOf({origin, replaced}: Field): boolean {
    const {lookup} = this;
    if (!this.key || !lookup?.visible || replaced !== undefined || this.#ctx.readonly) return false;
    return (
      origin?.kind === 'register' && origin.lookup === lookup.name && origin.disputed === undefined && lookup.source !== undefined
    );
  }

  /** Whether nothing of it is left to ask. Tracked. */
  get isSettled(): boolean {
    return this.mode === 'card' && this.fields.every((field) => !field.visible || !this.asks(field));
  }

  /** What was asked of the register and did not come. Tracked. */
  get gaps(): readonly UnansweredField[] {
    const own = new Set(this.fields.map(({pointer}) => pointer));
    return this.lookup?.gaps.filter(({pointer}) => own.has(pointer)) ?? [];
  }

  /** Whether another key may be given. Tracked. */
  get canChange(): boolean {
    return this.key?.readonly === false && !this.#ctx.readonly;
  }

  get isChanging(): boolean {
    const changing = this.#changing.value;
    return changing !== '' && changing === this.lookup?.source?.at;
  }

  change(): void {
    this.#changing.value = this.lookup?.source?.at ?? '';
  }

  /** Show the questions, whatever is known. */
  open(): void {
    if (this.#mode.peek() === 'keys' && this.lookup) byHandOf(this.lookup).value = true;
    else this.#opened.value = true;
  }

  close(): void {
    this.#opened.value = false;
    this.#changing.value = '';
  }

  #isKnown(field: Field): boolean {
    if (!field.visible || field.value === undefined || field.conflict || showsFault(field)) return false;
    if (this.keys.includes(field)) return true;
    const {origin} = field;
    if (origin?.kind === 'register') return origin.disputed === undefined;
    return field.lockedBy !== undefined || isDerived(field);
  }

  /** A key that need not be there is asked for once it is what is missing; then it stays, also while it is being written anew. */
  #isKeyDue(field: Field): boolean {
    if (!this.#optional.has(field)) return true;
    const isMissing = this.lookup?.missingPointers.includes(field.pointer) === true;
    if (isMissing || field.value !== undefined) this.#asked.add(field);
    return this.#asked.has(field);
  }

  #findMode(): FactsMode {
    const {lookup} = this;
    if (this.#opened.value) return 'questions';
    if (!lookup?.visible) return this.#known.value.size > 1 ? 'card' : 'questions';
    if (this.known.some((field) => field.origin?.kind === 'register' && !this.keys.includes(field))) return 'card';
    const {state, reason} = lookup;
    if (HAS_ENDED.has(state) || (state === 'forbidden' && reason !== 'sign-in')) return 'questions';
    const isUnderKey = this.keys.length > 0 || this.#leader()?.lookup === lookup;
    return !isUnderKey || this.isByHand ? 'questions' : 'keys';
  }

  /** What the look-up would fill is typed: the person wants to, has begun to, or nobody can be asked. Tracked. */
  get isByHand(): boolean {
    const {lookup} = this;
    if (!lookup || !this.#ctx.canAsk || this.#ctx.readonly || byHandOf(lookup).value) return true;
    const isGiven = (field: Field): boolean => {
      const kind = field.value === undefined ? undefined : field.origin?.kind;
      return kind === 'typed' || kind === 'document';
    };
    const others = this.fields.filter((field) => field.visible && !this.keys.includes(field));
    return others.some((field) => isGiven(field) || showsFault(field)) || this.#leader()?.isByHand === true;
  }
}

/** Whether something stands at the question that the person is to mend or to read. */
function showsFault({touched, issues}: Field): boolean {
  return touched && issues.some(({severity}) => severity !== 'info');
}

/** A group, or a row of a list, as facts; `undefined` for one that asks. */
export function factsOf(ctx: FormContext, item: FactItem, scopes: readonly Scope[]): Facts | undefined {
  const group = factGroupOf(ctx.form, item);
  return group && liveFacts(ctx, group, scopes);
}

/** The facts that a question belongs to. */
export function factsAt(ctx: FormContext, pointer: string): Facts | undefined {
  const pattern = patternAt(ctx.form, pointer);
  return pattern === undefined ? undefined : factsWith(ctx, pattern, scopesAt(ctx.form, pointer));
}

function factsWith(ctx: FormContext, pattern: string, scopes: readonly Scope[]): Facts | undefined {
  const group = factGroupAt(ctx.form, pattern);
  return group && liveFacts(ctx, group, scopes);
}

function liveFacts(ctx: FormContext, group: FactGroup, scopes: readonly Scope[]): Facts | undefined {
  const [first] = group.fields;
  if (first === undefined) return undefined;
  const all = known.get(ctx) ?? new WeakMap<Field, Facts>();
  known.set(ctx, all);
  const field = ctx.form.field(concrete(first, scopes));
  const facts = all.get(field) ?? new Facts(ctx, group, scopes);
  all.set(field, facts);
  return facts;
}

/** Before a question is gone to: it is drawn. */
export function openFactsAt(ctx: FormContext, pointer: string): void {
  const facts = factsAt(ctx, pointer);
  if (facts?.fields.some((field) => field.pointer === pointer && !facts.asks(field))) facts.open();
}

/** Whether anything of a group is to be seen where what is known is not asked; its card, if it is the `whole` of the facts. */
export function isDrawn(form: Form, items: readonly Item[], scopes: readonly Scope[], facts: Facts, whole: boolean): boolean {
  if (whole && facts.mode === 'card') return true;
  return items.some((item) => {
    if ('group' in item) return isDrawn(form, item.items, scopes, facts, false);
    if (!('field' in item)) return hasVisible(form, [item], scopes) && !('text' in item);
    const field = form.field(concrete(item.field, scopes));
    return field.visible && facts.asks(field);
  });
}
