/**
 * The whole demo on one port. Browser bundle (built when needed), simulated registers, a sign-in provider with
 * made-up people, and the gateway that serves the portal. Data stay in a folder between runs.
 */
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join, resolve} from 'node:path';
import type {ConnectorConfiguration} from '@egov-form/connectors/server';
import {FormError} from '@egov-form/core';
import {freePort, type StartOptions, startDemoProvider, startGateway} from '@egov-form/gateway';
import {openSimulatedRegisters, type SimulatedIndustryCodes, type SimulatorOptions, type Simulators} from '@egov-form/simulators';
import {vietnam} from '@egov-form/vietnam';
import {BUNDLE_FOLDER, buildBundle} from '../rollup/bundle.ts';
import {root} from '../root.ts';
import {writePages} from './pages.ts';

/** How a demo is started. Everything has a default. */
export interface DemoOptions {
  /** Port on this machine; 0, the default, takes a free one. */
  readonly port?: number;
  /** Where browsers reach it. Defaults to `http://127.0.0.1:<port>`. */
  readonly origin?: string;
  /** Defaults to this machine only. */
  readonly host?: string;
  /** Database, files, log, and the pages as they are served. Defaults to `data` in the repository. */
  readonly dataFolder?: string;
  /** Beginning of dossier codes. */
  readonly agency?: string;
  readonly simulators?: SimulatorOptions;
  /** Folder of procedures. Defaults to the examples. */
  readonly formsFolder?: string;
  /** Where the gateway's log goes; defaults to `gateway.log` in the data folder. */
  readonly logStream?: StartOptions['logStream'];
  /** Folder of pages. Defaults to the sample portal. */
  readonly pagesFolder?: string;
  readonly idleSeconds?: StartOptions['idleSeconds'];
  readonly clock?: StartOptions['clock'];
  readonly budget?: StartOptions['budget'];
  /** How registers are asked, by connector; `*` for all. */
  readonly limits?: StartOptions['limits'];
  /** Further connectors beside those of the simulators, with the secrets that they name. */
  readonly connectors?: {
    readonly configuration: ConnectorConfiguration;
    readonly environment: {readonly [name: string]: string};
  };
  /** How work for later is done. */
  readonly jobs?: StartOptions['jobs'];
  /** A PostgreSQL server; the embedded database without it. */
  readonly database?: StartOptions['database'];
}

/** A running demo. */
export interface Demo {
  /** Address of the portal, without a slash at its end. */
  readonly url: string;
  readonly dataFolder: string;
  /** The simulated registers, to set faults and read counts. */
  readonly simulators: Simulators;
  /** The simulated list of industries that choices are searched in. */
  readonly industries: SimulatedIndustryCodes;
  /** Stops every server, and lets go of the database. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Start everything and answer when the portal can be opened. What had started is stopped again when a later part fails.
 *
 * @throws FormError `EGOV_GATEWAY_PORT` when the port is taken, `EGOV_GATEWAY_DATABASE` when the data folder is in use.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const {host = '127.0.0.1'} = options;
  const port = options.port || (await freePort());
  await expectFreePort(host, port);
  const origin = options.origin ?? `http://127.0.0.1:${port}`;
  const dataFolder = resolve(options.dataFolder ?? join(root, 'data'));
  await mkdir(dataFolder, {recursive: true, mode: 0o700});
  const running: {close(): Promise<void>}[] = [];
  const close = async (): Promise<void> => {
    // The gateway first: it asks the others.
    for (let part = running.pop(); part; part = running.pop()) await part.close();
  };
  try {
    await buildBundle();
    const pagesFolder = options.pagesFolder ?? join(root, 'examples/portal');
    const writtenPages = join(dataFolder, 'pages');
    const formsFolder = options.formsFolder ?? join(root, 'examples/procedures');
    await writePages(pagesFolder, writtenPages, formsFolder);
    const registers = await openSimulatedRegisters({
      ...options.simulators,
      ...(options.connectors && {further: options.connectors}),
    });
    running.push(registers);
    const provider = await startDemoProvider({redirectUri: `${origin}/auth/callback`});
    running.push(provider);
    const logStream = options.logStream ?? createWriteStream(join(dataFolder, 'gateway.log'), {flags: 'a', mode: 0o600});
    const gateway = await startGateway({
      host,
      port,
      origin,
      dataFolder,
      logStream,
      agency: options.agency,
      packs: [vietnam],
      registers: registers.registers,
      policies: registers.policies,
      oidc: provider,
      formsFolder,
      statics: [
        {prefix: '/', folder: writtenPages},
        {prefix: '/', folder: BUNDLE_FOLDER},
      ],
      ...(options.idleSeconds !== undefined && {idleSeconds: options.idleSeconds}),
      ...(options.clock && {clock: options.clock}),
      ...(options.budget && {budget: options.budget}),
      ...(options.limits && {limits: options.limits}),
      ...(options.database && {database: options.database}),
      ...(options.jobs && {jobs: options.jobs}),
    });
    running.push(gateway);
    const {simulators, industries} = registers;
    return {url: gateway.origin, dataFolder, simulators, industries, close};
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asked before anything starts: a second demo must not even open the data folder of the first. */
async function expectFreePort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
  } catch (cause) {
    throw new FormError(
      'EGOV_GATEWAY_PORT',
      `Port ${port} is in use. Stop the other server, or choose another port: PORT=${port + 1} npm start`,
      {port},
      {cause},
    );
  }
  probe.close();
  await once(probe, 'close');
}
