/**
 * A form that is filled only as far as somebody asks: the answers are chosen one by one by a search, and a rule that reads one
 * which is not chosen yet says so. What rules read is what they read in the engine: a hidden answer is absent, computed ones
 * follow from their rules, `*` is the row of the rule or every row.
 *
 * Limits  Defaults are not counted: whoever may type may also take a default away, and give its value. So a question holds
 *         nothing or any value that it can have. What is proved of all such states is true of the engine's states, too; what is
 *         found in one of them is shown only once the engine was seen in it.
 */
import {formatPointer, isEmpty, type Json, parsePointer, type RulePath, type RuleScope, valueAt} from '@egov-form/core';
import type {FieldPlan, FormPlan, ListPlan, PlannedRule} from '@egov-form/core/plan';
import {type Skeleton, Skeletons} from './skeleton.ts';

/** The form itself, or one row: the pattern of the row and the indices that lead to it. */
export interface Place {
  readonly text: string;
  readonly rows: readonly string[];
}

export const FORM: Place = {text: '', rows: []};

/** What a search chooses a value for. */
export interface Choice {
  /** Pointer of the question; of a list with `#` before it the number of its rows; with `@` where an answer came from. */
  readonly key: string;
  readonly kind: 'answer' | 'rows' | 'origin';
  /** Of the question or list. */
  readonly pattern: string;
}

/** Thrown by what reads a choice that is still open. Control flow, seen by the search alone. */
export class OpenChoice extends Error {
  choice: Choice = {key: '', kind: 'answer', pattern: ''};
}

/** One for all: a search meets thousands, and a trace of calls costs more than the rule. */
const OPEN = new OpenChoice();

function open(choice: Choice): never {
  OPEN.choice = choice;
  throw OPEN;
}

/** What was found, and the choices that it hangs on. */
interface Found {
  readonly value: boolean | Json | undefined;
  readonly read: ReadonlySet<string>;
}

type Objects = {[member: string]: Json};

export class StateModel {
  readonly plan: FormPlan;
  readonly today: string;
  readonly #chosen: Map<string, Json | undefined> = new Map();
  /** What follows from what was chosen, by what it is about; it is forgotten with the last choice that there was when it was found. */
  readonly #found: Map<string, Found> = new Map();
  readonly #trail: {readonly key: string; readonly choices: number}[] = [];
  readonly #skeletons: Skeletons;
  /** Keys of the choices that were read since somebody began to listen. */
  #read: Set<string> = new Set();
  /** Whether hidden answers are absent. Without it a rule reads what stands there, hidden or not. */
  hiding = true;
  /** Whether rows were read from outside of their list since this was last set to false: how many there are has no end. */
  readRows = false;

  constructor(plan: FormPlan, today: string) {
    this.plan = plan;
    this.today = today;
    this.#skeletons = new Skeletons(plan);
  }

  /** What was chosen, by key, the first choice first; `undefined` is an answer left out. */
  get chosen(): ReadonlyMap<string, Json | undefined> {
    return this.#chosen;
  }

  /** Begin again. */
  begin(given: ReadonlyMap<string, Json | undefined>): void {
    this.#chosen.clear();
    this.#forget(0);
    for (const [key, value] of given) this.#chosen.set(key, value);
    this.readRows = false;
  }

  /** Make the next choice, or the last one anew. */
  choose(key: string, value: Json | undefined): void {
    this.#chosen.delete(key);
    this.#forget(this.#chosen.size);
    this.#chosen.set(key, value);
  }

  /** Take the last choice back. */
  takeBack(key: string): void {
    this.#chosen.delete(key);
    this.#forget(this.#chosen.size);
  }

  #forget(choices: number): void {
    for (let last = this.#trail.at(-1); last && last.choices > choices; last = this.#trail.at(-1)) {
      this.#found.delete(last.key);
      this.#trail.pop();
    }
    if (choices > 0) return;
    this.#found.clear();
    this.#trail.length = 0;
  }

  /** Whether something holds, and by which choices it came out so. @throws OpenChoice */
  judge(holds: (model: StateModel) => boolean): {readonly holds: boolean; readonly read: ReadonlySet<string>} {
    this.#read = new Set();
    return {holds: holds(this), read: this.#read};
  }

  #once<T extends boolean | Json | undefined>(key: string, find: () => T): T {
    const around = this.#read;
    const known = this.#found.get(key);
    if (known) {
      for (const each of known.read) around.add(each);
      return known.value as T;
    }
    const read = new Set<string>();
    this.#read = read;
    try {
      const value = find();
      this.#found.set(key, {value, read});
      this.#trail.push({key, choices: this.#chosen.size});
      return value;
    } finally {
      this.#read = around;
      for (const each of read) around.add(each);
    }
  }

  #choiceAt(choice: Choice): Json | undefined {
    const {key} = choice;
    if (!this.#chosen.has(key)) open(choice);
    this.#read.add(key);
    return this.#chosen.get(key);
  }

  holds(rule: PlannedRule, place: Place): boolean {
    return this.#stands(this.#skeletons.of(rule), place);
  }

  /** Whether all of it is so; if not, only what is not so counts as read. */
  every(tests: readonly (() => boolean)[]): boolean {
    return this.#decided(tests, false);
  }

  #stands(skeleton: Skeleton, place: Place): boolean {
    if (skeleton.kind === 'not') return !this.#stands(skeleton.part, place);
    if (skeleton.kind === 'atom') return isTrue(skeleton.rule.evaluate(this.scopeOf(place)));
    const tests = skeleton.parts.map((part) => () => this.#stands(part, place));
    return skeleton.kind === 'all' ? this.every(tests) : this.#decided(tests, true);
  }

  /** The first that gives this answer decides, and the others have no part in it. */
  #decided(tests: readonly (() => boolean)[], decides: boolean): boolean {
    const around = this.#read;
    const read = new Set<string>();
    try {
      for (const test of tests) {
        this.#read = new Set();
        const answer = test();
        if (answer === decides) {
          for (const each of this.#read) around.add(each);
          return decides;
        }
        for (const each of this.#read) read.add(each);
      }
      for (const each of read) around.add(each);
      return !decides;
    } finally {
      this.#read = around;
    }
  }

  evaluate(rule: PlannedRule, place: Place): Json {
    return rule.compiled.evaluate(this.scopeOf(place));
  }

  scopeOf(place: Place): RuleScope {
    return {
      read: (path) => this.#readAt(path, place),
      origin: (path) => this.#origin(path, place),
      today: () => this.today,
    };
  }

  /** Whether all rules hold in whose keeping a question, list or paper is shown. */
  isVisible({pattern, visible}: Pick<FieldPlan, 'pattern' | 'visible'>, place: Place): boolean {
    if (visible.length === 0) return true;
    return this.#once(`${pattern.text} ${place.rows.join(' ')}`, () =>
      this.every(visible.map((rule) => () => this.holds(rule, place))),
    );
  }

  /** What a question holds, hidden or not. */
  valueOf(field: FieldPlan, place: Place): Json | undefined {
    const rule = field.value ?? this.#followed(field, place);
    // What stands by itself in a part that need not be there comes and goes with it.
    if (rule && (rule.source !== null || field.optionalPart === undefined)) {
      const key = `= ${field.pattern.text} ${place.rows.join(' ')} ${rule.at}`;
      return this.#once(key, () => {
        const value = this.evaluate(rule, place);
        return isEmpty(value) ? undefined : value;
      });
    }
    return this.#choiceAt({key: keyOf(field.pattern.bind(place.rows)), kind: 'answer', pattern: field.pattern.text});
  }

  /** How many rows a list has. */
  rowsOf(list: ListPlan, place: Place): number {
    return Number(this.#choiceAt({key: `#${keyOf(list.pattern.bind(place.rows))}`, kind: 'rows', pattern: list.pattern.text}));
  }

  #followed(field: FieldPlan, place: Place): PlannedRule | undefined {
    const {follows} = field;
    if (!follows || !this.holds(follows.when, place)) return undefined;
    const other = this.plan.fields.get(follows.from);
    return !other || this.isVisible(other, place) ? follows.value : undefined;
  }

  #seen(field: FieldPlan, place: Place, rest: readonly string[]): Json | undefined {
    return !this.hiding || this.isVisible(field, place) ? valueAt(this.valueOf(field, place), rest) : undefined;
  }

  #readAt(path: RulePath, from: Place): Json | undefined {
    return this.#readIn(FORM, path, this.plan.patterns.waysTo(path), from);
  }

  #fieldIn(place: Place, text: string): FieldPlan | undefined {
    const field = this.plan.fields.get(text);
    return field && field.pattern.rows.length === place.rows.length ? field : undefined;
  }

  #readIn(place: Place, path: RulePath, ways: readonly string[], from: Place): Json | undefined {
    const own = Math.max(depthOf(place) - 1, 0);
    for (let i = path.length - 1; i >= own; i -= 1) {
      const field = this.#fieldIn(place, ways[i] ?? '');
      if (field) return this.#seen(field, place, path.slice(i + 1));
    }
    for (let i = own; i < path.length; i += 1) {
      const list = this.plan.lists.get(ways[i] ?? '');
      if (!list || list.pattern.rows.length !== place.rows.length) continue;
      const row = path[i + 1];
      const isOwn = row === '*' && isWithin(from, list.row.text);
      if (isOwn) {
        if (this.hiding && !this.isVisible(list, place)) return undefined;
        return this.#readIn(rowPlace(list, place, from.rows[place.rows.length] ?? '0'), path, ways, from);
      }
      this.readRows = true;
      if (this.hiding && !this.isVisible(list, place)) return undefined;
      if (row === undefined) return this.#assembleRows(list, place);
      const count = this.rowsOf(list, place);
      if (row !== '*') return Number(row) < count ? this.#readIn(rowPlace(list, place, row), path, ways, from) : undefined;
      return Array.from(
        {length: count},
        (_, index) => this.#readIn(rowPlace(list, place, String(index)), path, ways, from) ?? null,
      );
    }
    const object = this.#assemble(place, ways.at(-1) ?? '', path.length);
    return Object.keys(object).length > 0 ? object : undefined;
  }

  #assembleRows(list: ListPlan, place: Place): Json {
    return Array.from({length: this.rowsOf(list, place)}, (_, index): Json => {
      const row = rowPlace(list, place, String(index));
      const plain = this.#fieldIn(row, list.row.text);
      if (plain) return this.#seen(plain, row, []) ?? null;
      const inner = this.plan.lists.get(list.row.text);
      return inner ? this.#assembleRows(inner, row) : this.#assemble(row, list.row.text, list.depth);
    });
  }

  #assemble(place: Place, under: string, depth: number): Objects {
    const object: Objects = {};
    const prefix = under === '' ? '' : `${under}/`;
    for (const field of this.plan.fields.values()) {
      if (!field.pattern.text.startsWith(prefix) || field.pattern.rows.length !== place.rows.length || field.aside) continue;
      const value = this.#seen(field, place, []);
      if (!isEmpty(value)) putAt(object, field.pattern.segments.slice(depth), value as Json);
    }
    for (const list of this.plan.lists.values()) {
      if (!list.pattern.text.startsWith(prefix) || list.pattern.rows.length !== place.rows.length) continue;
      this.readRows = true;
      if (this.hiding && !this.isVisible(list, place)) continue;
      const rows = this.#assembleRows(list, place);
      if (!isEmpty(rows)) putAt(object, list.pattern.segments.slice(depth), rows);
    }
    return object;
  }

  #origin(path: RulePath, from: Place): string | null {
    const field = this.plan.fields.get(this.plan.patterns.waysTo(path).at(-1) ?? '');
    if (!field) return null;
    const rows = from.rows.slice(0, field.pattern.rows.length);
    const place = {text: field.pattern.row.text, rows: field.pattern.rows.map((_, i) => rows[i] ?? '0')};
    if (field.value || this.#followed(field, place)) return 'computed';
    // Where an answer can come from depends on whether there is one.
    this.valueOf(field, place);
    const key = `@${keyOf(field.pattern.bind(place.rows))}`;
    return (this.#choiceAt({key, kind: 'origin', pattern: field.pattern.text}) ?? null) as string | null;
  }
}

/** The first row of the innermost list that something lies in, itself in the first row of those around. */
export function firstPlace(pattern: {readonly rows: readonly number[]; readonly row: {readonly text: string}}): Place {
  return {text: pattern.row.text, rows: pattern.rows.map(() => '0')};
}

function isTrue(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function rowPlace(list: ListPlan, around: Place, index: string): Place {
  return {text: list.row.text, rows: [...around.rows, index]};
}

function depthOf({text}: Place): number {
  return text === '' ? 0 : parsePointer(text).length;
}

function isWithin({text}: Place, outer: string): boolean {
  return text === outer || text.startsWith(`${outer}/`);
}

function keyOf(segments: readonly string[]): string {
  return formatPointer(segments);
}

function putAt(object: Objects, segments: readonly string[], value: Json): void {
  let here = object;
  for (const segment of segments.slice(0, -1)) {
    here[segment] ??= {};
    here = here[segment] as Objects;
  }
  here[segments.at(-1) ?? ''] = value;
}
