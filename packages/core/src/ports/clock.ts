import type {Clock} from './ports.ts';

/** The platform's time in the place where the program runs. */
export const platformClock: Clock = {
  now: () => Date.now(),
  today: () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  },
};
