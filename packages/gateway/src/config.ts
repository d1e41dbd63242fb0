import {FormError} from '@egov-form/core';

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
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws FormError `EGOV_GATEWAY_CONFIG` naming the variable that is wrong.
 */
export function readConfig(env: {readonly [name: string]: string | undefined}): GatewayConfig {
  if (env['DATABASE_URL']) {
    throw wrong('DATABASE_URL', 'no value: a PostgreSQL server is not supported yet, the embedded database is used');
  }
  const host = env['HOST'] || '127.0.0.1';
  const port = Number(env['PORT'] || '8080');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw wrong('PORT', 'a whole number from 1 to 65535');
  const origin = env['ORIGIN'] || `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw wrong('ORIGIN', 'scheme and host without a path, such as https://dichvucong.example');
  }
  const agency = env['AGENCY_CODE'] || undefined;
  if (agency !== undefined && !/^[A-Z0-9.]{1,24}$/u.test(agency)) throw wrong('AGENCY_CODE', 'capital letters, digits and dots');
  return {host, port, dataFolder: env['DATA_FOLDER'] || 'data', origin, agency};
}

function wrong(variable: string, expected: string): FormError {
  return new FormError(
    'EGOV_GATEWAY_CONFIG',
    `Expected ${variable} to be ${expected}. Change or remove the environment variable and start again.`,
    {variable},
  );
}
