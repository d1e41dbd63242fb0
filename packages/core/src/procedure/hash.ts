import {canonicalJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {base64, utf8} from './bytes.ts';
import type {ProcedureCrypto} from './procedure-crypto.ts';

/**
 * `sha256-…` of a definition, or of another JSON document, by its canonical text: however it is formatted, it has the same one.
 * The member `checked` says something about a definition and is no part of it.
 * Half a surrogate pair, which canonical JSON does not allow, is hashed as JSON escapes it.
 */
export function hashOf(document: object, crypto: ProcedureCrypto): Promise<string> {
  const {checked: _mark, ...rest} = document as {readonly [member: string]: Json};
  return hashOfBytes(utf8(canonicalJson(rest)), crypto);
}

/** `sha256-…` of a file. */
export async function hashOfBytes(bytes: Uint8Array<ArrayBuffer>, crypto: ProcedureCrypto): Promise<string> {
  return `sha256-${base64(new Uint8Array(await crypto.digest('SHA-256', bytes)))}`;
}
