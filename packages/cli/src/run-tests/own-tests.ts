/**
 * The tests that a procedure brings: `test/*.test.js` by Node's own runner. Those of pages, `*.page.test.js`, need
 * playwright-core in the package and a browser, whose place they find in CHROME_PATH.
 */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {delimiter, join} from 'node:path';
import type {Environment} from '../frame/surroundings.ts';

export interface OwnTests {
  readonly passed: number;
  readonly failed: number;
  /** What the runner says for people. */
  readonly report: string;
}

const IS_TEST = /\.test\.m?[jt]s$/u;
const IS_PAGE_TEST = /\.page\.test\.m?[jt]s$/u;
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The test files of a procedure, absolute. */
export async function findTests(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'test'), {recursive: true, withFileTypes: true}).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && IS_TEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What page tests lack: `undefined` when there are none, or nothing is missing. */
export function missingFor(
  files: readonly string[],
  folder: string,
  env: Environment,
): 'no-playwright' | 'no-browser' | undefined {
  if (!files.some((file) => IS_PAGE_TEST.test(file))) return undefined;
  try {
    createRequire(join(folder, 'package.json')).resolve('playwright-core');
  } catch {
    return 'no-playwright';
  }
  return findChrome(env) === undefined ? 'no-browser' : undefined;
}

/** A Chromium or Chrome of this computer: CHROME_PATH, the search path, the usual places. */
export function findChrome(env: Environment): string | undefined {
  const {CHROME_PATH, PATH = ''} = env;
  if (CHROME_PATH) return existsSync(CHROME_PATH) ? CHROME_PATH : undefined;
  const searched = PATH.split(delimiter).flatMap((folder) => BROWSERS.map((name) => join(folder, name)));
  return [...searched, ...PLACES].find((path) => existsSync(path));
}

/** Runs test files, each in a process of its own. */
export async function runTests(files: readonly string[], folder: string, env: Environment): Promise<OwnTests> {
  // Called from a test, the runner would take itself for a part of that one.
  const {NODE_TEST_CONTEXT: _outer, ...own} = env;
  const chrome = findChrome(env);
  const conditions = process.execArgv.filter((arg) => arg.startsWith('--conditions'));
  const reporters = ['spec', 'tap'].flatMap((name, at) => [
    `--test-reporter=${name}`,
    `--test-reporter-destination=${at === 0 ? 'stderr' : 'stdout'}`,
  ]);
  const child = spawn(process.execPath, [...conditions, '--test', ...reporters, ...files], {
    cwd: folder,
    env: {...own, ...(chrome !== undefined && {CHROME_PATH: chrome})},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let tap = '';
  let report = '';
  child.stdout.on('data', (bytes) => (tap += bytes));
  child.stderr.on('data', (bytes) => (report += bytes));
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  const count = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, 'mu').exec(tap)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  // A runner that could not even begin has counted nothing.
  return {passed: count('pass'), failed: code === 0 ? failed : Math.max(failed, 1), report};
}
