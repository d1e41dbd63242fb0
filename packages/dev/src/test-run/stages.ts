/** How each stage of `npm test` is run. Every one answers how many tests passed and failed. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {findBrowser} from '../find-browser.ts';
import {findFirefox, findWebKit} from '../find-engines.ts';
import {startPostgres} from '../postgres.ts';
import {buildBundle} from '../rollup/bundle.ts';
import {root} from '../root.ts';
import {CHECKS, runCheck} from '../verbs/check.ts';
import type {Counts} from './count-reporter.ts';
import type {StageName} from './plan.ts';
import {placeOf} from './test-files.ts';

export interface Stage {
  /** In the summary. */
  readonly title: string;
  /** @param counts a file that a program of ours writes its counts to. It does not exist yet. */
  run(files: readonly string[], counts: string): Promise<Counts>;
}

/** A test file that takes longer hangs: it is stopped and has failed. */
const STUCK_MS = 480_000;

const NONE: Counts = {passed: 0, failed: 0};
const sum = (a: Counts, b: Counts): Counts => ({passed: a.passed + b.passed, failed: a.failed + b.failed});
const atOnce = (): number => Math.max(2, availableParallelism() - 1);

export const RUNNERS: {readonly [stage in StageName]: Stage} = {
  checks: {title: 'types, lint and format', run: async () => CHECKS.map(checked).reduce(sum)},
  bundle: {
    title: 'browser bundle',
    run: async () => {
      await buildBundle();
      return {passed: 1, failed: 0};
    },
  },
  node: {title: 'tests in Node', run: inProcesses},
  postgres: {title: 'gateway and shared databases on PostgreSQL', run: onPostgres},
  browser: {title: 'tests in the browser', run: inBrowser},
  // Each starts a demo and a browser, and waits like a person: half of the time is waiting.
  journeys: {title: 'journeys', run: (files, counts) => inNode(files, counts, atOnce())},
  engines: {title: 'other browser engines', run: inEngines},
};

function checked(check: (typeof CHECKS)[number]): Counts {
  return runCheck(check) ? {passed: 1, failed: 0} : {passed: 0, failed: 1};
}

/**
 * The tests of packages that know no platform share one process: there is nothing that one could leave to the next, and reading
 * the same sources for each of them takes longer than they do. A process each for the others, beside it.
 */
async function inProcesses(files: readonly string[], counts: string): Promise<Counts> {
  const pure = files.filter((file) => PURE.test(file));
  if (files.length === 0 || pure.length < 2) return inNode(files, counts, atOnce());
  const others = files.filter((file) => !PURE.test(file));
  const both = await Promise.all([
    inNode(pure, `${counts}-pure`, 1, {}, ['--test-isolation=none']),
    inNode(others, `${counts}-others`, atOnce()),
  ]);
  return both.reduce(sum);
}

const PURE = /^packages\/(?:checks|core|importers|vietnam)\//u;

/** A server of their own: in the stage before they had the embedded database. */
async function onPostgres(files: readonly string[], counts: string): Promise<Counts> {
  if (files.length === 0) return NONE;
  const server = await startPostgres();
  try {
    return await inNode(files, counts, atOnce(), {TEST_DATABASE_URL: server.url});
  } finally {
    await server.stop();
  }
}

async function inBrowser(files: readonly string[], counts: string): Promise<Counts> {
  const pages = files.filter((file) => placeOf(file) === 'page');
  const driven = files.filter((file) => placeOf(file) === 'driver');
  return sum(
    await inPages(pages, `${counts}-pages`, {CHROME_PATH: findBrowser()}),
    await inNode(driven, `${counts}-driven`, atOnce()),
  );
}

async function inPages(files: readonly string[], counts: string, environment: NodeJS.ProcessEnv): Promise<Counts> {
  if (files.length === 0) return NONE;
  const runner = join(root, 'node_modules/@web/test-runner/dist/bin.js');
  return countsOf([runner, '--files', ...files], counts, environment);
}

/** What is not installed is left out, with the reason. One at a time: each draws its windows without help of a graphics card. */
async function inEngines(files: readonly string[], counts: string): Promise<Counts> {
  const pages = files.filter((file) => placeOf(file) === 'page');
  const firefox = findFirefox();
  const webkit = files.some((file) => file.includes('webkit')) ? findWebKit() : undefined;
  const leftOut = [firefox, webkit].flatMap((found) => (found && 'missing' in found ? [found.missing] : []));
  const driven = await inNode(
    files.filter((file) => placeOf(file) === 'engine'),
    `${counts}-driven`,
    1,
  );
  const inFirefox = 'found' in firefox ? await inPages(pages, `${counts}-pages`, {EGOV_TEST_FIREFOX: firefox.found}) : NONE;
  return {...sum(driven, inFirefox), leftOut};
}

async function inNode(
  files: readonly string[],
  counts: string,
  concurrency: number,
  environment: NodeJS.ProcessEnv = {},
  flags: readonly string[] = [],
): Promise<Counts> {
  if (files.length === 0) return NONE;
  const program = [
    ...flags,
    '--conditions=egov-source',
    '--disable-warning=ExperimentalWarning',
    '--test',
    `--test-timeout=${STUCK_MS}`,
    `--test-concurrency=${concurrency}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'packages/dev/src/test-run/count-reporter.ts')}`,
    `--test-reporter-destination=${counts}`,
    ...files,
  ];
  return countsOf(program, counts, environment);
}

/** Where Node keeps what it made of our sources: hundreds of processes load the same ones. It tells changed ones by their content. */
const COMPILED = join(root, 'node_modules/.cache/egov-form/compiled');

/** Run a program that writes its counts to a file; one that writes none, or fails without a failed test, counts as one failure. */
async function countsOf(program: readonly string[], file: string, environment: NodeJS.ProcessEnv): Promise<Counts> {
  // Not in step with it: a database server beside it must go on being listened to.
  const child = spawn(process.execPath, program, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {NODE_COMPILE_CACHE: COMPILED, ...process.env, ...environment, EGOV_TEST_COUNTS: file},
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  const text = await readFile(file, 'utf8').catch(() => '');
  const [last] = text.trim().split('\n').slice(-1);
  if (!last) return {passed: 0, failed: 1};
  const counts = JSON.parse(last) as Counts;
  for (const {file, seconds} of counts.slowest ?? []) process.stdout.write(`${String(seconds).padStart(7)} s  ${file}\n`);
  return status !== 0 && counts.failed === 0 ? {...counts, failed: 1} : counts;
}
