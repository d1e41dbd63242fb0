/**
 * Files on their way in `incoming/`, under random names. The row of an upload is there before its file and goes before it, so
 * that a file without a row is waste, whenever a process ends.
 */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {READABLE, SNIFFED_BYTES, sniff} from '@egov-form/digitize/inspect';
import {type Configstore, FileStore} from '@tus/file-store';
import {Upload} from '@tus/server';
import {sql} from 'kysely';
import type {Database, GatewayDatabase} from '../database/open.ts';

export type FileType = NonNullable<(typeof READABLE)[keyof typeof READABLE]>;

/** What a file really is, whatever its name says. */
export interface FileFacts {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** By its first bytes; `undefined` for every other kind. */
  readonly type: FileType | undefined;
}

/** Largest file, bytes: 20 MiB. */
export const MAX_UPLOAD_BYTES: number = 20 * 1024 * 1024;
/** Uploads of one person that no dossier holds yet. */
export const MAX_WAITING = 60;
/** Bytes that these may have together, as they were announced: 500 MiB. */
export const MAX_WAITING_BYTES: number = 25 * MAX_UPLOAD_BYTES;
/** Uploads that no dossier took are removed after a day. */
const LIFE_MS = 24 * 60 * 60 * 1000;
/** Of counting a person's uploads, among the advisory locks of this database. */
const COUNT_LOCK = 7_103_006;

export function isUploadId(text: string): boolean {
  return /^[0-9a-f]{32}$/u.test(text);
}

export function incomingFolder(uploadsFolder: string): string {
  return join(uploadsFolder, 'incoming');
}

/** An upload that is about to be made. */
export interface NewUpload {
  readonly id: string;
  readonly subject: string;
  readonly sizeBytes: number;
  readonly at: Date;
}

/**
 * Makes the row of an upload.
 *
 * @returns false when the person has as many waiting as one may, or as much. Requests of one person are counted one after the
 *     other, wherever they arrive.
 */
export function beginUpload(database: Database, {id, subject, sizeBytes, at}: NewUpload): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${COUNT_LOCK}::int, hashtext(${subject}))`.execute(transaction);
    const {rows} = await sql<{id: string}>`
      insert into uploads (id, subject, size_bytes, created_at)
      select ${id}, ${subject}, ${sizeBytes}::int, ${at.toISOString()}::timestamptz
      from (select count(*) as number, coalesce(sum(size_bytes), 0) as bytes from uploads where subject = ${subject}) as waiting
      where number < ${MAX_WAITING}::int and bytes + ${sizeBytes}::int <= ${MAX_WAITING_BYTES}::int
      returning id`.execute(transaction);
    return rows.length === 1;
  });
}

/** Files in `incoming/` as the tus server writes them. What it notes of an upload is the row: nothing else lies beside the files. */
export class UploadStore extends FileStore {
  constructor(database: Database, uploadsFolder: string) {
    super({directory: incomingFolder(uploadsFolder), configstore: uploadRecords(database)});
  }

  override async remove(id: string): Promise<void> {
    await this.configstore.delete(id);
    await super.remove(id);
  }
}

function uploadRecords(database: Database): Configstore {
  return {
    async get(id) {
      const row = await database
        .selectFrom('uploads')
        .select(['size_bytes', 'created_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && new Upload({id, size: row.size_bytes, offset: 0, creation_date: row.created_at.toISOString()});
    },
    // The row was there first.
    set: async () => undefined,
    async delete(id) {
      await database.deleteFrom('uploads').where('id', '=', id).execute();
    },
  };
}

/** Reads a file once; `undefined` when it is not there. */
export async function examineFile(path: string): Promise<FileFacts | undefined> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let sizeBytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (head.length < SNIFFED_BYTES) head = Buffer.concat([head, chunk.subarray(0, SNIFFED_BYTES - head.length)]);
      sizeBytes += chunk.length;
      hash.update(chunk);
    }
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return undefined;
    throw error;
  }
  return {sizeBytes, sha256: hash.digest('hex'), type: READABLE[sniff(head)]};
}

/** Removes files on their way. Their rows are gone. */
export async function removeIncoming(uploadsFolder: string, ids: readonly string[]): Promise<void> {
  for (const id of ids.filter(isUploadId)) await rm(join(incomingFolder(uploadsFolder), id), {force: true});
}

/** Removes an upload that came to nothing. */
export async function forgetUpload(database: Database, uploadsFolder: string, id: string): Promise<void> {
  await database.deleteFrom('uploads').where('id', '=', id).execute();
  await removeIncoming(uploadsFolder, [id]);
}

/** Removes uploads that nobody used for a day. One that a request works with is left for later. */
export async function removeStaleUploads(database: Database, uploadsFolder: string, now: number): Promise<void> {
  const stale = await database
    .deleteFrom('uploads')
    .where('created_at', '<', new Date(now - LIFE_MS))
    .where(sql<boolean>`held_until is null or held_until <= now()`)
    .returning('id')
    .execute();
  await removeIncoming(
    uploadsFolder,
    stale.map(({id}) => id),
  );
}

/** The embedded database is for one process: what stands in it as held at the start was held by a process that is gone. */
export async function releaseLeftLeases(database: GatewayDatabase): Promise<void> {
  if (database.engine !== 'embedded') return;
  await database.updateTable('uploads').set({held_by: null, held_until: null, wanted: false}).execute();
}
