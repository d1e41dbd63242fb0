/** `egov-form prove`: what is certain about the conditions of a definition before anybody fills it. */
import {type Proof, type ProofFinding, placeIn, proofFindingText, proofText, prove} from '@egov-form/checks';
import {type Call, type Command, CommandError, type Context, type ExitCode} from '../frame/command.ts';
import {composedForm} from '../source/composed-form.ts';
import {type ProcedureSource, readSource, shownPath} from '../source/procedure-source.ts';

export const command: Command = {
  arguments: [{name: '[path]', about: 'source.argument'}],
  options: [{flags: '--today <date>', about: 'prove.today'}],
  run: proveSource,
};

async function proveSource({arguments: [path], options}: Call, context: Context): Promise<ExitCode> {
  const {text, terminal, language, cwd} = context;
  const {today} = options;
  if (typeof today === 'string' && !/^\d{4}-\d{2}-\d{2}$/u.test(today)) {
    throw new CommandError('EGOV_CLI_USAGE', text('prove.no-date', {today}));
  }
  const source = await readSource((path as string | undefined) ?? '.', context);
  const definition = await composedForm(source, text);
  terminal.progress(text('prove.progress', {path: shownPath(source.folder, cwd)}));
  const proof = prove(definition, {packs: source.packs, ...(typeof today === 'string' && {today})});
  const file = shownPath(source.definition.path, cwd);
  const findings = proof.findings.map((finding) => ({
    file,
    ...placeIn(source.definition.text, finding.pointer),
    message: proofFindingText(finding, language),
    ...finding,
  }));
  context.answer({...proof, findings}, proofLines(proof, source, context));
  return findings.length === 0 ? 0 : 1;
}

/** The words of the proof, its findings with their places and answers that show them. */
function* proofLines(proof: Proof, source: ProcedureSource, context: Context): Generator<string> {
  const {language, text} = context;
  const [head = '', ...rest] = proofText(proof, language).split('\n');
  yield head;
  for (const finding of proof.findings) {
    yield findingLine(finding, source, context);
    if (finding.witness) yield `    ${text('prove.witness', {answers: JSON.stringify(finding.witness.answers)})}`;
  }
  // What follows the findings' own lines.
  yield* rest.slice(proof.findings.length);
}

function findingLine(finding: ProofFinding, {definition}: ProcedureSource, {terminal, language, text, cwd}: Context): string {
  const {line, column} = placeIn(definition.text, finding.pointer);
  const place = terminal.style('bold', `${shownPath(definition.path, cwd)}:${line}:${column}`);
  const kind = terminal.style(finding.severity === 'error' ? 'red' : 'yellow', text(`check.${finding.severity}`));
  return `${place} ${kind} ${terminal.style('dim', finding.code)} ${proofFindingText(finding, language)}`;
}
