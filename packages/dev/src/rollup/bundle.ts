/**
 * The browser bundle: `packages/egov-form/dist/egov-form.js`, its lazy pieces, the worker, the files that the worker needs,
 * and `sizes.json`. Nothing is done when no input changed.
 */
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {cp, mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join, relative} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {type OutputOptions, type RollupOptions, rollup} from 'rollup';
import {root} from '../root.ts';
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
/** What a page's script tag names. */
const PAGE_FILES = ['egov-form.js'];
/** Says which inputs the bundle was made of. Written last, so that a broken build is made again. */
const STAMP = join(BUNDLE_FOLDER, 'build.json');

/** Style sheets that a page may choose; they go beside the bundle's pieces. */
const THEMES = join(root, 'packages/egov-form/themes');

/** Bytes of one built file. */
export interface FileSize {
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Build the browser bundle unless it is up to date. Answers whether there was anything to do. */
export async function buildBundle(): Promise<boolean> {
  const assets = digitizeAssets();
  const inputs = await hashOfInputs();
  if (await isUpToDate(inputs, assets)) return false;
  await rm(STAMP, {force: true});
  await rm(join(BUNDLE_FOLDER, 'egov-form'), {recursive: true, force: true});
  const {default: configurations} = (await import(pathToFileURL(join(root, 'rollup.config.js')).href)) as {
    default: (version: string) => Promise<RollupOptions[]>;
  };
  for (const {output, ...options} of await configurations(inputs.slice(0, 8))) {
    const bundle = await rollup(options);
    await bundle.write(output as OutputOptions);
    await bundle.close();
  }
  for (const {from, to} of assets) {
    const target = join(BUNDLE_FOLDER, to);
    await mkdir(dirname(target), {recursive: true});
    await cp(from, target, {recursive: true});
  }
  await cp(THEMES, join(BUNDLE_FOLDER, 'egov-form/themes'), {recursive: true});
  await writeFile(join(BUNDLE_FOLDER, 'sizes.json'), `${JSON.stringify(await sizes(), null, 2)}\n`);
  await writeFile(STAMP, `${JSON.stringify({inputs}, null, 2)}\n`);
  return true;
}

/** Raw and compressed bytes of every script that we built, by path under the bundle's folder. */
async function sizes(): Promise<{[file: string]: FileSize}> {
  const result: {[file: string]: FileSize} = {};
  const pieces = (await readdir(join(BUNDLE_FOLDER, 'egov-form'))).filter((name) =>
    existsSync(join(BUNDLE_FOLDER, 'egov-form', `${name}.map`)),
  );
  for (const file of [...PAGE_FILES, ...pieces.sort().map((name) => `egov-form/${name}`)]) {
    const bytes = await readFile(join(BUNDLE_FOLDER, file));
    result[file] = {bytes: bytes.length, gzipBytes: gzipSync(bytes, {level: 9}).length};
  }
  return result;
}

async function isUpToDate(inputs: string, assets: ReturnType<typeof digitizeAssets>): Promise<boolean> {
  const made = [...PAGE_FILES, 'egov-form/digitize.worker.js', 'sizes.json', ...assets.map(({to}) => to)];
  if (!made.every((file) => existsSync(join(BUNDLE_FOLDER, file)))) return false;
  const stamp = await readFile(STAMP, 'utf8').catch(() => '{}');
  return (JSON.parse(stamp) as {inputs?: string}).inputs === inputs;
}

/** One hash over everything that the bundle is made of: our sources, the versions of what they import, and the way it is built. */
async function hashOfInputs(): Promise<string> {
  const files = [
    'package-lock.json',
    'rollup.config.js',
    'tsconfig.base.json',
    'packages/dev/src/rollup/bundle.ts',
    'packages/dev/src/rollup/digitize-assets.ts',
    'packages/dev/src/rollup/linked-pieces.ts',
    'packages/dev/src/rollup/own-lit-policy.ts',
    'packages/dev/src/rollup/squeeze-templates.ts',
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
