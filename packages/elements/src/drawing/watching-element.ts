import {LitElement} from 'lit';
import {LaterValues} from './later.ts';
import {effect, untracked} from './signals.ts';

/**
 * A Lit element that updates when a signal that its last update read has changed, and only then.
 * The subscription ends when the element leaves the document and is made anew when it comes back.
 */
export abstract class WatchingElement extends LitElement {
  #stop: (() => void) | undefined;
  #later: LaterValues | undefined;

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
    this.#later ??= new LaterValues(() => this.requestUpdate());
    return this.#later.get(key, load);
  }
}
