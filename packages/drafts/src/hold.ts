/**
 * One writer per draft, over all windows of this browser: a Web Lock, which the browser itself releases when its window ends
 * or crashes. A window that wants to go on says so on a channel; the one that has the lock saves, becomes read-only and
 * releases it. One that does not answer (frozen, hung) loses it.
 */
import type {DraftHold} from '@egov-form/core';

/** How long a lock may take to be free where nobody uses it: a page that was just left may still have it. */
const FREE_MS = 1_000;
/** How long the other window has for saving and handing over. */
const HAND_OVER_MS = 4_000;

/**
 * The lock of this name, if no other window has it. Where the platform has no locks every window has it, and the last save wins.
 * @param left `asked`: another window wants it; save and resolve, then it is released. `taken`: it is gone already.
 */
export async function holdDraft(name: string, left: (how: 'asked' | 'taken') => Promise<void>): Promise<DraftHold> {
  // Not on pages without TLS, nor in frames that a page sandboxed.
  if (!('locks' in navigator)) return {held: true, take: async () => undefined, release: () => undefined};
  const hold = new LockHold(name, left);
  await hold.begin();
  return hold;
}

class LockHold implements DraftHold {
  readonly #name: string;
  readonly #left: (how: 'asked' | 'taken') => Promise<void>;
  /** Ends the lock, while this window has it. */
  #give: (() => void) | undefined;
  #channel: BroadcastChannel | undefined;

  constructor(name: string, left: (how: 'asked' | 'taken') => Promise<void>) {
    this.#name = name;
    this.#left = left;
  }

  get held(): boolean {
    return this.#give !== undefined;
  }

  async begin(): Promise<void> {
    await this.#wait(FREE_MS);
  }

  async take(): Promise<void> {
    if (this.held) return;
    const channel = new BroadcastChannel(this.#name);
    channel.postMessage('hand over');
    channel.close();
    if (!(await this.#wait(HAND_OVER_MS))) await this.#request({steal: true});
  }

  release(): void {
    this.#channel?.close();
    this.#channel = undefined;
    this.#give?.();
    this.#give = undefined;
  }

  /** Whether the lock became free within this time. */
  async #wait(ms: number): Promise<boolean> {
    const late = AbortSignal.timeout(ms);
    try {
      await this.#request({signal: late});
      return true;
    } catch (error) {
      if (late.aborted) return false;
      throw error;
    }
  }

  /** Resolves when this window has the lock. */
  #request(options: LockOptions): Promise<void> {
    return new Promise((granted, refused) => {
      let mine: (() => void) | undefined;
      navigator.locks
        .request(this.#name, options, () => {
          return new Promise<void>((give) => {
            mine = give;
            this.#give = give;
            this.#listen();
            granted();
          });
        })
        .catch((error: unknown) => {
          refused(error);
          // Stolen by a window that this one did not answer.
          if (mine === undefined || this.#give !== mine) return;
          this.release();
          void this.#left('taken');
        });
    });
  }

  #listen(): void {
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = () => {
      // Once: whoever asks next asks the window that has it then.
      this.#channel?.close();
      this.#channel = undefined;
      void this.#left('asked').finally(() => this.release());
    };
  }
}
