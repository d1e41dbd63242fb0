import type {LookupAnswer} from '@egov-form/core';

type Found = Extract<LookupAnswer, {state: 'filled' | 'partial'}>;

/** How many answers a process remembers at most; the oldest go first. */
const CAPACITY = 20_000;

/**
 * Answers of this process by session, so that the same question of the same page costs no register a second call. Only what
 * was found is kept: a failure is asked again, and so is what did not exist a moment ago. A question is one look-up of one
 * form version with its keys: an answer for one purpose never serves another, and never another session.
 */
export class AnswerCache {
  readonly #sessions = new Map<string, Map<string, {readonly answer: Found; readonly until: number}>>();
  #size = 0;

  get(session: string, question: string, now: number): Found | undefined {
    const kept = this.#sessions.get(session)?.get(question);
    return kept && kept.until > now ? kept.answer : undefined;
  }

  /** @param until end of what is fresh in it the shortest, milliseconds since the epoch. */
  put(session: string, question: string, answer: Found, until: number): void {
    const answers = this.#sessions.get(session) ?? new Map();
    this.#size += answers.has(question) ? 0 : 1;
    answers.set(question, {answer, until});
    // Put last again: sessions that ask stay longest.
    this.#sessions.delete(session);
    this.#sessions.set(session, answers);
    for (const [oldest] of this.#sessions) {
      if (this.#size <= CAPACITY) break;
      this.forget(oldest);
    }
  }

  /** The session is over, or was given up. */
  forget(session: string): void {
    this.#size -= this.#sessions.get(session)?.size ?? 0;
    this.#sessions.delete(session);
  }

  /** Removes what is not fresh any more: nothing personal stays longer in memory than it can be used. */
  sweep(now: number): void {
    for (const [session, answers] of this.#sessions) {
      for (const [question, {until}] of answers) {
        if (until > now) continue;
        answers.delete(question);
        this.#size -= 1;
      }
      if (answers.size === 0) this.#sessions.delete(session);
    }
  }
}
