import {batch, type Signal, signal} from '@preact/signals-core';

/** What can carry marks. Whoever reads it is told when it, or a mark on it, has changed: by one signal for all of that. */
export class Observable {
  /** Counts changes; made when somebody first watches. */
  #changes: Signal<number> | undefined;

  /** Whoever calls this runs again at the next change. */
  watch(): void {
    this.#changes ??= signal(0);
    void this.#changes.value;
  }

  changed(): void {
    if (this.#changes) this.#changes.value = this.#changes.peek() + 1;
  }
}

/**
 * Something that a few fields carry and most do not, kept beside them. It moves along with the field's row.
 * Who watches one field is told of that field's mark alone, whatever the size of the form.
 */
export class NodeMetadata<Node extends Observable, Mark> {
  readonly #byNode: Map<Node, Mark> = new Map();
  readonly #changes: Signal<number> = signal(0);

  /** Tracked. */
  of(node: Node): Mark | undefined {
    node.watch();
    return this.#byNode.get(node);
  }

  /** In the order in which they were made. Tracked. */
  entries(): readonly (readonly [Node, Mark])[] {
    void this.#changes.value;
    return [...this.#byNode];
  }

  /** Untracked. */
  peek(node: Node): Mark | undefined {
    return this.#byNode.get(node);
  }

  /** `undefined` takes the mark away. */
  set(node: Node, mark: Mark | undefined): void {
    if (this.#byNode.get(node) === mark) return;
    if (mark === undefined) this.#byNode.delete(node);
    else this.#byNode.set(node, mark);
    batch(() => this.#tell(node));
  }

  clear(): void {
    const nodes = [...this.#byNode.keys()];
    this.#byNode.clear();
    batch(() => {
      for (const node of nodes) this.#tell(node);
    });
  }

  #tell(node: Node): void {
    this.#changes.value = this.#changes.peek() + 1;
    node.changed();
  }
}
