/**
 * Compact JWS (RFC 7515) with Ed25519 (RFC 8037), for tokens that this installation makes and reads itself. Synchronous: a
 * signature takes less time than handing it to another thread and waiting.
 */
import {type KeyObject, sign, verify} from 'node:crypto';
import type {JsonObject} from '@egov-form/core';

export interface TokenHeader {
  readonly kid: string;
  readonly typ: string;
}

/** A token of the right form whose signature was not looked at yet. */
export interface SignedToken {
  readonly header: TokenHeader;
  /** What it says, when it was signed with that key. */
  claims(key: KeyObject): JsonObject | undefined;
}

export function signToken({kid, typ}: TokenHeader, claims: object, key: KeyObject): string {
  const signed = `${encode({alg: 'EdDSA', kid, typ})}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

/** @returns nothing for what is no such token. There is one algorithm: none that the token names is ever used. */
export function readSigned(token: string): SignedToken | undefined {
  const [first = '', second = '', third = '', ...more] = token.split('.');
  const header = decode(first);
  const {alg, kid, typ, crit} = header ?? {};
  if (more.length > 0 || alg !== 'EdDSA' || typeof kid !== 'string' || typeof typ !== 'string' || crit !== undefined) {
    return undefined;
  }
  const signature = Buffer.from(third, 'base64url');
  // One signature is written in one way: decoding alone forgives what does not belong there.
  if (signature.toString('base64url') !== third) return undefined;
  return {
    header: {kid, typ},
    claims: (key) => (verify(null, Buffer.from(`${first}.${second}`), key, signature) ? decode(second) : undefined),
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
