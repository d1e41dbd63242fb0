/** Findings as lines for a person, as JSON and as SARIF, each with its file, line and column. */
import {type Finding, findingText, type PatchOperation, placeIn, toSarif} from '@egov-form/checks';
import type {Json, JsonObject} from '@egov-form/core';
import type {Context} from '../frame/command.ts';
import {type SourceFile, shownPath} from '../source/procedure-source.ts';
import {type Checked, caseName} from './check-source.ts';

const COLOURS = {error: 'red', warning: 'yellow', info: 'cyan'} as const;

/** Whether a pipeline stops: notes may be meant. */
export function hasFindings(all: readonly Checked[]): boolean {
  return all.some(({findings}) => findings.some(({severity}) => severity !== 'info'));
}

/** A line for each finding, one for each step of its mend, and how many of each severity there are. */
export function* findingLines(all: readonly Checked[], context: Context): Generator<string> {
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
      for (const operation of mend) yield `    ${mendLine(operation, text)}`;
    }
  }
  if (all.every(({findings}) => findings.length === 0)) yield terminal.style('green', text('check.clean', {count: all.length}));
  else yield text('check.found', {errors: count.error, warnings: count.warning, notes: count.info});
}

/** The findings as a program reads them: with their words and places. */
export function placedFindings(checked: Checked, {cwd, language}: Context): readonly JsonObject[] {
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

/** One log with a run for each procedure. */
export function sarifOf(all: readonly Checked[], {cwd, language}: Context): Json {
  const logs = all.map(({source, findings}) => {
    const {definition, cases} = source;
    const file = ({path, text}: SourceFile): {file: string; text: string} => ({file: shownPath(path, cwd), text});
    return toSarif(findings, {
      ...file(definition),
      language,
      cases: Object.fromEntries(cases.map((one) => [caseName(one), file(one)])),
    }) as {readonly runs: readonly Json[]} & JsonObject;
  });
  return {...logs[0], runs: logs.flatMap(({runs}) => runs)};
}

function fileOf({source}: Checked, finding: Finding): SourceFile {
  return source.cases.find((file) => caseName(file) === finding.case) ?? source.definition;
}

function mendLine(operation: PatchOperation, text: Context['text']): string {
  if (operation.op === 'move') return text('check.mend.move', {from: operation.from, path: operation.path});
  if (operation.op === 'remove') return text('check.mend.remove', {path: operation.path});
  return text(`check.mend.${operation.op}`, {path: operation.path, value: JSON.stringify(operation.value)});
}
