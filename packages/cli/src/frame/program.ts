/** The command line as commander reads it: names, help and mistakes in the person's language. */
import {Command as Commander, CommanderError, Option} from 'commander';
import {COMMANDS} from '../commands/index.ts';
import {type Call, type Command, CommandError} from './command.ts';
import {LANGUAGES, type Translate} from './language.ts';
import type {Output} from './surroundings.ts';

/** The call that was read, or nothing where help or the version was shown. */
export interface ReadCall {
  readonly call: Call | undefined;
}

/**
 * Reads the arguments. Help and version are written to `stdout`.
 * @param chosen the command that is called, which alone is loaded; `undefined` where none or an unknown one is.
 * @throws CommandError `EGOV_CLI_USAGE` with what was most likely meant.
 */
export function readCall(
  args: readonly string[],
  chosen: {readonly name: string; readonly command: Command} | undefined,
  version: string,
  text: Translate,
  stdout: Output,
): ReadCall {
  let call: Call | undefined;
  const program = framed(new Commander('egov-form'), text, stdout)
    .description(text('frame.description'))
    .usage(text('frame.usage'))
    .version(version, '-V, --version', text('frame.version'))
    .helpCommand(false)
    .addHelpText('after', `\n${text('frame.more')}`);
  for (const {name} of COMMANDS) {
    const sub = framed(new Commander(name), text, stdout).description(text(`${name}.summary`));
    program.addCommand(sub);
    if (chosen?.name === name) {
      describe(sub, chosen.command, text);
      sub.action(() => {
        call = {arguments: sub.processedArgs, options: sub.opts()};
      });
    }
  }
  try {
    if (args.length === 0) program.help();
    program.parse([...args], {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new CommandError('EGOV_CLI_USAGE', sentenceOf(error, text, chosen?.name));
  }
  return {call};
}

function describe(sub: Commander, command: Command, text: Translate): void {
  for (const {name, about} of command.arguments ?? []) sub.argument(name, text(about));
  const shown = (command.arguments ?? []).map(({name}) => name);
  sub.usage([text('frame.options'), ...shown].join(' '));
  for (const {flags, about, choices} of command.options ?? []) {
    const option = new Option(flags, text(about));
    sub.addOption(choices ? option.choices(choices) : option);
  }
}

/** What every command has: its own help, language, JSON and colour, and titles in the person's language. */
function framed(command: Commander, text: Translate, stdout: Output): Commander {
  const titles: {readonly [title: string]: string} = {
    'Usage:': text('frame.title.usage'),
    'Arguments:': text('frame.title.arguments'),
    'Options:': text('frame.title.options'),
    'Commands:': text('frame.title.commands'),
  };
  return command
    .helpOption('-h, --help', text('frame.help'))
    .option('--json', text('frame.json'))
    .addOption(new Option('--lang <language>', text('frame.lang')).choices(LANGUAGES))
    .option('--no-color', text('frame.no-color'))
    .configureHelp({
      helpWidth: Math.min(stdout.columns ?? 100, 100),
      showGlobalOptions: false,
      styleTitle: (title) => titles[title] ?? title,
      subcommandTerm: (sub) => sub.name(),
      optionDescription: (option) => option.description,
    })
    .configureOutput({writeOut: (help) => void stdout.write(help), writeErr: () => undefined})
    .exitOverride();
}

const SENTENCES = {
  'commander.unknownCommand': 'usage.unknown-command',
  'commander.unknownOption': 'usage.unknown-option',
  'commander.missingArgument': 'usage.missing-argument',
  'commander.optionMissingArgument': 'usage.option-argument',
  'commander.excessArguments': 'usage.excess-arguments',
  'commander.invalidArgument': 'usage.invalid-argument',
} as const;

/** Commander's English sentence in the person's language, with what was most likely meant and where to read on. */
function sentenceOf(error: CommanderError, text: Translate, command: string | undefined): string {
  const key = SENTENCES[error.code as keyof typeof SENTENCES];
  if (key === undefined) return error.message;
  const [name = '', value = ''] = [...error.message.matchAll(/'([^\n]*?)'(?=[\s.]|$)/gu)].map(([, quoted = '']) => quoted);
  const [, meant] = /\(Did you mean (?:one of )?(.+)\?\)/u.exec(error.message) ?? [];
  const choices = /Allowed choices are (.+)\./u.exec(error.message)?.[1] ?? '';
  const said = text(key, {name, value, choices});
  const suggestion = meant === undefined ? '' : ` ${text('usage.suggestion', {meant})}`;
  return `${said}${suggestion} ${text('usage.read-on', {command: command === undefined ? 'egov-form' : `egov-form ${command}`})}`;
}
