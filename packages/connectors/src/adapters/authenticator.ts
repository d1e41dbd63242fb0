import {createHash} from 'node:crypto';
import type {AuthSettings} from '../generated/configuration.ts';
import type {SecretReader} from '../secret.ts';
import type {TokenSource} from './token.ts';

/** How a call shows who it comes from. */
export interface Authenticator {
  headers(address: URL, signal: AbortSignal): Promise<{readonly [name: string]: string}>;
  /** Headers for a second try after these were answered with 401, where there is something to renew. */
  renewed?(refused: {readonly [name: string]: string}, signal: AbortSignal): Promise<{readonly [name: string]: string}>;
}

/** A token as bearer, renewed once when it is refused. */
export function tokenAuthenticator(tokens: TokenSource): Authenticator {
  const bearer = (token: string): {readonly [name: string]: string} => ({Authorization: `Bearer ${token}`});
  return {
    headers: async (_address, signal) => bearer(await tokens.token(signal)),
    renewed: async (refused, signal) =>
      bearer(await tokens.renew(refused['Authorization']?.slice('Bearer '.length) ?? '', signal)),
  };
}

/**
 * Source  `ndxp`: header names and the form of the digest from one public code base of the national exchange (2026):
 *         SHA-256, in hex, over address, user, time in milliseconds and secret.
 */
export function createAuthenticator(
  settings: AuthSettings | undefined,
  secrets: SecretReader,
  tokensOf: (settings: Extract<AuthSettings, {kind: 'token'}>['token']) => TokenSource,
  now: () => number = Date.now,
): Authenticator | undefined {
  switch (settings?.kind) {
    case undefined:
      return undefined;
    case 'token':
      return tokenAuthenticator(tokensOf(settings.token));
    case 'basic': {
      const headers = {Authorization: `Basic ${base64(`${secrets(settings.user)}:${secrets(settings.password)}`)}`};
      return {headers: async () => headers};
    }
    case 'api-key': {
      const headers = {[settings.header]: secrets(settings.key)};
      return {headers: async () => headers};
    }
    case 'ndxp': {
      const user = secrets(settings.user);
      const secret = secrets(settings.secret);
      const key = secrets(settings.apiKey);
      return {
        headers: async (address) => {
          const time = String(now());
          const digest = createHash('sha256').update(`${address.href}${user}${time}${secret}`).digest('hex');
          return {Timestamp: time, ApiKey: key, Authorization: `Basic ${base64(`${user}:${digest}`)}`};
        },
      };
    }
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
