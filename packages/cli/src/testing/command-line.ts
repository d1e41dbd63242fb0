/** The command line in tests: called in this process, what it writes is kept. */
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Environment} from '../frame/surroundings.ts';
import {main} from '../index.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** Whether both streams are a terminal. */
  readonly isTerminal?: boolean;
  readonly stopped?: Promise<unknown>;
}

/** Carries out one command line. The session speaks English unless `env` says otherwise. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const {cwd = process.cwd(), env = {LANG: 'en_US.UTF-8'}, isTerminal = false, stopped = Promise.resolve()} = options;
  let out = '';
  let error = '';
  const code = await main(args, {
    cwd,
    env,
    stdout: {write: (text) => (out += text), isTTY: isTerminal},
    stderr: {write: (text) => (error += text), isTTY: isTerminal},
    stopped: () => stopped,
  });
  return {code, out, error};
}

/** A new folder with these files, by their paths in it; what is no text is written as JSON. */
export async function folderWith(files: {readonly [path: string]: unknown}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-cli-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true});
    await writeFile(join(folder, path), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
  return folder;
}

/** Does something with such a folder, and takes it away. */
export async function inFolder(files: {readonly [path: string]: unknown}, act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await folderWith(files);
  try {
    await act(folder);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
