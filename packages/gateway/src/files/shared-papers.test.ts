/**
 * Documents of accepted dossiers where two gateways share the files: nothing that a sender still has open, anywhere, changes
 * them. `npm run with-postgres -- node --conditions=egov-source --test <this>`.
 */
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {until} from '@egov-form/dev/until';
import {type GatewayDatabase, openDatabase} from '../database/open.ts';
import {freePort} from '../start.ts';
import {Visitor} from '../testing/gateway-fixture.ts';
import {type Installation, prepareInstallation} from '../testing/gateway-processes.ts';
import {OpenUpload} from '../testing/open-upload.ts';
import {letterWith, paper, sha256} from '../testing/papers.ts';
import {createServerDatabase, TEST_SERVER} from '../testing/test-database.ts';

const skip = TEST_SERVER === undefined ? 'needs a PostgreSQL server' : false;
const TUS = {'tus-resumable': '1.0.0', 'x-egov-form': '1'};
const OCTETS = {'content-type': 'application/offset+octet-stream'};
const SIZE = 40_000;

describe('papers of accepted dossiers, two gateways on the same files', {skip, timeout: 300_000}, () => {
  let store: Awaited<ReturnType<typeof createServerDatabase>>;
  let installation: Installation;
  let database: GatewayDatabase;
  let a: Visitor;
  let b: Visitor;
  let gatewayA: Awaited<ReturnType<Installation['start']>>;
  before(async () => {
    store = await createServerDatabase(TEST_SERVER ?? '');
    const ports = [await freePort(), await freePort()] as const;
    installation = await prepareInstallation(ports[0], store.url);
    [gatewayA] = await Promise.all([installation.start(ports[0]), installation.start(ports[1])]);
    database = await openDatabase({url: store.url});
    a = new Visitor(installation.origin);
    await a.signIn('nguyen-thi-mau');
    b = a.at(ports[1]);
  });
  after(async () => {
    await database?.destroy();
    await installation?.close();
    await store?.remove();
  });

  const create = async (size: number): Promise<string> => {
    const reply = await a.fetch('/api/uploads', {method: 'POST', headers: {...TUS, 'upload-length': String(size)}});
    assert.equal(reply.status, 201);
    return reply.headers.get('location')?.split('/').at(-1) ?? '';
  };
  const patch = async (visitor: Visitor, id: string, bytes: Buffer, offset = 0): Promise<number> => {
    const headers = {...TUS, ...OCTETS, 'upload-offset': String(offset)};
    return (await visitor.fetch(`/api/uploads/${id}`, {method: 'PATCH', headers, body: new Uint8Array(bytes)})).status;
  };
  /** A request that is being worked with: the gateway holds the upload for it. */
  const taken = (id: string): Promise<unknown> =>
    until('the upload is held', async () => {
      const row = database.selectFrom('uploads').select('held_by').where('id', '=', id);
      return (await row.executeTakeFirstOrThrow()).held_by !== null;
    });
  const submit = (visitor: Visitor, id: string, bytes: Buffer, key = randomUUID()) =>
    visitor.call('POST', '/api/submissions', letterWith(key, [[id, bytes]]), {'idempotency-key': key});
  const kept = (code: string, id: string): string => join(installation.dataFolder, 'files', 'dossiers', code, id);

  /** The document of a dossier is what was hashed, is nobody else's file, and cannot be opened for writing by mistake. */
  const intact = async (code: string, id: string, bytes: Buffer): Promise<void> => {
    const path = kept(code, id);
    const {documents} = (await b.call('GET', `/api/submissions/${code}`)).body;
    assert.deepEqual([documents.card[0].file, documents.card[0].sha256], [id, sha256(bytes)]);
    assert.equal(sha256(await readFile(path)), sha256(bytes), 'the paper is not what was accepted');
    const {nlink, mode} = await stat(path);
    assert.deepEqual([nlink, mode & 0o777], [1, 0o400]);
  };

  test('bytes sent into an older PATCH at another gateway do not reach the dossier', async () => {
    const id = await create(SIZE);
    const [good, evil] = [paper(SIZE, 1), paper(SIZE, 666)];
    const open = new OpenUpload(a, {path: `/api/uploads/${id}`, sizeBytes: SIZE});
    await taken(id);
    assert.equal(await patch(b, id, good), 204);
    const reply = await submit(b, id, good);
    assert.equal(reply.status, 201, reply.text);
    open.send(evil);
    await open.answered();
    await intact(reply.body.code, id, good);
  });

  test('nor those of a gateway that stood still while its hold on the file ended', async () => {
    const id = await create(SIZE);
    const [good, evil] = [paper(SIZE, 2), paper(SIZE, 666)];
    const open = new OpenUpload(a, {path: `/api/uploads/${id}`, sizeBytes: SIZE});
    await taken(id);
    gatewayA.kill('SIGSTOP');
    try {
      open.send(evil);
      assert.equal(await patch(b, id, good), 204);
      const reply = await submit(b, id, good);
      assert.equal(reply.status, 201, reply.text);
      gatewayA.kill('SIGCONT');
      await open.answered();
      await intact(reply.body.code, id, good);
    } finally {
      gatewayA.kill('SIGCONT');
    }
  });

  test('nor those of a PATCH that outlives its session', async () => {
    const id = await create(SIZE);
    const [good, evil] = [paper(SIZE, 3), paper(SIZE, 666)];
    const open = new OpenUpload(a, {path: `/api/uploads/${id}`, sizeBytes: SIZE});
    await taken(id);
    const out = await a.call('POST', '/auth/sign-out');
    assert.ok(out.status < 400, out.text);
    await a.signIn('nguyen-thi-mau');
    for (const [name, value] of a.cookies) b.cookies.set(name, value);
    assert.equal(await patch(b, id, good), 204);
    const reply = await submit(b, id, good);
    assert.equal(reply.status, 201, reply.text);
    open.send(evil);
    await open.answered();
    await intact(reply.body.code, id, good);
  });

  test('a submission takes whole files only, and none that is being written', async () => {
    const id = await create(SIZE);
    const good = paper(SIZE, 4);
    assert.equal(await patch(a, id, good.subarray(0, SIZE / 2)), 204);
    const early = await submit(b, id, good);
    assert.deepEqual([early.status, early.body.issues[0].code], [422, 'document.not-received']);
    // What is under way at the other gateway is stopped before the file is read, not read along.
    const open = new OpenUpload(a, {
      path: `/api/uploads/${id}`,
      sizeBytes: SIZE / 2,
      headers: {'Upload-Offset': String(SIZE / 2)},
    });
    open.send(good.subarray(SIZE / 2, SIZE - 10));
    await taken(id);
    const meanwhile = await submit(b, id, good);
    assert.equal(meanwhile.status, 422);
    assert.equal(await open.answered(), 204);
    const head = await b.fetch(`/api/uploads/${id}`, {method: 'HEAD', headers: TUS});
    const offset = Number(head.headers.get('upload-offset'));
    assert.ok(offset >= SIZE / 2 && offset < SIZE, String(offset));
    assert.equal(await patch(b, id, good.subarray(offset), offset), 204);
    const reply = await submit(a, id, good);
    assert.equal(reply.status, 201, reply.text);
    await intact(reply.body.code, id, good);
  });

  test('of two submissions with the same file one is accepted; with the same key both are, as one', async () => {
    for (let round = 0; round < 10; round += 1) {
      const good = paper(2000 + round, 5 + round);
      const id = await a.upload(good);
      const sameKey = round % 2 === 0 ? randomUUID() : undefined;
      const replies = await Promise.all([a, b].map((visitor) => submit(visitor, id, good, sameKey)));
      const codes = replies.filter(({status}) => status === 201).map(({body}) => String(body.code));
      const statuses = replies.map(({status}) => status).sort((x, y) => x - y);
      assert.deepEqual(statuses, sameKey === undefined ? [201, 422] : [201, 201], replies.map(({text}) => text).join('\n'));
      assert.equal(new Set(codes).size, 1);
      await intact(codes[0] ?? '', id, good);
    }
  });

  /** After as many other requests, so that it comes at another moment each time. */
  const remove = async (id: string, others: number): Promise<Response> => {
    for (let i = 0; i < others; i += 1) await b.fetch('/healthz');
    return b.fetch(`/api/uploads/${id}`, {method: 'DELETE', headers: {...TUS, origin: b.site}});
  };

  test('a file that is removed while it is sent in is either kept whole or not accepted', async () => {
    for (let round = 0; round < 10; round += 1) {
      const good = paper(3000, 50 + round);
      const id = await a.upload(good);
      const [reply, removed] = await Promise.all([submit(a, id, good), remove(id, round)]);
      assert.ok([201, 422].includes(reply.status), reply.text);
      assert.equal(removed.status, reply.status === 201 ? 404 : 204);
      if (reply.status === 201) await intact(reply.body.code, id, good);
    }
  });
});
