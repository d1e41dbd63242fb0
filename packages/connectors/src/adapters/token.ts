/**
 * Access tokens of a provincial data exchange (LGSP).
 *
 * Rule    OAuth2 client credentials: POST `grant_type=client_credentials`; the answer carries `access_token` and
 *         `expires_in` (seconds). Two ways to say who asks: `Authorization: Basic key:secret`, or a header
 *         `lgspaccesstoken` with base64 of a JSON object of keys and partner codes.
 * Source  RFC 6749 section 4.4; the second header from public code of three provincial systems (November 2026).
 * Limits  Exchanges differ in how long a token lives and whether an old one stays valid after renewal: nothing is assumed
 *         beyond `expires_in` and 401.
 */
import {type CancelSignal, FormError, parseBounded} from '@egov-form/core';
import {safeObject} from '../answer-reading.ts';
import {linkSignal, throwIfAborted, unlessAborted} from '../gateway-client/linked-signal.ts';
import {outsideText} from '../outside-text.ts';

/** Who the province is on the exchange. Comes from the environment or a secret file, never from a form. */
export type LgspCredentials =
  | {readonly kind: 'basic'; readonly consumerKey: string; readonly consumerSecret: string}
  | {
      readonly kind: 'lgspaccesstoken';
      readonly accessKey: string;
      readonly secretKey: string;
      readonly appName: string;
      readonly partnerCode: string;
      /** Defaults to `partnerCode`. */
      readonly partnerCodeCus?: string;
    };

export interface TokenSourceOptions {
  /** The exchange's token address. */
  readonly url: string;
  readonly credentials: LgspCredentials;
  /** How long before its end a token is renewed, in milliseconds. Defaults to 60,000, at most a quarter of its life. */
  readonly earlyMs?: number;
  /** Per request for a token, in milliseconds. Defaults to 8,000. */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch; for tests. */
  readonly now?: () => number;
}

/** Hands out tokens: cached, renewed early, one request in flight however many wait. */
export interface TokenSource {
  /**
   * A token that should be valid. Rejects with a `FormError` `EGOV_CONNECTORS_TOKEN` (`details.reason`: `down`, `slow` or
   * `invalid-answer`) when there is none, or with the signal's reason. Failures are not remembered.
   */
  token(signal: CancelSignal): Promise<string>;
  /** A token other than the one that a service has just refused. */
  renew(refused: string, signal: CancelSignal): Promise<string>;
}

/** A token is 8 KiB at most; the rest of the answer is small. */
const MAX_BYTES = 32 * 1024;

interface Token {
  readonly text: string;
  readonly renewAt: number;
  readonly endsAt: number;
}

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const now = options.now ?? Date.now;
  let current: Token | undefined;
  let inFlight: Promise<Token> | undefined;

  const refresh = (): Promise<Token> => {
    inFlight ??= requestToken(options, now)
      .then((token) => {
        current = token;
        return token;
      })
      .finally(() => {
        inFlight = undefined;
      });
    return inFlight;
  };

  return {
    async token(signal) {
      throwIfAborted(signal);
      const time = now();
      if (current && time < current.renewAt) return current.text;
      const renewed = refresh();
      if (current && time < current.endsAt) {
        // Still good: nobody waits, and a failed renewal is found out when the token has ended.
        renewed.catch(() => {});
        return current.text;
      }
      return (await unlessAborted(renewed, signal)).text;
    },
    async renew(refused, signal) {
      throwIfAborted(signal);
      if (current && current.text !== refused) return current.text;
      current = undefined;
      return (await unlessAborted(refresh(), signal)).text;
    },
  };
}

async function requestToken(options: TokenSourceOptions, now: () => number): Promise<Token> {
  const link = linkSignal(undefined, options.timeoutMs ?? 8_000);
  const asked = now();
  try {
    const response = await fetch(options.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'application/json',
        ...credentialHeader(options.credentials),
      },
      body: 'grant_type=client_credentials',
      redirect: 'manual',
      signal: link.signal,
    });
    const text = await outsideText(response, MAX_BYTES);
    if (response.status !== 200) throw noToken(response.status >= 500 ? 'down' : 'invalid-answer', `status ${response.status}`);
    if (text === undefined) throw noToken('invalid-answer', 'an answer that is too large');
    return readToken(text, asked, options.earlyMs ?? 60_000);
  } catch (error) {
    if (error instanceof FormError) throw error;
    throw link.timedOut ? noToken('slow', 'no answer in time') : noToken('down', 'no connection');
  }
}

function credentialHeader(credentials: LgspCredentials): {[header: string]: string} {
  if (credentials.kind === 'basic') {
    return {Authorization: `Basic ${base64(`${credentials.consumerKey}:${credentials.consumerSecret}`)}`};
  }
  const {accessKey, secretKey, appName, partnerCode} = credentials;
  const content = {
    AccessKey: accessKey,
    SecretKey: secretKey,
    AppName: appName,
    PartnerCode: partnerCode,
    PartnerCodeCus: credentials.partnerCodeCus ?? partnerCode,
  };
  return {lgspaccesstoken: base64(JSON.stringify(content))};
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function readToken(text: string, asked: number, earlyMs: number): Token {
  const body = parseBounded(text);
  if (body === undefined) throw noToken('invalid-answer', 'text that is not JSON');
  const member = safeObject(body);
  const token = member?.['access_token'];
  const seconds = Number(member?.['expires_in']);
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,8192}$/u.test(token)) throw noToken('invalid-answer', 'no access_token');
  if (!Number.isFinite(seconds) || seconds <= 0) throw noToken('invalid-answer', 'no expires_in');
  const life = seconds * 1000;
  return {text: token, endsAt: asked + life, renewAt: asked + life - Math.min(earlyMs, life / 4)};
}

function noToken(reason: 'down' | 'slow' | 'invalid-answer', found: string): FormError {
  return new FormError(
    'EGOV_CONNECTORS_TOKEN',
    `Expected a token from the data exchange, found ${found}. Check the token address, the credentials and the exchange's health.`,
    {reason, found},
  );
}
