/**
 * The browser bundle: `packages/egov-form/dist/egov-form.js`, its chunks, the worker, the files that the worker needs, and a
 * manifest. Nothing is done when no input changed.
 */
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {cp, mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {basename, dirname, join, relative} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {type OutputChunk, type OutputOptions, type RollupOptions, rollup} from 'rollup';
import {root} from '../root.ts';
import {compressFolder} from './compress.ts';
import {digitizeAssets} from './digitize-assets.ts';

/** Where the bundle goes. */
export const BUNDLE_FOLDER: string = join(root, 'packages/egov-form/dist');

/** Packages whose sources end up in the bundle. */
const BUNDLED = [
  'packages/core',
  'packages/vietnam',
  'packages/connectors',
  'packages/digitize',
  'packages/drafts',
  'packages/elements',
  'packages/egov-form',
];
/** Names of all scripts and what they import, for pages that preload some. */
const MANIFEST = join(BUNDLE_FOLDER, 'egov-form/manifest.json');
/** Says which inputs the bundle was made of. Written last, so that a broken build is made again. */
const STAMP = join(BUNDLE_FOLDER, 'build.json');

/** Style sheets that a page may choose; they go beside the chunks. */
const THEMES = join(root, 'packages/egov-form/themes');

/** One built script. */
export interface BuiltFile {
  /** Path under the bundle's folder. */
  readonly file: string;
  /** Names of what it imports at once. */
  readonly imports: readonly string[];
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Every script that we built, by its name without the hash. */
export type Manifest = {readonly [name: string]: BuiltFile};

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(MANIFEST, 'utf8')) as Manifest;
}

/** Build the browser bundle unless it is up to date. Answers whether there was anything to do. */
export async function buildBundle(): Promise<boolean> {
  const assets = digitizeAssets();
  const inputs = await hashOfInputs();
  if (await isUpToDate(inputs, assets)) return false;
  await rm(STAMP, {force: true});
  await rm(join(BUNDLE_FOLDER, 'egov-form'), {recursive: true, force: true});
  const {default: configurations} = (await import(pathToFileURL(join(root, 'rollup.config.js')).href)) as {
    default: readonly RollupOptions[];
  };
  const chunks: OutputChunk[] = [];
  for (const {output, ...options} of configurations) {
    const bundle = await rollup(options);
    const written = await bundle.write(output as OutputOptions);
    await bundle.close();
    chunks.push(...written.output.filter((file) => file.type === 'chunk'));
  }
  for (const {from, to} of assets) {
    const target = join(BUNDLE_FOLDER, to);
    await mkdir(dirname(target), {recursive: true});
    await cp(from, target, {recursive: true});
  }
  await cp(THEMES, join(BUNDLE_FOLDER, 'egov-form/themes'), {recursive: true});
  await writeFile(MANIFEST, `${JSON.stringify(await manifestOf(chunks), null, 2)}\n`);
  await compressFolder(join(BUNDLE_FOLDER, 'egov-form'));
  await writeFile(STAMP, `${JSON.stringify({inputs}, null, 2)}\n`);
  return true;
}

async function manifestOf(chunks: readonly OutputChunk[]): Promise<Manifest> {
  const named = new Map(chunks.map(({fileName}) => [fileName, basename(fileName).replace(/(?:-[0-9a-f]{12})?\.js$/u, '')]));
  if (new Set(named.values()).size < named.size)
    throw new Error(`Expected chunks of different names, found ${[...named.keys()]}.`);
  const files: [string, BuiltFile][] = [];
  for (const {fileName: file, imports} of chunks) {
    const bytes = await readFile(join(BUNDLE_FOLDER, file));
    const gzipBytes = gzipSync(bytes, {level: 9}).length;
    files.push([
      named.get(file) ?? '',
      {file, imports: imports.map((path) => named.get(path) ?? ''), bytes: bytes.length, gzipBytes},
    ]);
  }
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function isUpToDate(inputs: string, assets: ReturnType<typeof digitizeAssets>): Promise<boolean> {
  const stamp = JSON.parse(await readFile(STAMP, 'utf8').catch(() => '{}')) as {readonly inputs?: string};
  if (stamp.inputs !== inputs || !existsSync(MANIFEST)) return false;
  const made = [...Object.values(await readManifest()).map(({file}) => file), ...assets.map(({to}) => to)];
  return made.every((file) => existsSync(join(BUNDLE_FOLDER, file)));
}

/** One hash over everything that the bundle is made of: our sources, the versions of what they import, and the way it is built. */
async function hashOfInputs(): Promise<string> {
  const files = [
    'package-lock.json',
    'rollup.config.js',
    'tsconfig.base.json',
    'packages/dev/src/rollup/bundle.ts',
    'packages/dev/src/rollup/compress.ts',
    'packages/dev/src/rollup/digitize-assets.ts',
    'packages/dev/src/rollup/own-lit-policy.ts',
    'packages/dev/src/rollup/minify-templates.ts',
    'packages/digitize/assets/tesseract.worker.js',
  ];
  for (const theme of await readdir(THEMES)) files.push(`packages/egov-form/themes/${theme}`);
  for (const name of BUNDLED) {
    const sources = join(root, name, 'src');
    files.push(`${name}/package.json`, `${name}/tsconfig.json`);
    for (const entry of await readdir(sources, {recursive: true})) {
      const path = join(sources, entry);
      if (!/\.test\.ts$/u.test(entry) && (await stat(path)).isFile()) files.push(relative(root, path));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(await readFile(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}
