/**
 * `egov-gateway init`, `check`, `serve`, `audit check` and `adopt`. Everything is said by environment variables (config.ts), which
 * a file may hold; what cannot be said by text (registers, country pack) comes from a module of the installation, which
 * `GATEWAY_MODULE` names.
 */
import {existsSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseArgs, parseEnv} from 'node:util';
import type {ServiceShape} from '@egov-form/checks';
import {FormError} from '@egov-form/core';
import {sql} from 'kysely';
import {checkAudit} from './audit/audit-check.ts';
import {readHeads} from './audit/audit-heads.ts';
import {configOf, type Environment, type GatewayConfig, type OidcConfig, oidcConfigOf, readConfig} from './config.ts';
import {describeCause, unavailability} from './database/availability.ts';
import {embeddedExists} from './database/embedded-folder.ts';
import {APPLICATION_NAME, type GatewayDatabase, openDatabase} from './database/open.ts';
import {adopt} from './installation/adopt.ts';
import {takeDataFolder} from './installation/data-folder.ts';
import {type InstallationLayout, layoutOf, openInstallation} from './installation/enter.ts';
import {type GatewayOptions, systemClock} from './options.ts';
import {loadSecrets} from './secrets.ts';
import {writeTemplate} from './setting-up/init.ts';
import {checkPlaces, quoted, WrongSettings} from './settings.ts';
import {startDemoProvider} from './sign-in/demo-provider.ts';
import {startGateway} from './start.ts';

/** What an installation brings as code: its module exports `setup`. */
export type GatewaySetup = Pick<GatewayOptions, 'packs' | 'registers'> &
  Partial<Pick<GatewayOptions, 'policies' | 'statics' | 'budget' | 'limits' | 'clock'>> & {
    /** What each connector is asked with and says, for the check of the forms: `services` of `openConnectors`. */
    readonly services?: {readonly [connector: string]: ServiceShape};
  };

/** Reads what it needs from the environment; may take its time. */
export type Setup = (env: Environment) => GatewaySetup | Promise<GatewaySetup>;

const USAGE = `egov-gateway init [folder]
    Writes a form, registers, settings and a page that work as they are, with sign-in to try them out.
egov-gateway check
    Says what is wrong with settings, module, registers and forms. Opens nothing. Exit 0: nothing, 1: something.
egov-gateway serve
    Serves until SIGTERM. GATEWAY_MODULE names the module that exports setup(env), FORMS_FOLDER the procedures;
    those among the packages of package.json in INSTALLATION_FOLDER are served too.
egov-gateway audit check [--heads <file>]
    Looks for what was done to the audit. Exit 0: nothing, 1: something, 2: wrong use.
egov-gateway adopt [--accept-loss]
    Says in what database, files and heads do not agree (exit 1); with --accept-loss goes on with the database as it is.
Settings are variables of the environment. --env <file>, after any of these, reads those that are not there from a file.
`;

const HOW_TO_ADOPT = `Restore newer backups if there are any. To go on without them, and give up what is not there:
egov-gateway adopt --accept-loss`;

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
    const {words, settings} = withEnvFile(args, env);
    const [command, sub, ...rest] = words;
    if (command === 'init' && rest.length === 0) return await init(sub ?? '.', output);
    if (command === 'check' && sub === undefined) return await check(settings, output);
    if (command === 'serve' && sub === undefined) return await serve(settings, output);
    if (command === 'audit' && sub === 'check') return await auditCheck(rest, settings, output);
    if (command === 'adopt') return await adoptDatabase(words.slice(1), settings, output);
  } catch (error) {
    // Foreseen: one sentence says what to do. What the system refused is told by its own words.
    const foreseen = error instanceof FormError || unavailability(error) !== undefined;
    if (!foreseen) throw error;
    output.error(error instanceof FormError ? error.message : `The gateway cannot work here: ${describeCause(error)}`);
    return 2;
  }
  output.error(USAGE);
  return 2;
}

/** The arguments without `--env <file>`, and the environment with what that file says. */
function withEnvFile(
  args: readonly string[],
  env: Environment,
): {readonly words: readonly string[]; readonly settings: Environment} {
  const at = args.indexOf('--env');
  if (at === -1) return {words: args, settings: env};
  const file = args[at + 1] ?? '';
  try {
    const words = args.filter((_word, index) => index !== at && index !== at + 1);
    return {words, settings: {...parseEnv(readFileSync(file, 'utf8')), ...env}};
  } catch (cause) {
    const message = `Expected --env to name a file of settings that this account may read, found ${quoted(file)}.`;
    throw new FormError('EGOV_GATEWAY_CONFIG', message, {variable: '--env'}, {cause});
  }
}

async function init(folder: string, output: Output): Promise<number> {
  for (const file of await writeTemplate(folder)) output.out(file);
  output.out(`Written. Next, in ${resolve(folder)}: egov-gateway check --env gateway.env`);
  return 0;
}

async function check(env: Environment, output: Output): Promise<number> {
  const wrong = new WrongSettings();
  const {config, formsFolder, installationFolder, setup} = await readInstallation(env, wrong);
  const mistakes = [...wrong.sentences()];
  if (setup && !wrong.has('FORMS_FOLDER')) {
    const {trustedKeys} = config;
    // Whoever serves does not load it.
    const {checkForms} = await import('./setting-up/check-forms.ts');
    const verdict = await checkForms(formsFolder, {...setup, installationFolder, ...(trustedKeys && {trustedKeys})});
    mistakes.push(...verdict.mistakes);
    for (const remark of verdict.remarks) output.out(`Remark: ${remark}`);
  }
  for (const mistake of mistakes) output.out(mistake);
  output.out(
    mistakes.length === 0
      ? `Nothing is wrong. The gateway would listen on ${config.host}:${config.port} for ${config.origin}.`
      : `${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}. Nothing was opened.`,
  );
  return mistakes.length === 0 ? 0 : 1;
}

interface Installation {
  readonly config: GatewayConfig;
  /** Nothing where people sign in to try it out. */
  readonly oidc: OidcConfig | undefined;
  readonly formsFolder: string;
  /** Holds the `package.json` that names packages with procedures. */
  readonly installationFolder: string;
  readonly setup: GatewaySetup | undefined;
}

/** Everything that is said about an installation before it is opened. What is wrong has its usual value, or is not there. */
async function readInstallation(env: Environment, wrong: WrongSettings): Promise<Installation> {
  const config = configOf(env, wrong);
  const isDemo = isDemoSignIn(env, config.origin, wrong);
  const oidc = isDemo ? undefined : oidcConfigOf(env, wrong);
  const formsFolder = resolve(env['FORMS_FOLDER'] || 'forms');
  await checkPlaces({...config, formsFolder}, wrong);
  const installationFolder = resolve(env['INSTALLATION_FOLDER'] || '.');
  return {config, oidc, formsFolder, installationFolder, setup: await setUp(env, wrong)};
}

/** Made-up people sign in without a password: never where others reach it. */
function isDemoSignIn(env: Environment, origin: string, wrong: WrongSettings): boolean {
  const {SIGN_IN: signIn = ''} = env;
  if (signIn === '') return false;
  const {hostname} = URL.canParse(origin) ? new URL(origin) : {hostname: ''};
  if (signIn !== 'demo') wrong.add('SIGN_IN', '"demo", or left out where OIDC_ISSUER names a provider', quoted(signIn));
  else if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    const expected = 'left out where ORIGIN is not this computer: with "demo" anybody signs in as anybody';
    wrong.add('SIGN_IN', expected, `"demo" for ${quoted(origin)}`);
  }
  return true;
}

async function serve(env: Environment, output: Output): Promise<number> {
  const wrong = new WrongSettings();
  const {config, oidc, formsFolder, installationFolder, setup} = await readInstallation(env, wrong);
  wrong.refuse();
  if (!setup) return 2;
  const demo = oidc ? undefined : await startDemoProvider({redirectUri: `${config.origin}/auth/callback`});
  try {
    const gateway = await startGateway({
      ...config,
      ...setup,
      oidc: oidc ?? (demo as OidcConfig),
      formsFolder,
      installationFolder,
    });
    output.out(`The gateway listens on ${config.host}:${config.port} for ${gateway.origin}`);
    await new Promise<void>((done) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
    });
    await gateway.close();
    return 0;
  } finally {
    await demo?.close();
  }
}

/** What the installation's module brings; nothing where it is wrong. */
async function setUp(env: Environment, wrong: WrongSettings): Promise<GatewaySetup | undefined> {
  const path = env['GATEWAY_MODULE'];
  const expected = 'a module that exports a function "setup"';
  if (!path) {
    wrong.add('GATEWAY_MODULE', expected, 'nothing');
    return undefined;
  }
  try {
    const {setup}: {readonly setup?: unknown} = await import(pathToFileURL(resolve(path)).href);
    if (typeof setup !== 'function') {
      wrong.add('GATEWAY_MODULE', expected, `one without it at ${path}`);
      return undefined;
    }
    const made = await (setup as Setup)(env);
    for (const {folder} of made.statics ?? []) {
      if (!existsSync(folder)) wrong.add('GATEWAY_MODULE', 'a module whose "statics" are folders', `nothing at ${folder}`);
    }
    return made;
  } catch (error) {
    wrong.add('GATEWAY_MODULE', 'a module that loads and sets up', `that it failed: ${describeCause(error)}`);
    return undefined;
  }
}

async function auditCheck(args: readonly string[], env: Environment, output: Output): Promise<number> {
  const {values} = parseArgs({args: [...args], options: {heads: {type: 'string'}}});
  const {auditKey, ...config} = readConfig(env);
  return withInstallation({...config, ...(values.heads !== undefined && {auditHeadsFile: values.heads})}, async (layout) => {
    // Looks at what is there and makes nothing.
    if (layout.embedded !== undefined && !(await embeddedExists(layout.embedded))) {
      throw new FormError('EGOV_GATEWAY_DATABASE', `Expected a database in ${layout.embedded}, found none. See DATA_FOLDER.`);
    }
    const database = await openDatabase(layout.database);
    try {
      const heads = await readHeads(layout.headsFile).catch(() => []);
      if (heads.length === 0) {
        output.error(`No heads in ${layout.headsFile}: that the end was cut off, or all was made anew, cannot be seen.`);
      }
      const adopted = heads.find((head) => head.adopted !== undefined);
      if (adopted) output.out(`Another or an older database was adopted on ${adopted.at}, after seal ${adopted.number}.`);
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
  });
}

async function adoptDatabase(args: readonly string[], env: Environment, output: Output): Promise<number> {
  const {values} = parseArgs({args: [...args], options: {'accept-loss': {type: 'boolean', default: false}}});
  const {auditKey, ...config} = readConfig(env);
  const accepted = values['accept-loss'];
  return withInstallation(config, async (layout) => {
    const opened = await openInstallation(layout, accepted).catch((error: unknown) => {
      if (!(error instanceof FormError) || error.code !== 'EGOV_GATEWAY_INSTALLATION') throw error;
      output.out(error.message);
    });
    if (!opened) {
      output.out(HOW_TO_ADOPT);
      return 1;
    }
    const {database, found} = opened;
    try {
      if (found.length === 0) {
        output.out('Database, files and heads belong together: there is nothing to adopt.');
        return 0;
      }
      for (const one of found) output.out(`Found ${one.found}.`);
      if (!accepted) {
        output.out(HOW_TO_ADOPT);
        return 1;
      }
      await expectAlone(database);
      const clock = systemClock();
      const key = auditKey ?? (await loadSecrets(database)).auditKey;
      const {installation, next} = await adopt(opened, layout, key, new Date(clock.now()), clock.today());
      output.out(`Adopted as installation ${installation}. Today's next dossier gets the number ${next} or a higher one.`);
      return 0;
    } finally {
      await database.destroy();
    }
  });
}

/** Takes the data folder where the database is embedded, as long as something is done with it. */
async function withInstallation(
  {dataFolder, database, auditHeadsFile}: Pick<GatewayConfig, 'dataFolder' | 'database' | 'auditHeadsFile'>,
  act: (layout: InstallationLayout) => Promise<number>,
): Promise<number> {
  const folder = resolve(dataFolder);
  const data = database ? undefined : await takeDataFolder(folder);
  try {
    return await act(layoutOf(folder, database, auditHeadsFile));
  } finally {
    await data?.release();
  }
}

/** Gateways that went on meanwhile would give out the numbers that are passed over. */
async function expectAlone(database: GatewayDatabase): Promise<void> {
  if (database.engine === 'embedded') return;
  const {rows} = await sql<{others: number}>`
    select count(*)::int as others from pg_stat_activity
    where application_name = ${APPLICATION_NAME} and datname = current_database() and pid <> pg_backend_pid()`.execute(database);
  if (rows[0]?.others === 0) return;
  const message =
    'Expected no gateway on this database while it is adopted, found connections of others. Stop all of them first.';
  throw new FormError('EGOV_GATEWAY_INSTALLATION', message);
}
