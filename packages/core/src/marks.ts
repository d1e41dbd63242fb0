import {batch, type Signal, signal} from '@preact/signals-core';

/**
 * Something that a few fields carry and most do not, kept beside them. It moves along with the field's row.
 * Who watches one field is told of that field's mark alone, whatever the size of the form.
 */
export class Marks<Node extends object, Mark> {
  readonly #byNode: Map<Node, Mark> = new Map();
  readonly #changes: Signal<number> = signal(0);
  /** Nobody has a signal of their own while there has never been a mark: most forms end like that. */
  readonly #everMarked: Signal<boolean>;
  readonly #watched: WeakMap<Node, Signal<Mark | undefined>> = new WeakMap();

  /** @param everMarked may be shared by several kinds of marks that the same watchers look at. */
  constructor(everMarked: Signal<boolean> = signal(false)) {
    this.#everMarked = everMarked;
  }

  /** Tracked. */
  of(node: Node): Mark | undefined {
    if (!this.#everMarked.value) return undefined;
    let mark = this.#watched.get(node);
    if (!mark) {
      mark = signal(this.#byNode.get(node));
      this.#watched.set(node, mark);
    }
    return mark.value;
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
    const watched = this.#watched.get(node);
    if (watched) watched.value = this.#byNode.get(node);
    if (this.#byNode.size > 0) this.#everMarked.value = true;
  }
}
