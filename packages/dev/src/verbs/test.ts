/**
 * `npm test`: everything, in stages from cheap to dear. A stage that fails does not stop the next, and one that could not
 * run counts as a failure. The last line is `tests: N passed, N failed`.
 */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {findBrowser} from '../find-browser.ts';
import {startPostgres} from '../postgres.ts';
import {buildBundle} from '../rollup/bundle.ts';
import {root} from '../root.ts';
import type {Counts} from '../test-run/count-reporter.ts';
import {CHECKS, runCheck} from './check.ts';

/** Packages whose tests run in a browser; in `digitize` only those named `.browser.test.ts`. */
const BROWSER_PACKAGES = ['elements', 'drafts', 'egov-form'];

/** A test file that takes longer hangs: it is stopped and has failed. */
const STUCK_MS = 480_000;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Test files of the repository by where they run. Paths from the root, with `/`. */
export async function testFiles(): Promise<{
  readonly node: readonly string[];
  readonly browser: readonly string[];
  readonly journeys: readonly string[];
}> {
  const found: string[] = [];
  for (const folder of ['packages', 'examples']) {
    for (const name of await readdir(join(root, folder), {recursive: true})) {
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      if (path.endsWith('.test.ts') && !/\/(?:node_modules|dist)\//u.test(path)) found.push(path);
    }
  }
  const inBrowser = (path: string): boolean => {
    const [top, folder = ''] = path.split('/');
    if (top !== 'packages') return false;
    if (BROWSER_PACKAGES.includes(folder)) return !path.endsWith('.node.test.ts');
    return folder === 'digitize' && path.endsWith('.browser.test.ts');
  };
  const isJourney = (path: string): boolean => path.startsWith('packages/dev/src/journeys/');
  const files = found.sort();
  return {
    node: files.filter((path) => !inBrowser(path) && !isJourney(path)),
    browser: files.filter(inBrowser),
    journeys: files.filter(isJourney),
  };
}

/** Run a program that writes its counts to a file; a program that writes none, or fails without a failed test, counts as one failure. */
function countsOf(
  program: readonly string[],
  file: string,
  read: () => Promise<string>,
  environment: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const {status} = spawnSync(process.execPath, program, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {...process.env, ...environment, EGOV_TEST_COUNTS: file},
  });
  return read().then(
    (text) => {
      const lines = text.trim().split('\n').filter(Boolean);
      const counts = JSON.parse(lines.at(-1) ?? '') as Counts;
      return status !== 0 && counts.failed === 0 ? {...counts, failed: 1} : counts;
    },
    () => ({passed: 0, failed: 1}),
  );
}

/** The gateway's tests, and those of shared databases, once more on a server of their own: in the stage before they had the embedded database. */
async function postgresTests(files: readonly string[], counts: string): Promise<Counts> {
  const server = await startPostgres();
  try {
    const gateway = files.filter(
      (path) =>
        // The attacks take long for what they measure: `npm run with-postgres -- npm run attacks` holds them to a server.
        (path.startsWith('packages/gateway/') && !path.startsWith('packages/gateway/src/attacks/')) ||
        path === 'packages/connectors/src/adapters/sql.test.ts',
    );
    return await nodeTests(gateway, counts, false, {TEST_DATABASE_URL: server.url});
  } finally {
    await server.stop();
  }
}

async function nodeTests(
  files: readonly string[],
  counts: string,
  serial: boolean,
  environment: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  if (files.length === 0) return {passed: 0, failed: 0};
  const program = [
    '--conditions=egov-source',
    '--disable-warning=ExperimentalWarning',
    '--test',
    `--test-timeout=${STUCK_MS}`,
    `--test-concurrency=${serial ? 1 : Math.max(2, availableParallelism() - 1)}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'packages/dev/src/test-run/count-reporter.ts')}`,
    `--test-reporter-destination=${counts}`,
    ...files,
  ];
  return countsOf(program, counts, () => readFile(counts, 'utf8'), environment);
}

async function browserTests(files: readonly string[], counts: string): Promise<Counts> {
  if (files.length === 0) return {passed: 0, failed: 0};
  const runner = join(root, 'node_modules/@web/test-runner/dist/bin.js');
  return countsOf([runner], counts, () => readFile(counts, 'utf8'), {CHROME_PATH: findBrowser()});
}

async function build(): Promise<Counts> {
  await buildBundle();
  return {passed: 1, failed: 0};
}

export async function main(_args: readonly string[]): Promise<number> {
  const scratch = join(root, '.tmp');
  await mkdir(scratch, {recursive: true});
  const folder = await mkdtemp(join(scratch, 'test-'));
  const files = await testFiles();
  const stages: readonly {readonly title: string; run(): Counts | Promise<Counts>}[] = [
    ...CHECKS.map((check) => ({
      title: check.title,
      run: () => (runCheck(check) ? {passed: 1, failed: 0} : {passed: 0, failed: 1}),
    })),
    {title: 'browser bundle', run: build},
    {title: 'tests in Node', run: () => nodeTests(files.node, join(folder, 'node'), false)},
    {title: 'gateway and shared databases on PostgreSQL', run: () => postgresTests(files.node, join(folder, 'postgres'))},
    {title: 'tests in the browser', run: () => browserTests(files.browser, join(folder, 'browser'))},
    {title: 'journeys', run: () => nodeTests(files.journeys, join(folder, 'journeys'), true)},
  ];
  const summary: string[] = [];
  let [passed, failed] = [0, 0];
  for (const {title, run} of stages) {
    const started = performance.now();
    say(`\n== ${title}`);
    const counts = await Promise.resolve()
      .then(run)
      .catch((error: unknown): Counts => {
        say(`${title} could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return {passed: 0, failed: 1};
      });
    passed += counts.passed;
    failed += counts.failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    summary.push(`${title}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
  }
  await rm(folder, {recursive: true, force: true});
  if (!existsSync(join(root, 'packages/dev/src/journeys')) || files.journeys.length === 0)
    summary.push('journeys: there are none');
  say(`\n${summary.join('\n')}\ntests: ${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
