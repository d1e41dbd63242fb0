import {type Signal, signal, untracked} from '@preact/signals-core';
import type {EngineContext, FormField, FormList, FormScope} from '../engine/engine-context.ts';
import type {LookupDifference} from '../engine/form.ts';
import type {Change, Transaction, ValueChange} from '../engine/transactions/transaction.ts';
import {memberOf} from '../json/answer-members.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import {formatPointer, parsePointer} from '../json/pointer.ts';
import type {FormPlan, LookupPlan} from '../plan/plan.ts';
import {declaredTrust} from '../plan/trust.ts';
import type {LookupAnswer} from '../ports/ports.ts';
import type {RegisterOrigin} from '../provenance/origin.ts';
import type {Answered} from '../submission/snapshot.ts';
import type {LookupGap, UnansweredField} from './lookup-gap.ts';
import type {RowFill} from './row-fill.ts';

type Filled = Extract<LookupAnswer, {state: 'filled' | 'partial'}>;

/** A value of the answer and the field that it is for. */
interface Target {
  readonly field: FormField;
  readonly value: Json;
  readonly origin: RegisterOrigin;
}

/** By pattern, why nothing came for it. */
export type Gaps = NonNullable<Answered['gaps']>;

/** What one look-up's answer puts into a form, and how it is taken out again. */
export class LookupFill {
  readonly #engine: EngineContext;
  readonly #plan: LookupPlan;
  readonly #scope: FormScope;
  readonly #done: Signal<Transaction | undefined> = signal(undefined);

  constructor(engine: EngineContext, plan: LookupPlan, scope: FormScope) {
    this.#engine = engine;
    this.#plan = plan;
    this.#scope = scope;
  }

  /** Pointers of what it fills; of rows the pattern, whether there are any or not. */
  get targets(): readonly string[] {
    const fields = this.#plan.fill.flatMap(({pattern}) => this.#engine.fieldAt(pattern, this.#scope)?.pointer ?? []);
    const cells = this.#plan.rows.flatMap((rows) => {
      const list = this.#listOf(rows);
      const here = list && parsePointer(list.pointer);
      return here ? rows.cells.map(({pattern}) => formatPointer(pattern.seenFrom(here))) : [];
    });
    return [...fields, ...cells];
  }

  /** Where the fields of these gaps are now, as far as they are asked for. Tracked. */
  unanswered(gaps: Gaps): readonly UnansweredField[] {
    const {patterns} = this.#engine.plan;
    return Object.entries(gaps).flatMap(([text, gap]): UnansweredField[] => {
      const field = this.#engine.fieldAt(patterns.parse(text), this.#scope);
      return field?.visible ? [{pointer: field.pointer, ...gap}] : [];
    });
  }

  /** Pointers that hold this look-up's values. Tracked. */
  get filled(): readonly string[] {
    return this.#mine().map((field) => field.pointer);
  }

  /** What the answer says otherwise than the person: undecided ones first, then those where the register stands. Tracked. */
  get differences(): readonly LookupDifference[] {
    const fields = this.#everyField();
    const open = fields.flatMap((field): LookupDifference[] => {
      const {conflict} = field;
      if (conflict?.proposed.origin.kind !== 'register' || conflict.proposed.origin.lookup !== this.#plan.name) return [];
      return [{pointer: field.pointer, mine: conflict.current.value, theirs: conflict.proposed.value, replaced: false}];
    });
    const replaced = fields.flatMap((field): LookupDifference[] => {
      const {replaced: mine, pointer, value: theirs = null} = field;
      return mine === undefined || !this.#isMine(field) ? [] : [{pointer, mine, theirs, replaced: true}];
    });
    return [...open, ...replaced];
  }

  /** The form was filled anew: the fill that could be taken back belongs to what was there before. */
  forget(): void {
    this.#done.value = undefined;
  }

  /**
   * Put an answer in, as part of the step that is open: empty fields are filled, what was typed otherwise becomes a question
   * for the person. Answers whether all is there, and why what is not.
   */
  put(
    answer: Filled,
    connector: string,
    fill: Transaction,
  ): Pick<Answered, 'rows'> & {readonly complete: boolean; readonly gaps: Gaps} {
    const gaps: {[pattern: string]: LookupGap} = {};
    const keys: {[list: string]: Json[]} = {};
    const origin = (attribute: string, pattern: Pattern) =>
      originOf(this.#engine.plan, this.#plan.name, answer, connector, attribute, pattern);
    let complete = true;
    const targets: Target[] = [];
    const take = (field: FormField | undefined, raw: Json | undefined, from: RegisterOrigin): void => {
      const value = field && this.#engine.normalize(field.plan, raw);
      if (!field || isEmpty(value) || value === undefined) complete = false;
      else if (field.lockedBy !== 'computed') targets.push({field, value, origin: from});
    };
    const [key] = this.#plan.keys;
    for (const {pattern, attribute} of this.#plan.fill) {
      const field = this.#engine.fieldAt(pattern, this.#scope);
      // The number that was asked with stays the person's own, where they typed it.
      if (pattern.text === key?.pattern.text && !isEmpty(field?.stored.value) && field?.stored.origin?.kind !== 'register')
        continue;
      const value = memberOf(answer.values, attribute);
      if (isEmpty(value))
        gaps[pattern.text] = (memberOf(answer.gaps as JsonObject | undefined, attribute) as LookupGap | undefined) ?? {
          reason: 'absent',
        };
      take(field, value, origin(attribute, pattern));
    }
    for (const rows of this.#plan.rows) {
      const items = memberOf(answer.values, rows.attribute);
      const placed = Array.isArray(items) ? this.#placeRows(rows, items) : undefined;
      if (!placed) complete = false;
      if (placed) keys[rows.list] = keysOf(rows, items as readonly Json[]);
      placed?.forEach((row, i) => {
        const item = (items as readonly Json[])[i];
        for (const {pattern, member} of rows.cells) {
          const field = row?.fields.get(pattern.text);
          take(field, memberOf(item, member), origin(`${rows.attribute}/*/${member}`, pattern));
        }
      });
    }
    this.#fill(targets, fill);
    return {complete, gaps, ...(this.#plan.rows.length > 0 && {rows: keys})};
  }

  /** Take everything back, wherever nobody edited since. */
  withdraw(): void {
    const fill = this.#done.peek();
    this.#done.value = undefined;
    if (fill) this.#engine.undo(fill);
    // After a reload, or when it was asked twice, the transaction is not all; the values still say whose they are.
    const left = untracked(() => this.#mine());
    if (left.length === 0) return;
    const rows = [...new Set(left.map((field) => field.scope))].filter((scope) => scope !== this.#scope);
    this.#giveBack(left);
    for (const row of rows) if (isBlank(row)) this.#remove(row);
  }

  /** The register's values go; where the person had typed something, that is there again. */
  #giveBack(fields: readonly FormField[]): void {
    const typed = fields.flatMap(({pointer, scope, stored: {origin}}): ValueChange[] => {
      if (origin?.kind !== 'register' || origin.replacedInput === undefined) return [];
      const emptied = {after: undefined, originAfter: undefined};
      const {rowId} = scope;
      const place = {kind: 'value' as const, pointer, ...(rowId !== undefined && {rowId})};
      return [{...place, before: origin.replacedInput, originBefore: {kind: 'typed'}, ...emptied}];
    });
    this.#engine.step({kind: 'default'}, ({id, origin, at}) => {
      this.#engine.transact(
        fields.map(({pointer}) => ({pointer, value: undefined})),
        {kind: 'default'},
      );
      // Not typed again: a rule may keep the person from that by now.
      this.#engine.undo({id, origin, at, changes: typed});
    });
  }

  #fill(targets: readonly Target[], fill: Transaction): void {
    const changes: Change[] = [];
    const proposals: Target[] = [];
    for (const target of targets) {
      const {field, value, origin} = target;
      const {origin: before} = field;
      // Corrected already, and the register says what it said then.
      if (before?.kind === 'typed' && before.registered && this.#engine.sameValue(before.registered.value, value)) continue;
      const own = before?.kind;
      const current = field.value;
      const replaceable = isEmpty(current) || own === 'default' || own === 'register' || this.#engine.sameValue(current, value);
      if (replaceable || origin.trust === 'locked') changes.push({pointer: field.pointer, value, origin});
      else proposals.push(target);
    }
    if (changes.length > 0) this.#engine.transact(changes, fill.origin);
    this.#done.value = fill;
    for (const {field, value, origin} of proposals) this.#engine.propose(field, value, origin);
  }

  /**
   * A row for each item: the one that is about the same, else a blank one, else a new one at the end. Rows that this look-up
   * filled before and that the register does not know any more go, unless the person wrote something there.
   */
  #placeRows(rows: RowFill, items: readonly Json[]): readonly (FormScope | undefined)[] | undefined {
    const {cells} = rows;
    const list = this.#listOf(rows);
    const [key] = cells;
    if (!list || !key) return undefined;
    const free = new Set(list.scopes.peek());
    const claim = (fits: (row: FormScope) => boolean): FormScope | undefined => {
      const row = [...free].find(fits);
      if (row) free.delete(row);
      return row;
    };
    const keyField = (row: FormScope): FormField | undefined => row.fields.get(key.pattern.text);
    const known = items.map((item) => {
      const wanted = memberOf(item, key.member);
      return claim((row) => {
        const field = keyField(row);
        const origin = field?.origin;
        const value = origin?.kind === 'typed' && origin.registered ? origin.registered.value : field?.value;
        return (
          field !== undefined && !isEmpty(value) && this.#engine.sameValue(value, this.#engine.normalize(field.plan, wanted))
        );
      });
    });
    for (const row of free) {
      if (!this.#fieldsOf(row, cells).some((field) => this.#isMine(field))) continue;
      this.#clear(row, cells);
      if (!list.scopes.peek().includes(row)) free.delete(row);
    }
    return known.map((row) => row ?? claim(isBlank) ?? this.#insert(list));
  }

  #clear(row: FormScope, cells: RowFill['cells']): void {
    const mine = this.#fieldsOf(row, cells).filter((field) => this.#isMine(field));
    this.#giveBack(mine);
    if (isBlank(row)) this.#remove(row);
  }

  #insert(list: FormList): FormScope | undefined {
    const count = list.scopes.peek().length;
    list.insert(count);
    return list.scopes.peek()[count];
  }

  #remove(row: FormScope): void {
    const {list} = row;
    const index = list?.scopes.peek().indexOf(row) ?? -1;
    if (list && index >= 0 && list.scopes.peek().length > list.minItems) list.remove(index);
  }

  #listOf({list}: RowFill): FormList | undefined {
    return listAround(this.#scope, list);
  }

  #fieldsOf(row: FormScope, cells: RowFill['cells']): FormField[] {
    return cells.flatMap(({pattern}) => row.fields.get(pattern.text) ?? []);
  }

  #everyField(): FormField[] {
    const fields = this.#plan.fill.flatMap(({pattern}) => this.#engine.fieldAt(pattern, this.#scope) ?? []);
    const cells = this.#plan.rows.flatMap(
      (rows) => this.#listOf(rows)?.scopes.value.flatMap((row) => this.#fieldsOf(row, rows.cells)) ?? [],
    );
    return [...fields, ...cells];
  }

  #mine(): FormField[] {
    return this.#everyField().filter((field) => this.#isMine(field));
  }

  #isMine({origin}: FormField): boolean {
    return origin?.kind === 'register' && origin.lookup === this.#plan.name;
  }
}

/** What tells the rows of an answer from each other. */
export function keysOf({cells: [key]}: RowFill, items: readonly Json[]): Json[] {
  return items.map((item) => memberOf(item, key?.member ?? '') ?? null);
}

/** The list by its pattern text in a look-up's own row, or in one around it. */
export function listAround(from: FormScope, text: string): FormList | undefined {
  for (let scope: FormScope | undefined = from; scope; scope = scope.list?.scope) {
    const found = scope.lists.get(text);
    if (found) return found;
  }
  return undefined;
}

/** Nothing was typed into the row, nor filled. */
function isBlank(row: FormScope): boolean {
  for (const field of row.fields.values()) if (!isEmpty(field.stored.value)) return false;
  for (const list of row.lists.values()) if (!list.scopes.peek().every(isBlank)) return false;
  return true;
}

/** Of a value of an answer. */
export function originOf(
  plan: FormPlan,
  lookup: string,
  answer: Filled,
  connector: string,
  attribute: string,
  pattern: Pattern,
): RegisterOrigin {
  return {
    ...{kind: 'register', lookup, connector, attribute, title: answer.source.title, at: answer.source.at},
    trust: declaredTrust(plan, lookup, pattern) ?? 'correctable',
    ...(answer.receipt !== undefined && {receipt: answer.receipt}),
  };
}
