import {mkdir, open, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {FormError} from '@egov-form/core';

/** A data folder in use. */
export interface DataFolder {
  release(): Promise<void>;
}

const LOCK_NAME = 'in-use-by';

/** Locks of this very process: a file with our own number that is not among them was left by a process before us. */
const held = new Set<string>();

/** Makes a data folder, readable by this account alone, that several processes may work in. */
export async function makeDataFolder(folder: string): Promise<DataFolder> {
  await mkdir(folder, {recursive: true, mode: 0o700});
  return {release: async () => undefined};
}

/**
 * Makes a data folder, readable by this account alone, and takes it for this process: the embedded database does not notice
 * a second one, and two of them would destroy each other's data. What a killed process left behind is taken over.
 *
 * @throws FormError `EGOV_GATEWAY_DATA_FOLDER` when another living process has it.
 */
export async function takeDataFolder(folder: string): Promise<DataFolder> {
  await makeDataFolder(folder);
  const path = join(folder, LOCK_NAME);
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      held.add(path);
      return {
        release: async () => {
          held.delete(path);
          await rm(path, {force: true});
        },
      };
    } catch (error) {
      if ((error as {code?: string}).code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
    if (owner !== process.pid && isAlive(owner)) break;
    if (owner === process.pid && held.has(path)) break;
    await rm(path, {force: true});
  }
  throw new FormError(
    'EGOV_GATEWAY_DATA_FOLDER',
    `Expected a data folder that no other process uses, found one in use. Stop the other gateway, or choose another folder with DATA_FOLDER. If none runs, remove the file "${LOCK_NAME}" in it.`,
  );
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as {code?: string}).code === 'EPERM';
  }
}
