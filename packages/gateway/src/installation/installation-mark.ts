/** What the folder of files knows of its database: which installation it belongs to, and the newest seal of its audit. */
import {randomBytes} from 'node:crypto';
import {mkdir, open, readFile, rename} from 'node:fs/promises';
import {join} from 'node:path';
import type {AuditHead} from '../audit/audit.ts';

export interface InstallationMark {
  readonly installation: string;
  /** Before anything is sealed there is none. */
  readonly head?: AuditHead;
}

const MARK_NAME = 'installation.json';

/** The mark; `undefined` where there is none, `'unreadable'` where it is not what a gateway wrote. */
export async function readMark(filesFolder: string): Promise<InstallationMark | 'unreadable' | undefined> {
  let text: string;
  try {
    text = await readFile(join(filesFolder, MARK_NAME), 'utf8');
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const mark = JSON.parse(text) as InstallationMark;
    return typeof mark.installation === 'string' ? mark : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** Replaces the mark, durably and at once: no process ever reads half of it. */
export async function writeMark(filesFolder: string, mark: InstallationMark): Promise<void> {
  await mkdir(filesFolder, {recursive: true, mode: 0o700});
  const path = join(filesFolder, MARK_NAME);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(mark)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
