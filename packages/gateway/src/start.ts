import {randomInt} from 'node:crypto';
import {createServer} from 'node:net';
import {resolve} from 'node:path';
import {FormError} from '@egov-form/core';
import type {FastifyInstance} from 'fastify';
import type {GatewayConfig} from './config.ts';
import type {GatewayDatabase} from './database/open.ts';
import {loadForms} from './forms.ts';
import {makeDataFolder, takeDataFolder} from './installation/data-folder.ts';
import {layoutOf, openInstallation} from './installation/enter.ts';
import {expectAgreement, newestSeal, settleInstallation} from './installation/installation.ts';
import type {GatewayOptions} from './options.ts';
import {buildServer} from './server.ts';

/** What a running gateway needs beside the environment's part. */
export interface StartOptions
  extends Omit<GatewayConfig, 'database'>,
    Pick<GatewayOptions, 'packs' | 'registers' | 'policies' | 'statics' | 'clock' | 'budget' | 'limits' | 'idleSeconds'> {
  /** A PostgreSQL server; the embedded database in the data folder without it. */
  readonly database?: GatewayConfig['database'];
  /** Folder of procedures, `<folder>/<name>/form.json`. */
  readonly formsFolder: string;
  /** Whose `package.json` names packages with procedures; none without it. */
  readonly installationFolder?: string;
  /** `redirectUri` defaults to `<origin>/auth/callback`. */
  readonly oidc: Omit<GatewayOptions['oidc'], 'redirectUri'> & {readonly redirectUri?: string};
  /** Defaults to standard error, one JSON object per line. */
  readonly logStream?: GatewayOptions['logStream'];
}

export interface RunningGateway {
  /** Where browsers reach it. */
  readonly origin: string;
  /** Stops taking requests, finishes those under way, closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the data folder, builds the server and listens.
 *
 * @throws FormError `EGOV_GATEWAY_PORT` when the port is taken, `EGOV_GATEWAY_DATA_FOLDER` when another process uses
 *     the data folder, `EGOV_GATEWAY_DATABASE` when the database does not open, `EGOV_GATEWAY_INSTALLATION` when database,
 *     files and heads do not belong together.
 */
export async function startGateway(options: StartOptions): Promise<RunningGateway> {
  const {formsFolder, installationFolder, trustedKeys, dataFolder, host, port, ...others} = options;
  const {origin, agency, oidc, logStream, database: server, ...rest} = others;
  const folder = resolve(dataFolder);
  const stream = logStream ?? process.stderr;
  // The embedded database is for one process. On a server, gateways share the folder of files.
  const data = server ? await makeDataFolder(folder) : await takeDataFolder(folder);
  let app: FastifyInstance | undefined;
  let database: GatewayDatabase | undefined;
  const close = async (): Promise<void> => {
    // Closing the server closes its database.
    if (app) await app.close();
    else await database?.destroy();
    await data.release();
  };
  try {
    const warn = (code: string, msg: string): void => {
      if (stream) stream.write(`${JSON.stringify({level: 40, code, msg})}\n`);
    };
    const surroundings = {
      packs: rest.packs,
      connectors: Object.keys(rest.registers),
      ...(installationFolder !== undefined && {installationFolder}),
      ...(trustedKeys && {trustedKeys}),
    };
    const forms = await loadForms(formsFolder, surroundings, ({code, message}) => warn(code, message));
    const layout = layoutOf(folder, server, rest.auditHeadsFile);
    const {filesFolder, headsFile} = layout;
    const opened = await openInstallation(layout);
    database = opened.database;
    expectAgreement(opened.found);
    await settleInstallation(database, opened.outside, filesFolder);
    if (!opened.outside.head && (await newestSeal(database)).number > 0) {
      warn('EGOV_GATEWAY_HEADS', `No heads of the audit in ${headsFile}: that its end was cut off would not be seen.`);
    }
    app = await buildServer({
      ...rest,
      ...(agency !== undefined && {agency}),
      forms,
      database,
      origin,
      logStream: stream,
      uploadsFolder: filesFolder,
      auditHeadsFile: headsFile,
      oidc: {...oidc, redirectUri: oidc.redirectUri ?? `${origin}/auth/callback`},
    });
    await app.listen({host, port});
    return {origin, close};
  } catch (cause) {
    await close();
    throw refusalToListen(cause, host, port) ?? cause;
  }
}

function refusalToListen(cause: unknown, host: string, port: number): FormError | undefined {
  const {code = '', syscall} = cause as {code?: string; syscall?: string};
  if (code === 'EADDRINUSE') {
    const message = `Expected port ${port} to be free, found another server on it. Stop it, or choose another with PORT.`;
    return new FormError('EGOV_GATEWAY_PORT', message, {port}, {cause});
  }
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return undefined;
  const message = `Expected to listen on ${host}:${port}, which the system refuses (${code}). Choose others with HOST and PORT.`;
  return new FormError('EGOV_GATEWAY_CONFIG', message, {variable: code === 'EACCES' ? 'PORT' : 'HOST'}, {cause});
}

/** Below what Linux, macOS and Windows give to servers and connections that ask for any port: those would take it meanwhile. */
const OWN_PORTS = {from: 15_000, to: 32_000};

/** A port that nobody uses right now on loopback, for tests and for servers that must know their address beforehand. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(OWN_PORTS.from, OWN_PORTS.to);
    const probe = createServer();
    const free = await new Promise<boolean>((done) => {
      probe.once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => done(true));
    });
    if (!free) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}
