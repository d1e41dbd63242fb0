/** A state of the search as answers, and the engine seen in it: nothing is reported that the engine was not seen to do. */
import {
  createForm,
  dataScope,
  type Form,
  type FormPorts,
  type Json,
  type JsonObject,
  type Origin,
  parsePointer,
  type RuleScope,
} from '@egov-form/core';
import type {FormPlan, PlannedRule} from '@egov-form/core/plan';
import type {State} from './search.ts';
import type {Place} from './state-model.ts';

/** Answers in which a condition holds, or does not; what is not named is left out. */
export interface Witness {
  readonly answers: JsonObject;
  /** By pointer, where an answer came from, where a rule asks for it: `register`. */
  readonly origins?: {readonly [pointer: string]: string};
}

type Objects = {[member: string]: Json};

/** The engine, put from state to state. Call `close` at the end. */
export class Engine {
  readonly #plan: FormPlan;
  readonly #form: Form;
  readonly #today: string;
  #key: string | undefined;
  #answers: JsonObject | undefined;

  constructor(plan: FormPlan, ports: Pick<FormPorts, 'packs'>, today: string) {
    this.#plan = plan;
    this.#today = today;
    const now = Date.parse(`${today}T05:00:00Z`);
    this.#form = createForm(plan.definition, {...ports, clock: {now: () => now, today: () => today}});
  }

  /** The form in this state. */
  in(state: State): Form {
    const key = JSON.stringify([...state].sort(([a], [b]) => (a < b ? -1 : 1)));
    if (key === this.#key) return this.#form;
    const {answers, origins} = this.#snapshotOf(state);
    const {definition} = this.#form;
    this.#form.restore({
      ...{form: definition.id, version: definition.version, answers, origins},
      ...{documents: {}, lookups: {}, decisions: [], page: this.#form.pages[0]?.id ?? ''},
    });
    this.#key = key;
    this.#answers = undefined;
    return this.#form;
  }

  /** Whether a rule holds in this state: over the answers that the engine would send, by core's own evaluator. */
  holds(state: State, rule: PlannedRule, place: Place): boolean {
    const form = this.in(state);
    this.#answers ??= form.answers();
    const value = rule.compiled.evaluate(this.#scope(form, this.#answers, place));
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  }

  close(): void {
    this.#form.dispose();
  }

  #scope(form: Form, answers: JsonObject, {text, rows}: Place): RuleScope {
    const around = text === '' ? [] : parsePointer(text);
    const data = dataScope(answers, this.#today);
    const bound = (path: readonly string[]): readonly string[] => {
      let [row, same] = [0, true];
      return path.map((segment, i) => {
        same &&= segment === around[i];
        return same && segment === '*' ? (rows[row++] ?? segment) : segment;
      });
    };
    return {
      read: (path) => data.read(bound(path)),
      origin: (path) => form.field(`/${bound(path).join('/')}`).origin?.kind ?? null,
      today: data.today,
    };
  }

  #snapshotOf(state: State): {readonly answers: JsonObject; readonly origins: {readonly [pointer: string]: Origin}} {
    const origins: {[pointer: string]: Origin} = {};
    for (const [key, value] of state) {
      if (key.startsWith('@')) {
        const origin = this.#originOf(key.slice(1), value ?? null);
        if (origin) origins[key.slice(1)] = origin;
        // A default stands until somebody takes it away.
      } else if (key.startsWith('/') && value === undefined && this.#hasDefault(key)) origins[key] ??= {kind: 'typed'};
    }
    return {answers: answersOf(state), origins};
  }

  #hasDefault(pointer: string): boolean {
    return this.#plan.fields.get(this.#patternOf(pointer))?.defaultValue !== undefined;
  }

  #patternOf(pointer: string): string {
    return this.#plan.patterns.of(parsePointer(pointer)).text;
  }

  #originOf(pointer: string, kind: Json): Origin | undefined {
    const pattern = this.#patternOf(pointer);
    if (kind === 'typed') return {kind: 'typed'};
    if (kind === 'earlier') return {kind: 'earlier', at: `${this.#today}T05:00:00Z`};
    if (kind === 'document') {
      for (const {name, settings} of this.#plan.documents.values()) {
        const fact = settings.fill?.[pattern];
        if (fact !== undefined) return {kind: 'document', document: name, fact, from: 'ocr', page: 1, confidence: 1};
      }
    }
    for (const {name, settings} of kind === 'register' ? this.#plan.lookups.values() : []) {
      const attribute = settings.fill[pattern];
      const connector = typeof settings.connector === 'string' ? settings.connector : settings.connector[0];
      const trust = settings.trust?.[pattern] ?? settings.trust?.['*'] ?? 'correctable';
      const at = `${this.#today}T05:00:00Z`;
      if (attribute !== undefined)
        return {kind: 'register', lookup: name, connector, attribute, title: settings.title ?? '', at, trust};
    }
    return undefined;
  }
}

export function witnessOf(state: State): Witness {
  const origins = [...state].flatMap(([key, value]): readonly [string, string][] =>
    key.startsWith('@') && value !== 'typed' && value !== null ? [[key.slice(1), String(value)]] : [],
  );
  return {answers: answersOf(state), ...(origins.length > 0 && {origins: Object.fromEntries(origins)})};
}

function answersOf(state: State): JsonObject {
  const answers: Objects = {};
  const lists = [...state].filter(([key]) => key.startsWith('#')).map(([key, count]) => [key.slice(1), Number(count)] as const);
  const counts = new Map(lists);
  // Rows first, outer lists before inner ones: an answer in a row finds it.
  for (const [pointer, count] of lists.sort(([a], [b]) => a.length - b.length))
    put(
      answers,
      parsePointer(pointer),
      Array.from({length: count}, () => ({})),
    );
  for (const [key, value] of state)
    if (key.startsWith('/') && value !== undefined && state.get(`@${key}`) !== 'default' && isInRow(key, counts))
      put(answers, parsePointer(key), value);
  return answers;
}

/** Not behind the last row that there is. */
function isInRow(pointer: string, counts: ReadonlyMap<string, number>): boolean {
  return [...counts].every(([list, count]) => {
    if (!pointer.startsWith(`${list}/`)) return true;
    return Number(pointer.slice(list.length + 1).split('/')[0]) < count;
  });
}

function put(object: Objects, segments: readonly string[], value: Json): void {
  let here = object;
  for (const segment of segments.slice(0, -1)) {
    here[segment] ??= {};
    here = here[segment] as Objects;
  }
  here[segments.at(-1) ?? ''] = value;
}
