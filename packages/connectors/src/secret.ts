import {readFileSync} from 'node:fs';
import {FormError} from '@egov-form/core';
import type {SecretPlace} from './generated/configuration.ts';

/** Hands out what a configuration only names. */
export type SecretReader = (place: SecretPlace) => string;

/**
 * Secrets from environment variables and files; the last line's end is no part of a file's secret.
 *
 * @returns a reader that throws `EGOV_CONNECTORS_SECRET` for one that is not there, or empty.
 */
export function createSecretReader(environment: {readonly [name: string]: string | undefined}): SecretReader {
  return ({env, file}) => {
    const secret = env === undefined ? readFile(file ?? '') : environment[env];
    if (secret === undefined || secret === '') {
      const where = env === undefined ? `the file ${file}` : `the environment variable ${env}`;
      throw new FormError(
        'EGOV_CONNECTORS_SECRET',
        `Expected a secret in ${where}, found none. Set it before the gateway starts.`,
        {
          place: env ?? file ?? '',
        },
      );
    }
    return secret;
  };
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/u, '');
  } catch {
    return undefined;
  }
}
