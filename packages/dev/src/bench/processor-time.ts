/** Processor time of other processes, as Linux tells it; elsewhere nothing is known. */
import {readdir, readFile} from 'node:fs/promises';

/** What `/proc` counts in, a second. */
const TICKS = 100;

/** Seconds that processes and their children have computed since they started, those that ended included; `NaN` where unknown. */
export async function processorSeconds(pids: readonly number[]): Promise<number> {
  const all = await statistics();
  if (all.size === 0) return Number.NaN;
  let ticks = 0;
  for (const [pid, {parent, own, ended}] of all) {
    if (pids.includes(pid) || pids.includes(parent)) ticks += own + ended;
  }
  return ticks / TICKS;
}

interface Statistic {
  readonly parent: number;
  /** Of the process, and of its children that were waited for, in ticks. */
  readonly own: number;
  readonly ended: number;
}

async function statistics(): Promise<ReadonlyMap<number, Statistic>> {
  const known = new Map<number, Statistic>();
  const names = await readdir('/proc').catch(() => []);
  for (const name of names.filter((text) => /^\d+$/u.test(text))) {
    const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name in brackets may hold anything; after it: state, parent, …, utime (12th), stime, cutime, cstime.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    if (text !== '') known.set(Number(name), {parent, own: user + system, ended: childUser + childSystem});
  }
  return known;
}
