/**
 * `egov-gateway serve` and `egov-gateway audit check`. Everything is said by environment variables (config.ts); what cannot
 * be said by text (registers, country pack) comes from a module of the installation, which `GATEWAY_MODULE` names.
 */
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {FormError} from '@egov-form/core';
import {checkAudit} from './audit/audit-check.ts';
import {readHeads} from './audit/audit-heads.ts';
import {type Environment, readConfig, readOidcConfig} from './config.ts';
import {openDatabase} from './database/open.ts';
import {takeDataFolder} from './installation/data-folder.ts';
import type {GatewayOptions} from './options.ts';
import {loadSecrets} from './secrets.ts';
import {HEADS_NAME, startGateway} from './start.ts';

/** What an installation brings as code: its module exports `setup`. */
export type GatewaySetup = Pick<GatewayOptions, 'packs' | 'registers'> &
  Partial<Pick<GatewayOptions, 'policies' | 'statics' | 'budget' | 'limits' | 'clock'>>;

/** Reads what it needs from the environment; may take its time. */
export type Setup = (env: Environment) => GatewaySetup | Promise<GatewaySetup>;

const USAGE = `egov-gateway serve
    Serves until SIGTERM. GATEWAY_MODULE names the module that exports setup(env), FORMS_FOLDER the procedures.
egov-gateway audit check [--heads <file>]
    Looks for what was done to the audit. Exit 0: nothing, 1: something, 2: wrong use.
`;

interface Output {
  out(line: string): void;
  error(line: string): void;
}

const PROCESS_OUTPUT: Output = {
  out: (line) => void process.stdout.write(`${line}\n`),
  error: (line) => void process.stderr.write(`${line}\n`),
};

/** @returns the exit code. */
export async function main(
  args: readonly string[],
  env: Environment = process.env,
  output: Output = PROCESS_OUTPUT,
): Promise<number> {
  try {
    const [command, sub, ...rest] = args;
    if (command === 'serve' && sub === undefined) return await serve(env, output);
    if (command === 'audit' && sub === 'check') return await auditCheck(rest, env, output);
  } catch (error) {
    // Foreseen: one sentence says what to do.
    if (!(error instanceof FormError)) throw error;
    output.error(error.message);
    return 2;
  }
  output.error(USAGE);
  return 2;
}

async function serve(env: Environment, output: Output): Promise<number> {
  const config = readConfig(env);
  const oidc = readOidcConfig(env);
  const setup = await loadSetup(env['GATEWAY_MODULE']);
  const gateway = await startGateway({
    ...config,
    ...(await setup(env)),
    oidc,
    formsFolder: resolve(env['FORMS_FOLDER'] ?? 'forms'),
  });
  output.out(`The gateway listens on ${config.host}:${config.port} for ${gateway.origin}`);
  await new Promise<void>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
  });
  await gateway.close();
  return 0;
}

async function loadSetup(path: string | undefined): Promise<Setup> {
  const expected = 'Expected GATEWAY_MODULE to name a module that exports a function "setup".';
  if (!path) throw new FormError('EGOV_GATEWAY_CONFIG', expected, {variable: 'GATEWAY_MODULE'});
  let loaded: {readonly setup?: Setup};
  try {
    loaded = await import(pathToFileURL(resolve(path)).href);
  } catch (cause) {
    throw new FormError('EGOV_GATEWAY_CONFIG', `${expected} It could not be loaded.`, {variable: 'GATEWAY_MODULE'}, {cause});
  }
  if (typeof loaded.setup !== 'function') throw new FormError('EGOV_GATEWAY_CONFIG', expected, {variable: 'GATEWAY_MODULE'});
  return loaded.setup;
}

async function auditCheck(args: readonly string[], env: Environment, output: Output): Promise<number> {
  const {values} = parseArgs({args: [...args], options: {heads: {type: 'string'}}});
  const {dataFolder, database: server, auditKey, auditHeadsFile} = readConfig(env);
  const folder = resolve(dataFolder);
  const data = server ? undefined : await takeDataFolder(folder);
  try {
    const database = await openDatabase(server ?? {folder: join(folder, 'postgres')});
    try {
      const file = values.heads ?? auditHeadsFile ?? join(folder, HEADS_NAME);
      const heads = await readHeads(file).catch(() => []);
      if (heads.length === 0)
        output.error(`No heads in ${file}: that the end was cut off, or all was made anew, cannot be seen.`);
      const key = auditKey ?? (await loadSecrets(database)).auditKey;
      const {entries, seals, unsealed, findings} = await checkAudit(database, key, heads);
      output.out(`${entries} entries, ${seals} seals, ${unsealed} entries not sealed yet, ${heads.length} heads compared`);
      for (const {kind, seal, entry} of findings) {
        output.out(`${kind}${seal === undefined ? '' : ` seal ${seal}`}${entry === undefined ? '' : ` entry ${entry}`}`);
      }
      output.out(findings.length === 0 ? 'Nothing was changed.' : 'The first line is where it begins.');
      return findings.length === 0 ? 0 : 1;
    } finally {
      await database.destroy();
    }
  } finally {
    await data?.release();
  }
}
