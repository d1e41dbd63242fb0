import {computed, effect, type ReadonlySignal, type Signal, signal, untracked} from '@preact/signals-core';
import {type Canceller, createCanceller} from '../engine/cancel.ts';
import type {EngineContext, FormField, FormScope} from '../engine/engine-context.ts';
import type {Lookup, LookupDifference, LookupState} from '../engine/form.ts';
import type {LookupSettings, Text} from '../generated/definition.ts';
import {canonicalJson, isEmpty} from '../json/canonical.ts';
import type {JsonObject} from '../json/json.ts';
import {WHOLE} from '../json/pattern.ts';
import {connectorsOf} from '../plan/lookup-settings.ts';
import type {LookupKeyPlan, LookupPlan} from '../plan/plan.ts';
import type {LookupAnswer, LookupRequest, ProposedPerson} from '../ports/ports.ts';
import type {Answered} from '../submission/snapshot.ts';
import type {UnaskedLookup} from '../submission/submission.ts';
import {LookupFill, originOf} from './lookup-fill.ts';
import type {UnansweredField} from './lookup-gap.ts';

interface Keys {
  readonly values: {readonly [name: string]: string};
  /** Needed and not there, or not well-formed. */
  readonly missing: readonly string[];
  readonly visible: boolean;
  /** Nothing at all was typed. */
  readonly blank: boolean;
  /** Its party is another one, whose look-up asks: what was asked here before waits. */
  readonly resting: boolean;
  /** It asks about the signed-in person. */
  readonly self: boolean;
}

interface Status {
  readonly state: LookupState;
  readonly missing?: readonly string[];
  readonly reason?: Lookup['reason'];
  readonly retryAfterSeconds?: number;
  readonly source?: {readonly title: Text; readonly at: string};
  readonly proposal?: Proposed;
  readonly offered?: readonly JsonObject[];
}

/** What was answered, and by which register. */
interface Heard {
  readonly answer: LookupAnswer;
  readonly register: string;
}

/** What a register said when it was asked again. */
export interface Compared extends Heard {
  readonly answer: Extract<LookupAnswer, {state: 'filled' | 'partial'}>;
}

/** Somebody is proposed: what to fill beside once they are confirmed, and which register said so. */
type Proposed = Extract<LookupAnswer, {state: 'proposed'}> & {readonly register: string};

const IDLE: Status = {state: 'idle'};

/** What was asked with, to be told from other keys. */
function textOf({values, self}: Pick<Keys, 'values' | 'self'>): string {
  return canonicalJson(self ? [values] : values);
}

/**
 * One question to a shared database: idle → incomplete → ready → asking → an answer. A stale answer dies twice: the
 * request is aborted when a key changes, and what still arrives is dropped unless sequence and keys match.
 */
export class LookupNode implements Lookup {
  readonly plan: LookupPlan;
  readonly scope: FormScope;
  /** Of the form that it belongs to. */
  readonly engine: EngineContext;
  readonly #status: Signal<Status> = signal(IDLE);
  readonly #keys: ReadonlySignal<Keys>;
  readonly #fill: LookupFill;
  #stopWatching: (() => void) | undefined;
  #running: Canceller | undefined;
  #sequence = 0;
  /** The keys that were answered, undone or refused: the same ones are not asked again by themselves. */
  #settledKeys = '';
  #watchedKeys = '';
  #answered: Answered | undefined;

  constructor(engine: EngineContext, plan: LookupPlan, scope: FormScope) {
    this.engine = engine;
    this.plan = plan;
    this.scope = scope;
    this.#fill = new LookupFill(engine, plan, scope);
    this.#keys = computed(() => this.#readKeys());
  }

  /** Begin to watch the keys, or go on. Separate from construction: the fields must all exist. */
  watch(): void {
    this.#stopWatching ??= effect(() => {
      const keys = this.#keys.value;
      const {values, missing, visible, resting, self} = keys;
      const text = resting ? 'resting' : canonicalJson({values, visible, missing, self});
      if (text === this.#watchedKeys) return;
      this.#watchedKeys = text;
      untracked(() => this.#onKeys(keys));
    });
  }

  /** Ask nothing and look at nothing: its row is not in the form, or the form is over. */
  suspend(): void {
    this.cancel();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  get name(): string {
    return this.plan.name;
  }

  /** Name, and the row's pointer for a look-up inside a list. */
  get key(): string {
    return this.scope.list ? `${this.name}@${this.scope.pointer}` : this.name;
  }

  get settings(): LookupSettings {
    return this.plan.settings;
  }

  get keyPointer(): string {
    const [first] = this.plan.keys;
    return (first && this.#field(first)?.pointer) ?? '';
  }

  get state(): LookupState {
    return this.#status.value.state;
  }

  get visible(): boolean {
    return this.#keys.value.visible;
  }

  get self(): boolean {
    return this.#keys.value.self;
  }

  get missing(): readonly string[] {
    return this.#status.value.missing ?? [];
  }

  get missingPointers(): readonly string[] {
    return this.missing
      .flatMap((name) => this.plan.keys.find((key) => key.name === name) ?? [])
      .flatMap((key) => this.#field(key)?.pointer ?? []);
  }

  get reason(): Lookup['reason'] {
    return this.#status.value.reason;
  }

  get retryAfterSeconds(): number {
    return this.#status.value.retryAfterSeconds ?? 0;
  }

  get source(): Lookup['source'] {
    return this.#status.value.source;
  }

  /** Its answer fills nothing by itself: it stands under no question. */
  get isAside(): boolean {
    return this.settings.proposes !== undefined || this.settings.offers === true;
  }

  get offered(): readonly JsonObject[] | undefined {
    return this.#status.value.offered;
  }

  get proposed(): ProposedPerson | undefined {
    return this.#status.value.proposal?.person;
  }

  get targets(): readonly string[] {
    return this.#fill.targets;
  }

  get filled(): readonly string[] {
    return this.#fill.filled;
  }

  get gaps(): readonly UnansweredField[] {
    // Which answer stands is no signal; its state, put anew with it, is.
    return this.#status.value.source ? this.#fill.unanswered(this.#answered?.gaps ?? {}) : [];
  }

  get differences(): readonly LookupDifference[] {
    return this.#fill.differences;
  }

  async ask(): Promise<void> {
    const {connector} = this.engine;
    const keys = this.#keys.peek();
    if (!connector || keys.missing.length > 0 || !keys.visible) return;
    this.#running?.abort();
    const running = createCanceller();
    this.#running = running;
    this.#sequence += 1;
    const sequence = this.#sequence;
    const asked = textOf(keys);
    this.#settledKeys = asked;
    // Before the answer that stands is given up: whoever asks again wants a new one.
    const refresh = this.#answered ? ({refresh: true} as const) : undefined;
    this.#become({state: 'asking'});
    const isStale = (): boolean => sequence !== this.#sequence || running.signal.aborted || asked !== textOf(this.#keys.peek());
    const heard = await this.#hear(keys.values, running, isStale, refresh);
    if (!heard) return;
    this.#running = undefined;
    // A number that was answered is a whole one: what is wrong with it is said now, beside the answer.
    for (const key of this.plan.keys) {
      const field = Object.hasOwn(keys.values, key.name) ? this.#field(key) : undefined;
      if (field) field.touched = true;
    }
    this.#take(heard.answer, heard.register);
  }

  /** Asks one register after the other. Nothing once the question is stale. */
  async #hear(
    keys: LookupRequest['keys'],
    {signal}: Canceller,
    isStale: () => boolean,
    how?: Pick<LookupRequest, 'refresh' | 'proposal'>,
  ): Promise<Heard | undefined> {
    const {connector: asks, plan} = this.engine;
    const {id: form, version} = plan.definition;
    let heard: Heard = {answer: {state: 'unavailable', reason: 'down'}, register: ''};
    // The next one is asked only when this one could not be: that it knows nobody is an answer.
    for (const register of connectorsOf(this.settings)) {
      heard = {...heard, register};
      try {
        const answer = await asks?.ask({form, version, lookup: this.name, connector: register, keys, ...how}, signal);
        if (answer) heard = {answer, register};
      } catch {
        heard = {answer: {state: 'unavailable', reason: 'down'}, register};
      }
      if (isStale()) return undefined;
      if (heard.answer.state !== 'unavailable') break;
    }
    return heard;
  }

  async confirm(secondKey: string): Promise<LookupState> {
    const {proposal} = this.#status.peek();
    const {proposes} = this.settings;
    if (!proposal || !proposes) return this.#status.peek().state;
    const target = this.engine.lookup(proposes.to) as LookupNode;
    const heard = await target.askProposed(proposal.person.token, secondKey);
    if (!heard) return target.state;
    const {answer, register} = heard;
    if (answer.state !== 'filled' && answer.state !== 'partial') return answer.state;
    this.engine.step({kind: 'typed'}, () => {
      target.#take(answer, register);
      this.#fillFrom({...proposal, state: 'filled'}, proposal.register, proposal);
    });
    return answer.state;
  }

  /**
   * Asks about somebody who is proposed, and fills nothing yet: the answer, or nothing once the question is stale. What
   * cannot be answered leaves the look-up as it was.
   */
  async askProposed(proposal: string, secondKey: string): Promise<Heard | undefined> {
    const [, second] = this.plan.keys;
    const keys = this.#keys.peek();
    if (!this.engine.connector || !second || !keys.visible) return undefined;
    this.#running?.abort();
    const running = createCanceller();
    this.#running = running;
    this.#sequence += 1;
    const sequence = this.#sequence;
    const before = this.#status.peek();
    this.#become({state: 'asking'}, this.#answered);
    const isStale = (): boolean => sequence !== this.#sequence || running.signal.aborted;
    const heard = await this.#hear({[second.name]: secondKey}, running, isStale, {proposal});
    if (!heard) return undefined;
    this.#running = undefined;
    this.#become(before, this.#answered);
    return heard;
  }

  /** Ask again what was answered, and take nothing of it. Nothing while it cannot be asked. */
  async hearAgain(): Promise<Compared | undefined> {
    const keys = this.#keys.peek();
    const answered = this.#answered;
    if (!this.engine.connector || !answered || this.#running || !keys.visible) return undefined;
    const isStale = (): boolean => this.#answered !== answered || textOf(keys) !== textOf(this.#keys.peek());
    const heard = await this.#hear(keys.values, createCanceller(), isStale, {refresh: true});
    return heard?.answer.state === 'filled' || heard?.answer.state === 'partial' ? (heard as Compared) : undefined;
  }

  /** The answer that stands was given anew, in the step that is open or for itself. @param rows as `Answered` has them. */
  renew({source: {title, at}}: Compared['answer'], rows?: Answered['rows']): void {
    // One of its own keys may have changed with it: those keys are answered too.
    const {values: keys, self} = this.#keys.peek();
    this.#settledKeys = textOf({values: keys, self});
    const status = {...this.#status.peek(), source: {title, at}};
    this.#become(status, {...this.#answered, keys, title, at, ...(rows && {rows})});
  }

  cancel(): void {
    if (!this.#running) return;
    this.#sequence += 1;
    this.#running.abort();
    this.#running = undefined;
    this.#become({state: 'ready'});
  }

  undo(): void {
    if (this.#keys.peek().resting) return;
    this.engine.step({kind: 'typed'}, () => {
      this.#withdraw();
      const keys = this.#keys.peek();
      this.#settledKeys = textOf(keys);
      this.#become(this.#proposal(keys) ?? {state: keys.missing.length > 0 ? 'incomplete' : 'ready', missing: keys.missing});
    });
  }

  resolveDifferences(choice: 'all' | 'empty' | 'none'): void {
    if (choice === 'none') {
      this.undo();
      return;
    }
    const {differences} = this;
    this.engine.step({kind: 'typed'}, () => {
      for (const {pointer, replaced} of differences) {
        if (!replaced) this.engine.decide(pointer, choice === 'all' ? 'take' : 'keep');
        else if (choice === 'all') this.engine.acknowledge(pointer, 'conflict.replaced');
      }
    });
  }

  /** Why its values are the person's own word although it would have been asked; `undefined` when that is not so. */
  get unasked(): UnaskedLookup['reason'] | undefined {
    // Nobody misses a proposal: the look-up that it is for says what it could not ask.
    if (this.isAside) return undefined;
    const {state, reason} = this.#status.value;
    // The reason of what is forbidden is another one.
    if (state === 'unavailable') return (reason as UnaskedLookup['reason'] | undefined) ?? 'down';
    if (state === 'limited') return 'limited';
    // Given up or taken back, it was the person's own wish.
    const waits = state === 'asking' || (state === 'ready' && this.settings.auto !== false && this.#settledKeys === '');
    return waits ? 'not-asked' : undefined;
  }

  /** It was refused because nobody was signed in. Untracked. */
  get wantsSignIn(): boolean {
    const {state, reason} = this.#status.peek();
    return state === 'forbidden' && reason === 'sign-in';
  }

  /** It goes on when the form is opened again: nothing was answered yet. Untracked. */
  get waits(): boolean {
    return this.#status.peek().state === 'asking' || this.wantsSignIn;
  }

  /** After answers were put back: an answer that belongs to the keys stands, without asking again; else a button asks. */
  resume(answered: Answered | undefined): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#sequence += 1;
    const keys = this.#keys.peek();
    const now = textOf(keys);
    // While its party is another one the keys are that one's: whether the answer is theirs is seen once they are its own again.
    const then = answered && textOf({values: answered.keys, self: answered.self === true});
    if (answered && then !== undefined && (keys.resting || then === now)) {
      this.#settledKeys = then;
      this.#answered = answered;
      this.#status.value = {state: 'filled', source: {title: answered.title, at: answered.at}};
    } else {
      this.#settledKeys = '';
      this.#answered = undefined;
      this.#status.value = this.#proposal(keys) ?? this.#rest(keys);
    }
  }

  /** The form was filled anew: the fill that could be taken back belongs to what was there before. */
  forget(): void {
    this.#fill.forget();
    this.#status.value = IDLE;
  }

  /** The answer that stands, if any. Untracked. */
  get answered(): Answered | undefined {
    return this.#answered;
  }

  #field(key: LookupKeyPlan): FormField | undefined {
    return this.engine.fieldAt(key.pattern, this.scope);
  }

  #readKeys(): Keys {
    const values: {[name: string]: string} = {};
    const missing: string[] = [];
    let blank = true;
    for (const key of this.plan.keys) {
      const field = this.#field(key);
      const value = field?.visible ? field.value : undefined;
      if (!isEmpty(value)) blank = false;
      // A key is used when it is well-formed in itself; a warning or an answer's own complaint does not count.
      if (field && typeof value === 'string' && value !== '' && this.engine.validators.of(field.plan)(value).length === 0)
        values[key.name] = value;
      else if (!key.optional) missing.push(key.name);
    }
    const {party, subject, visible: rule} = this.plan;
    const resting = party?.same !== undefined && this.engine.holds(party.same.when, this.scope);
    const self = !resting && subject !== undefined && this.engine.holds(subject, this.scope);
    const visible = !resting && (!rule || this.engine.holds(rule, this.scope));
    const [first] = this.plan.keys;
    const start = first && this.#field(first);
    const shown = visible && (!first || start?.visible === true);
    // Whom the session knows need not say who they are; what else is asked with, the session knows too.
    if (self && (isEmpty(start?.value) || this.settings.proposes))
      return {values: {}, missing: [], visible: shown, blank: false, resting, self};
    return {values, missing, visible: shown, blank, resting, self};
  }

  #onKeys(keys: Keys): void {
    if (this.engine.restoring) {
      this.engine.keysPutBack(this);
      return;
    }
    if (keys.resting) {
      // What was not answered yet is asked again once the party is its own.
      if (this.#running) this.#settledKeys = '';
      this.cancel();
      return;
    }
    if (textOf(keys) === this.#settledKeys && keys.missing.length === 0) return;
    this.#sequence += 1;
    this.#running?.abort();
    this.#running = undefined;
    // Another number is another person: the old answer must not stay under it.
    this.#withdraw();
    this.#settledKeys = '';
    this.#become(this.#rest(keys));
    const {auto, offers} = this.settings;
    if (this.#status.peek().state !== 'ready' || auto === false || offers || !this.engine.connector || !this.#isWanted) return;
    if (keys.self) void this.#askSoon();
    else void this.ask();
  }

  /** Take the fill back, and what was filled beside by who proposed whom it is about. */
  #withdraw(): void {
    this.#fill.withdraw();
    for (const {name, settings} of this.engine.plan.lookups.values()) {
      if (settings.proposes?.to !== this.name) continue;
      const from = this.engine.lookup(name);
      if (from.filled.length > 0) from.undo();
    }
  }

  #offer({values, source}: Extract<LookupAnswer, {state: 'filled' | 'partial'}>): void {
    const [rows] = this.plan.rows;
    const items = rows && values[rows.attribute];
    const offered = Array.isArray(items) ? (items as readonly JsonObject[]) : [];
    this.#become(offered.length > 0 ? {state: 'filled', source, offered} : {state: 'not-found'});
  }

  /** Whether there is a use for what it asks: nobody is proposed where somebody is named already. Untracked. */
  get #isWanted(): boolean {
    const {proposes} = this.settings;
    return !proposes || isEmpty(this.engine.get(this.engine.lookup(proposes.to).keyPointer));
  }

  /** After answers were put back: a proposal is good for the session that it was made in only, and is asked for anew. */
  proposeAnew(): void {
    if (this.settings.proposes && !this.#answered && this.#isWanted) void this.ask();
  }

  /** A form that opens with nothing typed may be filled from a draft at once, which has the answer. */
  async #askSoon(): Promise<void> {
    const sequence = this.#sequence;
    await undefined;
    if (sequence === this.#sequence && this.#status.peek().state === 'ready') await this.ask();
  }

  /** The state that the keys alone give. */
  #rest(keys: Keys): Status {
    if (!keys.visible || keys.blank) return IDLE;
    return keys.missing.length > 0 ? {state: 'incomplete', missing: keys.missing} : {state: 'ready'};
  }

  /** What was proposed may still be confirmed. */
  #proposal({visible}: Keys): Status | undefined {
    const {proposal} = this.#status.peek();
    return proposal && visible ? {state: 'proposed', source: proposal.source, proposal} : undefined;
  }

  /** Another state; that an answer stands, or stands no more, is part of the form's history. */
  #become(status: Status, answered?: Answered): void {
    const before = this.#answered;
    this.#answered = answered;
    this.#status.value = status;
    if (before !== answered) this.engine.noteAnswer(this, before, answered);
  }

  #take(answer: LookupAnswer, connector: string): void {
    switch (answer.state) {
      case 'filled':
      case 'partial':
        // What is not confirmed by the person fills nothing, whatever the answer is called.
        if (this.settings.proposes) this.#become({state: 'not-found'});
        else if (this.settings.offers) this.#offer(answer);
        else this.#fillFrom(answer, connector);
        return;
      case 'proposed':
        this.#become({state: 'proposed', source: answer.source, proposal: {...answer, register: connector}});
        return;
      case 'incomplete':
        this.#become({state: 'incomplete', missing: answer.missing});
        return;
      case 'limited':
        this.#become({state: 'limited', retryAfterSeconds: answer.retryAfterSeconds});
        return;
      case 'forbidden':
      case 'unavailable':
        this.#become({state: answer.state, reason: answer.reason});
        return;
      default:
        this.#become({state: answer.state});
    }
  }

  #fillFrom(answer: Extract<LookupAnswer, {state: 'filled' | 'partial'}>, connector: string, proposal?: Proposed): void {
    const {title, at} = answer.source;
    const source = {title, at};
    // One step, however many values and rows: the person takes it back as one.
    this.engine.step(originOf(this.engine.plan, this.name, answer, connector, '', WHOLE), (step) => {
      const {complete, gaps, ...rows} = this.#fill.put(answer, connector, step);
      // The fill may have changed a key (the register's own date of birth): those keys are answered too.
      const {values: keys, self} = this.#keys.value;
      this.#settledKeys = textOf({values: keys, self});
      const state = answer.state === 'partial' || !complete ? 'partial' : 'filled';
      this.#become(
        {state, source, ...(proposal && {proposal})},
        {keys, ...source, ...(self && {self}), ...(!complete && {gaps}), ...rows},
      );
    });
  }
}
