/** Files and rows held against each other: what a cut request or a killed process left is removed, or put in its place. */
import {readdir, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';
import {finishCopies, unknownDossiers} from './dossier-files.ts';
import {incomingFolder, isUploadId, removeIncoming, removeStaleUploads} from './uploads.ts';

/** The file of an upload comes a moment after its row; after so long it does not come any more, ms. */
const FILE_COMES_MS = 60 * 60 * 1000;
/** Files that one statement asks the database about. */
const AT_ONCE = 500;

/**
 * Sweeps the folder of files. Any process may, while others work.
 *
 * @returns codes of folders whose dossiers the database does not know, or which stand where others belong. They are left alone.
 */
export async function sweepFiles(database: Database, uploadsFolder: string, now: number): Promise<readonly string[]> {
  await removeStaleUploads(database, uploadsFolder, now);
  await removeFilesWithoutRow(database, uploadsFolder);
  await removeRowsWithoutFile(database, uploadsFolder, now);
  const taken = await finishCopies(database, uploadsFolder, now);
  return [...taken, ...(await unknownDossiers(database, uploadsFolder))];
}

/** Files are listed before rows are asked for, and rows are made before files: none is taken for waste that is wanted. */
async function removeFilesWithoutRow(database: Database, uploadsFolder: string): Promise<void> {
  const folder = incomingFolder(uploadsFolder);
  const names = await readdir(folder);
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const ids = names.slice(from, from + AT_ONCE).filter(isUploadId);
    if (ids.length === 0) continue;
    const {rows} = await sql<{id: string}>`select id from uploads where id = any(${ids}::text[])`.execute(database);
    const known = new Set(rows.map(({id}) => id));
    await removeIncoming(
      uploadsFolder,
      ids.filter((id) => !known.has(id)),
    );
  }
  // What an earlier version noted beside each file; the rows say it.
  for (const name of names) if (/^[0-9a-f]{32}\.json$/u.test(name)) await rm(join(folder, name), {force: true});
}

async function removeRowsWithoutFile(database: Database, uploadsFolder: string, now: number): Promise<void> {
  const old = await database
    .selectFrom('uploads')
    .select('id')
    .where('created_at', '<', new Date(now - FILE_COMES_MS))
    .where(sql<boolean>`held_until is null or held_until <= now()`)
    .execute();
  for (const {id} of old) {
    const there = await stat(join(incomingFolder(uploadsFolder), id)).then(
      () => true,
      (error: {code?: string}) => error.code !== 'ENOENT',
    );
    if (!there) await database.deleteFrom('uploads').where('id', '=', id).execute();
  }
}
