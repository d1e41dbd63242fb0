/**
 * `npm test`: everything, in stages from cheap to dear, or what the arguments name (`npm test -- --help`). A stage that fails
 * does not stop the next, and one that could not run counts as a failure. The last line is `tests: N passed, N failed`.
 */
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {buildBundle} from '../rollup/bundle.ts';
import {root} from '../root.ts';
import type {Counts} from '../test-run/count-reporter.ts';
import {type Plan, planOf, USAGE, WrongUse} from '../test-run/plan.ts';
import {RUNNERS} from '../test-run/stages.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

export async function main(args: readonly string[]): Promise<number> {
  try {
    // npm starts its scripts in the root folder, and says where the person is.
    const plan = await planOf(args, root, process.env['INIT_CWD'] ?? process.cwd());
    if (plan === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    for (const line of plan.said) say(line);
    return await run(plan);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function run({stages, needsBundle}: Plan): Promise<number> {
  const scratch = join(root, '.tmp');
  await mkdir(scratch, {recursive: true});
  const folder = await mkdtemp(join(scratch, 'test-'));
  // Two tests at once would build it twice.
  if (needsBundle) await buildBundle();
  const summary: string[] = [];
  let [passed, failed] = [0, 0];
  let reasons = 0;
  for (const {name, files} of stages) {
    const {title, run} = RUNNERS[name];
    const started = performance.now();
    say(`\n== ${title}`);
    const counts = await run(files, join(folder, name)).catch((error: unknown): Counts => {
      say(`${title} could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return {passed: 0, failed: 1};
    });
    passed += counts.passed;
    failed += counts.failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    summary.push(`${name}: ${title}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
    for (const why of counts.leftOut ?? []) summary.push(`  left out: ${why}`);
    reasons += counts.leftOut?.length ?? 0;
  }
  await rm(folder, {recursive: true, force: true});
  say(`\n${summary.join('\n')}\ntests: ${passed} passed, ${failed} failed`);
  return failed === 0 && (passed > 0 || reasons > 0 || stages.length === 0) ? 0 : 1;
}
