/**
 * The pages of a portal as they are served. A page's source takes what all pages have from one file, by the includes that web
 * servers know (`<!--#include virtual="/parts/head.html" -->`), and names chunks of the bundle without their hash,
 * `/egov-form/main.js`.
 */
import {cp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join, sep} from 'node:path';
import {type Manifest, readManifest} from '../rollup/bundle.ts';

const INCLUDE = /^[ ]*<!--#include virtual="\/([\w./-]+)" -->\n/gmu;
const PRELOAD = /(<link rel="modulepreload" href="\/)egov-form\/([\w.-]+)\.js"/gu;

/** Folder of what pages include. */
const PARTS = 'parts';

/** A page with its parts. Throws when it includes what is not there. */
export async function readPage(folder: string, name: string): Promise<string> {
  const source = await readFile(join(folder, name), 'utf8');
  const parts = new Map<string, string>();
  for (const [, path = ''] of source.matchAll(INCLUDE)) parts.set(path, await readFile(join(folder, path), 'utf8'));
  return source.replaceAll(INCLUDE, (_include, path: string) => parts.get(path) ?? '');
}

/** The page with the names of a build. Throws when it names a chunk that the build does not have. */
export function nameChunks(html: string, manifest: Manifest): string {
  return html.replaceAll(PRELOAD, (_link, start: string, name: string) => {
    const file = manifest[name]?.file;
    if (file === undefined) throw new Error(`Expected a chunk of the bundle to preload, found "${name}".`);
    return `${start}${file}"`;
  });
}

/** Write a portal as it is served: its pages whole and with the names of the build that is there, its other files as they are. */
export async function writePages(from: string, to: string): Promise<void> {
  const manifest = await readManifest();
  await rm(to, {recursive: true, force: true});
  const parts = join(from, PARTS);
  await cp(from, to, {recursive: true, filter: (path) => path !== parts && !path.startsWith(parts + sep)});
  for (const name of await readdir(to, {recursive: true})) {
    if (name.endsWith('.html')) await writeFile(join(to, name), nameChunks(await readPage(from, name), manifest));
  }
}
