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

/**
 * Waits until a multiple of the step after a moment, so that how long the work took does not show. Steps longer than the
 * work of nearly every question hide best.
 *
 * @param started of `performance.now()`.
 */
export async function waitForStep(started: number, stepMs: number): Promise<void> {
  const steps = Math.max(1, Math.ceil((performance.now() - started) / stepMs));
  // Timers may fire a little early.
  for (let left = 1; left > 0; ) {
    left = started + steps * stepMs - performance.now();
    if (left > 0) await pause(Math.ceil(left));
  }
}
