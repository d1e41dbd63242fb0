import {type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import type {Option} from '../../definition/option.ts';
import type {OptionSearchReference} from '../../generated/definition.ts';
import {canonicalJson} from '../../json/canonical.ts';
import type {Json, JsonObject} from '../../json/json.ts';
import type {LookupConnector, OptionAnswer} from '../../ports/ports.ts';
import {type Canceller, createCanceller} from '../cancel.ts';

/** How a search for choices stands. `short`: too little was typed to ask. */
export type OptionSearchState = 'idle' | 'short' | 'asking' | 'found' | 'forbidden' | 'limited' | 'unavailable';

/** The choices of one field, found in a shared database by what the person types. Live: what it tells is tracked. */
export interface OptionSearch {
  readonly state: OptionSearchState;
  /** What was typed, as it was asked. */
  readonly query: string;
  /** What was found; while the next question is under way, what the last one found. */
  readonly options: readonly Option[];
  /** There are more than were sent. */
  readonly more: boolean;
  /** Characters before anything is asked. */
  readonly minimum: number;
  readonly retryAfterSeconds: number;
  /** Ask. The question before is aborted, and its answer dropped should it arrive nevertheless. */
  search(query: string): Promise<void>;
  cancel(): void;
  /** The choice with this value, as far as an answer told of it. */
  known(value: Option['value']): Option | undefined;
  /** Ask for the words of a value that is already an answer (from a draft): once, and in silence. */
  recall(value: Option['value']): Promise<void>;
}

const DEFAULT_MINIMUM = 2;
/** Choices whose words are remembered. */
const REMEMBERED = 500;

interface Status {
  readonly state: OptionSearchState;
  readonly query: string;
  readonly options: readonly Option[];
  readonly more: boolean;
  readonly retryAfterSeconds: number;
}

const IDLE: Status = {state: 'idle', query: '', options: [], more: false, retryAfterSeconds: 0};

/** Who is asked, for which field, and what narrows the choices now. */
export interface OptionQuestion {
  readonly connector: LookupConnector | undefined;
  readonly form: string;
  readonly version: string;
  /** Pattern of the field, `*` for its row. */
  readonly field: string;
  readonly source: OptionSearchReference;
  /** The answers that narrow the choices, as they are now. Untracked. */
  where(): JsonObject;
  /** Whether `data` takes the value: a shared database may have more than this question asks for. */
  accepts(value: Json): boolean;
}

/** One search box: a stale answer dies twice, by abort and by its number. */
export class OptionSearchNode implements OptionSearch {
  readonly #question: OptionQuestion;
  readonly #status: Signal<Status> = signal(IDLE);
  readonly #known: Signal<ReadonlyMap<Option['value'], Option>> = signal(new Map());
  readonly #recalled: Set<Option['value']> = new Set();
  #running: Canceller | undefined;
  #sequence = 0;

  constructor(question: OptionQuestion) {
    this.#question = question;
  }

  get state(): OptionSearchState {
    return this.#status.value.state;
  }

  get query(): string {
    return this.#status.value.query;
  }

  get options(): readonly Option[] {
    return this.#status.value.options;
  }

  get more(): boolean {
    return this.#status.value.more;
  }

  get minimum(): number {
    return this.#question.source.minimum ?? DEFAULT_MINIMUM;
  }

  get retryAfterSeconds(): number {
    return this.#status.value.retryAfterSeconds;
  }

  known(value: Option['value']): Option | undefined {
    return (this.#known as ReadonlySignal<ReadonlyMap<Option['value'], Option>>).value.get(value);
  }

  async search(text: string): Promise<void> {
    const query = text.normalize('NFC').trim();
    this.#stop();
    if ([...query].length < this.minimum) {
      this.#status.value = {...IDLE, state: query === '' ? 'idle' : 'short', query};
      return;
    }
    const running = createCanceller();
    this.#running = running;
    const sequence = this.#sequence;
    const where = this.#question.where();
    this.#status.value = {...this.#status.peek(), state: 'asking', query};
    const answer = await this.#ask(query, where, running);
    if (!answer || sequence !== this.#sequence) return;
    this.#running = undefined;
    // Narrowed by another answer meanwhile: these are choices of before.
    if (canonicalJson(where) !== canonicalJson(this.#question.where())) {
      await this.search(text);
      return;
    }
    this.#take(query, answer);
  }

  cancel(): void {
    if (!this.#running) return;
    this.#stop();
    this.#status.value = {...IDLE, query: this.#status.peek().query};
  }

  async recall(value: Option['value']): Promise<void> {
    if (this.#recalled.has(value) || this.#known.peek().has(value)) return;
    this.#recalled.add(value);
    const answer = await this.#ask(String(value), this.#question.where(), createCanceller());
    if (answer?.state === 'found') this.#remember(answer.options);
    // What could not be asked may be asked again.
    else this.#recalled.delete(value);
  }

  #stop(): void {
    this.#sequence += 1;
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Nothing when the question was given up. */
  async #ask(query: string, where: JsonObject, running: Canceller): Promise<OptionAnswer | undefined> {
    const {connector, form, version, field, source} = this.#question;
    if (!connector?.search) return {state: 'unavailable', reason: 'down'};
    try {
      const answer = await connector.search({form, version, field, connector: source.connector, query, where}, running.signal);
      return running.signal.aborted ? undefined : answer;
    } catch {
      return running.signal.aborted ? undefined : {state: 'unavailable', reason: 'down'};
    }
  }

  #take(query: string, answer: OptionAnswer): void {
    if (answer.state === 'found') {
      this.#remember(answer.options);
      const options = answer.options.filter(({value}) => this.#question.accepts(value));
      this.#status.value = {...IDLE, state: 'found', query, options, more: answer.more === true};
    } else {
      const retryAfterSeconds = answer.state === 'limited' ? answer.retryAfterSeconds : 0;
      this.#status.value = {...IDLE, state: answer.state, query, retryAfterSeconds};
    }
  }

  #remember(options: readonly Option[]): void {
    const known = new Map([...this.#known.peek(), ...options.map((option) => [option.value, option] as const)]);
    for (const value of known.keys()) {
      if (known.size <= REMEMBERED) break;
      known.delete(value);
    }
    this.#known.value = known;
  }
}
