import type {Clock} from './ports.ts';

/** The platform's timer; the engine compiles without a platform's types. */
const platform = globalThis as unknown as {
  setTimeout(call: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
};

/** The platform's time in the place where the program runs. */
export const platformClock: Required<Clock> = {
  now: () => Date.now(),
  today: () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  },
  after: (milliseconds, call) => {
    const timer = platform.setTimeout(call, milliseconds);
    return () => platform.clearTimeout(timer);
  },
};
