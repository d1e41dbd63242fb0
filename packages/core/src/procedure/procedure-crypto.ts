import type {JsonObject} from '../json/json.ts';

/** A public key as JSON Web Key (RFC 7517): Ed25519 or P-256. */
export interface PublicKey {
  readonly kty: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  /** A signature that names a key is tried with that key only. */
  readonly kid?: string;
}

/** What is needed of Web Cryptography: `crypto.subtle` of a page (https or localhost) or of Node fits. */
export interface ProcedureCrypto {
  digest(algorithm: 'SHA-256', bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  importKey(form: 'jwk', key: JsonObject, algorithm: {name: string}, extractable: boolean, usages: ['verify']): Promise<unknown>;
  // The platform's own kind of key, which has no name here.
  verify(
    algorithm: {name: string},
    key: never,
    signature: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}
