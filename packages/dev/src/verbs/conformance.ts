/**
 * `npm run conformance -- --suites <dir>`: our engines against suites that others wrote. They are not part of this
 * repository; the folder holds `json-schema-test-suite/` and `json-logic-compat/`.
 *
 * `npm run conformance -- --schemas <dir>`: every JSON Schema of a folder opened and filled as a form, just as it was published.
 */
import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import {isDeepStrictEqual, parseArgs} from 'node:util';
import {
  compileRule,
  coreFormats,
  dataScope,
  FormError,
  interpret,
  type Json,
  type JsonSchema,
  type Validator,
  type ValidatorContext,
} from '@egov-form/core';
import {ajvJudge} from '@egov-form/core/ajv';
import {root} from '../root.ts';
import {measureFolder, type Outcome, type SchemaResult} from '../schemas/measure-schemas.ts';

/** How one engine did on one suite. */
export interface Score {
  right: number;
  /** Not answered, with the reasons and how many cases each is for. */
  refused: number;
  readonly reasons: Map<string, number>;
  /** Cases with another verdict than the suite's. */
  readonly wrong: string[];
}

export interface ConformanceReport {
  /** Draft 2020-12, required and optional cases. Optional ones are told, not claimed. */
  readonly required: Score;
  readonly optional: Score;
  /** Required cases on which the judge (Ajv) has another verdict than the suite, or cannot use the schema. */
  readonly judgeDiffers: string[];
  /** By the name of each format that core has and the suite knows. */
  readonly formats: ReadonlyMap<string, Score>;
  readonly rules: Score;
}

interface SchemaGroup {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly {readonly description: string; readonly data: Json; readonly valid: boolean}[];
}

interface RuleCase {
  readonly description: string;
  readonly rule: Json;
  readonly data?: Json;
  readonly result: Json;
}

const DRAFT = 'tests/draft2020-12';
const META = [
  'schema',
  'meta/core',
  'meta/applicator',
  'meta/unevaluated',
  'meta/validation',
  'meta/meta-data',
  'meta/format-annotation',
  'meta/content',
];

const newScore = (): Score => ({right: 0, refused: 0, reasons: new Map(), wrong: []});

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}

/** The documents that the suite expects to be known: its remotes, and the dialect's own schemas (Ajv has them). */
async function knownSchemas(suite: string): Promise<ReadonlyMap<string, JsonSchema>> {
  const schemas = new Map<string, JsonSchema>();
  for (const name of await readdir(join(suite, 'remotes'), {recursive: true})) {
    if (name.endsWith('.json'))
      schemas.set(`http://localhost:1234/${name.replaceAll('\\', '/')}`, await readJson(join(suite, 'remotes', name)));
  }
  const require = createRequire(join(root, 'packages/core/package.json'));
  for (const name of META)
    schemas.set(`https://json-schema.org/draft/2020-12/${name}`, require(`ajv/dist/refs/json-schema-2020-12/${name}.json`));
  return schemas;
}

/** A validator, or why there is none. */
function build(schema: JsonSchema, context: ValidatorContext): Validator | string {
  try {
    return interpret(schema, context);
  } catch (error) {
    if (error instanceof FormError) return error.message;
    throw error;
  }
}

/** The judge's verdict; nothing where it cannot use the schema or the value. */
function judgeOf(schema: JsonSchema, context: ValidatorContext): (value: Json) => boolean | undefined {
  try {
    const judge = ajvJudge(schema, context);
    return (value) => {
      try {
        return judge(value).length === 0;
      } catch {
        return undefined;
      }
    };
  } catch {
    return () => undefined;
  }
}

function judge(score: Score, validator: Validator | string, value: Json, valid: boolean, name: string): void {
  if (typeof validator === 'string') {
    score.refused++;
    score.reasons.set(validator, (score.reasons.get(validator) ?? 0) + 1);
  } else if ((validator(value).length === 0) === valid) score.right++;
  else score.wrong.push(name);
}

async function runSchemas(folder: string, context: ValidatorContext, score: Score, judgeDiffers: string[]): Promise<void> {
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    for (const group of await readJson<SchemaGroup[]>(join(folder, file))) {
      const validator = build(group.schema, context);
      const ajv = judgeOf(group.schema, context);
      for (const {description, data, valid} of group.tests) {
        const name = `${file}: ${group.description}: ${description}`;
        judge(score, validator, data, valid, name);
        if (ajv(data) !== valid) judgeDiffers.push(name);
      }
    }
  }
}

async function runFormats(folder: string): Promise<ReadonlyMap<string, Score>> {
  const scores = new Map<string, Score>();
  const files = new Set(await readdir(folder));
  for (const format of coreFormats) {
    if (!files.has(`${format.name}.json`)) continue;
    const score = newScore();
    const context: ValidatorContext = {schemas: new Map(), formats: new Map([[format.name, format]])};
    for (const group of await readJson<SchemaGroup[]>(join(folder, `${format.name}.json`))) {
      const validator = build(group.schema, context);
      for (const {description, data, valid} of group.tests)
        judge(score, validator, data, valid, `${format.name}: ${description}`);
    }
    scores.set(format.name, score);
  }
  return scores;
}

async function runRules(file: string): Promise<Score> {
  const score = newScore();
  for (const each of await readJson<(RuleCase | string)[]>(file)) {
    if (typeof each === 'string') continue;
    const {description, rule, data, result} = each;
    const value = compileRule(rule, new Map()).evaluate(dataScope(data));
    if (isDeepStrictEqual(value, result)) score.right++;
    else score.wrong.push(description);
  }
  return score;
}

/** Runs every suite in the folder. */
export async function runConformance({suitesDir}: {readonly suitesDir: string}): Promise<ConformanceReport> {
  const suite = join(suitesDir, 'json-schema-test-suite');
  const report: ConformanceReport = {
    required: newScore(),
    optional: newScore(),
    judgeDiffers: [],
    formats: await runFormats(join(suite, DRAFT, 'optional/format')),
    rules: await runRules(join(suitesDir, 'json-logic-compat/suites/compatible.json')),
  };
  // In this draft a format is an annotation unless someone registers it, and the required cases expect that nobody did.
  const context: ValidatorContext = {schemas: await knownSchemas(suite), formats: new Map()};
  await runSchemas(join(suite, DRAFT), context, report.required, report.judgeDiffers);
  await runSchemas(join(suite, DRAFT, 'optional'), context, report.optional, []);
  return report;
}

function line(name: string, {right, refused, reasons, wrong}: Score): string {
  const told = [...reasons].map(([reason, count]) => `    ${count} × ${reason}\n`).join('');
  const total = right + refused + wrong.length;
  return `${name.padEnd(44)} ${right}/${total} right, ${refused} refused, ${wrong.length} wrong\n${told}`;
}

/** Everything wrong that counts: optional cases outside of formats do not. */
export function failuresOf(report: ConformanceReport): readonly string[] {
  return [
    ...report.required.wrong,
    ...[...report.formats.values()].flatMap(({wrong}) => wrong),
    ...report.rules.wrong.map((name) => `JSON Logic: ${name}`),
  ];
}

const write = (text: string): boolean => process.stdout.write(text);

/** @returns 0 when nothing is wrong, 1 when something is, 2 for wrong use. */
export async function main(args: readonly string[]): Promise<number> {
  let folders: {readonly suites?: string | undefined; readonly schemas?: string | undefined} = {};
  try {
    folders = parseArgs({args: [...args], options: {suites: {type: 'string'}, schemas: {type: 'string'}}}).values;
  } catch {
    // Told below, as if nothing was given.
  }
  const {suites, schemas} = folders;
  if (suites === undefined && schemas === undefined) {
    process.stderr.write(
      'Expected the folder of the suites: npm run conformance -- --suites <dir>; or one of JSON Schemas: --schemas <dir>\n',
    );
    return 2;
  }
  const ends = [suites !== undefined && (await tellSuites(suites)), schemas !== undefined && (await tellSchemas(schemas))];
  return ends.includes(1) ? 1 : 0;
}

async function tellSuites(suites: string): Promise<number> {
  const report = await runConformance({suitesDir: resolve(suites)});
  write('JSON Schema draft 2020-12\n');
  write(line('  required', report.required));
  write(`  of these judged otherwise by Ajv             ${report.judgeDiffers.length}\n`);
  write(line('  optional (not claimed)', report.optional));
  for (const name of report.optional.wrong) write(`    ${name}\n`);
  for (const [name, score] of report.formats) write(line(`  format ${name}`, score));
  write(line('JSON Logic, compatible.json', report.rules));
  const failures = failuresOf(report);
  for (const failure of failures) write(`WRONG ${failure}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** Shares of all schemas that are asked for. */
const GOALS = {opened: 0.95, usable: 0.9};

async function tellSchemas(folder: string): Promise<number> {
  const results = await measureFolder(resolve(folder), ({name, outcome, reason, whole, questions, openMs}) => {
    const filled = outcome === 'usable' ? (whole ? ', all of it too' : `, not all of it: ${reason}`) : `: ${reason}`;
    write(`${outcome.padEnd(8)} ${name.padEnd(44)} ${questions} questions, ${Math.round(openMs)} ms${filled}\n`);
  });
  const count = (...outcomes: readonly Outcome[]): number => results.filter(({outcome}) => outcomes.includes(outcome)).length;
  const share = (some: number): string =>
    `${some}/${results.length} (${((100 * some) / Math.max(results.length, 1)).toFixed(1)} %)`;
  write(`opened             ${share(count('usable', 'stuck', 'silent'))}\n`);
  write(`usable             ${share(count('usable'))}\n`);
  write(
    `usable as a whole  ${share(results.filter((result: SchemaResult) => result.outcome === 'usable' && result.whole).length)}\n`,
  );
  write(`refused            ${share(count('refused'))}\n`);
  write(`stuck, and told    ${share(count('stuck'))}\n`);
  write(`silent dead ends   ${share(count('silent'))}\n`);
  const reached =
    count('usable', 'stuck', 'silent') >= GOALS.opened * results.length &&
    count('usable') >= GOALS.usable * results.length &&
    count('silent') === 0;
  return results.length > 0 && reached ? 0 : 1;
}
