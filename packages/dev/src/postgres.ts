/** A PostgreSQL server for tests and measurements: on a folder of its own, reachable from this machine alone, gone afterwards. */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chown, mkdtemp, rm} from 'node:fs/promises';
import {createConnection} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freePort} from '@egov-form/gateway';
import {findPostgres} from './find-postgres.ts';

export interface PostgresServer {
  /** Of its first database; its user may create others. */
  readonly url: string;
  readonly version: string;
  /** Of its first process; the others are its children. */
  readonly pid: number;
  /** Ends connections, stops the server, removes its data. */
  stop(): Promise<void>;
}

/** The server refuses to run as root; this account has no rights anywhere. Same number on every Linux. */
const NOBODY = 65_534;

/**
 * @param settings of the server, `{fsync: 'on'}`. Without any it does not wait for the disk, which only a power failure
 *     would tell: good for tests, not for measurements.
 */
export async function startPostgres(settings: {readonly [name: string]: string} = {fsync: 'off'}): Promise<PostgresServer> {
  const programs = findPostgres();
  const asRoot = process.getuid?.() === 0;
  const account = asRoot ? {uid: NOBODY, gid: NOBODY} : {};
  const folder = await mkdtemp(join(tmpdir(), 'egov-postgres-'));
  const data = join(folder, 'data');
  if (asRoot) await chown(folder, NOBODY, NOBODY);
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'egov', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    {...account, cwd: folder, encoding: 'utf8'},
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const port = await freePort();
  const all = {listen_addresses: '127.0.0.1', port: String(port), max_connections: '300', ...settings};
  const args = ['-D', data, '-k', process.platform === 'win32' ? '' : folder];
  for (const [name, value] of Object.entries(all)) args.push('-c', `${name}=${value}`);
  const child = spawn(join(programs, 'postgres'), args, {...account, cwd: folder, stdio: ['ignore', 'ignore', 'pipe']});
  let log = '';
  child.stderr.on('data', (chunk) => {
    log = `${log}${String(chunk)}`.slice(-10_000);
  });
  // Whatever ends us first ends it too.
  const stopNow = (): void => void child.kill('SIGQUIT');
  process.once('exit', stopNow);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', stopNow);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    await rm(folder, {recursive: true, force: true});
  };
  try {
    await untilListening(child, port, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  const version = spawnSync(join(programs, 'postgres'), ['--version'], {encoding: 'utf8'}).stdout.trim();
  return {url: `postgres://egov@127.0.0.1:${port}/postgres`, version, pid: child.pid ?? 0, stop};
}

async function untilListening(child: ChildProcess, port: number, log: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break;
    // It listens while it still refuses people; its log says when it is ready.
    if (log().includes('ready to accept connections') && (await answers(port))) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`PostgreSQL did not start: ${log()}`);
}

async function answers(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
