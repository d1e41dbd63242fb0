import {batch, type Signal, signal} from '@preact/signals-core';

/**
 * Something that a few fields carry and most do not, kept beside them. It moves along with the field's row.
 * Who watches one field is told of that field's mark alone, whatever the size of the form.
 */
export class Marks<Node extends object, Mark> {
  readonly #byNode: Signal<ReadonlyMap<Node, Mark>> = signal(new Map());
  /** Nobody has a signal of their own while there has never been a mark: most forms end like that. */
  readonly #everMarked: Signal<boolean> = signal(false);
  readonly #watched: WeakMap<Node, Signal<Mark | undefined>> = new WeakMap();

  /** Tracked. */
  of(node: Node): Mark | undefined {
    if (!this.#everMarked.value) return undefined;
    let mark = this.#watched.get(node);
    if (!mark) {
      mark = signal(this.#byNode.peek().get(node));
      this.#watched.set(node, mark);
    }
    return mark.value;
  }

  /** In the order in which they were made. Tracked. */
  entries(): readonly (readonly [Node, Mark])[] {
    return [...this.#byNode.value];
  }

  /** Untracked. */
  peek(node: Node): Mark | undefined {
    return this.#byNode.peek().get(node);
  }

  /** `undefined` takes the mark away. */
  set(node: Node, mark: Mark | undefined): void {
    const marks = this.#byNode.peek();
    if (marks.get(node) === mark) return;
    const changed = new Map(marks);
    if (mark === undefined) changed.delete(node);
    else changed.set(node, mark);
    this.#put(changed, [node]);
  }

  clear(): void {
    const marks = this.#byNode.peek();
    if (marks.size > 0) this.#put(new Map(), [...marks.keys()]);
  }

  #put(marks: ReadonlyMap<Node, Mark>, changed: readonly Node[]): void {
    batch(() => {
      this.#byNode.value = marks;
      for (const node of changed) {
        const watched = this.#watched.get(node);
        if (watched) watched.value = marks.get(node);
      }
      if (marks.size > 0) this.#everMarked.value = true;
    });
  }
}
