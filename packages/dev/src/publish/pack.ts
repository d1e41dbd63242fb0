/** The packages as npm would publish them. */
import {spawnSync} from 'node:child_process';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {buildBundle} from '../rollup/bundle.ts';
import {root} from '../root.ts';
import {buildPackages} from './build-packages.ts';
import {PUBLISHED_FOLDERS} from './published.ts';

/** One packed package. */
export interface Tarball {
  /** `@egov-form/core`. */
  readonly name: string;
  /** Absolute path of the `.tgz`. */
  readonly path: string;
  /** Compressed. */
  readonly bytes: number;
  /** What is in it, from the package's folder. */
  readonly files: readonly string[];
}

interface PackReport {
  readonly name: string;
  readonly filename: string;
  readonly size: number;
  readonly files: readonly {readonly path: string}[];
}

/** Starts npm's own program: as a script of npm we know where it is, else the shell does. */
export function npm(
  args: readonly string[],
  folder: string,
): {readonly status: number | null; readonly stdout: string; readonly stderr: string} {
  const program = process.env['npm_execpath'];
  const [command, first] = program?.endsWith('.js') ? [process.execPath, [program]] : ['npm', []];
  // What npm said to this process of its own settings is of this repository, not of that folder.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?:config|package)_|^NODE_OPTIONS$/iu.test(name)),
  );
  return spawnSync(command, [...first, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
    maxBuffer: 64 << 20,
    shell: process.platform === 'win32',
  });
}

/**
 * Build what is not up to date, and pack every published package.
 *
 * @param to folder for the tarballs; it is made.
 * @throws Error when a package cannot be built or packed.
 */
export async function packAll(to: string): Promise<readonly Tarball[]> {
  await buildBundle();
  if (!(await buildPackages())) throw new Error('Expected packages that compile: see the messages of the compiler above.');
  await mkdir(to, {recursive: true});
  const folders = PUBLISHED_FOLDERS.map((folder) => join(root, folder));
  const {status, stdout, stderr} = npm(['pack', '--json', '--pack-destination', to, ...folders], root);
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const said = JSON.parse(stdout) as readonly PackReport[] | {readonly [name: string]: PackReport};
  return Object.values(said).map(({name, filename, size, files}) => ({
    name,
    path: join(to, filename),
    bytes: size,
    files: files.map(({path}) => path),
  }));
}
