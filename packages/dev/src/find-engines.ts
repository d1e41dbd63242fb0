/**
 * The browsers of other engines that are on this machine. Nothing is installed for them: their tests are left out where they are
 * not there, and say what to install.
 */
import {spawnSync} from 'node:child_process';
import {isExecutable, onPath} from './find-browser.ts';

/** The programs that WebKitGTK is driven with, absolute. */
export interface WebKit {
  /** `WebKitWebDriver`. */
  readonly driver: string;
  /** A screen without a monitor. */
  readonly xvfb: string;
  /** A Python that has WebKitGTK. */
  readonly python: string;
}

/** What is there, or one sentence about what is not. */
export type Found<T> = {readonly found: T} | {readonly missing: string};

/** @throws Error when `FIREFOX_PATH` names no program. */
export function findFirefox(environment: NodeJS.ProcessEnv = process.env): Found<string> {
  const named = environment['FIREFOX_PATH'];
  if (named && !isExecutable(named))
    throw new Error('FIREFOX_PATH names no executable file. Point it at a Firefox program, or unset it.');
  const found = named || onPath(['firefox-esr', 'firefox'], environment);
  if (found) return {found};
  return {missing: 'Firefox is not installed ("sudo apt-get install firefox-esr" on Debian), and FIREFOX_PATH names none'};
}

export function findWebKit(environment: NodeJS.ProcessEnv = process.env): Found<WebKit> {
  const driver = onPath(['WebKitWebDriver'], environment);
  const xvfb = onPath(['Xvfb'], environment);
  // The system's own Python comes first: its packages are Debian's.
  const python = ['/usr/bin/python3', onPath(['python3'], environment)].find(
    (program) => program !== undefined && isExecutable(program) && hasWebKit(program),
  );
  if (driver && xvfb && python) return {found: {driver, xvfb, python}};
  const packages = [
    ...(driver ? [] : ['webkit2gtk-driver']),
    ...(xvfb ? [] : ['xvfb']),
    ...(python ? [] : ['python3-gi', 'gir1.2-webkit2-4.1']),
  ];
  return {missing: `WebKitGTK is not installed with all that drives it ("sudo apt-get install ${packages.join(' ')}" on Debian)`};
}

function hasWebKit(python: string): boolean {
  const program = 'import gi; gi.require_version("WebKit2", "4.1"); from gi.repository import WebKit2';
  return spawnSync(python, ['-c', program], {stdio: 'ignore', timeout: 20_000}).status === 0;
}
