/**
 * Pages that preload chunks of the bundle. A page's source names them without the hash, `/egov-form/main.js`; what is served has
 * the names of the build.
 */
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {type Manifest, readManifest} from './bundle.ts';

const PRELOAD = /(<link rel="modulepreload" href="\/)egov-form\/([\w.-]+)\.js"/gu;

/** The page with the names of a build. Throws when it names a chunk that the build does not have. */
export function nameChunks(html: string, manifest: Manifest): string {
  return html.replaceAll(PRELOAD, (_link, start: string, name: string) => {
    const file = manifest[name]?.file;
    if (file === undefined) throw new Error(`Expected a chunk of the bundle to preload, found "${name}".`);
    return `${start}${file}"`;
  });
}

/** Write all pages of a folder, and none of its other files, with the names of the build that is there. */
export async function writePages(from: string, to: string): Promise<void> {
  const manifest = await readManifest();
  await rm(to, {recursive: true, force: true});
  for (const name of await readdir(from, {recursive: true})) {
    if (!name.endsWith('.html')) continue;
    await mkdir(dirname(join(to, name)), {recursive: true});
    await writeFile(join(to, name), nameChunks(await readFile(join(from, name), 'utf8'), manifest));
  }
}
