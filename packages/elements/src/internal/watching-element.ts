import {LitElement} from 'lit';
import {effect, untracked} from './signals.ts';

/** What was loaded, or is still on its way. */
type Loaded = {readonly value: unknown; readonly ready: boolean};

/**
 * A Lit element that updates when a signal that its last update read has changed, and only then.
 * The subscription ends when the element leaves the document and is made anew when it comes back.
 */
export abstract class WatchingElement extends LitElement {
  #stop: (() => void) | undefined;
  readonly #loaded = new Map<string, Loaded>();

  override connectedCallback(): void {
    super.connectedCallback();
    // What changed while the element was away was not seen.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override performUpdate(): void {
    if (!this.isUpdatePending) return;
    this.#stop?.();
    let first = true;
    const stop = effect(() => {
      if (first) {
        first = false;
        super.performUpdate();
      } else {
        // Not tracked: the effect must forget its signals until the next real update reads them again.
        untracked(() => this.requestUpdate());
      }
    });
    // An update may run while the element is already out of the document (Lit finishes what was asked for).
    if (this.isConnected) this.#stop = stop;
    else stop();
  }

  /**
   * A value that may come later: `undefined` until it is there, then the element updates by itself.
   * `load` runs once per key; a failed one is tried again at the next update.
   */
  later<T>(key: string, load: () => T | Promise<T>): T | undefined {
    const known = this.#loaded.get(key);
    if (known) return known.value as T | undefined;
    const result = untracked(load);
    if (!(result instanceof Promise)) {
      this.#loaded.set(key, {value: result, ready: true});
      return result;
    }
    this.#loaded.set(key, {value: undefined, ready: false});
    result.then(
      (value) => {
        this.#loaded.set(key, {value, ready: true});
        this.requestUpdate();
      },
      () => this.#loaded.delete(key),
    );
    return undefined;
  }
}
