/** `egov-gateway init`: the files of an installation that works as it is, to begin from. */
import {constants} from 'node:fs';
import {copyFile, mkdir, readdir, stat} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {FormError} from '@egov-form/core';

const TEMPLATE = fileURLToPath(new URL('../../template', import.meta.url));

/**
 * Writes the files into a folder, which is made. Nothing that is there is written over.
 *
 * @returns their paths below the folder.
 * @throws FormError `EGOV_GATEWAY_INIT` when one of them is there already; then none is written.
 */
export async function writeTemplate(folder: string): Promise<readonly string[]> {
  const entries = await readdir(TEMPLATE, {recursive: true, withFileTypes: true});
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(TEMPLATE.length + 1))
    .sort();
  const taken: string[] = [];
  for (const file of files) if (await stat(join(folder, file)).catch(() => undefined)) taken.push(file);
  if (taken.length > 0) {
    const message = `Expected a folder without ${taken.join(', ')}, found ${taken.length === 1 ? 'it' : 'them'} in ${resolve(folder)}. Name another folder; nothing was written.`;
    throw new FormError('EGOV_GATEWAY_INIT', message, {files: taken});
  }
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), {recursive: true});
    await copyFile(join(TEMPLATE, file), join(folder, file), constants.COPYFILE_EXCL);
  }
  return files;
}
