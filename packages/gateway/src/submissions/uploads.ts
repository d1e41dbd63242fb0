/** Files on disk: on their way in `incoming/`, and those of dossiers in `dossiers/<code>/`. Names are random. */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {copyFile, link, mkdir, open, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Database} from '../database/open.ts';

export type FileType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** What a file really is, whatever its name says. */
export interface FileFacts {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** By its first bytes; `undefined` for every other kind. */
  readonly type: FileType | undefined;
}

/** Uploads that no dossier took are removed after a day. */
const LIFE_MS = 24 * 60 * 60 * 1000;

export function isUploadId(text: string): boolean {
  return /^[0-9a-f]{32}$/u.test(text);
}

export function incomingFolder(uploadsFolder: string): string {
  return join(uploadsFolder, 'incoming');
}

/** Makes the folders, readable by this account alone. */
export async function prepareFolders(uploadsFolder: string): Promise<void> {
  await mkdir(incomingFolder(uploadsFolder), {recursive: true, mode: 0o700});
  await mkdir(join(uploadsFolder, 'dossiers'), {recursive: true, mode: 0o700});
}

/** Reads a received file once; `undefined` when it is not there. */
export async function examineFile(uploadsFolder: string, id: string): Promise<FileFacts | undefined> {
  const path = join(incomingFolder(uploadsFolder), id);
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let sizeBytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (head.length < 8) head = Buffer.concat([head, chunk.subarray(0, 8)]);
      sizeBytes += chunk.length;
      hash.update(chunk);
    }
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return undefined;
    throw error;
  }
  return {sizeBytes, sha256: hash.digest('hex'), type: typeOf(head)};
}

function typeOf(head: Buffer): FileType | undefined {
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (head.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return 'image/png';
  return undefined;
}

/**
 * Puts received files into a dossier's folder, durably. They stay in `incoming/` too until `forgetUploads`, so that a crash
 * before the dossier is committed loses nothing.
 */
export async function keepForDossier(uploadsFolder: string, code: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const folder = join(uploadsFolder, 'dossiers', code);
  // A number that was not committed may have left files behind.
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true, mode: 0o700});
  for (const id of ids) {
    const from = join(incomingFolder(uploadsFolder), id);
    const to = join(folder, id);
    try {
      await link(from, to);
    } catch {
      // File systems without hard links.
      await copyFile(from, to);
    }
    await flush(to);
  }
}

export async function forgetDossierFiles(uploadsFolder: string, code: string): Promise<void> {
  await rm(join(uploadsFolder, 'dossiers', code), {recursive: true, force: true});
}

/** Removes received files with what the upload protocol noted about them. */
export async function forgetUploads(uploadsFolder: string, ids: readonly string[]): Promise<void> {
  for (const id of ids.filter(isUploadId)) {
    await rm(join(incomingFolder(uploadsFolder), id), {force: true});
    await rm(join(incomingFolder(uploadsFolder), `${id}.json`), {force: true});
  }
}

/** Removes uploads that nobody used for a day. */
export async function removeStaleUploads(database: Database, uploadsFolder: string, now: number): Promise<void> {
  const stale = await database
    .deleteFrom('uploads')
    .where('created_at', '<', new Date(now - LIFE_MS))
    .returning('id')
    .execute();
  await forgetUploads(
    uploadsFolder,
    stale.map(({id}) => id),
  );
}

/** Bytes received so far; 0 when there is no such file. */
export async function receivedBytes(uploadsFolder: string, id: string): Promise<number> {
  return stat(join(incomingFolder(uploadsFolder), id)).then(
    ({size}) => size,
    () => 0,
  );
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
