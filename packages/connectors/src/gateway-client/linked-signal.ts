import type {CancelSignal} from '@egov-form/core';

/** A signal that follows the caller's and also ends after a time. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Whether the time has run out. */
  readonly timedOut: boolean;
}

/** @param outer of the platform's own `AbortController`. */
export function linkSignal(outer: CancelSignal | undefined, timeoutMs: number): LinkedSignal {
  const late = AbortSignal.timeout(timeoutMs);
  return {
    signal: outer ? AbortSignal.any([outer as AbortSignal, late]) : late,
    get timedOut() {
      return late.aborted;
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
