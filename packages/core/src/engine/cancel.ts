/**
 * Cancelling, by the platform's own `AbortController`. The engine compiles without a platform's types,
 * so the part that it uses is written out here; a real `AbortSignal` fits `CancelSignal`.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: {once?: boolean}): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface Canceller {
  readonly signal: CancelSignal;
  abort(reason?: unknown): void;
}

export function createCanceller(): Canceller {
  const platform = globalThis as unknown as {AbortController: new () => Canceller};
  return new platform.AbortController();
}
