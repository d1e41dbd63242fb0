/**
 * Documents of dossiers. What a dossier holds is a copy of its own that no sender ever had open, read-only, and hashed after it was
 * on the disk. A copy is made in `dossiers/.making/<random>`, gets the dossier's code there before the transaction ends, and
 * comes to `dossiers/<code>` after it: a folder there belongs to a dossier that was kept, and no program removes it.
 *
 * Limits  Whoever may write as the gateway's own account may change the files; the hashes are in the database. A copy that has a
 *         code but no dossier is removed after an hour: also that of a dossier which only a lost database knew, where its
 *         gateway was killed between the transaction's end and the placing.
 */
import {randomBytes} from 'node:crypto';
import {constants} from 'node:fs';
import {access, copyFile, mkdir, open, opendir, readdir, rename, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';
import {isDossierCode} from '../dossiers/dossier-code.ts';
import {incomingFolder} from './uploads.ts';

/** A copy that is neither kept nor given up for so long was left by a process that ended, ms. */
const LEFT_MS = 60 * 60 * 1000;
/** Folders that one statement asks the database about. */
const AT_ONCE = 500;

export function dossiersFolder(uploadsFolder: string): string {
  return join(uploadsFolder, 'dossiers');
}

function makingFolder(uploadsFolder: string): string {
  return join(dossiersFolder(uploadsFolder), '.making');
}

/** Makes the folders, readable by this account alone. */
export async function prepareFolders(uploadsFolder: string): Promise<void> {
  await mkdir(incomingFolder(uploadsFolder), {recursive: true, mode: 0o700});
  await mkdir(makingFolder(uploadsFolder), {recursive: true, mode: 0o700});
}

/** Copies of received files for one dossier, on the disk. */
export class DossierCopy {
  readonly #making: string;
  readonly #random: string;
  #path: string;
  #coded = false;

  private constructor(making: string) {
    this.#making = making;
    this.#random = join(making, randomBytes(16).toString('hex'));
    this.#path = this.#random;
  }

  /** Files that are not there are left out. */
  static async make(uploadsFolder: string, ids: readonly string[]): Promise<DossierCopy> {
    const copy = new DossierCopy(makingFolder(uploadsFolder));
    await mkdir(copy.#path, {mode: 0o700});
    try {
      for (const id of ids) await copyDurably(join(incomingFolder(uploadsFolder), id), join(copy.#path, id));
      await flushFolder(copy.#path);
      return copy;
    } catch (error) {
      await copy.discard();
      throw error;
    }
  }

  get folder(): string {
    return this.#path;
  }

  /** Names it after its dossier. Within the transaction that gave out the code: nobody else has it. */
  async nameAfter(code: string): Promise<void> {
    const path = join(this.#making, code);
    if (path !== this.#path) await setAside(this.#making, path);
    await rename(this.#path, path);
    this.#path = path;
    this.#coded = true;
  }

  /** Takes the name back, before the code goes to another dossier. */
  async unname(): Promise<void> {
    if (!this.#coded) return;
    await rename(this.#path, this.#random);
    this.#path = this.#random;
    this.#coded = false;
  }

  /** Removes it, unless it may have become a dossier's: a transaction whose end was not heard of is looked into by the sweep. */
  async discard(): Promise<void> {
    if (!this.#coded) await rm(this.#path, {recursive: true, force: true});
  }
}

/**
 * For a new dossier without documents, within the transaction that gave out the code: a copy of that name would be taken for its own.
 */
export async function setAsideCopy(uploadsFolder: string, code: string): Promise<void> {
  const making = makingFolder(uploadsFolder);
  await setAside(making, join(making, code));
}

/** A copy of that name is of a transaction that did not come to its end: the code would not be given out again otherwise. */
async function setAside(making: string, path: string): Promise<void> {
  try {
    await rename(path, join(making, randomBytes(16).toString('hex')));
  } catch (error) {
    if ((error as {code?: string}).code !== 'ENOENT') throw error;
  }
}

/** To be called before a transaction ends: the names in `.making` must outlive a power failure. */
export async function flushNames(uploadsFolder: string): Promise<void> {
  await flushFolder(makingFolder(uploadsFolder));
}

/** Whether files of that dossier are there, placed already or not. */
export async function hasDossierFiles(uploadsFolder: string, code: string): Promise<boolean> {
  const places = [dossiersFolder(uploadsFolder), makingFolder(uploadsFolder)];
  return (await Promise.all(places.map((place) => isFolder(join(place, code))))).includes(true);
}

/** Puts the files of a dossier that was kept where they stay. Any process may, and more than once. */
export async function placeDossierFiles(uploadsFolder: string, code: string): Promise<void> {
  try {
    await rename(join(makingFolder(uploadsFolder), code), join(dossiersFolder(uploadsFolder), code));
  } catch (error) {
    // It has no files, or another process was faster.
    if ((error as {code?: string}).code !== 'ENOENT') throw error;
  }
}

/**
 * Finishes what processes that ended left in `.making`: places what was kept, removes what was not and is old.
 *
 * @returns codes of dossiers whose place is taken by another folder. Nothing is removed then.
 */
export async function finishCopies(database: Database, uploadsFolder: string, now: number): Promise<readonly string[]> {
  const making = makingFolder(uploadsFolder);
  const names = await readdir(making);
  const codes = names.filter(isDossierCode);
  const kept = await knownCodes(database, codes);
  const taken: string[] = [];
  for (const code of kept) {
    await placeDossierFiles(uploadsFolder, code).catch((error: unknown) => {
      if (!isThere(error)) throw error;
      taken.push(code);
    });
  }
  for (const name of names) {
    if (kept.has(name)) continue;
    const path = join(making, name);
    const madeAt = await stat(path).then(
      ({mtimeMs}) => mtimeMs,
      () => now,
    );
    if (now - madeAt > LEFT_MS) await rm(path, {recursive: true, force: true});
  }
  return taken;
}

/** Folders of dossiers that the database does not know: it is older than the files, or another one. They stay. */
export async function unknownDossiers(database: Database, uploadsFolder: string): Promise<readonly string[]> {
  const unknown: string[] = [];
  const ask = async (codes: readonly string[]): Promise<void> => {
    const known = await knownCodes(database, codes);
    unknown.push(...codes.filter((code) => !known.has(code)));
  };
  let some: string[] = [];
  for await (const {name} of await opendir(dossiersFolder(uploadsFolder))) {
    if (!isDossierCode(name)) continue;
    some.push(name);
    if (some.length < AT_ONCE) continue;
    await ask(some);
    some = [];
  }
  await ask(some);
  return unknown;
}

async function knownCodes(database: Database, codes: readonly string[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const {rows} = await sql<{code: string}>`
    select code from dossiers where code = any(${[...codes]}::text[])`.execute(database);
  return new Set(rows.map(({code}) => code));
}

/** An inode of its own, or blocks shared until one side writes where the file system can do that. */
async function copyDurably(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as {code?: string}).code === 'ENOENT') return;
    throw error;
  }
  const file = await open(to, 'r+');
  try {
    await file.chmod(0o400);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  // Not on Windows, and not on every file system of a network.
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function isFolder(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isThere(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as {code?: string}).code ?? '');
}
