import {FormError} from '@egov-form/core';
import type {DatabasePlace} from './database/open.ts';

/** Environment variables. */
export type Environment = {readonly [name: string]: string | undefined};

/** What the environment decides. */
export interface GatewayConfig {
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
   * `DATABASE_URL` and `DATABASE_CONNECTIONS` (10, of each process): a PostgreSQL server. Without it the embedded database
   * in the data folder.
   */
  readonly database: DatabasePlace | undefined;
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
  const url = env['DATABASE_URL'] || undefined;
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
  };
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
