/**
 * The signature of a manifest: a detached JWS over its canonical text.
 *
 * Source  RFC 7515 (JWS, appendix F: detached), RFC 7518 section 3.4 (ES256), RFC 8037 (EdDSA with Ed25519).
 */
import type {Manifest} from '../generated/manifest.ts';
import type {JsonObject} from '../json/json.ts';
import {base64url, fromBase64url, utf8} from './bytes.ts';
import {manifestText} from './manifest.ts';
import type {ProcedureCrypto, PublicKey} from './procedure-crypto.ts';

interface Algorithm {
  readonly kty: string;
  readonly crv: string;
  readonly imported: {readonly name: string; readonly namedCurve?: string};
  readonly verified: {readonly name: string; readonly hash?: string};
}

const ALGORITHMS: {readonly [alg: string]: Algorithm} = {
  EdDSA: {kty: 'OKP', crv: 'Ed25519', imported: {name: 'Ed25519'}, verified: {name: 'Ed25519'}},
  ES256: {
    kty: 'EC',
    crv: 'P-256',
    imported: {name: 'ECDSA', namedCurve: 'P-256'},
    verified: {name: 'ECDSA', hash: 'SHA-256'},
  },
};

/** Why a signature does not hold, as the end of "…, found"; `undefined` when one of the keys made it. */
export async function signatureFault(
  manifest: Manifest,
  signature: string | undefined,
  keys: readonly PublicKey[],
  crypto: ProcedureCrypto,
): Promise<string | undefined> {
  if (signature === undefined) return 'none';
  const [head = '', payload, tail = '', ...more] = signature.trim().split('.');
  const header = headerOf(head);
  const bytes = fromBase64url(tail);
  if (!header || !bytes || payload !== '' || more.length > 0) return 'a text that is no detached JWS (header..signature)';
  const algorithm = typeof header['alg'] === 'string' && Object.hasOwn(ALGORITHMS, header['alg']) && ALGORITHMS[header['alg']];
  if (!algorithm) return 'an algorithm other than EdDSA or ES256';
  if (header['crit'] !== undefined || header['b64'] !== undefined) return 'a header with extensions that are not known here';
  const signed = utf8(`${head}.${base64url(utf8(manifestText(manifest)))}`);
  const fitting = keys.filter(({kty, crv, kid}) => {
    return kty === algorithm.kty && crv === algorithm.crv && (header['kid'] === undefined || kid === header['kid']);
  });
  for (const key of fitting) if (await isMadeBy(key, algorithm, bytes, signed, crypto)) return undefined;
  return fitting.length === 0
    ? 'one by a key that is not trusted here'
    : 'one that was made over something else or by another key';
}

function headerOf(head: string): JsonObject | undefined {
  try {
    const header: unknown = JSON.parse(String.fromCharCode(...(fromBase64url(head) ?? [])));
    return typeof header === 'object' && header !== null && !Array.isArray(header) ? (header as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** A key that the platform cannot use has made no signature that can be relied on. */
async function isMadeBy(
  {kty, crv, x, y}: PublicKey,
  {imported, verified}: Algorithm,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
  crypto: ProcedureCrypto,
): Promise<boolean> {
  try {
    const jwk = Object.fromEntries(Object.entries({kty, crv, x, y}).filter(([, value]) => value !== undefined)) as JsonObject;
    const key = await crypto.importKey('jwk', jwk, imported, false, ['verify']);
    return await crypto.verify(verified, key as never, signature, signed);
  } catch {
    return false;
  }
}
