/** Which PostgreSQL server programs the tests and measurements start. */
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** Where Debian, Homebrew and the installers put them, one folder per version. */
const PLACES = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt', 'C:\\Program Files\\PostgreSQL'];

/** Folder that holds `postgres` and `initdb`: `POSTGRES_BIN`, then `PATH`, then the usual places, newest first. */
export function installedPostgres(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment['POSTGRES_BIN'];
  if (named) {
    if (hasServer(named)) return named;
    throw new Error('POSTGRES_BIN names no folder with "postgres" and "initdb". Point it at one, or unset it.');
  }
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const usual = PLACES.filter((place) => existsSync(place)).flatMap((place) =>
    readdirSync(place)
      .filter((name) => /^(?:postgresql@?)?\d*$/u.test(name))
      .sort((a, b) => b.localeCompare(a, 'en', {numeric: true}))
      .map((name) => join(place, name, 'bin')),
  );
  return [...onPath, ...usual].find(hasServer);
}

/**
 * A PostgreSQL, whatever it takes: the installed one, or on Debian as root the distribution's, installed now.
 *
 * @throws Error that says how to get one, when none is there and none can be installed.
 */
export function findPostgres(environment: NodeJS.ProcessEnv = process.env): string {
  const found = installedPostgres(environment);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    process.stderr.write('No PostgreSQL found: installing the one of this Debian with apt-get.\n');
    for (const args of [
      ['update', '-q'],
      ['install', '-y', '-q', '--no-install-recommends', 'postgresql'],
    ]) {
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: {...environment, DEBIAN_FRONTEND: 'noninteractive'},
      });
    }
    const installed = installedPostgres(environment);
    if (installed) return installed;
  }
  throw new Error(
    'No PostgreSQL server was found. Install one ("sudo apt-get install postgresql" on Debian and Ubuntu), or set POSTGRES_BIN to the folder of its programs.',
  );
}

function hasServer(folder: string): boolean {
  return ['postgres', 'initdb'].every((name) => existsSync(join(folder, name)) || existsSync(join(folder, `${name}.exe`)));
}
