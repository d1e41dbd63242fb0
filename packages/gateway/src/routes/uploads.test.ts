import assert from 'node:assert/strict';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {createGatewayClient} from '@egov-form/connectors';
import {until} from '@egov-form/dev/until';
import {MAX_UPLOAD_BYTES, removeStaleUploads} from '../files/uploads.ts';
import {type Fixture, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import {OpenUpload} from '../testing/open-upload.ts';

const TUS = {'tus-resumable': '1.0.0', 'x-egov-form': '1'};

describe('uploads', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let incoming: string;
  before(async () => {
    fixture = await startFixture();
    mother = await fixture.signIn('nguyen-thi-mau');
    incoming = join(fixture.folder, 'files', 'incoming');
  });
  after(() => fixture.close());

  test('the browser client uploads a file in pieces; it lies under a random name, without its own', async () => {
    const bytes = new Uint8Array(300_000).map((_, i) => i % 251);
    const client = createGatewayClient({
      base: `${fixture.origin}/api`,
      chunkBytes: 64 * 1024,
      fetch: (url, init) => mother.fetch(url, {...init, headers: {...(init.headers as {[name: string]: string})}}),
    });
    const file = new File([bytes], 'CCCD Nguyễn Thị Mẫu.jpg', {type: 'image/jpeg'});
    const seen: number[] = [];
    const id = await client.upload(file, {signal: new AbortController().signal, onProgress: (share) => void seen.push(share)});
    assert.match(id, /^[0-9a-f]{32}$/u);
    assert.deepEqual(new Uint8Array(await readFile(join(incoming, id))), bytes);
    assert.equal(seen.at(-1), 1);
    // Nothing beside it says what it was called.
    assert.deepEqual(
      (await readdir(incoming)).filter((name) => name.startsWith(id)),
      [id],
    );
    const row = await fixture.database.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    assert.equal(/Nguy|CCCD|Q0NDR/u.test(JSON.stringify(row)), false);
  });

  test('a broken connection loses only what was on its way: HEAD tells where to go on', async () => {
    const size = 100_000;
    const created = await mother.fetch('/api/uploads', {method: 'POST', headers: {...TUS, 'upload-length': String(size)}});
    const path = new URL(created.headers.get('location') ?? '', fixture.origin).pathname;
    const request = new OpenUpload(mother, {path, sizeBytes: size});
    request.send(Buffer.alloc(40_000, 7));
    const file = join(incoming, path.split('/').at(-1) ?? '');
    await until('the first bytes are written', async () => (await stat(file)).size > 0);
    request.close();
    const offset = await until('HEAD tells where to go on', async () => {
      const head = await mother.fetch(path, {method: 'HEAD', headers: TUS});
      assert.equal(head.status, 200);
      return Number(head.headers.get('upload-offset'));
    });
    assert.ok(offset <= 40_000, String(offset));
    const rest = await mother.fetch(path, {
      method: 'PATCH',
      headers: {...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream'},
      body: Buffer.alloc(size - offset, 7),
    });
    assert.equal(rest.status, 204, await rest.text());
    assert.deepEqual(await readFile(join(incoming, path.split('/').at(-1) ?? '')), Buffer.alloc(size, 7));
  });

  test('an upload belongs to whoever began it', async () => {
    const id = await mother.upload(new Uint8Array(10));
    const other = await fixture.signIn('le-van-chong');
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const reply = await other.fetch(`/api/uploads/${id}`, {
        method,
        headers: {...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream'},
        ...(method === 'PATCH' && {body: 'x'}),
      });
      assert.equal(reply.status, 404, method);
    }
    assert.equal((await mother.fetch(`/api/uploads/${id}`, {method: 'DELETE', headers: TUS})).status, 204);
    assert.equal(
      (await readdir(incoming)).some((name) => name.startsWith(id)),
      false,
    );
    assert.equal((await mother.fetch(`/api/uploads/${id}`, {method: 'HEAD', headers: TUS})).status, 404);
  });

  test('bad requests are problem documents, and the server lives', async () => {
    const id = await mother.upload(new Uint8Array(10));
    const octets = {'content-type': 'application/offset+octet-stream'};
    const cases: readonly (readonly [string, string, string, {[name: string]: string}, number, string])[] = [
      ['30 MB', 'POST', '/api/uploads', {...TUS, 'upload-length': '31457280'}, 413, 'upload.too-large'],
      [
        'one byte too much',
        'POST',
        '/api/uploads',
        {...TUS, 'upload-length': String(MAX_UPLOAD_BYTES + 1)},
        413,
        'upload.too-large',
      ],
      ['empty', 'POST', '/api/uploads', {...TUS, 'upload-length': '0'}, 400, 'upload.refused'],
      ['no length', 'POST', '/api/uploads', TUS, 400, 'upload.refused'],
      ['length to come', 'POST', '/api/uploads', {...TUS, 'upload-defer-length': '1'}, 400, 'upload.refused'],
      ['no number', 'POST', '/api/uploads', {...TUS, 'upload-length': 'many'}, 400, 'upload.refused'],
      ['no tus', 'POST', '/api/uploads', {'x-egov-form': '1', 'upload-length': '5'}, 400, 'upload.refused'],
      ['bad metadata', 'POST', '/api/uploads', {...TUS, 'upload-length': '5', 'upload-metadata': '=, ,'}, 400, 'upload.refused'],
      [
        'path outside',
        'PATCH',
        '/api/uploads/..%2F..%2Fetc%2Fpasswd',
        {...TUS, ...octets, 'upload-offset': '0'},
        404,
        'upload.unknown',
      ],
      ['wrong offset', 'PATCH', `/api/uploads/${id}`, {...TUS, ...octets, 'upload-offset': '3'}, 409, 'upload.conflict'],
      ['more than said', 'PATCH', `/api/uploads/${id}`, {...TUS, ...octets, 'upload-offset': '10'}, 413, 'upload.too-large'],
      [
        'wrong type',
        'PATCH',
        `/api/uploads/${id}`,
        {...TUS, 'content-type': 'text/plain', 'upload-offset': '10'},
        400,
        'upload.refused',
      ],
      ['no header of ours', 'PATCH', `/api/uploads/${id}`, {'tus-resumable': '1.0.0'}, 403, 'request.cross-site'],
    ];
    for (const [name, method, path, headers, status, code] of cases) {
      const reply = await mother.fetch(path, {method, headers, ...(method === 'PATCH' && {body: 'twelve bytes'})});
      const body = (await reply.json()) as {code: string};
      assert.deepEqual([name, reply.status, body.code], [name, status, code]);
      assert.equal(reply.headers.get('access-control-allow-origin'), null);
      assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
    }
    assert.equal(
      (await fixture.visitor().fetch('/api/uploads', {method: 'POST', headers: {...TUS, 'upload-length': '5'}})).status,
      401,
    );
    assert.equal((await fetch(`${fixture.origin}/healthz`)).status, 200);
  });

  test('what nobody used for a day is removed', async () => {
    const id = await mother.upload(new Uint8Array(10));
    await removeStaleUploads(fixture.database, join(fixture.folder, 'files'), fixture.clock.now() + 23 * 3600 * 1000);
    assert.ok((await readdir(incoming)).includes(id));
    await removeStaleUploads(fixture.database, join(fixture.folder, 'files'), fixture.clock.now() + 25 * 3600 * 1000);
    assert.equal((await readdir(incoming)).includes(id), false);
  });
});
