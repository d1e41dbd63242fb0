/** An empty folder that installs the packed packages as any project would, and what is in them. */
import {spawnSync} from 'node:child_process';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {root} from '../root.ts';
import {npm, type Tarball} from './pack.ts';

/** One entry of an installed package that can be imported. */
export interface Entry {
  readonly package: string;
  /** `@egov-form/core/check`. */
  readonly specifier: string;
  /** Below the package's folder, `dist/check.js`. */
  readonly file: string;
  readonly types: string | undefined;
}

interface Manifest {
  readonly name: string;
  readonly exports: {readonly [entry: string]: string | {readonly types?: string; readonly default?: string}};
}

/** What our packages leave to their users, in the versions that this repository has: the optional peer, and types. */
const BESIDE = ['react', '@types/react', '@types/node'];

/**
 * @param folder is made. What is not ours comes out of npm's cache where it is there.
 * @throws Error with npm's own words when something cannot be installed.
 */
export async function installAll(folder: string, tarballs: readonly Tarball[]): Promise<void> {
  await mkdir(folder, {recursive: true});
  await writeFile(join(folder, 'package.json'), JSON.stringify({name: 'consumer', private: true, type: 'module'}));
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: {[path: string]: {readonly version?: string}};
  };
  const beside = BESIDE.map((name) => `${name}@${lock.packages[`node_modules/${name}`]?.version}`);
  const switches = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const {status, stderr} = npm(['install', ...switches, ...tarballs.map(({path}) => path), ...beside], folder);
  if (status !== 0) throw new Error(`The packed packages could not be installed: ${stderr}`);
}

/** Every entry that a user may import; what only this repository sees has no `default`. */
export async function entriesOf(folder: string, tarballs: readonly Tarball[]): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const {name} of tarballs) {
    const manifest = JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as Manifest;
    for (const [entry, target] of Object.entries(manifest.exports)) {
      if (typeof target === 'string' || target.default === undefined) continue;
      const specifier = entry === '.' ? name : `${name}${entry.slice(1)}`;
      entries.push({package: name, specifier, file: target.default.slice(2), types: target.types?.slice(2)});
    }
  }
  return entries;
}

/** Run a program of the consumer with Node, without this repository's settings. */
export function runIn(
  folder: string,
  ...args: readonly string[]
): {readonly status: number | null; readonly stdout: string; readonly stderr: string} {
  const {NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env} = process.env;
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
    timeout: 400_000,
  });
}

/** Run a line of a page of the documentation in the consumer's folder. */
export function runShell(folder: string, line: string): {readonly status: number | null; readonly stderr: string} {
  return spawnSync('sh', ['-c', line], {cwd: folder, encoding: 'utf8'});
}
