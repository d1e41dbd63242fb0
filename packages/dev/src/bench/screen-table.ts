/** What the peer benchmark recorded, as ratios to hand-written HTML in the same run. */
import {median} from './measure.ts';

/** One visit of the benchmark, as far as it is read here. */
export interface ScreenRecord {
  readonly name: string;
  readonly n: number | string;
  readonly error?: string;
  readonly mount?: {readonly paint: number};
  readonly mountCpu?: {readonly task: number};
  readonly keyCpu?: {readonly task: number; readonly script: number; readonly style: number; readonly layout: number};
  readonly keyMutations?: number;
  readonly toggle1?: unknown;
  readonly toggle100?: unknown;
  readonly submit?: {readonly ms: number; readonly errors: number; readonly expected: number};
  readonly addRow?: {readonly ms: number};
  readonly memory?: {readonly heap: number};
  readonly leak?: {readonly heapPerCycle: number; readonly nodesPerCycle: number; readonly listenersPerCycle: number};
}

interface Measure {
  readonly name: string;
  /** The most that our ratio may be, by size. */
  readonly goals: {readonly [n: string]: number};
  value(record: ScreenRecord): number | undefined;
}

const shows = (toggle: unknown): number | undefined => {
  const times = Array.isArray(toggle)
    ? toggle.flatMap((one: {ms?: unknown}) => (typeof one.ms === 'number' && one.ms >= 0 ? [one.ms] : []))
    : [];
  return times.length > 0 ? median(times) : undefined;
};

const MEASURES: readonly Measure[] = [
  {
    name: 'mount, CPU',
    goals: {100: 1.8, 1000: 0.8, 5000: 0.5, rows: 1.2},
    value: ({mountCpu}) => mountCpu?.task,
  },
  {name: 'mount to paint', goals: {}, value: ({mount}) => mount?.paint},
  {name: 'key, CPU', goals: {1000: 0.5, 5000: 0.3, rows: 0.5}, value: ({keyCpu}) => keyCpu?.task},
  {
    name: 'key, script + style + layout',
    goals: {1000: 1.2, 5000: 1.2},
    value: ({keyCpu}) => keyCpu && keyCpu.script + keyCpu.style + keyCpu.layout,
  },
  {name: 'show or hide 1', goals: {100: 0.8, 1000: 0.8, 5000: 0.8}, value: ({toggle1}) => shows(toggle1)},
  {name: 'show or hide 100', goals: {1000: 0.8, 5000: 0.8}, value: ({toggle100}) => shows(toggle100)},
  {
    name: 'submit until errors are shown',
    goals: {1000: 1.2, 5000: 0.6},
    value: ({submit}) => (submit && submit.errors > 0 ? submit.ms : undefined),
  },
  {name: 'add a row', goals: {rows: 0.8}, value: ({addRow}) => (addRow && addRow.ms >= 0 ? addRow.ms : undefined)},
];

/** Our own figures that are no ratios: per key, per field, per mount. */
const OWN: readonly Measure[] = [
  {name: 'mutations per key', goals: {100: 0, 1000: 0, 5000: 0, rows: 0}, value: ({keyMutations}) => keyMutations},
  {
    name: 'heap per field, KB',
    goals: {1000: 4},
    value: ({memory, n}) => (memory && typeof n === 'number' ? memory.heap / n / 1000 : undefined),
  },
  {name: 'leak per mount, KB', goals: {leak: 0.5}, value: ({leak}) => leak && leak.heapPerCycle / 1000},
  {name: 'leak per mount, nodes', goals: {leak: 0}, value: ({leak}) => leak?.nodesPerCycle},
  {name: 'leak per mount, listeners', goals: {leak: 0}, value: ({leak}) => leak?.listenersPerCycle},
];

const BASELINE = 'raw-html';

function middle(records: readonly ScreenRecord[], name: string, n: string, measure: Measure): number | undefined {
  const values = records
    .filter((record) => record.name === name && String(record.n) === n)
    .map((record) => measure.value(record))
    .filter((value) => value !== undefined);
  return values.length > 0 ? median(values) : undefined;
}

/** Markdown: for each measure and size our median, its ratio to the baseline, the goal, and the ratios of the others. */
export function screenTable(records: readonly ScreenRecord[], ours: string): string {
  const sizes = [...new Set(records.map(({n}) => String(n)))];
  const names = [...new Set(records.map(({name}) => name))].filter((name) => name !== ours && name !== BASELINE);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = ['measure', 'size', BASELINE, ours, 'ratio', 'goal', ...names];
  const lines = [row(head), row(head.map((_, index) => (index < 2 ? '---' : '--:')))];
  for (const measure of [...MEASURES, ...OWN]) {
    for (const n of sizes) {
      const own = middle(records, ours, n, measure);
      const base = middle(records, BASELINE, n, measure);
      if (own === undefined) continue;
      const isRatio = MEASURES.includes(measure) && base !== undefined && base > 0;
      const goal = measure.goals[n];
      const reached = goal === undefined ? '' : (isRatio ? own / (base ?? 1) : own) <= goal ? ' reached' : ' missed';
      const others = names.map((name) => {
        const theirs = middle(records, name, n, measure);
        const failed = records.find((record) => record.name === name && String(record.n) === n && record.error !== undefined);
        return theirs === undefined ? (failed ? 'failed' : '') : isRatio ? (theirs / (base ?? 1)).toFixed(2) : figure(theirs);
      });
      const ratio = isRatio ? (own / (base ?? 1)).toFixed(2) : '';
      lines.push(row([measure.name, n, figure(base), figure(own), ratio, `${goal ?? ''}${reached}`, ...others]));
    }
  }
  return lines.join('\n');
}

function figure(value: number | undefined): string {
  if (value === undefined) return '';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
