import {untracked} from './signals.ts';

/** Values that an element shows when they have come. */
export class LaterValues {
  readonly #loaded: Map<string, unknown> = new Map();
  readonly #arrived: () => void;

  constructor(arrived: () => void) {
    this.#arrived = arrived;
  }

  /**
   * The value, or `undefined` until it is there. `load` runs once per key; a failed one is tried again when it is next
   * asked for.
   */
  get<T>(key: string, load: () => T | Promise<T>): T | undefined {
    if (this.#loaded.has(key)) return this.#loaded.get(key) as T | undefined;
    const result = untracked(load);
    if (!(result instanceof Promise)) {
      this.#loaded.set(key, result);
      return result;
    }
    this.#loaded.set(key, undefined);
    result.then(
      (value) => {
        this.#loaded.set(key, value);
        this.#arrived();
      },
      () => this.#loaded.delete(key),
    );
    return undefined;
  }
}
