/**
 * Receipts: by them the gateway recognises its own answers in a submission, without remembering them.
 *
 * A receipt is a compact JWS (EdDSA, Ed25519). It says which register answered which look-up of which form to whom and
 * when, with a SHA-256 of the key that was asked and of every value, over canonical JSON (RFC 8785). It holds no value.
 */
import {createHash, randomUUID} from 'node:crypto';
import {canonicalJson, type Json, type JsonObject} from '@egov-form/core';
import {jwtVerify, SignJWT} from 'jose';
import type {Secrets} from './secrets.ts';

/** How long a person may take from the look-up to sending, seconds: 7 days. */
const LIFE_SECONDS = 7 * 24 * 60 * 60;
const AUDIENCE = 'egov-form:receipt';

/** What a receipt is about. */
export interface ReceiptSubject {
  readonly form: string;
  readonly version: string;
  readonly lookup: string;
  readonly register: string;
  /** Subject of the session that asked. */
  readonly subject: string;
}

/** A receipt that verified. */
export interface Receipt extends ReceiptSubject {
  /** ISO 8601. */
  readonly at: string;
  /** Hash of the first key as it was asked. */
  readonly key: string;
  /** Hash by attribute. */
  readonly values: {readonly [attribute: string]: string};
}

export interface Receipts {
  issue(about: ReceiptSubject, key: string, values: JsonObject, at: Date): Promise<string>;
  /** The receipt, or why it is none: altered or not ours, too old, or given to somebody else. */
  verify(token: string, subject: string, now: Date): Promise<Receipt | 'invalid' | 'expired' | 'foreign'>;
}

/** What a receipt keeps of a value: lower-case hex. */
export function valueHash(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

export function createReceipts(secrets: Secrets): Receipts {
  return {
    async issue(about, key, values, at) {
      const seconds = Math.floor(at.getTime() / 1000);
      return new SignJWT({
        form: about.form,
        version: about.version,
        lookup: about.lookup,
        register: about.register,
        at: at.toISOString(),
        key: valueHash(key),
        values: Object.fromEntries(Object.entries(values).map(([attribute, value]) => [attribute, valueHash(value)])),
      })
        .setProtectedHeader({alg: 'EdDSA', kid: secrets.receiptKeyId, typ: 'egov-receipt+jwt'})
        .setSubject(secrets.pseudonym('receipt', about.subject))
        .setAudience(AUDIENCE)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + LIFE_SECONDS)
        .setJti(randomUUID())
        .sign(secrets.receiptKey);
    },

    async verify(token, subject, now) {
      try {
        const {payload} = await jwtVerify(token, secrets.receiptPublicKey, {
          algorithms: ['EdDSA'],
          audience: AUDIENCE,
          typ: 'egov-receipt+jwt',
          currentDate: now,
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        if (payload.sub !== secrets.pseudonym('receipt', subject)) return 'foreign';
        // The signature is ours, so the claims have the shape that `issue` gave them.
        return {...(payload as unknown as Omit<Receipt, 'subject'>), subject};
      } catch (error) {
        return (error as {code?: string}).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'invalid';
      }
    },
  };
}
