/**
 * Receipts: by them the gateway recognises its own answers in a submission, without remembering them.
 *
 * A receipt is a compact JWS (EdDSA, Ed25519). It says which register answered which look-up of which form to whom and
 * when, with a hash of the key that was asked and of every value, over canonical JSON (RFC 8785). It holds no value.
 */
import {hash, randomUUID} from 'node:crypto';
import {canonicalJson, type Json} from '@egov-form/core';
import {CompactSign, compactVerify, decodeProtectedHeader} from 'jose';
import type {Person} from '../sign-in/person.ts';
import type {StoredValues} from '../submissions/stored-values.ts';
import type {ReceiptKeys} from './receipt-keys.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** How long a receipt stands for itself, seconds: 7 days. */
const LIFE_SECONDS = 7 * DAY_SECONDS;

/** How long after that it still shows that the person was answered once, so that the gateway may ask again for them. */
const RENEWABLE_SECONDS = 90 * DAY_SECONDS;

/** How long a key must be kept for the receipts that it signed, milliseconds. */
export const RECEIPT_USE_MS: number = (LIFE_SECONDS + RENEWABLE_SECONDS) * 1000;

const AUDIENCE = 'egov-form:receipt';
const TYPE = 'egov-receipt+jwt';
/** There is one algorithm: none that a token names is ever used. */
const ALGORITHM = 'EdDSA';
/** A signature of 64 bytes is written in one way: decoders forgive what does not belong there. */
const ONE_WRITING = /^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/u;

/** Hash of each value by the pattern of the field that it fills; of rows one each, `''` for a row without. */
export type ValueHashes = {readonly [pattern: string]: string | readonly string[]};

/** What a receipt is about. */
export interface ReceiptSubject {
  readonly form: string;
  readonly version: string;
  readonly lookup: string;
  readonly register: string;
}

/** A receipt that verified. */
export interface Receipt extends ReceiptSubject {
  /** ISO 8601. */
  readonly at: string;
  /** Hash of the key that names who or what was asked about. */
  readonly key: string;
  readonly values: ValueHashes;
  /** It was good once: the register must be asked again. */
  readonly expired: boolean;
}

/**
 * For whom a receipt is good: the person, in the role in which they were answered. What an officer was told about a dossier
 * in hand is worth nothing in a form of their own, nor in another dossier.
 */
export interface ReceiptHolder {
  readonly person: Pick<Person, 'subject' | 'role'>;
  /** Code of the dossier that the officer had in hand. */
  readonly dossier?: string;
}

/** Why a token vouches for nothing: altered or not ours, far too old, or given to somebody else. */
export type ReceiptFault = 'invalid' | 'expired' | 'foreign';

export interface Receipts {
  issue(about: ReceiptSubject, holder: ReceiptHolder, key: string, values: StoredValues, at: Date): Promise<string>;
  verify(token: string, holder: ReceiptHolder, now: Date): Promise<Receipt | ReceiptFault>;
}

/** What a receipt keeps of a value: half of its SHA-256 as base64url. Nobody finds another value for a given half. */
export function valueHash(value: Json): string {
  return hash('sha256', canonicalJson(value), 'buffer').toString('base64url', 0, 16);
}

/** What a receipt keeps of an answer. */
export function valueHashes(values: StoredValues): ValueHashes {
  return Object.fromEntries(
    Object.entries(values).map(([pattern, stored]) => [
      pattern,
      'value' in stored ? valueHash(stored.value) : stored.rows.map((value) => (value === undefined ? '' : valueHash(value))),
    ]),
  );
}

/** @param pseudonym of a person inside this installation, by use. */
export function createReceipts(keys: ReceiptKeys, pseudonym: (use: string, identifier: string) => string): Receipts {
  const subjectOf = ({person, dossier = ''}: ReceiptHolder): string =>
    pseudonym('receipt', `${person.subject}\0${person.role}\0${dossier}`);

  return {
    async issue(about, holder, key, values, at) {
      const seconds = Math.floor(at.getTime() / 1000);
      const {kid, key: signingKey} = await keys.signing(at.getTime());
      const claims: Claims = {
        form: about.form,
        version: about.version,
        lookup: about.lookup,
        register: about.register,
        at: at.toISOString(),
        key: valueHash(key),
        values: valueHashes(values),
        sub: subjectOf(holder),
        aud: AUDIENCE,
        iat: seconds,
        exp: seconds + LIFE_SECONDS,
        jti: randomUUID(),
      };
      const bytes = new TextEncoder().encode(JSON.stringify(claims));
      return new CompactSign(bytes).setProtectedHeader({alg: ALGORITHM, kid, typ: TYPE}).sign(signingKey);
    },

    async verify(token, holder, now) {
      const kid = keyNameOf(token);
      const key = kid === undefined ? undefined : await keys.find(kid, now.getTime());
      if (!key) return 'invalid';
      const verified = await compactVerify(token, key, {algorithms: [ALGORITHM]}).catch(() => undefined);
      if (!verified) return 'invalid';
      // It was signed with our key, so it has the shape that `issue` gave it.
      const payload = JSON.parse(new TextDecoder().decode(verified.payload)) as Claims;
      if (payload.aud !== AUDIENCE) return 'invalid';
      const seconds = Math.floor(now.getTime() / 1000);
      if (payload.sub !== subjectOf(holder)) return 'foreign';
      if (payload.exp + RENEWABLE_SECONDS <= seconds) return 'expired';
      return {...payload, expired: payload.exp <= seconds};
    },
  };
}

/** What is signed. */
interface Claims extends Omit<Receipt, 'expired'> {
  readonly sub: string;
  readonly aud: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}

/** Name of the key that signed a receipt, by what the token itself says; nothing for what is no receipt. */
function keyNameOf(token: string): string | undefined {
  if (!ONE_WRITING.test(token)) return undefined;
  try {
    const {kid, typ} = decodeProtectedHeader(token);
    return typ === TYPE && typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}
