/** Lines, colours and progress. Colour and progress are for people at a terminal and never reach a file or another program. */
import {styleText} from 'node:util';
import type {Environment, Output} from './surroundings.ts';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

export interface Terminal {
  /** A line on stdout. */
  say(line: string): void;
  /** A line on stderr. */
  complain(line: string): void;
  /** A text as it is drawn on stdout: without colour where nobody sees it, or NO_COLOR is set. */
  style(style: Style, text: string): string;
  /** Shows on stderr what is being done, in place of what was shown before; nothing takes it away. Only at a terminal. */
  progress(text?: string): void;
}

export function openTerminal(stdout: Output, stderr: Output, env: Environment, args: readonly string[]): Terminal {
  const isColoured = stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb' && !args.includes('--no-color');
  let isShown = false;
  const progress = (text?: string): void => {
    if (stderr.isTTY !== true || env['TERM'] === 'dumb' || env['CI']) return;
    if (isShown) stderr.write('\r\u001B[2K');
    isShown = text !== undefined;
    if (text !== undefined) stderr.write(text.slice(0, (stderr.columns ?? 80) - 1));
  };
  return {
    say(line) {
      progress();
      stdout.write(`${line}\n`);
    },
    complain(line) {
      progress();
      stderr.write(`${line}\n`);
    },
    style: (style, text) => (isColoured ? styleText(style, text, {validateStream: false}) : text),
    progress,
  };
}
