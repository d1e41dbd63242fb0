/** What the arguments of `npm test` ask for. */
import {existsSync, statSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join, relative, resolve, sep} from 'node:path';
import {parseArgs} from 'node:util';
import {type Changes, changedTests, chosenBy} from './changed-tests.ts';
import {RepoGraph} from './repo-graph.ts';
import {type Place, placeOf, runsInEngines, testFiles, usesDatabase} from './test-files.ts';

/** In the order in which they run, from cheap to dear. */
export const STAGES = ['checks', 'bundle', 'node', 'postgres', 'browser', 'journeys', 'engines'] as const;
export type StageName = (typeof STAGES)[number];

export interface Plan {
  /** What is run: the test files of each stage, none for those that have no files. */
  readonly stages: readonly {readonly name: StageName; readonly files: readonly string[]}[];
  /** A test drives pages that load the bundle, and no stage builds it. */
  readonly needsBundle: boolean;
  /** What was chosen and why, for the person. */
  readonly said: readonly string[];
}

/** The arguments cannot be followed; `message` is one sentence that says what is expected. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

export const USAGE: string = `npm test                         everything, in stages from cheap to dear
npm test -- <file or folder> …   these tests, each where it belongs: Node, a page, or a journey
npm test -- --changed            the tests that hang on what differs from the main branch
npm test -- --stage <name>       one stage: ${STAGES.join(', ')}; may be given again

Of engines, Firefox and WebKit, only the journeys in Firefox run unasked; --stage engines runs all of it, where they are installed.

A stage may be named together with files or with --changed: then only what belongs there is run.
The exit code is 0 when all passed, 1 when a test failed, 2 when this command was used wrongly.
`;

const PLACES: {readonly [stage in StageName]?: readonly Place[]} = {
  node: ['node'],
  browser: ['page', 'driver'],
  journeys: ['journey'],
  engines: ['engine'],
};

/** More lines than this say nothing to a person. */
const MOST_REASONS = 40;

/**
 * @param from folder that file names are relative to.
 * @throws WrongUse
 */
export async function planOf(args: readonly string[], root: string, from: string): Promise<Plan | 'help'> {
  const {values, positionals} = read(args);
  if (values.help) return 'help';
  const names = values.stage ?? [];
  const unknown = names.find((name) => !STAGES.some((stage) => stage === name));
  if (unknown !== undefined) throw new WrongUse(`Expected a stage of ${STAGES.join(', ')}, found "${unknown}".`);
  if (values.changed && positionals.length > 0) throw new WrongUse('Expected files or --changed, found both: leave one out.');
  const all = await testFiles(root);
  const some = values.changed || positionals.length > 0;
  const changes = values.changed ? await changedTests(root, all) : undefined;
  const files = changes ? changes.chosen.map(({test}) => test) : some ? named(positionals, all, root, from) : all;
  // The server's stage runs the same tests again: only when it is asked for, or everything is.
  const wanted = STAGES.filter((name) => (names.length > 0 ? names.includes(name) : !some || PLACES[name] !== undefined));
  const asked = names.includes('engines') ? 'stage' : positionals.length > 0 ? 'file' : undefined;
  const inEngines = (file: string): boolean => runsInEngines(file, asked);
  const stages = wanted
    .map((name) => ({name, files: files.filter(name === 'engines' ? inEngines : (file) => belongs(name, file))}))
    .filter(({name, files}) => !some || files.length > 0 || name === 'checks' || name === 'bundle');
  const running = stages.flatMap(({files}) => files);
  if (positionals.length > 0 && running.length === 0)
    throw new WrongUse(`Expected a test that belongs to the stage ${names.join(' or ')}, found ${describePlaces(files)}.`);
  return {
    stages,
    needsBundle: !wanted.includes('bundle') && (await someNeedBundle(running, root)),
    said: changes ? reasons(changes, new Set(running)) : [],
  };
}

function read(args: readonly string[]): {
  readonly values: {readonly help?: boolean; readonly changed?: boolean; readonly stage?: readonly string[]};
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {help: {type: 'boolean'}, changed: {type: 'boolean'}, stage: {type: 'string', multiple: true}},
    });
  } catch (error) {
    // Node's sentence names the option; its second one speaks of positional arguments.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new WrongUse(`${sentence?.replace(/\.$/u, '')}. "npm test -- --help" lists the options.`);
  }
}

function belongs(stage: StageName, file: string): boolean {
  if (stage === 'postgres') return usesDatabase(file);
  return PLACES[stage]?.includes(placeOf(file)) ?? false;
}

/** The tests that a person named, by file or by folder. */
function named(paths: readonly string[], all: readonly string[], root: string, from: string): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const absolute = [resolve(from, path), resolve(root, path)].find((place) => existsSync(place));
    if (absolute === undefined) throw new WrongUse(`Expected a test file or a folder, found nothing at "${path}".`);
    const inRoot = relative(root, absolute).split(sep).join('/');
    const folder = statSync(absolute).isDirectory();
    const tests = all.filter((file) => (folder ? inRoot === '' || file.startsWith(`${inRoot}/`) : file === inRoot));
    if (tests.length === 0) {
      const near = inRoot.replace(/(?:\.\w+)?\.(?:ts|js)$/u, '');
      const beside = all.filter((file) => !folder && file.startsWith(`${near}.`));
      const hint = beside.length > 0 ? `; beside it is ${beside.join(', ')}` : '';
      throw new WrongUse(`Expected a file that ends with ".test.ts", or a folder with some, found "${path}"${hint}.`);
    }
    for (const test of tests) found.add(test);
  }
  return [...found].sort();
}

/** Whether a test loads the bundle: it hangs on the module that builds it. */
async function someNeedBundle(tests: readonly string[], root: string): Promise<boolean> {
  const dev = tests.filter((file) => file.startsWith('packages/dev/'));
  if (dev.length === 0) return false;
  const names = await readdir(join(root, 'packages/dev'), {recursive: true});
  const sources = names.filter((name) => name.endsWith('.ts')).map((name) => `packages/dev/${name.split(sep).join('/')}`);
  const graph = await RepoGraph.read(root, sources);
  return chosenBy(graph, ['packages/dev/src/rollup/bundle.ts'], dev, sources).length > 0;
}

function describePlaces(files: readonly string[]): string {
  const stages = STAGES.filter((stage) => files.some((file) => belongs(stage, file)));
  return `tests of ${stages.join(' and ')}`;
}

function reasons({base, changed, chosen}: Changes, running: ReadonlySet<string>): readonly string[] {
  const lines = [`${changed.length} ${changed.length === 1 ? 'file differs' : 'files differ'} from ${base}:`];
  lines.push(...shortened(changed.map((path) => `  ${path}`)));
  const run = chosen.filter(({test}) => running.has(test));
  lines.push(run.length === 0 ? 'No test that would run hangs on them.' : `${run.length} of the tests hang on them:`);
  lines.push(...shortened(run.map(({test, because}) => `  ${test}: ${because}`)));
  lines.push('Types, lint and the rules of the repository are not among them: npm run check');
  return lines;
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_REASONS) return lines;
  return [...lines.slice(0, MOST_REASONS), `  and ${lines.length - MOST_REASONS} more`];
}
