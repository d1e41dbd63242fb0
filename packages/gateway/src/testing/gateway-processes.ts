/** Gateways in processes of their own, on one data folder or one PostgreSQL database. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {FormDefinition} from '@egov-form/core';
import {type DemoProvider, startDemoProvider} from '../sign-in/demo-provider.ts';
import {LETTER} from './gateway-fixture.ts';

const PROGRAM = fileURLToPath(new URL('gateway-process.ts', import.meta.url));

/** What an installation brings as code: here the registers of tests. */
const SETUP = `
  import {vietnam} from ${JSON.stringify(import.meta.resolve('@egov-form/vietnam'))};
  import {FATHER, MapRegister, MOTHER} from ${JSON.stringify(new URL('gateway-fixture.ts', import.meta.url).href)};
  const people = Object.fromEntries([MOTHER, FATHER].map((person) => [person.citizenId, person]));
  export const setup = () => ({
    packs: [vietnam],
    registers: {
      population: new MapRegister('population', 'citizenId', people),
      vehicle: new MapRegister('vehicle', 'plate', {'19A-123.45': {brand: 'Xe Mẫu 16'}}),
    },
  });
`;

const COMMAND = fileURLToPath(new URL('../../bin/egov-gateway.mjs', import.meta.url));

/** A command that listens, or has ended. */
export interface CommandRun {
  readonly child: ChildProcess;
  /** Exit code; `undefined` while it runs. */
  readonly code: number | undefined;
  /** All that it wrote. */
  readonly said: string;
}

/** What processes of one installation share. */
export interface Installation {
  readonly folder: string;
  /** Of all its gateways. */
  readonly dataFolder: string;
  readonly origin: string;
  /** Of its commands. */
  readonly environment: {readonly [name: string]: string};
  /** Starts a gateway and waits until it listens. */
  start(port: number, env?: {readonly [name: string]: string}): Promise<ChildProcess>;
  /**
   * Runs `egov-gateway` as an installation does, until it listens or ends.
   * @param wrap program and arguments that it is run by, such as `unshare --pid --fork`.
   */
  command(args: readonly string[], env?: {readonly [name: string]: string}, wrap?: readonly string[]): Promise<CommandRun>;
  close(): Promise<void>;
}

/**
 * @param port of the gateway that people reach; others may have ports of their own.
 * @param log where gateways write what they have to say: among what this process says, or each line into a file, as when they
 *     serve people.
 */
export async function prepareInstallation(
  port: number,
  databaseUrl: string | undefined,
  forms: readonly FormDefinition[] = [LETTER],
  log: 'inherit' | 'file' = 'inherit',
): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-processes-'));
  for (const form of forms) {
    await mkdir(join(folder, 'forms', form.id), {recursive: true});
    await writeFile(join(folder, 'forms', form.id, 'form.json'), JSON.stringify(form));
  }
  const origin = `http://127.0.0.1:${port}`;
  const provider: DemoProvider = await startDemoProvider({redirectUri: `${origin}/auth/callback`});
  const {issuer, clientId, clientSecret} = provider;
  const running = new Set<ChildProcess>();
  const dataFolder = join(folder, 'data');
  const logFile = log === 'file' ? openSync(join(folder, 'log.jsonl'), 'a') : undefined;
  const environment = {
    ...{PORT: String(port), ORIGIN: origin, DATA_FOLDER: dataFolder, FORMS_FOLDER: join(folder, 'forms')},
    ...{OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret},
    ...{GATEWAY_MODULE: join(folder, 'setup.mjs')},
    ...(databaseUrl !== undefined && {DATABASE_URL: databaseUrl}),
  };
  await writeFile(join(folder, 'setup.mjs'), SETUP);
  return {
    folder,
    dataFolder,
    origin,
    environment,
    async start(own, env = {}) {
      const child = spawn(process.execPath, ['--conditions=egov-source', '--disable-warning=ExperimentalWarning', PROGRAM], {
        env: {
          ...process.env,
          ...{PORT: String(own), ORIGIN: origin, DATA_FOLDER: dataFolder, FORMS_FOLDER: join(folder, 'forms')},
          ...{OIDC: JSON.stringify({issuer, clientId, clientSecret})},
          ...(databaseUrl !== undefined && {DATABASE_URL: databaseUrl}),
          ...(logFile !== undefined && {LOG: 'all'}),
          ...env,
        },
        stdio: ['ignore', 'pipe', logFile ?? 'inherit'],
      });
      running.add(child);
      child.once('exit', () => running.delete(child));
      const ended = once(child, 'exit').then(() => {
        throw new Error('The gateway ended before it was ready.');
      });
      const ready = (async () => {
        for await (const chunk of child.stdout ?? []) if (String(chunk).includes('ready')) break;
      })();
      await Promise.race([ready, ended]);
      ended.catch(() => undefined);
      return child;
    },
    async command(args, env = {}, wrap = []) {
      const [program = '', ...rest] = [...wrap, process.execPath, '--conditions=egov-source', COMMAND, ...args];
      const child = spawn(program, rest, {
        env: {
          ...process.env,
          ...environment,
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.add(child);
      child.once('exit', () => running.delete(child));
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
      const listens = new Promise<void>((done) => {
        child.stdout?.on('data', () => said.includes('The gateway listens') && done());
      });
      await Promise.race([listens, once(child, 'close')]);
      return {
        child,
        get code() {
          return child.exitCode ?? undefined;
        },
        get said() {
          return said;
        },
      };
    },
    async close() {
      for (const child of running) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      await provider.close();
      if (logFile !== undefined) closeSync(logFile);
      await rm(folder, {recursive: true, force: true});
    },
  };
}
