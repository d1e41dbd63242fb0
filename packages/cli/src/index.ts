/** The `egov-form` command. */
import {readFileSync} from 'node:fs';
import {COMMANDS} from './commands/index.ts';
import {CommandError, type Context} from './frame/command.ts';
import {languageOf, translateTo} from './frame/language.ts';
import {readCall} from './frame/program.ts';
import type {Surroundings} from './frame/surroundings.ts';
import {openTerminal} from './frame/terminal.ts';

export type {Surroundings} from './frame/surroundings.ts';

const PROCESS: Surroundings = {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stopped: () =>
    new Promise((done) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, done);
    }),
};

/**
 * Carries out one command line, without the program's name.
 * @returns the exit code: 0 nothing found, 1 findings, 2 wrong use. A program that is called by code is not ended.
 */
export async function main(args: readonly string[], surroundings: Surroundings = PROCESS): Promise<number> {
  const {cwd, env, stdout, stderr} = surroundings;
  const language = languageOf(args, env);
  const text = await translateTo(language);
  const terminal = openTerminal(stdout, stderr, env, args);
  const isJson = args.includes('--json');
  try {
    const at = args.findIndex((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--lang');
    const entry = COMMANDS.find(({name}) => name === args[at]);
    const command = (await entry?.load())?.command;
    if (command && 'handOver' in command) return await command.handOver(args.slice(at + 1), surroundings);
    const chosen = entry && command && {name: entry.name, command};
    const {call} = readCall(args, chosen, versionOfThis(), text, stdout);
    if (!call || !command) return args.length === 0 ? 2 : 0;
    const context: Context = {
      cwd,
      env,
      language,
      json: isJson,
      text,
      terminal,
      stopped: surroundings.stopped,
      answer(value, lines) {
        if (isJson) terminal.say(JSON.stringify(value, null, 2));
        else for (const line of lines) terminal.say(line);
      },
    };
    return await command.run(call, context);
  } catch (error) {
    const {code, message} = foreseen(error);
    if (isJson) terminal.say(JSON.stringify({error: {code, message}}, null, 2));
    else terminal.complain(message);
    return 2;
  } finally {
    terminal.progress();
  }
}

/** A sentence for what can happen to anyone; a fault of this program is thrown on, with its stack. */
function foreseen(error: unknown): {readonly code: string; readonly message: string} {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof CommandError || code.startsWith('EGOV_')) return {code, message: (error as Error).message};
  // What the system refuses names the file and why.
  if (error instanceof Error && 'syscall' in error) return {code: 'EGOV_CLI_FILE', message: error.message};
  throw error;
}

function versionOfThis(): string {
  const file = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {readonly version: string};
  return file.version;
}
