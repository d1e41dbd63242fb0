/** `npm run check`: types, lint and format, the arrows between packages, generated files. Everything but running the code. */
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {root} from '../root.ts';

/** One check: a program of ours or of `node_modules`, started with Node. */
export interface Check {
  readonly title: string;
  /** Script below the root, then its arguments. */
  readonly script: readonly string[];
}

/** Types of every package and of every test. Browser tests are compiled with the sources' settings for decorators. */
export const CHECKS: readonly Check[] = [
  {title: 'types of the packages', script: ['node_modules/typescript/bin/tsc', '-b']},
  {title: 'types of the tests', script: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.tests.json']},
  {title: 'lint and format', script: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']},
];

/** The tests that only read the repository. */
const READING_TESTS = [
  'docs-tests/errors',
  'src/generate/generated-files',
  'src/repo-rules/graph',
  'src/repo-rules/repo-rules',
  'src/repo-rules/test-hygiene',
].map((name) => `packages/dev/${name}.test.ts`);

/** Run one check, its output on the terminal. Answers whether it passed. */
export function runCheck({title, script: [path = '', ...args]}: Check): boolean {
  process.stdout.write(`check: ${title}\n`);
  const {status} = spawnSync(process.execPath, [join(root, path), ...args], {cwd: root, stdio: 'inherit'});
  if (status !== 0) process.stdout.write(`check: ${title}: FAILED\n`);
  return status === 0;
}

export async function main(_args: readonly string[]): Promise<number> {
  const results = CHECKS.map(runCheck);
  process.stdout.write('check: arrows, generated files, house rules\n');
  const {status} = spawnSync(process.execPath, ['--conditions=egov-source', '--test', '--test-reporter=dot', ...READING_TESTS], {
    cwd: root,
    stdio: 'inherit',
  });
  return results.every(Boolean) && status === 0 ? 0 : 1;
}
