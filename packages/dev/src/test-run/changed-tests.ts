/** `npm test -- --changed`: the tests that a change can reach, and why. */
import {spawnSync} from 'node:child_process';
import {RepoGraph} from './repo-graph.ts';

/** A test that was chosen. */
export interface Chosen {
  readonly test: string;
  /** Said to the person: `imports packages/core/src/json/pointer.ts, 2 files between`. */
  readonly because: string;
}

export interface Changes {
  /** What the working tree is compared with: `main` or `the last commit`. */
  readonly base: string;
  /** Paths from the root, also of files that are gone. */
  readonly changed: readonly string[];
  readonly chosen: readonly Chosen[];
}

/** Where the work of others is found, in this order. */
const MAIN_BRANCHES = ['origin/HEAD', 'origin/main', 'main', 'origin/master', 'master', '@{upstream}'];

/** A change of these can change every test. */
const ALL_HANG_ON = new Set(['package.json', 'package-lock.json', 'tsconfig.base.json']);

/**
 * The tests that hang on what differs from the main branch: committed here, not committed, or not yet known to git.
 *
 * @param tests all test files. Paths from the root.
 * @throws Error with one sentence when the folder is no git checkout.
 */
export async function changedTests(root: string, tests: readonly string[]): Promise<Changes> {
  const {base, commit} = compareWith(root);
  const untracked = git(root, 'ls-files', '-z', '--others', '--exclude-standard');
  const differing = git(root, 'diff', '--name-only', '--no-renames', '-z', commit);
  const changed = [...new Set([...differing, ...untracked])].sort();
  const files = [...new Set([...git(root, 'ls-files', '-z'), ...untracked])];
  const graph = await RepoGraph.read(root, files);
  return {base, changed, chosen: chosenBy(graph, changed, tests, files)};
}

/** The tests that `changed` leads to, each with the shortest way. */
export function chosenBy(
  graph: RepoGraph,
  changed: readonly string[],
  tests: readonly string[],
  files: readonly string[],
): readonly Chosen[] {
  const all = changed.find((path) => ALL_HANG_ON.has(path));
  if (all !== undefined) return tests.map((test) => ({test, because: `${all} is changed, on which all hang`}));
  const reached = new Map<string, {readonly because: string; readonly between: number}>();
  let front = changed.map((path) => ({path, because: 'is changed', between: -1, cause: path}));
  for (const one of changed) front.push(...configured(one, files));
  while (front.length > 0) {
    const next: typeof front = [];
    for (const {path, because, between, cause} of front) {
      if (reached.has(path)) continue;
      reached.set(path, {because, between});
      for (const {by, how} of graph.from(path)) {
        const far = between + 1;
        next.push({
          path: by,
          cause,
          between: far,
          because: far === 0 ? `${how} ${cause}` : `hangs on ${cause}, ${far} ${far === 1 ? 'file' : 'files'} between`,
        });
      }
    }
    front = next;
  }
  return tests.flatMap((test) => {
    const found = reached.get(test);
    return found ? [{test, because: found.because}] : [];
  });
}

/** The settings of a package change every source of it. */
function configured(path: string, files: readonly string[]): {path: string; because: string; between: number; cause: string}[] {
  const [, folder] = /^(packages\/[\w-]+\/)(?:package|tsconfig)\.json$/u.exec(path) ?? [];
  if (folder === undefined) return [];
  return files
    .filter((file) => file.startsWith(folder) && file.endsWith('.ts'))
    .map((file) => ({path: file, because: `${path} is changed`, between: 0, cause: path}));
}

function compareWith(root: string): {readonly base: string; readonly commit: string} {
  const head = git(root, 'rev-parse', 'HEAD')[0]?.trim() ?? '';
  for (const branch of MAIN_BRANCHES) {
    const {status, stdout} = spawnSync('git', ['merge-base', 'HEAD', branch], {cwd: root, encoding: 'utf8'});
    const commit = stdout?.trim() ?? '';
    if (status === 0 && commit !== '') return {base: commit === head ? 'the last commit' : branch, commit};
  }
  return {base: 'the last commit', commit: head};
}

function git(root: string, ...args: readonly string[]): readonly string[] {
  const {status, stdout, error} = spawnSync('git', [...args], {cwd: root, encoding: 'utf8', maxBuffer: 64 << 20});
  if (status !== 0 || error)
    throw new Error('Expected a git checkout with a commit, which says what has changed; name the files instead.');
  return stdout.split('\0').filter(Boolean);
}
