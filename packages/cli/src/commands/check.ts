/** `egov-form check`: the verdict about procedures before anybody fills them, each finding with its place and mend. */
import {writeFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {
  checkProcedure,
  type Finding,
  findingText,
  type PatchOperation,
  placeIn,
  type Surroundings,
  toSarif,
} from '@egov-form/checks';
import type {Json, JsonObject} from '@egov-form/core';
import type {Call, Command, Context, ExitCode} from '../frame/command.ts';
import {knownServices} from '../source/known-services.ts';
import {type ProcedureSource, readSource, type SourceFile, shownPath} from '../source/procedure-source.ts';
import {mendText} from '../text/mend-text.ts';

export const command: Command = {
  arguments: [{name: '[path...]', about: 'source.argument'}],
  options: [
    {flags: '--publish', about: 'check.publish'},
    {flags: '--fix', about: 'check.fix'},
    {flags: '--sarif', about: 'check.sarif'},
  ],
  run: check,
};

/** What is found in one procedure, and the texts that it is found in. */
export interface Checked {
  readonly source: ProcedureSource;
  readonly findings: readonly Finding[];
}

/** The verdict about one procedure. */
export async function checkSource(source: ProcedureSource, {text}: Context, publish: boolean): Promise<Checked> {
  const {definition} = source;
  return {source, findings: checkProcedure(definition.text, await surroundingsOf(source, publish, text))};
}

async function check({arguments: [paths], options}: Call, context: Context): Promise<ExitCode> {
  const named = paths as readonly string[];
  const all: Checked[] = [];
  let mended = 0;
  for (const path of named.length > 0 ? named : ['.']) {
    context.terminal.progress(context.text('check.progress', {path}));
    let checked = await checkSource(await readSource(path, context), context, options['publish'] === true);
    if (options['fix'] === true) {
      const fixed = await fix(checked, context, options['publish'] === true);
      mended += fixed.mended;
      checked = fixed.checked;
    }
    all.push(checked);
  }
  if (options['sarif'] === true) context.terminal.say(JSON.stringify(sarifOf(all, context), null, 2));
  else context.answer({mended, findings: all.flatMap((one) => placed(one, context))}, linesOf(all, mended, context));
  return all.some(({findings}) => findings.some(({severity}) => severity !== 'info')) ? 1 : 0;
}

async function surroundingsOf(source: ProcedureSource, publish: boolean, text: Context['text']): Promise<Surroundings> {
  const {packs, settings, cases} = source;
  return {
    packs,
    publish,
    services: await knownServices(source, text),
    cases: Object.fromEntries(cases.map((file) => [nameOf(file), readCase(file)])),
    ...(settings.languages && {languages: settings.languages}),
  };
}

/** A case that is no JSON is told by the check as one of the wrong shape. */
function readCase({text}: SourceFile): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function nameOf({path}: SourceFile): string {
  return basename(path, '.json');
}

/** Applies what is always right, until nothing is left of it, and writes the file. */
async function fix({source, findings}: Checked, context: Context, publish: boolean): Promise<{checked: Checked; mended: number}> {
  const {definition} = source;
  const surroundings = await surroundingsOf(source, publish, context.text);
  const {text, mended} = mendText(definition.text, findings, (changed) => checkProcedure(changed, surroundings));
  if (mended === 0) return {checked: {source, findings}, mended};
  await writeFile(definition.path, text);
  const written = {...source, definition: {...definition, text}};
  return {checked: {source: written, findings: checkProcedure(text, surroundings)}, mended};
}

/** The file that a finding is in. */
function fileOf({source}: Checked, finding: Finding): SourceFile {
  return source.cases.find((file) => nameOf(file) === finding.case) ?? source.definition;
}

/** A finding as a program reads it: with its words and its place. */
function placed(checked: Checked, {cwd, language}: Context): readonly JsonObject[] {
  return checked.findings.map((finding) => {
    const file = fileOf(checked, finding);
    return {
      file: shownPath(file.path, cwd),
      ...placeIn(file.text, finding.pointer),
      message: findingText(finding, language),
      ...(finding as unknown as JsonObject),
    };
  });
}

const COLOURS = {error: 'red', warning: 'yellow', info: 'cyan'} as const;

function* linesOf(all: readonly Checked[], mended: number, context: Context): Generator<string> {
  const {text, terminal, language, cwd} = context;
  const count = {error: 0, warning: 0, info: 0};
  for (const checked of all) {
    for (const finding of checked.findings) {
      const {severity, code, pointer, mend = []} = finding;
      count[severity] += 1;
      const file = fileOf(checked, finding);
      const {line, column} = placeIn(file.text, pointer);
      const place = terminal.style('bold', `${shownPath(file.path, cwd)}:${line}:${column}`);
      const kind = terminal.style(COLOURS[severity], text(`check.${severity}`));
      yield `${place} ${kind} ${terminal.style('dim', code)} ${findingText(finding, language)}`;
      for (const operation of mend) yield `    ${mendLine(operation, context)}`;
    }
  }
  if (mended > 0) yield text('check.mended', {count: mended});
  if (all.every(({findings}) => findings.length === 0)) yield terminal.style('green', text('check.clean', {count: all.length}));
  else yield text('check.found', {errors: count.error, warnings: count.warning, notes: count.info});
}

function mendLine(operation: PatchOperation, {text}: Context): string {
  if (operation.op === 'move') return text('check.mend.move', {from: operation.from, path: operation.path});
  if (operation.op === 'remove') return text('check.mend.remove', {path: operation.path});
  return text(`check.mend.${operation.op}`, {path: operation.path, value: JSON.stringify(operation.value)});
}

/** One log with a run for each procedure. */
function sarifOf(all: readonly Checked[], {cwd, language}: Context): Json {
  const logs = all.map(({source, findings}) => {
    const {definition, cases} = source;
    const file = ({path, text}: SourceFile): {file: string; text: string} => ({file: shownPath(path, cwd), text});
    return toSarif(findings, {
      ...file(definition),
      language,
      cases: Object.fromEntries(cases.map((one) => [nameOf(one), file(one)])),
    }) as {readonly runs: readonly Json[]} & JsonObject;
  });
  return {...logs[0], runs: logs.flatMap(({runs}) => runs)};
}
