/** `egov-form test`: recorded cases, and the tests that a procedure brings. */
import {join} from 'node:path';
import type {CaseDifference} from '@egov-form/core/cases';
import type {Call, Command, Context, ExitCode} from '../frame/command.ts';
import {findTests, missingFor, type OwnTests, runTests} from '../run-tests/own-tests.ts';
import {type CaseOutcome, runCases} from '../run-tests/run-cases.ts';
import {composedForm} from '../source/composed-form.ts';
import {readSource, shownPath} from '../source/procedure-source.ts';

export const command: Command = {
  arguments: [{name: '[path]', about: 'source.argument'}],
  run: test,
};

async function test({arguments: [path]}: Call, context: Context): Promise<ExitCode> {
  const {cwd, env, text, terminal} = context;
  const source = await readSource(typeof path === 'string' ? path : '.', context);
  const definition = await composedForm(source, text);
  const cases = await runCases(definition, source.cases, source.packs, (name) => terminal.progress(text('test.case', {name})));
  const files = await findTests(source.folder);
  const missing = missingFor(files, source.folder, env);
  let own: OwnTests = {passed: 0, failed: 0, report: ''};
  if (missing) own = {passed: 0, failed: 1, report: text(`test.${missing}`)};
  else if (files.length > 0) {
    terminal.progress(text('test.running'));
    own = await runTests(files, source.folder, env);
  }
  const failed = cases.filter(({differences}) => differences.length > 0).length;
  const {report, ...counts} = own;
  context.answer(
    {cases, tests: {...counts, ...(own.failed > 0 && {report})}},
    linesOf(cases, own, context, {
      cases: shownPath(join(source.folder, source.settings.cases ?? 'cases'), cwd),
      tests: shownPath(join(source.folder, 'test'), cwd),
    }),
  );
  return failed + own.failed > 0 ? 1 : 0;
}

function* linesOf(
  cases: readonly CaseOutcome[],
  own: OwnTests,
  {text, terminal}: Context,
  folders: {readonly cases: string; readonly tests: string},
): Generator<string> {
  const failed = cases.filter(({differences}) => differences.length > 0).length;
  for (const {name, title, differences} of cases) {
    const isRight = differences.length === 0;
    const mark = isRight ? terminal.style('green', text('test.passed')) : terminal.style('red', text('test.failed'));
    yield `${mark}  ${name}: ${title}`;
    for (const difference of differences) yield `    ${sentence(difference, text)}`;
  }
  if (own.failed > 0) yield own.report.trimEnd();
  if (cases.length > 0) yield text('test.cases', {passed: cases.length - failed, failed});
  if (own.passed + own.failed > 0) yield text('test.tests', {passed: own.passed, failed: own.failed});
  if (cases.length + own.passed + own.failed === 0) yield text('test.none', folders);
}

function sentence({kind, pointer, code = ''}: CaseDifference, text: Context['text']): string {
  return text(`test.${kind}`, {pointer: pointer === '' ? '/' : pointer, code});
}
