/** The second place of the audit's head: a file that only grows, best on another disk or shipped to another machine. */
import {appendFile, open, readFile} from 'node:fs/promises';
import type {AuditHead} from './audit.ts';

/** Where the newest head is looked for: far more than a line's length, far less than what years add up to, bytes. */
const TAIL_BYTES = 64 * 1024;

/** Keeps heads in a file, one JSON object per line. Without a file they are kept nowhere. */
export function headLog(file: string | undefined): (head: AuditHead) => Promise<void> {
  return async (head) => {
    if (file !== undefined) await appendFile(file, `${JSON.stringify(head)}\n`, {mode: 0o600});
  };
}

/**
 * Heads that were kept, in the order of their numbers. A line that was cut off by a crash is left out, and so is what was
 * given up when another database was adopted.
 */
export async function readHeads(file: string): Promise<readonly AuditHead[]> {
  return parseHeads(await readFile(file, 'utf8'));
}

/** The newest head of a file of any length; nothing where the file or heads are missing. */
export async function readNewestHead(file: string): Promise<AuditHead | undefined> {
  let opened: Awaited<ReturnType<typeof open>>;
  try {
    opened = await open(file, 'r');
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const {size} = await opened.stat();
    const length = Math.min(size, TAIL_BYTES);
    const {buffer, bytesRead} = await opened.read(Buffer.alloc(length), 0, length, size - length);
    return parseHeads(buffer.toString('utf8', 0, bytesRead)).at(-1);
  } finally {
    await opened.close();
  }
}

function parseHeads(text: string): readonly AuditHead[] {
  let heads: AuditHead[] = [];
  for (const line of text.split('\n')) {
    try {
      const head = JSON.parse(line) as AuditHead;
      if (!Number.isInteger(head.number) || typeof head.at !== 'string' || typeof head.hash !== 'string') continue;
      if (head.adopted !== undefined) heads = [];
      heads.push(head);
    } catch {
      // Empty, or half a line.
    }
  }
  return heads.sort((a, b) => a.number - b.number);
}
