/** What stands in the folder of the embedded database, told before it is opened: it makes a new one where it finds none. */
import {mkdir, readdir, rename, rm, stat} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {FormError} from '@egov-form/core';

/** What no database of PostgreSQL is without. The first one alone decides for it whether there is a database at all. */
const PARTS = ['PG_VERSION', 'base', 'global', 'global/pg_control', 'pg_wal', 'pg_xact', 'postgresql.conf', 'pg_hba.conf'];

/**
 * Whether there is a database. One that lost a part is not opened and never made anew.
 *
 * @throws FormError `EGOV_GATEWAY_DATABASE` naming the parts that are missing.
 */
export async function embeddedExists(folder: string): Promise<boolean> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return false;
    throw refused(folder, `found what is no readable folder (${(error as {code?: string}).code ?? 'unknown'})`, error);
  }
  if (names.length === 0) return false;
  const found = await Promise.all(PARTS.map((part) => stat(join(folder, part)).then(Boolean, () => false)));
  const missing = PARTS.filter((_, i) => !found[i]);
  if (missing.length === 0) return true;
  throw refused(folder, `found a damaged one without ${missing.join(', ')}`);
}

function refused(folder: string, found: string, cause?: unknown): FormError {
  const advice = `Nothing was changed. Put a backup in its place (docs/deploy.md, "Restore"). Without one, move the folder away, keep it for whoever may repair it, and see what "egov-gateway adopt" says.`;
  const message = `Expected the embedded database in ${folder} to be whole, ${found}. ${advice}`;
  return new FormError('EGOV_GATEWAY_DATABASE', message, {}, {cause});
}

/**
 * Makes a database beside its place and puts it there when it is whole: a process that is killed meanwhile leaves nothing that
 * looks like a damaged one. The data folder belongs to this process.
 */
export async function makeEmbedded(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const unfinished = join(dirname(folder), 'postgres.unfinished');
  await mkdir(dirname(folder), {recursive: true});
  await rm(unfinished, {recursive: true, force: true});
  await make(unfinished);
  await rename(unfinished, folder);
}
