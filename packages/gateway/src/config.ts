import {readFileSync} from 'node:fs';
import {FormError} from '@egov-form/core';
import type {DatabasePlace} from './database/open.ts';
import type {GatewayOptions} from './options.ts';

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
  // `AUDIT_KEY`* (32 bytes or more in base64url), `AUDIT_HEADS_FILE`, `AUDIT_DAYS`, `JOBS` (`here` or `elsewhere`),
  // `METRICS_TOKEN`*, `TRUST_PROXY` (addresses of proxies whose X-Forwarded-For counts): see the options of these names.
}

/** Environment of an OpenID Connect provider: `OIDC_ISSUER`, `OIDC_REALM`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`*. */
export function readOidcConfig(env: Environment): {
  readonly issuer: string;
  readonly realm?: string;
  readonly clientId: string;
  readonly clientSecret: string;
} {
  const issuer = env['OIDC_ISSUER'] ?? '';
  if (!URL.canParse(issuer) || !/^https?:/u.test(issuer)) throw wrong('OIDC_ISSUER', 'the address of the sign-in provider');
  const clientId = env['OIDC_CLIENT_ID'] ?? '';
  if (clientId === '') throw wrong('OIDC_CLIENT_ID', 'the name under which the gateway is registered there');
  const clientSecret = secretOf(env, 'OIDC_CLIENT_SECRET') ?? '';
  if (clientSecret === '') throw wrong('OIDC_CLIENT_SECRET', 'the secret that the provider gave out, or OIDC_CLIENT_SECRET_FILE');
  const {OIDC_REALM: realm} = env;
  return {issuer, clientId, clientSecret, ...(realm && {realm})};
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws FormError `EGOV_GATEWAY_CONFIG` naming the variable that is wrong.
 */
export function readConfig(env: Environment): GatewayConfig {
  const host = env['HOST'] || '127.0.0.1';
  const port = wholeNumber(env, 'PORT', 8080, 1, 65_535);
  const origin = env['ORIGIN'] || `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw wrong('ORIGIN', 'scheme and host without a path, such as https://dichvucong.example');
  }
  const agency = env['AGENCY_CODE'] || undefined;
  if (agency !== undefined && !/^[A-Z0-9.]{1,24}$/u.test(agency)) throw wrong('AGENCY_CODE', 'capital letters, digits and dots');
  const connections = wholeNumber(env, 'DATABASE_CONNECTIONS', 10, 2, 500);
  const url = secretOf(env, 'DATABASE_URL');
  if (url !== undefined && !/^postgres(?:ql)?:\/\/[^/]+\/[^/]+/u.test(url)) {
    throw wrong('DATABASE_URL', 'an address such as postgres://user:password@host:5432/name');
  }
  return {
    host,
    port,
    dataFolder: env['DATA_FOLDER'] || 'data',
    origin,
    agency,
    database: url === undefined ? undefined : {url, connections},
    ...readOperations(env),
  };
}

function readOperations(env: Environment): Partial<GatewayConfig> {
  const {AUDIT_HEADS_FILE: auditHeadsFile, JOBS: jobs = 'here', TRUST_PROXY: trustProxy} = env;
  if (jobs !== 'here' && jobs !== 'elsewhere') throw wrong('JOBS', '"here" or "elsewhere"');
  const key = secretOf(env, 'AUDIT_KEY');
  const auditKey = key === undefined ? undefined : Buffer.from(key, 'base64url');
  if (auditKey && auditKey.length < 32) throw wrong('AUDIT_KEY', '32 random bytes or more in base64url');
  const metricsToken = secretOf(env, 'METRICS_TOKEN');
  if (metricsToken !== undefined && metricsToken.length < 16) throw wrong('METRICS_TOKEN', 'a text of at least 16 letters');
  return {
    jobs: {here: jobs === 'here'},
    ...(auditKey && {auditKey}),
    ...(auditHeadsFile && {auditHeadsFile}),
    ...(env['AUDIT_DAYS'] && {auditDays: wholeNumber(env, 'AUDIT_DAYS', 3653, 90, 36_530)}),
    ...(metricsToken !== undefined && {metricsToken}),
    ...(trustProxy && {trustProxy: trustProxy.split(',').map((address) => address.trim())}),
  };
}

/** A secret from the environment, or from the file that `<name>_FILE` names, without the line's end. */
function secretOf(env: Environment, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    throw wrong(`${name}_FILE`, 'a file that can be read');
  }
}

function wholeNumber(env: Environment, variable: string, usual: number, least: number, most: number): number {
  const number = Number(env[variable] || usual);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw wrong(variable, `a whole number from ${least} to ${most}`);
  }
  return number;
}

function wrong(variable: string, expected: string): FormError {
  return new FormError(
    'EGOV_GATEWAY_CONFIG',
    `Expected ${variable} to be ${expected}. Change or remove the environment variable and start again.`,
    {variable},
  );
}
