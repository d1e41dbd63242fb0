/**
 * Timing that survives a shared machine: every case is run in turns with one fixed workload, so that a figure is also a
 * ratio to what the machine could do in that very moment.
 */
import {performance} from 'node:perf_hooks';

/** One thing to time. */
export interface Case {
  readonly name: string;
  /** Operations in one run; the figure is the time of one of them. Default 1. */
  readonly operations?: number;
  /** Milliseconds that one operation may take by the goals, where there is a goal. */
  readonly goalMs?: number;
  /** Makes what is timed. `run` is the timed part; `before` is done ahead of each run and not timed. */
  prepare(): {readonly run: () => unknown; readonly before?: () => void};
}

/** What was measured, in milliseconds for one operation. */
export interface Figure {
  readonly name: string;
  readonly minMs: number;
  readonly medianMs: number;
  /** Fastest run against the fastest run of the baseline workload beside it. */
  readonly ratio: number;
  /** The same of the medians. */
  readonly medianRatio: number;
  readonly runs: number;
  readonly goalMs?: number;
}

export interface MeasureOptions {
  /** Milliseconds to spend on one case, warm-up not counted. */
  readonly budgetMs: number;
  readonly minRuns: number;
  readonly maxRuns: number;
  /** Runs before anything counts, so that the compiler has seen the code. */
  readonly warmUpRuns: number;
}

export const THOROUGH: MeasureOptions = {budgetMs: 1200, minRuns: 9, maxRuns: 120, warmUpRuns: 5};

/** Whatever runs return ends here, so that no compiler finds a run useless. */
let sink: unknown;

export function lastResult(): unknown {
  return sink;
}

/** The fixed workload: maps, objects, text and a pattern, as an engine uses them; about a millisecond. Never change it. */
export function baseline(): number {
  const found = new Map<string, {readonly text: string; readonly value: number}>();
  for (let i = 0; i < 1500; i += 1) found.set(`/part${i % 37}/member${i}`, {text: `value ${(i * 7919) % 1009}`, value: i});
  let sum = 0;
  for (const [name, {text, value}] of found) if (/member\d*5$/u.test(name)) sum += text.length + value;
  const copy = JSON.parse(JSON.stringify([...found.values()])) as {text: string; value: number}[];
  copy.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.value - b.value));
  return sum + (copy[0]?.value ?? 0);
}

function time(run: () => unknown): number {
  const start = performance.now();
  sink = run();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Time one case, in turns with the baseline. */
export function measure(one: Case, options: MeasureOptions = THOROUGH): Figure {
  const {run, before} = one.prepare();
  const operations = one.operations ?? 1;
  const own: number[] = [];
  const base: number[] = [];
  for (let i = 0; i < options.warmUpRuns; i += 1) {
    time(baseline);
    before?.();
    time(run);
  }
  const end = performance.now() + options.budgetMs;
  while (own.length < options.minRuns || (own.length < options.maxRuns && performance.now() < end)) {
    base.push(time(baseline));
    before?.();
    own.push(time(run) / operations);
  }
  const [minMs, medianMs] = [Math.min(...own), median(own)];
  return {
    name: one.name,
    minMs,
    medianMs,
    ratio: minMs / Math.min(...base),
    medianRatio: medianMs / median(base),
    runs: own.length,
    ...(one.goalMs !== undefined && {goalMs: one.goalMs}),
  };
}

/** How time grows with size: 1 is linear, 0 independent. */
export function growthExponent(small: {n: number; ms: number}, large: {n: number; ms: number}): number {
  return Math.log(large.ms / small.ms) / Math.log(large.n / small.n);
}
