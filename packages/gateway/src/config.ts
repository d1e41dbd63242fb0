import {readFileSync} from 'node:fs';
import type {PublicKey} from '@egov-form/core/procedure';
import type {DatabasePlace} from './database/open.ts';
import type {GatewayOptions} from './options.ts';
import {isAddressRange, quoted, WrongSettings} from './settings.ts';

/** Environment variables. */
export type Environment = {readonly [name: string]: string | undefined};

/** What the environment decides. Secrets (marked *) may also stand in a file: `AUDIT_KEY_FILE` names it. */
export interface GatewayConfig
  extends Pick<GatewayOptions, 'auditKey' | 'auditHeadsFile' | 'auditDays' | 'jobs' | 'metricsToken' | 'trustProxy'> {
  /** `HOST`; defaults to this machine only. */
  readonly host: string;
  /** `PORT`; defaults to 8080. */
  readonly port: number;
  /** `DATA_FOLDER`: database and files; defaults to `data` in the working folder. */
  readonly dataFolder: string;
  /** `ORIGIN`: where browsers reach the gateway; defaults to the address that it listens on. */
  readonly origin: string;
  /** `AGENCY_CODE`: beginning of dossier codes. */
  readonly agency: string | undefined;
  /**
   * `DATABASE_URL`* and `DATABASE_CONNECTIONS` (10, of each process): a PostgreSQL server. Without it the embedded database
   * in the data folder.
   */
  readonly database: DatabasePlace | undefined;
  /** `TRUSTED_KEYS`: a file of public keys (JSON Web Key Set). With it nothing is served that one of them did not sign. */
  readonly trustedKeys?: readonly PublicKey[];
  // `AUDIT_KEY`* (32 bytes or more in base64url), `AUDIT_HEADS_FILE`, `AUDIT_DAYS`, `JOBS` (`here` or `elsewhere`),
  // `METRICS_TOKEN`*, `TRUST_PROXY` (addresses of proxies whose X-Forwarded-For counts): see the options of these names.
}

/** An OpenID Connect provider, as the environment names it. */
export interface OidcConfig {
  readonly issuer: string;
  readonly realm?: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Environment of an OpenID Connect provider: `OIDC_ISSUER`, `OIDC_REALM`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`*.
 *
 * @throws FormError `EGOV_GATEWAY_CONFIG` naming every variable that is wrong.
 */
export function readOidcConfig(env: Environment): OidcConfig {
  return refusing((wrong) => oidcConfigOf(env, wrong));
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws FormError `EGOV_GATEWAY_CONFIG` naming every variable that is wrong.
 */
export function readConfig(env: Environment): GatewayConfig {
  return refusing((wrong) => configOf(env, wrong));
}

function refusing<Config>(read: (wrong: WrongSettings) => Config): Config {
  const wrong = new WrongSettings();
  const config = read(wrong);
  wrong.refuse();
  return config;
}

/** As `readOidcConfig`, for settings that are told with others. */
export function oidcConfigOf(env: Environment, wrong: WrongSettings): OidcConfig {
  const issuer = env['OIDC_ISSUER'] ?? '';
  if (!URL.canParse(issuer) || !/^https?:/u.test(issuer)) {
    wrong.add('OIDC_ISSUER', 'the address of the sign-in provider', issuer === '' ? 'nothing' : quoted(issuer));
  }
  const clientId = env['OIDC_CLIENT_ID'] ?? '';
  if (clientId === '') wrong.add('OIDC_CLIENT_ID', 'the name under which the gateway is registered there', 'nothing');
  const clientSecret = secretOf(env, 'OIDC_CLIENT_SECRET', wrong) ?? '';
  if (clientSecret === '' && !wrong.has('OIDC_CLIENT_SECRET_FILE')) {
    wrong.add('OIDC_CLIENT_SECRET', 'the secret that the provider gave out, or in OIDC_CLIENT_SECRET_FILE', 'nothing');
  }
  const {OIDC_REALM: realm} = env;
  return {issuer, clientId, clientSecret, ...(realm && {realm})};
}

/** As `readConfig`, for settings that are told with others. What is wrong has its usual value in the result. */
export function configOf(env: Environment, wrong: WrongSettings): GatewayConfig {
  const host = env['HOST'] || '127.0.0.1';
  const port = wholeNumber(env, 'PORT', 8080, 1, 65_535, wrong);
  const origin = env['ORIGIN'] || `http://${hostInAddress(host)}:${port}`;
  if (!/^https?:/u.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin) {
    const variable = env['ORIGIN'] ? 'ORIGIN' : 'HOST';
    const expected =
      variable === 'ORIGIN'
        ? 'scheme and host without a path, such as https://dichvucong.example'
        : 'an address or name of this machine, 0.0.0.0 or :: for all of them';
    wrong.add(variable, expected, quoted(variable === 'ORIGIN' ? origin : host));
  }
  const agency = env['AGENCY_CODE'] || undefined;
  if (agency !== undefined && !/^[A-Z0-9.]{1,24}$/u.test(agency)) {
    wrong.add('AGENCY_CODE', 'capital letters, digits and dots, 24 at most', quoted(agency));
  }
  const connections = wholeNumber(env, 'DATABASE_CONNECTIONS', 10, 2, 500, wrong);
  const url = secretOf(env, 'DATABASE_URL', wrong);
  if (url !== undefined && !(/^postgres(?:ql)?:\/\/[^/]+\/[^/]+/u.test(url) && URL.canParse(url))) {
    wrong.add('DATABASE_URL', 'an address such as postgres://user:password@host:5432/name');
  }
  return {
    host,
    port,
    dataFolder: env['DATA_FOLDER'] || 'data',
    origin,
    agency,
    database: url === undefined ? undefined : {url, connections},
    ...operationsOf(env, wrong),
  };
}

function hostInAddress(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function operationsOf(env: Environment, wrong: WrongSettings): Partial<GatewayConfig> {
  const trustedKeys = trustedKeysOf(env, wrong);
  const {AUDIT_HEADS_FILE: auditHeadsFile, JOBS: jobs = 'here', TRUST_PROXY: trustProxy = ''} = env;
  if (jobs !== 'here' && jobs !== 'elsewhere') wrong.add('JOBS', '"here" or "elsewhere"', quoted(jobs));
  const key = secretOf(env, 'AUDIT_KEY', wrong);
  const auditKey = key === undefined ? undefined : Buffer.from(key, 'base64url');
  if (auditKey && auditKey.length < 32) wrong.add('AUDIT_KEY', '32 random bytes or more in base64url', 'fewer');
  const metricsToken = secretOf(env, 'METRICS_TOKEN', wrong);
  if (metricsToken !== undefined && metricsToken.length < 16)
    wrong.add('METRICS_TOKEN', 'a text of at least 16 letters', 'fewer');
  const proxies = trustProxy === '' ? [] : trustProxy.split(',').map((address) => address.trim());
  for (const proxy of proxies.filter((address) => !isAddressRange(address))) {
    wrong.add('TRUST_PROXY', 'addresses or ranges such as 10.0.0.0/8 with commas between', quoted(proxy));
  }
  return {
    jobs: {here: jobs !== 'elsewhere'},
    ...(auditKey && {auditKey}),
    ...(auditHeadsFile && {auditHeadsFile}),
    ...(trustedKeys && {trustedKeys}),
    ...(env['AUDIT_DAYS'] && {auditDays: wholeNumber(env, 'AUDIT_DAYS', 3653, 90, 36_530, wrong)}),
    ...(metricsToken !== undefined && {metricsToken}),
    ...(proxies.length > 0 && {trustProxy: proxies}),
  };
}

/** Public keys that sign procedures. */
function trustedKeysOf(env: Environment, wrong: WrongSettings): readonly PublicKey[] | undefined {
  const {TRUSTED_KEYS: file} = env;
  if (!file) return undefined;
  const expected = 'a file with {"keys": [...]}, public keys as JSON Web Keys of kind Ed25519 or P-256';
  try {
    const {keys}: {readonly keys?: unknown} = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(keys) && keys.length > 0 && keys.every(isPublicKey)) return keys;
    wrong.add('TRUSTED_KEYS', expected, `something else in ${quoted(file)}`);
  } catch (error) {
    wrong.add('TRUSTED_KEYS', expected, `${quoted(file)} (${(error as {code?: string}).code ?? 'no JSON'})`);
  }
  return [];
}

/** Not its private half: what only verifies must not be able to sign. */
function isPublicKey(key: unknown): key is PublicKey {
  if (typeof key !== 'object' || key === null || 'd' in key || !('kty' in key) || !('crv' in key) || !('x' in key)) return false;
  return (key.kty === 'OKP' && key.crv === 'Ed25519') || (key.kty === 'EC' && key.crv === 'P-256' && 'y' in key);
}

/** A secret from the environment, or from the file that `<name>_FILE` names, without the line's end. */
function secretOf(env: Environment, name: string, wrong: WrongSettings): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret === '') wrong.add(`${name}_FILE`, 'a file that holds the secret', `an empty one at ${file}`);
    return secret || undefined;
  } catch (error) {
    wrong.add(`${name}_FILE`, 'a file that can be read', `${quoted(file)} (${(error as {code?: string}).code ?? 'unknown'})`);
    return undefined;
  }
}

function wholeNumber(
  env: Environment,
  variable: string,
  usual: number,
  least: number,
  most: number,
  wrong: WrongSettings,
): number {
  const text = env[variable];
  const number = Number(text || usual);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  wrong.add(variable, `a whole number from ${least} to ${most}`, quoted(text ?? ''));
  return usual;
}
