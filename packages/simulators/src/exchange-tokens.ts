import {randomBytes} from 'node:crypto';
import type {SimulatorCredentials} from './credentials.ts';
import type {SimulatorRequest} from './loopback-server.ts';

/** The token end of the exchange: who may ask, and which tokens are good. */
export class ExchangeTokens {
  readonly #credentials: SimulatorCredentials;
  readonly #seconds: number;
  readonly #endsAt = new Map<string, number>();

  constructor(credentials: SimulatorCredentials, seconds: number) {
    this.#credentials = credentials;
    this.#seconds = seconds;
  }

  /** The answer to a token request: status and body. */
  issue(request: SimulatorRequest): readonly [number, {[member: string]: string | number}] {
    if (new URLSearchParams(request.text).get('grant_type') !== 'client_credentials') {
      return [400, {error: 'unsupported_grant_type'}];
    }
    if (!this.#isKnown(request.headers)) return [401, {error: 'invalid_client'}];
    const token = randomBytes(24).toString('base64url');
    const now = Date.now();
    for (const [old, end] of this.#endsAt) if (end <= now) this.#endsAt.delete(old);
    this.#endsAt.set(token, now + this.#seconds * 1000);
    return [200, {access_token: token, token_type: 'Bearer', expires_in: this.#seconds}];
  }

  isGood(authorization: string | undefined): boolean {
    const token = /^Bearer (\S+)$/u.exec(authorization ?? '')?.[1];
    const end = token === undefined ? undefined : this.#endsAt.get(token);
    return end !== undefined && end > Date.now();
  }

  revokeAll(): void {
    this.#endsAt.clear();
  }

  #isKnown(headers: SimulatorRequest['headers']): boolean {
    const {basic, lgspaccesstoken: keys} = this.#credentials;
    const pair = /^Basic (\S+)$/u.exec(headers.authorization ?? '')?.[1];
    if (pair !== undefined) {
      return Buffer.from(pair, 'base64').toString('utf8') === `${basic.consumerKey}:${basic.consumerSecret}`;
    }
    const header = headers['lgspaccesstoken'];
    if (typeof header !== 'string') return false;
    try {
      const content = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as {[member: string]: unknown} | null;
      return (
        content?.['AccessKey'] === keys.accessKey &&
        content['SecretKey'] === keys.secretKey &&
        content['AppName'] === keys.appName &&
        content['PartnerCode'] === keys.partnerCode &&
        content['PartnerCodeCus'] === keys.partnerCodeCus
      );
    } catch {
      return false;
    }
  }
}
