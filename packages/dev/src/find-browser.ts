/** Which Chromium the browser tests, the journeys and the screenshots drive. */
import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/**
 * Switches for every Chromium that we start: no window, no sandbox (containers run as root, where the sandbox cannot start),
 * and no traffic of the browser's own.
 */
export const BROWSER_FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Places outside `PATH`: macOS application bundles, and Debian's own when `PATH` is bare. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Absolute path of an installed Chromium or Chrome: `CHROME_PATH`, then `PATH`, then the usual places. `undefined` when there is none. */
export function installedBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment['CHROME_PATH'];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error('CHROME_PATH names no executable file. Point it at a Chromium or Chrome program, or unset it.');
  }
  return onPath(NAMES, environment) ?? PLACES.find(isExecutable);
}

/** Absolute path of the first program of these names in `PATH`. */
export function onPath(names: readonly string[], environment: NodeJS.ProcessEnv): string | undefined {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/**
 * A Chromium, whatever it takes: the installed one, or on Debian as root the distribution's, installed now.
 *
 * @throws Error that says how to get one, when none is there and none can be installed.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string {
  const found = installedBrowser(environment);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    process.stderr.write('No Chromium found: installing the one of this Debian with apt-get.\n');
    const apt = (...args: readonly string[]): void => {
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: {...environment, DEBIAN_FRONTEND: 'noninteractive'},
      });
    };
    apt('update', '-q');
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium');
    const installed = installedBrowser(environment);
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium or Chrome was found. Install one ("sudo apt-get install chromium" on Debian and Ubuntu), or set CHROME_PATH to the program.',
  );
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
