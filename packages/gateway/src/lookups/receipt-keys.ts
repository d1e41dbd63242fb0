/**
 * Keys that sign receipts. A new one every thirty days; an old one loses its private half at once and goes when no receipt
 * of its is of use any more. They live in the database: all processes sign with the same key and know each other's.
 */
import {createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, randomBytes} from 'node:crypto';
import type {Database} from '../database/open.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a key signs. */
const SIGNING_MS = 30 * DAY_MS;

/** How often a process may look for a key that it does not know: anybody can make up names of keys. */
const SEARCH_PAUSE_MS = 5000;

export interface ReceiptKeys {
  /** The key that signs now; made when there is none, or the last one is too old. */
  signing(now: number): Promise<{readonly kid: string; readonly key: KeyObject}>;
  /** The public key of that name, while its receipts may be of use. */
  find(kid: string, now: number): Promise<KeyObject | undefined>;
  /** Public keys, RFC 7517: by them others can check a receipt without asking us. */
  published(now: number): Promise<{readonly keys: readonly JsonWebKey[]}>;
}

interface Known {
  readonly kid: string;
  readonly generation: number;
  readonly madeAt: number;
  readonly jwk: JsonWebKey;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject | undefined;
}

/** @param usefulMs how long after signing a receipt may still be of use. */
export function createReceiptKeys(database: Database, usefulMs: number): ReceiptKeys {
  let known: readonly Known[] = [];
  let searchedAt = Number.NEGATIVE_INFINITY;

  const load = async (): Promise<void> => {
    const rows = await database.selectFrom('receipt_keys').selectAll().orderBy('generation', 'desc').execute();
    const same = new Map(known.map((key) => [key.kid, key]));
    known = rows.map(({kid, generation, made_at, jwk}) => {
      const earlier = same.get(kid);
      const {d, ...publicJwk} = jwk as JsonWebKey;
      if (earlier && (earlier.privateKey !== undefined) === (d !== undefined)) return earlier;
      return {
        kid,
        generation,
        madeAt: made_at.getTime(),
        jwk: publicJwk,
        publicKey: createPublicKey({key: publicJwk, format: 'jwk'}),
        privateKey: d === undefined ? undefined : createPrivateKey({key: jwk as JsonWebKey, format: 'jwk'}),
      };
    });
  };
  const newest = (now: number): Known | undefined => {
    const [first] = known;
    return first?.privateKey && first.madeAt > now - SIGNING_MS ? first : undefined;
  };
  const isUseful = ({madeAt}: Known, now: number): boolean => madeAt > now - SIGNING_MS - usefulMs;

  return {
    async signing(now) {
      if (!newest(now)) await load();
      if (!newest(now)) {
        await makeKey(database, (known[0]?.generation ?? 0) + 1, now, now - SIGNING_MS - usefulMs);
        await load();
      }
      const key = newest(now);
      if (!key?.privateKey) throw new Error('Expected the key that was just made, found none.');
      return {kid: key.kid, key: key.privateKey};
    },

    async find(kid, now) {
      if (!known.some((key) => key.kid === kid) && now - searchedAt >= SEARCH_PAUSE_MS) {
        searchedAt = now;
        await load();
      }
      const found = known.find((key) => key.kid === kid);
      return found && isUseful(found, now) ? found.publicKey : undefined;
    },

    async published(now) {
      await this.signing(now);
      await load();
      return {keys: known.filter((key) => isUseful(key, now)).map(({kid, jwk}) => ({...jwk, kid, use: 'sig', alg: 'EdDSA'}))};
    },
  };
}

/** Of processes that make the same generation, one succeeds. */
async function makeKey(database: Database, generation: number, now: number, uselessBefore: number): Promise<void> {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({format: 'jwk'});
  await database.transaction().execute(async (transaction) => {
    const made = await transaction
      .insertInto('receipt_keys')
      .values({
        kid: randomBytes(9).toString('base64url'),
        generation,
        jwk: JSON.stringify(jwk),
        made_at: new Date(now).toISOString(),
      })
      .onConflict((conflict) => conflict.column('generation').doNothing())
      .returning('kid')
      .executeTakeFirst();
    if (!made) return;
    const older = await transaction
      .selectFrom('receipt_keys')
      .select(['kid', 'jwk'])
      .where('generation', '<', generation)
      .execute();
    for (const {kid, jwk: old} of older) {
      const {d: _private, ...publicJwk} = old as JsonWebKey;
      await transaction
        .updateTable('receipt_keys')
        .set({jwk: JSON.stringify(publicJwk)})
        .where('kid', '=', kid)
        .execute();
    }
    await transaction.deleteFrom('receipt_keys').where('made_at', '<=', new Date(uselessBefore)).execute();
  });
}
