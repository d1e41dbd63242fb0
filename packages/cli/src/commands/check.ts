/** `egov-form check`: what is wrong with a definition, each with its place. */
import {type DefinitionFinding, findingsInText} from '@egov-form/core/check';
import type {Call, Command, Context, ExitCode} from '../frame/command.ts';
import {readSource, shownPath} from '../source/procedure-source.ts';

interface PlacedFinding extends DefinitionFinding {
  readonly file: string;
}

export const command: Command = {
  arguments: [{name: '[path...]', about: 'source.argument'}],
  run: check,
};

async function check({arguments: [paths]}: Call, context: Context): Promise<ExitCode> {
  const named = paths as readonly string[];
  const findings: PlacedFinding[] = [];
  for (const path of named.length > 0 ? named : ['.']) {
    const {definition, packs} = await readSource(path, context);
    const file = shownPath(definition.path, context.cwd);
    findings.push(...findingsInText(definition.text, {packs}).map((finding) => ({file, ...finding})));
  }
  const errors = findings.filter(({severity}) => severity === 'error').length;
  context.answer({findings}, linesOf(findings, errors, Math.max(named.length, 1), context));
  return findings.length === 0 ? 0 : 1;
}

function* linesOf(
  findings: readonly PlacedFinding[],
  errors: number,
  count: number,
  {text, terminal}: Context,
): Generator<string> {
  for (const {file, line = 1, column = 1, severity, code, message} of findings) {
    const kind = terminal.style(severity === 'error' ? 'red' : 'yellow', text(`check.${severity}`));
    yield `${terminal.style('bold', `${file}:${line}:${column}`)} ${kind} ${terminal.style('dim', code)} ${message}`;
  }
  yield findings.length === 0 ? text('check.clean', {count}) : text('check.found', {errors, warnings: findings.length - errors});
}
