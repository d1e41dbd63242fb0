import type {FormContext} from '../form/form-context.ts';
import {LaterValues} from './later.ts';
import {effect, untracked} from './signals.ts';

/** Where there is no document (a server that renders pages), classes can be made all the same, and are never used. */
const PageElement = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * A part of the form that a page may hold thousands of. It draws itself by hand into its own light tree, at the latest when it
 * enters the document, and again when a signal that the last drawing read has changed. Beside a Lit element it saves the
 * template's markers, the promise of each update and most of the memory.
 */
export abstract class DrawnElement extends PageElement {
  /** What the parts of one form share. Set by the part above before it puts this one into the document. */
  declare ctx: FormContext;

  #stop: (() => void) | undefined;
  #pending: Promise<boolean> | undefined;
  /** All of it is to be drawn again, not only a part. */
  #whole = false;
  #later: LaterValues | undefined;

  connectedCallback(): void {
    if (this.ctx) this.drawAhead();
  }

  disconnectedCallback(): void {
    this.#unwatch();
  }

  /**
   * Draw already outside of the document, where a browser does nothing else for each node. What changes before the element
   * comes in is drawn when it does.
   */
  drawAhead(): void {
    if (!this.#stop) this.#drawWatched();
  }

  #unwatch(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Write what is to be seen into the document, touching only what differs. Everything read is tracked. */
  protected abstract draw(): void;

  /** Draw what changes more often than the rest, and is watched by the part itself. Nothing read here is tracked. */
  protected drawPart(): void {}

  /** Draw again soon: after what is going on now, before the browser paints. */
  requestUpdate(): void {
    this.#whole = true;
    this.requestPart();
  }

  /** Draw the part again soon, with the whole if that is asked for as well. */
  protected requestPart(): void {
    // Who comes into the document is drawn then.
    if (!this.isConnected) {
      this.#unwatch();
      return;
    }
    this.#pending ??= Promise.resolve().then(() => {
      this.#pending = undefined;
      if (!this.isConnected) return true;
      if (this.#whole) this.#drawWatched();
      else untracked(() => this.drawPart());
      return true;
    });
  }

  /** Something was asked for and is not drawn yet. */
  get isUpdatePending(): boolean {
    return this.#pending !== undefined;
  }

  /** Resolves when what was asked for has been drawn. */
  get updateComplete(): Promise<boolean> {
    return this.#pending ?? Promise.resolve(true);
  }

  /** A value that may come later: `undefined` until it is there, then the element draws itself again. */
  later<T>(key: string, load: () => T | Promise<T>): T | undefined {
    this.#later ??= new LaterValues(() => this.requestUpdate());
    return this.#later.get(key, load);
  }

  #drawWatched(): void {
    this.#unwatch();
    this.#whole = false;
    let first = true;
    this.#stop = effect(() => {
      if (first) {
        first = false;
        this.draw();
      } else {
        // Not tracked: nothing is watched between a change and the drawing that it asked for.
        untracked(() => this.requestUpdate());
      }
    });
  }
}
