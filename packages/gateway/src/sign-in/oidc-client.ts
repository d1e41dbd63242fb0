/** Sign-in by OpenID Connect: authorization code with PKCE, state and nonce. */

import {isLoopback} from '@egov-form/connectors/server';
import * as openid from 'openid-client';
import type {OidcOptions} from '../options.ts';
import {boundedFetch} from './bounded-fetch.ts';
import type {SignedInPerson} from './person.ts';

/** What must be remembered between leaving for the provider and coming back. */
export interface SignInStart {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface OidcClient {
  start(): Promise<SignInStart>;
  /**
   * @param search query of the callback's address, with `?`.
   * @returns who signed in; `subject` is still the provider's own identifier.
   */
  finish(search: string, start: Omit<SignInStart, 'url'>): Promise<SignedInPerson>;
}

/** Claims beside the standard ones: the citizen's number, and whether it is an officer's account. */
const SCOPE = 'openid profile citizen';

/** How long one answer of the provider may take. */
const SECONDS = 10;

/** The provider's configuration is read when first needed, and again after a failure. */
export function createOidcClient(options: OidcOptions, seconds: number = SECONDS): OidcClient {
  let found: Promise<openid.Configuration> | undefined;
  const issuer = new URL(options.issuer);
  const configuration = (): Promise<openid.Configuration> => {
    found ??= openid
      .discovery(issuer, options.clientId, options.clientSecret, openid.ClientSecretBasic(options.clientSecret), {
        // Plain http never leaves this machine: the demo's provider is on loopback.
        execute: issuer.protocol === 'http:' && isLoopback(issuer.hostname) ? [openid.allowInsecureRequests] : [],
        // For each answer with its body.
        timeout: seconds,
        [openid.customFetch]: boundedFetch,
      })
      .catch((error: unknown) => {
        found = undefined;
        throw error;
      });
    return found;
  };

  return {
    async start() {
      const config = await configuration();
      const verifier = openid.randomPKCECodeVerifier();
      const state = openid.randomState();
      const nonce = openid.randomNonce();
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: options.redirectUri,
        scope: SCOPE,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        // Computers at a one-stop shop are shared: the provider must not sign the next person in as the last one.
        prompt: 'login',
      });
      return {url, state, nonce, verifier};
    },

    async finish(search, {state, nonce, verifier}) {
      const config = await configuration();
      const tokens = await openid.authorizationCodeGrant(config, new URL(`${options.redirectUri}${search}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const sub = tokens.claims()?.sub ?? '';
      const claims = await openid.fetchUserInfo(config, tokens.access_token, sub);
      return {
        subject: `${options.realm ?? options.issuer} ${sub}`,
        personalId: matching(claims['personal_id'], /^\d{12}$/u),
        name: typeof claims.name === 'string' ? claims.name.slice(0, 200) : '',
        birthDate: matching(claims.birthdate, /^\d{4}-\d{2}-\d{2}$/u),
        role: claims['role'] === 'officer' ? 'officer' : 'citizen',
      };
    },
  };
}

function matching(value: unknown, pattern: RegExp): string {
  return typeof value === 'string' && pattern.test(value) ? value : '';
}
