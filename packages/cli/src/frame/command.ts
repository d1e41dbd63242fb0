/** What a command of `egov-form` is, and what it is given. */
import type {Language, MessageKey, Translate} from './language.ts';
import type {Surroundings} from './surroundings.ts';
import type {Terminal} from './terminal.ts';

/** 0: done, nothing found. 1: findings. 2: wrong use, or it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** What a command works with beside its arguments. */
export interface Context extends Pick<Surroundings, 'cwd' | 'env' | 'stopped'> {
  readonly language: Language;
  /** Whether the answer is for a program: one JSON document on stdout. */
  readonly json: boolean;
  /** A text of `messages/`, with `{name}` filled in. */
  readonly text: Translate;
  readonly terminal: Terminal;
  /** Says what came out: the value as JSON with `--json`, otherwise the lines. */
  answer(value: unknown, lines: Iterable<string>): void;
}

/** A positional argument as commander writes it: `<needed>`, `[optional]`, `[any...]`. */
export interface ArgumentRecord {
  readonly name: string;
  readonly about: MessageKey;
}

/** An option as commander writes it: `--sarif`, `-o, --out <folder>`. Read under its name in camel case. */
export interface OptionRecord {
  readonly flags: string;
  readonly about: MessageKey;
  /** All that may be said. */
  readonly choices?: readonly string[];
}

/** What was said on the command line. */
export interface Call {
  /** One for each `ArgumentRecord`: a list for `[any...]`, `undefined` for an optional one that was left out. */
  readonly arguments: readonly (string | readonly string[] | undefined)[];
  readonly options: {readonly [name: string]: string | boolean | readonly string[] | undefined};
}

/** A command that this package carries out. Its summary is the message `<name>.summary`. */
export interface Command {
  readonly arguments?: readonly ArgumentRecord[];
  readonly options?: readonly OptionRecord[];
  /** @throws CommandError for what the person can mend. */
  run(call: Call, context: Context): Promise<ExitCode>;
}

/** A command of another package, which reads its arguments itself, `--help` included. */
export interface HandedOver {
  handOver(args: readonly string[], surroundings: Surroundings): Promise<number>;
}

/** A file of `commands/` exports `command`. Loaded when it is called, so that no other command costs anything. */
export interface CommandModule {
  readonly command: Command | HandedOver;
}

/** What a person can mend: a sentence says what was expected, what was found, what to do. Exit code 2. */
export class CommandError extends Error {
  readonly code: `EGOV_CLI_${string}`;

  constructor(code: `EGOV_CLI_${string}`, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.code = code;
  }
}
