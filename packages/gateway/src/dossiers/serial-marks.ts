/**
 * The highest dossier numbers that may have been given out, kept beside the files: a database that was lost, or put back as
 * it was earlier, does not give them out again.
 *
 * One empty file per day, `<files>/serials/261130-002000`: numbers of that day up to 2,000 may be in use. It is on the disk
 * before the first number of its thousand is committed.
 */
import {mkdir, open, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';

/** Numbers that one mark covers. */
export const SERIALS_AT_ONCE = 1000;

export class SerialMarks {
  readonly #folder: string;
  readonly #covered = new Map<string, number>();

  constructor(filesFolder: string) {
    this.#folder = join(filesFolder, 'serials');
  }

  /** Resolves when numbers of that day up to `last` are covered. */
  async cover(day: string, last: number): Promise<void> {
    if (last <= (this.#covered.get(day) ?? 0)) return;
    const mark = Math.ceil(last / SERIALS_AT_ONCE) * SERIALS_AT_ONCE;
    await mkdir(this.#folder, {recursive: true, mode: 0o700});
    await (await open(join(this.#folder, markName(day, mark)), 'a', 0o600)).close();
    await flushFolder(this.#folder);
    // Those before it on that day say less.
    for (const name of await namesIn(this.#folder)) {
      const known = parseMark(name);
      if (known?.day === day && known.last < mark) await rm(join(this.#folder, name), {force: true});
    }
    this.#covered.set(day, mark);
  }

  /** The highest number that may have been given out, by day. */
  async read(): Promise<ReadonlyMap<string, number>> {
    const marks = new Map<string, number>();
    for (const name of await namesIn(this.#folder)) {
      const known = parseMark(name);
      if (known) marks.set(known.day, Math.max(known.last, marks.get(known.day) ?? 0));
    }
    return marks;
  }
}

function markName(day: string, last: number): string {
  return `${day}-${String(last).padStart(6, '0')}`;
}

function parseMark(name: string): {readonly day: string; readonly last: number} | undefined {
  const [, day = '', last = ''] = /^(\d{6})-(\d{6,9})$/u.exec(name) ?? [];
  return day === '' ? undefined : {day, last: Number(last)};
}

/** A name in a folder is on the disk when the folder is. Windows flushes no folders, and needs no flush. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Names of what is in a folder; none where it is not there. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return [];
    throw error;
  }
}
