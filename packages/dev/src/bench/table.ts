/** A report as a table for people. */
import type {Report} from './budget.ts';
import type {Figure} from './measure.ts';
import {MEMORY_GOAL_BYTES} from './memory.ts';

const WIDTHS = [40, 11, 11, 9, 7, 15];

function cells(...texts: readonly string[]): string {
  return texts.map((text, i) => (i === 0 ? text.padEnd(WIDTHS[i] ?? 0) : text.padStart(WIDTHS[i] ?? 0))).join('');
}

/** A duration as people read it: `4.20 µs`, `13.1 ms`. */
export function duration(ms: number): string {
  return ms < 0.1 ? `${(ms * 1000).toPrecision(3)} µs` : `${ms.toPrecision(3)} ms`;
}

export const HEAD: string = cells('what', 'min', 'median', 'ratio', 'runs', 'goal');

export function figureLine({name, minMs, medianMs, ratio, runs, goalMs}: Figure): string {
  const goal = goalMs === undefined ? '' : `${minMs <= goalMs ? '' : 'OVER '}${duration(goalMs)}`;
  return cells(name, duration(minMs), duration(medianMs), ratio.toPrecision(3), String(runs), goal);
}

/** What follows the figures: growth and memory. */
export function summaryLines({exponents, bytesPerField}: Report): readonly string[] {
  return [
    ...Object.entries(exponents).map(([name, is]) => cells(`growth of "${name}", 100 to 10000`, is.toFixed(2))),
    ...Object.entries(bytesPerField).map(([name, is]) =>
      cells(name, `${Math.round(is)} B`, '', '', '', `${is <= MEMORY_GOAL_BYTES ? '' : 'OVER '}${MEMORY_GOAL_BYTES} B`),
    ),
  ];
}
