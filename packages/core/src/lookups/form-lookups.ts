import type {EngineContext, FormScope} from '../engine/engine-context.ts';
import {locateRow} from '../engine/scopes/locate.ts';
import {scopePlanOf} from '../engine/scopes/populate.ts';
import type {Answered} from '../submission/snapshot.ts';
import type {UnaskedLookup} from '../submission/submission.ts';
import type {UnansweredField} from './lookup-gap.ts';
import {LookupNode} from './lookup-node.ts';

/** The look-ups of a form: those of a row come, rest and go with it. */
export class FormLookups {
  readonly #engine: EngineContext;
  readonly #byScope: Map<FormScope, readonly LookupNode[]> = new Map();
  /** What a change has put back or taken away, to be told once all is in place. */
  readonly #answers: Map<LookupNode, Answered | undefined> = new Map();
  /** Whose keys changed while answers were put back. */
  readonly #keysPutBack: Set<LookupNode> = new Set();
  #disposed = false;

  constructor(engine: EngineContext) {
    this.#engine = engine;
  }

  *all(): Generator<LookupNode> {
    for (const lookups of this.#byScope.values()) yield* lookups;
  }

  of(scope: FormScope): readonly LookupNode[] {
    return this.#byScope.get(scope) ?? [];
  }

  /** By name and the pointer of its row, `''` outside all. */
  at(root: FormScope, rowPointer: string, name: string): LookupNode | undefined {
    const row = locateRow(root, rowPointer);
    return row && this.of(row).find((lookup) => lookup.name === name);
  }

  /** Look-ups that could not be asked. */
  unasked(): readonly UnaskedLookup[] {
    return [...this.all()].flatMap((lookup): UnaskedLookup[] => {
      const reason = lookup.visible ? lookup.unasked : undefined;
      if (reason === undefined) return [];
      return [{lookup: lookup.name, ...(lookup.scope.list && {row: lookup.scope.pointer}), reason}];
    });
  }

  /** What registers were asked for and did not give, as much of it as is handed in. */
  gaps(): readonly UnansweredField[] {
    return [...this.all()].flatMap(({visible, gaps}) => (visible ? gaps : [])).slice(0, 2_000);
  }

  // ------------------------------------------------------------ rows

  /** The scope stands in the form, for the first time or again: its look-ups watch their keys. */
  start(scope: FormScope): void {
    const {lookups} = scopePlanOf(this.#engine.plan, scope);
    if (lookups.length > 0 && !this.#byScope.has(scope))
      this.#byScope.set(
        scope,
        lookups.map((plan) => new LookupNode(this.#engine, plan, scope)),
      );
    if (!this.#disposed) for (const lookup of this.#within(scope)) lookup.watch();
  }

  /** The row is out of its list, and may come back. */
  rest(row: FormScope): void {
    for (const lookup of this.#within(row)) lookup.suspend();
  }

  forget(row: FormScope): void {
    this.rest(row);
    for (const scope of scopesWithin(row)) this.#byScope.delete(scope);
  }

  dispose(): void {
    this.#disposed = true;
    for (const lookup of this.all()) lookup.suspend();
  }

  // ------------------------------------------------------------ putting back

  /**
   * An answer is to stand, or to stand no more, once `settle` is called.
   * @returns what stood before.
   */
  put(lookup: LookupNode, answered: Answered | undefined): Answered | undefined {
    const before = this.#answers.has(lookup) ? this.#answers.get(lookup) : lookup.answered;
    this.#answers.set(lookup, answered);
    return before;
  }

  keysPutBack(lookup: LookupNode): void {
    this.#keysPutBack.add(lookup);
  }

  /** All is in place: look-ups that were concerned take their state from it, without asking. */
  settle(): void {
    if (this.#answers.size + this.#keysPutBack.size === 0) return;
    const answers = new Map(this.#answers);
    const concerned = new Set([...answers.keys(), ...this.#keysPutBack]);
    this.#answers.clear();
    this.#keysPutBack.clear();
    for (const lookup of concerned) lookup.resume(answers.has(lookup) ? answers.get(lookup) : lookup.answered);
  }

  /** The form was filled anew: only what is given was answered, and only what is `waiting` goes on asking. */
  refill(answered: {readonly [key: string]: Answered} = {}, waiting: readonly string[] = []): void {
    this.#answers.clear();
    this.#keysPutBack.clear();
    for (const lookup of [...this.all()]) {
      lookup.forget();
      lookup.resume(answered[lookup.key]);
      if (waiting.includes(lookup.key) && !lookup.answered) void lookup.ask();
      else lookup.proposeAnew();
    }
  }

  /** Somebody has signed in: what was refused for want of it is asked again. */
  askWaiting(): void {
    for (const lookup of [...this.all()]) if (lookup.wantsSignIn && lookup.visible) void lookup.ask();
  }

  *#within(row: FormScope): Generator<LookupNode> {
    for (const scope of scopesWithin(row)) yield* this.of(scope);
  }
}

/** The row and all rows inside it, remembered ones too. */
function* scopesWithin(row: FormScope): Generator<FormScope> {
  yield row;
  for (const list of row.lists.values()) for (const inner of list.everyRow()) yield* scopesWithin(inner);
}
