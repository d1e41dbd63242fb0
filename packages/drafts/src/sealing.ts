/**
 * Encryption of what is kept: AES-GCM with 256 bits, a random IV of 96 bits for every record, and as associated data the place
 * where the record lies, so that a record that was put elsewhere does not open.
 *
 * Rule    NIST SP 800-38D; keys are derived by HKDF-SHA-256 (RFC 5869) from a base key that never leaves the platform.
 * Limits  Random IVs are good for 2^32 records under one key: a save every second for 136 years.
 */

/** What seals records, and the value by which a record tells later that it was sealed with it. */
export interface SealingKey {
  readonly key: CryptoKey;
  /** 16 hex digits, derived beside the key: they say nothing about it. */
  readonly check: string;
}

/** A sealed record. Plain bytes only: a private window of WebKit keeps no `Blob`. */
export interface Sealed {
  /** Check value of the key. Another one than that of the key at hand means another key, not damage. */
  readonly check: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** A base key of 32 bytes, from which sealing keys are derived; it cannot be read out again. */
export function baseKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey', 'deriveBits']);
}

/** The sealing key of a base key. @param session name of the browser session that the key ends with, `''` for none. */
export async function sealingKey(base: CryptoKey, session: string): Promise<SealingKey> {
  const derivation = (use: string): HkdfParams => ({
    ...{name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0)},
    info: encode(`egov-form draft\0${use}\0${session}`),
  });
  const [key, check] = await Promise.all([
    crypto.subtle.deriveKey(derivation('seal'), base, {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveBits(derivation('check'), base, 64),
  ]);
  return {key, check: [...new Uint8Array(check)].map((byte) => byte.toString(16).padStart(2, '0')).join('')};
}

/** @param place where the record will lie; the same is needed to open it. */
export async function seal({key, check}: SealingKey, place: readonly unknown[], bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({name: 'AES-GCM', iv, additionalData: boundTo(place)}, key, bytes);
  return {check, iv, data: new Uint8Array(data)};
}

/** What was sealed; `undefined` when it was damaged, changed, or sealed for another place or with another key. */
export async function open({key}: SealingKey, place: readonly unknown[], {iv, data}: Sealed): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({name: 'AES-GCM', iv, additionalData: boundTo(place)}, key, data));
  } catch {
    return undefined;
  }
}

/** The UTF-8 bytes of a text. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function boundTo(place: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return encode(JSON.stringify(place));
}
