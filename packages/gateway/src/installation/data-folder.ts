import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {FormError} from '@egov-form/core';

/** A data folder in use. */
export interface DataFolder {
  release(): Promise<void>;
}

/** An empty SQLite database. Nothing is ever written into it: it is what the lock is on. It stays when the lock is given back. */
const LOCK_NAME = 'lock';
/** Says for people which process has the lock. It decides nothing: a killed process leaves it behind. */
const OWNER_NAME = 'in-use-by';

/** SQLite's result code for a lock that somebody else has. */
const SQLITE_BUSY = 5;

/** Makes a data folder, readable by this account alone, that several processes may work in. */
export async function makeDataFolder(folder: string): Promise<DataFolder> {
  await mkdir(folder, {recursive: true, mode: 0o700});
  return {release: async () => undefined};
}

/**
 * Makes a data folder, readable by this account alone, and takes it for this process: the embedded database does not notice
 * a second one, and two of them would destroy each other's data.
 *
 * The lock is the operating system's, by SQLite, which has it on every platform that Node has. So it ends with its process
 * however that ends, a suspended process keeps it, and it holds between containers, whose process numbers mean nothing to each
 * other.
 *
 * Limits  Between machines it is as good as the locks of the network's file system; many have none. A program that reads the
 *         file `lock` inside of this very process gives the lock away (POSIX); copies are made from outside.
 *
 * @throws FormError `EGOV_GATEWAY_DATA_FOLDER` when another process has it, or its file system has no locks.
 */
export async function takeDataFolder(folder: string): Promise<DataFolder> {
  await makeDataFolder(folder);
  const owner = join(folder, OWNER_NAME);
  const lock = takeLock(join(folder, LOCK_NAME));
  if (lock instanceof Error) throw await refusal(folder, owner, lock);
  const earlier = earlierOwner(await readFile(owner, 'utf8').catch(() => ''));
  if (earlier !== undefined) {
    lock.close();
    const found = `process ${earlier}, which an earlier version of the gateway noted there and which lives`;
    const advice = `Stop it if it is a gateway; if it is another program, remove the file "${OWNER_NAME}" in the folder.`;
    throw new FormError('EGOV_GATEWAY_DATA_FOLDER', `Expected the data folder ${folder} to be free, found ${found}. ${advice}`);
  }
  await writeFile(owner, `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n`, {mode: 0o600});
  let released = false;
  return {
    release: async () => {
      if (released) return;
      released = true;
      await rm(owner, {force: true});
      lock.close();
    },
  };
}

/** The lock, held until it is closed; or why not. */
function takeLock(path: string): DatabaseSync | Error {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path, {timeout: 0});
    // No journal: there is nothing to write, and a full disk must not be in the way.
    lock.exec('pragma journal_mode = off; begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    if (error instanceof Error) return error;
    throw error;
  }
}

async function refusal(folder: string, owner: string, cause: Error): Promise<FormError> {
  if ((cause as {errcode?: number}).errcode !== SQLITE_BUSY) {
    const message = `Expected to take the data folder ${folder} for this process, but its file system gave no lock (${cause.message}). The embedded database needs a folder on a disk of this machine that this account may write to: name one with DATA_FOLDER, or use a PostgreSQL server (DATABASE_URL).`;
    return new FormError('EGOV_GATEWAY_DATA_FOLDER', message, {}, {cause});
  }
  const noted = (await readFile(owner, 'utf8').catch(() => '')).trim().slice(0, 200) || 'another process';
  const message = `Expected a data folder that no other gateway uses, found ${folder} in use by ${noted}. The embedded database is for one process: stop the other gateway (a suspended one has the folder, too), give this one another folder with DATA_FOLDER, or let both use a PostgreSQL server (DATABASE_URL).`;
  return new FormError('EGOV_GATEWAY_DATA_FOLDER', message, {}, {cause});
}

/** Earlier versions noted their number alone and had no other lock. In a container all of them were number 1, as we are. */
function earlierOwner(noted: string): number | undefined {
  const pid = /^\d+$/u.test(noted) ? Number(noted) : 0;
  if (pid <= 0 || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as {code?: string}).code === 'EPERM' ? pid : undefined;
  }
}
