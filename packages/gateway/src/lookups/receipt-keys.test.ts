import assert from 'node:assert/strict';
import {createPrivateKey, type JsonWebKey} from 'node:crypto';
import {after, before, test} from 'node:test';
import {createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify, SignJWT} from 'jose';
import {openTestDatabase, type TestDatabase} from '../testing/test-database.ts';
import {createReceiptKeys} from './receipt-keys.ts';
import {createReceipts, RECEIPT_USE_MS, type Receipt, type Receipts} from './receipts.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-22T03:00:00.000Z');
const ABOUT = {form: 'letter', version: '1.0.0', lookup: 'self', register: 'population'};
const HOLDER = {person: {subject: 'somebody', role: 'citizen'}} as const;

let opened: TestDatabase;
before(async () => {
  opened = await openTestDatabase();
});
after(async () => {
  await opened.database.destroy();
  await opened.remove();
});

function process(): {receipts: Receipts; keys: ReturnType<typeof createReceiptKeys>} {
  const keys = createReceiptKeys(opened.database, RECEIPT_USE_MS);
  return {keys, receipts: createReceipts(keys, (use, identifier) => `${use}:${identifier}`)};
}

const issue = (receipts: Receipts, at: number): Promise<string> =>
  receipts.issue(ABOUT, HOLDER, '026190000042', {'/fullName': {value: 'NGUYỄN THỊ MẪU'}}, new Date(at));
const kidOf = (token: string): string => String(decodeProtectedHeader(token).kid);

test('a new key every thirty days; an old one’s receipts run out, and are renewed for ninety', async () => {
  const [one, two] = [process(), process()];
  const together = await Promise.all([issue(one.receipts, START), issue(two.receipts, START)]);
  const tokens = [...together, await issue(one.receipts, START + 29 * DAY)];
  assert.equal(new Set(tokens.map(kidOf)).size, 1, 'processes that start together end with one key');
  const [first = '', , late = ''] = tokens;

  const next = await issue(one.receipts, START + 30 * DAY + 1);
  assert.notEqual(kidOf(next), kidOf(first));
  // The other process has not heard of the key yet, and signs with it as soon as its own is too old.
  assert.equal(typeof (await two.receipts.verify(next, HOLDER, new Date(START + 30 * DAY + 2))), 'object');
  assert.equal(kidOf(await issue(two.receipts, START + 31 * DAY)), kidOf(next));

  const verified = (await two.receipts.verify(late, HOLDER, new Date(START + 31 * DAY))) as Receipt;
  assert.deepEqual([verified.expired, verified.lookup, verified.at], [false, 'self', new Date(START + 29 * DAY).toISOString()]);
  const old = (await two.receipts.verify(late, HOLDER, new Date(START + 37 * DAY))) as Receipt;
  assert.equal(old.expired, true);
  assert.equal(await two.receipts.verify(late, HOLDER, new Date(START + 126.5 * DAY)), 'expired');

  const rows = await opened.database.selectFrom('receipt_keys').selectAll().orderBy('generation').execute();
  assert.deepEqual(
    rows.map(({jwk}) => 'd' in (jwk as object)),
    [false, true],
    'an old key cannot sign any more',
  );
  const much = await issue(one.receipts, START + 200 * DAY);
  assert.equal((await opened.database.selectFrom('receipt_keys').selectAll().execute()).length, 1);
  assert.equal(await one.receipts.verify(first, HOLDER, new Date(START + 200 * DAY)), 'invalid');
  assert.equal(typeof (await two.receipts.verify(much, HOLDER, new Date(START + 200 * DAY))), 'object');
});

test('anybody can check a receipt by the published keys, which hold nothing private', async () => {
  const {receipts, keys} = process();
  const at = START + 200 * DAY;
  const token = await issue(receipts, at);
  const published = await keys.published(at);
  assert.equal(JSON.stringify(published).includes('"d"'), false);
  const {payload} = await jwtVerify(token, createLocalJWKSet(published as JSONWebKeySet), {
    currentDate: new Date(at),
    audience: 'egov-form:receipt',
  });
  assert.equal(payload['register'], 'population');
  assert.equal(JSON.stringify(payload).includes('MẪU'), false);
});

test('names of keys that nobody has are not looked for again and again', async () => {
  const {receipts, keys} = process();
  const at = START + 200 * DAY;
  const [, payload, signature] = (await issue(receipts, at)).split('.');
  for (let i = 0; i < 50; i += 1) {
    const header = Buffer.from(JSON.stringify({alg: 'EdDSA', typ: 'egov-receipt+jwt', kid: `made-up-${i}`})).toString(
      'base64url',
    );
    assert.equal(await receipts.verify(`${header}.${payload}.${signature}`, HOLDER, new Date(at)), 'invalid');
  }
  // One search was made; a key that another process makes now is found after the pause.
  const other = process();
  const next = await issue(other.receipts, at + 31 * DAY);
  assert.equal(await keys.find(kidOf(next), at + 1000), undefined);
  assert.ok(await keys.find(kidOf(next), at + 31 * DAY));
});

test('a receipt is good for the person, in the role and dossier in which they were answered', async () => {
  const {receipts} = process();
  const at = START + 240 * DAY;
  const holder = {person: {subject: 'officer', role: 'officer'}, dossier: 'H44.12.03-261122-000001'} as const;
  const token = await receipts.issue(ABOUT, holder, 'x', {}, new Date(at));
  const verify = (someone: typeof holder | object): Promise<unknown> =>
    receipts.verify(token, someone as typeof holder, new Date(at));
  assert.equal(typeof (await verify(holder)), 'object');
  assert.equal(await verify({person: holder.person}), 'foreign');
  assert.equal(await verify({...holder, dossier: 'H44.12.03-261122-000002'}), 'foreign');
  assert.equal(await verify({...holder, person: {...holder.person, role: 'citizen'}}), 'foreign');
  assert.equal(await verify({...holder, person: {...holder.person, subject: 'another'}}), 'foreign');
});

test('a token is a receipt in one writing, of one type, for one audience, even under our key', async () => {
  const {receipts} = process();
  const at = START + 240 * DAY;
  const token = await issue(receipts, at);
  const verify = (other: string): Promise<unknown> => receipts.verify(other, HOLDER, new Date(at));
  assert.equal(typeof (await verify(token)), 'object');
  const [header = '', payload = '', signature = ''] = token.split('.');
  for (const other of [
    `${token}=`,
    `${token} `,
    `${token}.`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${header}.${payload}.${signature.slice(0, -4)}`,
    `.${payload}.${signature}`,
    '',
  ]) {
    assert.equal(await verify(other), 'invalid', other.slice(-20));
  }

  const {jwk} = await opened.database
    .selectFrom('receipt_keys')
    .selectAll()
    .where('kid', '=', kidOf(token))
    .executeTakeFirstOrThrow();
  const key = createPrivateKey({key: jwk as JsonWebKey, format: 'jwk'});
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const kid = kidOf(token);
  const typ = 'egov-receipt+jwt';
  const signed = (header: object, said: object, secret: Parameters<SignJWT['sign']>[0] = key): Promise<string> =>
    new SignJWT({...said}).setProtectedHeader({alg: 'EdDSA', kid, typ, ...header}).sign(secret);
  assert.equal(typeof (await verify(await signed({}, claims))), 'object', 'as any other program writes it');
  assert.equal(await verify(await signed({typ: 'JWT'}, claims)), 'invalid');
  assert.equal(await verify(await signed({}, {...claims, aud: 'somebody-else'})), 'invalid');
  const {x = ''} = jwk as JsonWebKey;
  assert.equal(await verify(await signed({alg: 'HS256'}, claims, Buffer.from(x, 'base64url'))), 'invalid');
  // Bits that no byte needs: decoders pass them over.
  const last = {A: 'B', Q: 'R', g: 'h', w: 'x'}[signature.at(-1) ?? ''];
  assert.ok(last);
  assert.equal(await verify(`${header}.${payload}.${signature.slice(0, -1)}${last}`), 'invalid');
  const unsigned = Buffer.from(JSON.stringify({alg: 'none', kid, typ})).toString('base64url');
  assert.equal(await verify(`${unsigned}.${payload}.${signature}`), 'invalid');
});
