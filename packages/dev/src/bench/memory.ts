/** Heap that a form holds for each field, measured in a process of its own with the collector at hand. */
import {execFile} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

/** What the fields have been through: just made; answered; or answered, on screen and validated. */
export const STAGES = ['made', 'answered', 'on screen'] as const;
export type Stage = (typeof STAGES)[number];

/** Bytes that one field may take by the goals. */
export const MEMORY_GOAL_BYTES: number = 1536;

/** How many fields are held while it is measured. */
const FIELDS = 5000;

/** Bytes for one field by stage, the definition itself not counted: fewest of three processes. */
export async function bytesPerField(): Promise<{readonly [name: string]: number}> {
  const found: {[name: string]: number} = {};
  for (const stage of STAGES) {
    const samples: number[] = [];
    for (let i = 0; i < 3; i += 1) samples.push(await heapOf(stage));
    found[`memory, ${stage}`] = Math.min(...samples) / FIELDS;
  }
  return found;
}

async function heapOf(stage: Stage): Promise<number> {
  const script = fileURLToPath(new URL('memory-child.ts', import.meta.url));
  const {stdout} = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    '--conditions=egov-source',
    '--disable-warning=ExperimentalWarning',
    script,
    stage,
    String(FIELDS),
  ]);
  const bytes = Number(stdout);
  if (!(bytes > 0)) throw new Error('The measuring process did not answer with a number of bytes.');
  return bytes;
}
