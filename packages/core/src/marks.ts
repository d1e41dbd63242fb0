import {type Signal, signal} from '@preact/signals-core';

/** Something that a few fields carry and most do not, kept beside them. It moves along with the field's row. */
export class Marks<Node, Mark> {
  readonly #byNode: Signal<ReadonlyMap<Node, Mark>> = signal(new Map());

  /** Tracked. */
  of(node: Node): Mark | undefined {
    return this.#byNode.value.get(node);
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
    this.#byNode.value = changed;
  }

  clear(): void {
    if (this.#byNode.peek().size > 0) this.#byNode.value = new Map();
  }
}
