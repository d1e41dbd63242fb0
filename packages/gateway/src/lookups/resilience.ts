/**
 * How registers are asked: each behind its own time limit, second try, circuit breaker and bulkhead, so that a sick one
 * costs its own questions one quick answer and the others nothing. Nothing of a failure is remembered but that it happened.
 */
import {randomUUID} from 'node:crypto';
import type {Register, RegisterAnswer, RegisterRequest} from '@egov-form/connectors/server';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhenResult,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';

/** How one register is asked. Everything has a default. */
export interface RegisterLimits {
  /** For a question with everything that belongs to it: its turn, every try, pauses. Milliseconds, 8,000. */
  readonly timeoutMs?: number;
  /** Further tries after a failure that may pass, within the time limit. 1. */
  readonly retries?: number;
  /** Questions that are asked at once; 50. More wait for their turn, up to `waiting` (100); the rest is told to try later. */
  readonly concurrency?: number;
  readonly waiting?: number;
  /** The breaker opens when more than half of the last tries failed: of this many, 20, and of half as many at least. */
  readonly sample?: number;
  /** How long an open breaker keeps questions away before one may try again. Milliseconds, 5,000. */
  readonly breakMs?: number;
}

/** `closed`: asked. `open`: not asked until the pause is over. `half-open`: one question is finding out. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a readiness page and metrics may show. Counts are since the start of this process. */
export interface RegisterHealth {
  readonly breaker: BreakerState;
  /** Questions under way, and waiting for their turn. */
  readonly running: number;
  readonly waiting: number;
  /** Tries that the register answered, that failed, and questions that it was spared. */
  readonly answered: number;
  readonly failed: number;
  readonly spared: number;
}

/** What is asked; each try gets its own request id. */
export type RegisterQuestion = Omit<RegisterRequest, 'requestId'>;

/** What comes of a question: the register's answer, or that the one who asked left before there was one. */
export type Heard = RegisterAnswer | {readonly state: 'left'};

/** A register that cannot harm its callers. */
export interface GuardedRegister {
  readonly register: Register;
  /**
   * Always resolves, within the time limit. `gone` ends the question early, as `left`: the answer is not waited for any
   * more, and that is not the register's fault.
   */
  ask(question: RegisterQuestion, gone: AbortSignal): Promise<Heard>;
  health(): RegisterHealth;
}

/** Told about failures of ours, not of the register: an adapter that threw. */
export type OnDefect = (register: string, error: unknown) => void;

const STATES: {readonly [state in CircuitState]: BreakerState} = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
};

const SLOW: RegisterAnswer = {state: 'unavailable', reason: 'slow'};
const DOWN: RegisterAnswer = {state: 'unavailable', reason: 'down'};
const LEFT: Heard = {state: 'left'};

export function guardRegister(register: Register, limits: RegisterLimits, onDefect: OnDefect): GuardedRegister {
  const {timeoutMs = 8000, retries = 1, concurrency = 50, waiting = 100, sample = 20, breakMs = 5000} = limits;
  const counts = {answered: 0, failed: 0, spared: 0};

  // A record that cannot be read says nothing about the register's health, or one strange record could close it to all.
  const breaker = circuitBreaker(handleWhenResult(isOutage), {
    halfOpenAfter: breakMs,
    breaker: new CountBreaker({threshold: 0.5, size: sample, minimumNumberOfCalls: Math.ceil(sample / 2)}),
  });
  const lane = bulkhead(concurrency, waiting);
  // Slow is not tried again: the time is gone. Pauses are drawn at random, so that those who failed together part.
  const again = retry(handleWhenResult(isDown), {
    maxAttempts: retries,
    backoff: new ExponentialBackoff({initialDelay: 100, maxDelay: 1000}),
  });
  // Nothing is under way any more when a question returns in time.
  const limit = timeout(timeoutMs, {strategy: TimeoutStrategy.Aggressive, abortOnReturn: false});
  const policy = wrap(limit, again, lane);

  const once = async (question: RegisterQuestion, ended: AbortSignal, gone: AbortSignal): Promise<RegisterAnswer> => {
    try {
      const asked = register.lookup({...question, requestId: randomUUID()}, ended);
      const answer = await Promise.race([asked, rejectionAt(ended)]);
      if (isOutage(answer)) counts.failed += 1;
      else counts.answered += 1;
      return answer;
    } catch (error) {
      if (gone.aborted) throw new Unheard('left');
      if (ended.aborted) {
        counts.failed += 1;
        return SLOW;
      }
      onDefect(register.name, error);
      throw new Unheard('defect');
    }
  };

  return {
    register,
    async ask(question, gone) {
      try {
        return await policy.execute(({signal}) => {
          // One question finds out; the others do not wait for what it finds.
          if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
          return breaker.execute(() =>
            // That one is asked to its end, whoever leaves: a page that was closed says nothing about the register.
            breaker.state === CircuitState.HalfOpen
              ? once(question, AbortSignal.timeout(timeoutMs), NEVER)
              : once(question, signal, gone),
          );
        }, gone);
      } catch (error) {
        if (gone.aborted) return LEFT;
        if (error instanceof Unheard) return DOWN;
        if (!(error instanceof BrokenCircuitError) && !(error instanceof BulkheadRejectedError)) return SLOW;
        counts.spared += 1;
        return DOWN;
      }
    },
    health: () => ({
      breaker: STATES[breaker.state],
      running: concurrency - lane.executionSlots,
      waiting: waiting - lane.queueSlots,
      ...counts,
    }),
  };
}

/** A question that ended without telling anything about the register. */
class Unheard extends Error {}

const NEVER = new AbortController().signal;

function isOutage(answer: unknown): boolean {
  const {state, reason} = answer as Partial<{state: string; reason: string}>;
  return state === 'unavailable' && reason !== 'invalid-answer';
}

function isDown(answer: unknown): boolean {
  return isOutage(answer) && (answer as {reason: string}).reason === 'down';
}

function rejectionAt(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), {once: true});
  });
}
