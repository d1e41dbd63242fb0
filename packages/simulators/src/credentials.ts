import {randomBytes} from 'node:crypto';
import type {LgspCredentials} from '@egov-form/connectors/messages';

/** Who may ask the simulators, in the ways that exchanges know. */
export interface SimulatorCredentials {
  readonly basic: Extract<LgspCredentials, {kind: 'basic'}>;
  readonly lgspaccesstoken: Extract<LgspCredentials, {kind: 'lgspaccesstoken'}>;
  readonly restKey: string;
  readonly ndxp: {readonly user: string; readonly secret: string; readonly apiKey: string};
}

/** New secrets for every start, so that none is ever written down. */
export function makeCredentials(): SimulatorCredentials {
  const secret = (): string => randomBytes(18).toString('base64url');
  return {
    basic: {kind: 'basic', consumerKey: `key-${secret()}`, consumerSecret: secret()},
    lgspaccesstoken: {
      kind: 'lgspaccesstoken',
      accessKey: `key-${secret()}`,
      secretKey: secret(),
      appName: 'egov-form',
      partnerCode: 'H44',
      partnerCodeCus: 'H44',
    },
    restKey: secret(),
    ndxp: {user: `user-${secret()}`, secret: secret(), apiKey: secret()},
  };
}

/** The same as environment variables, by the names that `simulatorConfiguration` uses. */
export function credentialEnvironment({basic, lgspaccesstoken, restKey, ndxp}: SimulatorCredentials): {
  readonly [name: string]: string;
} {
  return {
    LGSP_KEY: basic.consumerKey,
    LGSP_SECRET: basic.consumerSecret,
    LGSP_ACCESS_KEY: lgspaccesstoken.accessKey,
    LGSP_SECRET_KEY: lgspaccesstoken.secretKey,
    REST_KEY: restKey,
    NDXP_USER: ndxp.user,
    NDXP_SECRET: ndxp.secret,
    NDXP_API_KEY: ndxp.apiKey,
  };
}
