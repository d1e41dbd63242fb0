/** Keys that an installation makes for itself on its first start and keeps in its database. */
import {createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes} from 'node:crypto';
import type {Database} from './database/open.ts';

export interface Secrets {
  /** 32 bytes, encrypts the cookie that remembers a sign-in under way. */
  readonly signInKey: Uint8Array;
  /** 32 bytes, encrypts whom a proposal names. HKDF-SHA-256 (RFC 5869) of the key above. */
  readonly proposalKey: Uint8Array;
  /** 32 bytes, for the codes of audit entries; an installation may bring its own instead. */
  readonly auditKey: Uint8Array;
  /**
   * A person's name inside this installation: keyed, so that the provider's identifier cannot be told from it, and
   * different for each use.
   */
  pseudonym(use: string, identifier: string): string;
  /**
   * 32 bytes, base64url: the key of a person's drafts in their browsers. The same at every sign-in, another one for every
   * person and every installation. HKDF-SHA-256 (RFC 5869) of a secret of this installation.
   */
  draftKey(subject: string): string;
  /** A text that only this installation can read, and only as this person's (AES-256-GCM). */
  seal(subject: string, text: string): string;
  /** The text again; `undefined` for what was sealed for another person, or altered. */
  unseal(subject: string, sealed: string): string | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Loads the keys, making the missing ones. Two processes that start together end with the same keys. */
export async function loadSecrets(database: Database): Promise<Secrets> {
  const signIn = (await secret(database, 'sign-in-key', makeBytes)) as {readonly bytes: string};
  const pseudonyms = (await secret(database, 'pseudonym-key', makeBytes)) as {readonly bytes: string};
  const audit = (await secret(database, 'audit-key', makeBytes)) as {readonly bytes: string};
  const drafts = (await secret(database, 'draft-key', makeBytes)) as {readonly bytes: string};
  const answers = (await secret(database, 'answer-key', makeBytes)) as {readonly bytes: string};
  const answerSecret = Buffer.from(answers.bytes, 'base64url');
  const answerKey = (subject: string): Buffer =>
    Buffer.from(hkdfSync('sha256', answerSecret, '', `egov-form answers\0${subject}`, 32));
  const draftSecret = Buffer.from(drafts.bytes, 'base64url');
  // Made ready once: bytes would be at every use, which takes longer than the hash.
  const pseudonymKey = createSecretKey(pseudonyms.bytes, 'base64url');
  return {
    signInKey: Buffer.from(signIn.bytes, 'base64url'),
    proposalKey: new Uint8Array(hkdfSync('sha256', Buffer.from(signIn.bytes, 'base64url'), '', 'egov-form proposal', 32)),
    auditKey: Buffer.from(audit.bytes, 'base64url'),
    pseudonym: (use, identifier) => createHmac('sha256', pseudonymKey).update(`${use}\0${identifier}`).digest('base64url'),
    draftKey: (subject) =>
      Buffer.from(hkdfSync('sha256', draftSecret, '', `egov-form draft\0${subject}`, 32)).toString('base64url'),
    seal(subject, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', answerKey(subject), nonce);
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
    },
    unseal(subject, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', answerKey(subject), bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

async function secret(database: Database, name: string, make: () => Promise<object>): Promise<unknown> {
  const kept = await database.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
  if (kept) return kept.value;
  await database
    .insertInto('secrets')
    .values({name, value: JSON.stringify(await make())})
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await database.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirstOrThrow()).value;
}

async function makeBytes(): Promise<object> {
  return {bytes: randomBytes(32).toString('base64url')};
}
