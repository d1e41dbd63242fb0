/**
 * Answers that look alike from outside. Whoever asks about another person reads in the body whether that person was found;
 * status, length and time must not say it before, or to anybody who watches the line.
 */
import {setTimeout as pause} from 'node:timers/promises';
import type {Json} from '@egov-form/core';

/** Longer than any answer with its receipt, bytes; what is longer all the same goes up to the next multiple. */
const LENGTH_STEP = 16 * 1024;

/** JSON text with spaces after it, up to a multiple of the step: any JSON reader takes it as it is. */
export function paddedJson(value: Json, step: number = LENGTH_STEP): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const padded = Buffer.alloc(Math.ceil(text.length / step) * step, ' ');
  text.copy(padded);
  return padded;
}

/** So many answers of the past say how long answers take. */
const REMEMBERED = 256;

/**
 * When answers of one register are given: at multiples of a step after the question, so that how long the work took does
 * not show. The step is longer than nearly every answer took lately, found or not, because a step that half of the answers
 * miss would tell which ones are more work.
 */
export class AnswerPace {
  readonly #leastMs: number;
  readonly #mostMs: number;
  readonly #durations: number[] = [];
  #next = 0;

  constructor(leastMs: number, mostMs: number) {
    this.#leastMs = leastMs;
    this.#mostMs = Math.max(leastMs, mostMs);
  }

  get stepMs(): number {
    const sorted = this.#durations.toSorted((a, b) => a - b);
    const nearlyAll = sorted[Math.floor(sorted.length * 0.98)] ?? 0;
    // In tenths of the least: a step that followed every answer would tell about the last one.
    const tenth = this.#leastMs / 10;
    return Math.min(this.#mostMs, Math.max(this.#leastMs, Math.ceil((nearlyAll * 1.25) / tenth) * tenth));
  }

  /** @param started of `performance.now()`, when the question came. */
  async wait(started: number): Promise<void> {
    const {stepMs} = this;
    const took = performance.now() - started;
    this.#durations[this.#next] = took;
    this.#next = (this.#next + 1) % REMEMBERED;
    const due = started + Math.max(1, Math.ceil(took / stepMs)) * stepMs;
    // Timers may fire a little early.
    for (let left = due - performance.now(); left > 0; left = due - performance.now()) await pause(Math.ceil(left));
  }
}
