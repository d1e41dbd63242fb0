/** The signature of a manifest: a detached JWS over its canonical text, by EdDSA (Ed25519) or ES256 (P-256). */
import {createPrivateKey, type KeyObject} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {type Manifest, manifestText} from '@egov-form/core/procedure';
import {CompactSign} from 'jose';
import {CommandError, type Context} from '../frame/command.ts';

/**
 * @param path file of the private key, PEM.
 * @throws CommandError `EGOV_CLI_KEY` for what is no such key.
 */
export async function readSigningKey(path: string, text: Context['text']): Promise<KeyObject> {
  const pem = await readFile(path, 'utf8');
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch {
    // Nothing of a key stands in an error.
  }
  if (!key || algorithmOf(key) === undefined) throw new CommandError('EGOV_CLI_KEY', text('build.key', {path}));
  return key;
}

function algorithmOf({asymmetricKeyType, asymmetricKeyDetails}: KeyObject): string | undefined {
  if (asymmetricKeyType === 'ed25519') return 'EdDSA';
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : undefined;
}

/** `header..signature` */
export async function sign(manifest: Manifest, key: KeyObject): Promise<string> {
  const payload = new TextEncoder().encode(manifestText(manifest));
  const alg = algorithmOf(key) ?? '';
  const [header, , signature] = (await new CompactSign(payload).setProtectedHeader({alg}).sign(key)).split('.');
  return `${header}..${signature}`;
}
