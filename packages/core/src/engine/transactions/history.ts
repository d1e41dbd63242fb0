import {batch, type Signal, signal} from '@preact/signals-core';
import type {Origin} from '../../provenance/origin.ts';
import {type ChangeRecord, changesNothing, invert, type Transaction} from './transaction.ts';

/** How many steps can be taken back at least. */
const REMEMBERED_STEPS = 500;

/** What the person did, not what was only shown or remembered: these make a step of their own. */
function isStep(record: ChangeRecord): boolean {
  const {kind} = record;
  return kind !== 'page' && kind !== 'documents' && kind !== 'lookup' && !changesNothing(record);
}

/**
 * Everything that happens to a form goes through `step`: it collects the changes into a transaction, with all that they bring
 * about at once (another number takes the old answer away), tells the listeners and remembers the way back.
 */
export class History {
  readonly #newId: () => string;
  readonly #now: () => string;
  readonly #rollBack: (changes: readonly ChangeRecord[]) => void;
  readonly #listeners: Set<(transaction: Transaction) => void> = new Set();
  readonly #steps: {readonly done: Transaction[]; readonly undone: Transaction[]} = {done: [], undone: []};
  readonly #canUndo: Signal<boolean> = signal(false);
  readonly #canRedo: Signal<boolean> = signal(false);
  readonly #untold: Transaction[] = [];
  #open: (Transaction & {readonly changes: ChangeRecord[]}) | undefined;
  #telling = false;

  constructor(newId: () => string, now: () => string, rollBack: (changes: readonly ChangeRecord[]) => void) {
    this.#newId = newId;
    this.#now = now;
    this.#rollBack = rollBack;
  }

  /** Note a change that was made in the step that is open. */
  record(change: ChangeRecord): void {
    this.#open?.changes.push(change);
  }

  get canUndo(): boolean {
    return this.#canUndo.value;
  }

  get canRedo(): boolean {
    return this.#canRedo.value;
  }

  /**
   * Do some work as one transaction; inside another step it becomes part of that one.
   * When the work throws, what it recorded is taken back, and nothing has happened.
   */
  step(origin: Origin, work: (transaction: Transaction) => void): Transaction {
    const open = this.#open;
    if (open) {
      work(open);
      return open;
    }
    const {transaction, failure} = this.#collect(origin, work);
    if (transaction.changes.some(isStep)) {
      this.#steps.done.push(transaction);
      // Now and then, not on every keystroke.
      if (this.#steps.done.length > 2 * REMEMBERED_STEPS) this.#steps.done.splice(0, REMEMBERED_STEPS);
      this.#steps.undone.length = 0;
      this.#count();
    }
    this.#tell(transaction);
    if (failure) throw failure.error;
    return transaction;
  }

  /** Take the last step back, or do the last one taken back again: `apply` gets the changes to make. */
  travel(direction: 'undo' | 'redo', apply: (changes: readonly ChangeRecord[]) => void): Transaction | undefined {
    const {done, undone} = this.#steps;
    const step = direction === 'undo' ? done.at(-1) : undone.at(-1);
    if (!step || this.#open) return undefined;
    const {changes} = direction === 'undo' ? invert(step) : step;
    const {transaction, failure} = this.#collect(step.origin, () => apply(changes));
    if (direction === 'undo') {
      done.pop();
      undone.push(step);
    } else {
      undone.pop();
      done.push(step);
    }
    this.#count();
    this.#tell(transaction);
    if (failure) throw failure.error;
    return transaction;
  }

  /** Nothing can be taken back any more: the form was filled anew. */
  forget(): void {
    this.#steps.done.length = 0;
    this.#steps.undone.length = 0;
    this.#count();
  }

  subscribe(listener: (transaction: Transaction) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#listeners.clear();
    this.forget();
  }

  /** `failure` is of an effect that ran because of the changes: they have happened all the same. */
  #collect(
    origin: Origin,
    work: (transaction: Transaction) => void,
  ): {transaction: Transaction; failure: {readonly error: unknown} | undefined} {
    const changes: ChangeRecord[] = [];
    const transaction = {id: this.#newId(), origin, at: this.#now(), changes};
    let worked = false;
    this.#open = transaction;
    try {
      batch(() => {
        try {
          work(transaction);
          worked = true;
        } catch (error) {
          this.#rollBack(invert({...transaction, changes: changes.splice(0)}).changes);
          throw error;
        }
      });
      return {transaction, failure: undefined};
    } catch (error) {
      if (!worked) throw error;
      return {transaction, failure: {error}};
    } finally {
      this.#open = undefined;
    }
  }

  #count(): void {
    this.#canUndo.value = this.#steps.done.length > 0;
    this.#canRedo.value = this.#steps.undone.length > 0;
  }

  /** A listener may change the form: what it does is told after what it heard. */
  #tell(transaction: Transaction): void {
    this.#untold.push(transaction);
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#untold.shift(); next; next = this.#untold.shift()) {
        for (const listener of [...this.#listeners]) listener(next);
      }
    } finally {
      this.#telling = false;
    }
  }
}
