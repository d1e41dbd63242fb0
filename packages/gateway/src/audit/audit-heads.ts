/** The second place of the audit's head: a file that only grows, best on another disk or shipped to another machine. */
import {appendFile, readFile} from 'node:fs/promises';
import type {AuditHead} from './audit.ts';

/** Keeps heads in a file, one JSON object per line. Without a file they are kept nowhere. */
export function headLog(file: string | undefined): (head: AuditHead) => Promise<void> {
  return async (head) => {
    if (file !== undefined) await appendFile(file, `${JSON.stringify(head)}\n`, {mode: 0o600});
  };
}

/** Heads that were kept, in the order of their numbers. A line that was cut off by a crash is left out. */
export async function readHeads(file: string): Promise<readonly AuditHead[]> {
  const heads: AuditHead[] = [];
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    try {
      const {number, at, hash} = JSON.parse(line) as AuditHead;
      if (Number.isInteger(number) && typeof at === 'string' && typeof hash === 'string') heads.push({number, at, hash});
    } catch {
      // Empty, or half a line.
    }
  }
  return heads.sort((a, b) => a.number - b.number);
}
