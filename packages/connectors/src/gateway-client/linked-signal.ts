import type {CancelSignal} from '@egov-form/core';

/** A platform signal that follows the caller's and also ends after a time. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Whether the time ran out before the caller gave up. */
  readonly timedOut: boolean;
  /** Frees the timer and the listener. Call it whatever the end. */
  release(): void;
}

export function linkSignal(outer: CancelSignal | undefined, timeoutMs: number): LinkedSignal {
  const controller = new AbortController();
  let timedOut = false;
  const follow = (): void => controller.abort(outer?.reason);
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort(new DOMException('The time ran out.', 'TimeoutError'));
  }, timeoutMs);
  if (outer?.aborted) follow();
  else outer?.addEventListener('abort', follow, {once: true});
  return {
    signal: controller.signal,
    get timedOut() {
      return timedOut;
    },
    release() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', follow);
    },
  };
}

/** Throws the caller's reason when the caller has given up. */
export function throwIfAborted(signal: CancelSignal | undefined): void {
  if (signal?.aborted) throw signal.reason;
}

/** Resolves after the time; rejects with the signal's reason when that aborts first. */
export function pause(ms: number, signal: CancelSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, {once: true});
  });
}

/**
 * Waits for work no longer than the signal lets: rejects with its reason when that aborts. The work itself goes on; `late` is
 * given what it brings too late.
 */
export function unlessAborted<T>(work: Promise<T>, signal: CancelSignal, late: (value: T) => void = () => {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, {once: true});
    work
      .then((value) => (signal.aborted ? late(value) : resolve(value)), reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
