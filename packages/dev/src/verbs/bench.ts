/**
 * `npm run bench -- engine [--only <part of a name>] [--json] [--check] [--record]`: measures the engine, prints a table or
 * JSON. `--check` fails when a figure is worse than `packages/dev/bench-budget.json` allows; `--record` writes
 * that file after three runs. `npm run bench -- screen --harness <folder>` measures the screen beside its peers (bench/screen.ts),
 * `npm run bench -- drafts [--times 100]` encrypted drafts and kills of the browser (bench/drafts.ts),
 * `npm run bench -- phone [--times 5]` an ordinary procedure on a slow phone (bench/phone.ts).
 */
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {type Budget, budgetOf, overBudget, type Report} from '../bench/budget.ts';
import {measureDrafts} from '../bench/drafts.ts';
import {measureEngine} from '../bench/engine.ts';
import {measureGateway} from '../bench/gateway.ts';
import {measurePhone} from '../bench/phone.ts';
import {measureScreen} from '../bench/screen.ts';
import {figureLine, HEAD, summaryLines} from '../bench/table.ts';
import {root} from '../root.ts';

const BUDGET_FILE = join(root, 'packages/dev/bench-budget.json');
const NOISE = 0.5;

export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'screen') return measureScreen(args.slice(1));
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: {type: 'string', default: ''},
      json: {type: 'boolean', default: false},
      check: {type: 'boolean', default: false},
      record: {type: 'boolean', default: false},
      seconds: {type: 'string', default: '8'},
      requests: {type: 'string', default: '0'},
      times: {type: 'string'},
    },
  });
  if (positionals.length === 1 && positionals[0] === 'gateway') {
    const say = (line: string): boolean => process.stdout.write(`${line}\n`);
    await measureGateway({seconds: Number(values.seconds), requests: Number(values.requests)}, say);
    return 0;
  }
  if (positionals.length === 1 && positionals[0] === 'phone') {
    await measurePhone(Number(values.times ?? 5), (line) => process.stdout.write(`${line}\n`));
    return 0;
  }
  if (positionals.length === 1 && positionals[0] === 'drafts') {
    await measureDrafts(Number(values.times ?? 100), (line) => process.stdout.write(`${line}\n`));
    return 0;
  }
  if (positionals.length !== 1 || positionals[0] !== 'engine') {
    process.stderr.write('Expected what to measure: npm run bench -- engine [--only <part of a name>] [--json] [--check]\n');
    return 2;
  }
  if ((values.check || values.record) && values.only !== '') {
    process.stderr.write('The budget is for all figures: leave --only out.\n');
    return 2;
  }
  const say = (line: string): void => {
    if (!values.json) process.stdout.write(`${line}\n`);
  };
  const run = async (): Promise<Report> => {
    say(HEAD);
    const report = await measureEngine(values.only, undefined, (figure) => say(figureLine(figure)));
    for (const line of summaryLines(report)) say(line);
    return report;
  };
  const report = await run();
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  if (values.record) {
    const budget = budgetOf([report, await run(), await run()], NOISE);
    await writeFile(BUDGET_FILE, `${JSON.stringify(budget, undefined, 2)}\n`);
    say(`Written: ${BUDGET_FILE}`);
  }
  if (!values.check) return 0;
  const findings = overBudget(report, JSON.parse(await readFile(BUDGET_FILE, 'utf8')) as Budget);
  for (const finding of findings) process.stderr.write(`OVER BUDGET ${finding}\n`);
  say(findings.length === 0 ? 'Within the budget.' : '');
  return findings.length === 0 ? 0 : 1;
}
