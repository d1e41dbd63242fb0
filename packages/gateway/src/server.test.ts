import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {brotliCompressSync, brotliDecompressSync, gzipSync} from 'node:zlib';
import {type FormDefinition, isMarkedChecked} from '@egov-form/core';
import {PAGE_POLICY} from './plugins/security-headers.ts';
import {type Fixture, LETTER, startFixture} from './testing/gateway-fixture.ts';

describe('pages, files and headers', () => {
  let fixture: Fixture;
  let folder: string;
  const data = gzipSync(Buffer.alloc(5000, 'trained data '));
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-static-'));
    await mkdir(join(folder, 'portal', 'assets'), {recursive: true});
    await mkdir(join(folder, 'bundle'), {recursive: true});
    await writeFile(join(folder, 'portal', 'index.html'), '<!doctype html><title>Portal</title>');
    await writeFile(join(folder, 'secret.txt'), 'outside');
    await writeFile(join(folder, 'portal', '.hidden'), 'hidden');
    await writeFile(join(folder, 'bundle', 'egov-form.js'), 'export {};');
    await writeFile(join(folder, 'bundle', 'main-0123456789ab.js'), 'export {};');
    await writeFile(join(folder, 'bundle', 'part-0123456789ab.js'), 'export {};');
    await writeFile(join(folder, 'bundle', 'part-0123456789ab.js.br'), brotliCompressSync('export {};'));
    await writeFile(join(folder, 'bundle', 'digitize.worker.js'), 'self;');
    await writeFile(join(folder, 'bundle', 'part.mjs'), 'export {};');
    await writeFile(join(folder, 'bundle', 'engine.wasm'), 'x');
    await writeFile(join(folder, 'bundle', 'vie.traineddata.gz'), data);
    const broken = {...LETTER, id: 'broken', lookups: undefined, fields: {'/nothing': {label: 'x'}}} as unknown as FormDefinition;
    fixture = await startFixture({
      forms: [{definition: LETTER}, {definition: broken}],
      statics: [
        {prefix: '/', folder: join(folder, 'portal')},
        {prefix: '/', folder: join(folder, 'bundle')},
        {prefix: '/egov-form/', folder: join(folder, 'bundle')},
      ],
    });
  });
  after(async () => {
    await fixture.close();
    await rm(folder, {recursive: true, force: true});
  });

  test('every answer is strict, refusals included', async () => {
    for (const path of [
      '/',
      '/egov-form.js',
      '/nothing',
      '/api/session',
      '/api/nothing',
      '/auth/callback',
      '/healthz',
      '/%zz',
      '/.hidden',
    ]) {
      const reply = await fetch(fixture.origin + path, {redirect: 'manual'});
      assert.equal(reply.headers.get('content-security-policy'), PAGE_POLICY, path);
      assert.equal(reply.headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(reply.headers.get('referrer-policy'), 'no-referrer', path);
      assert.equal(reply.headers.get('cross-origin-opener-policy'), 'same-origin', path);
      assert.equal(reply.headers.get('cross-origin-resource-policy'), 'same-origin', path);
      await reply.arrayBuffer();
    }
    assert.equal(
      PAGE_POLICY.split('; ').sort().join('; '),
      "base-uri 'self'; default-src 'self'; frame-ancestors 'self'; object-src 'none'; require-trusted-types-for 'script'; script-src 'self'; trusted-types lit-html egov-form",
    );
  });

  test('only worker files may compile WebAssembly', async () => {
    const worker = await fetch(`${fixture.origin}/egov-form/digitize.worker.js?v=1`);
    const policy = worker.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/u);
    assert.match(policy, /default-src 'self'/u);
    assert.equal(policy.includes('require-trusted-types-for'), false);
    const page = await fetch(`${fixture.origin}/?x=.worker.js`);
    assert.equal(page.headers.get('content-security-policy'), PAGE_POLICY);
  });

  test('files have their types, are checked again by ETag, and compressed data go out as bytes', async () => {
    const types = {
      '/': 'text/html; charset=utf-8',
      '/egov-form.js': 'application/javascript; charset=utf-8',
      '/egov-form/part.mjs': 'application/javascript; charset=utf-8',
      '/egov-form/engine.wasm': 'application/wasm',
    };
    for (const [path, type] of Object.entries(types)) {
      const reply = await fetch(fixture.origin + path);
      assert.equal(reply.headers.get('content-type'), type, path);
      assert.equal(reply.headers.get('cache-control'), 'no-cache');
      const etag = reply.headers.get('etag') ?? '';
      assert.ok(etag);
      // Not by fetch, which asks for a whole new copy when it is given this header.
      const again = await fixture.app.inject({url: path, headers: {'if-none-match': etag}});
      assert.equal(again.statusCode, 304);
    }
    const reply = await fetch(`${fixture.origin}/egov-form/vie.traineddata.gz`, {headers: {'accept-encoding': 'gzip, br'}});
    assert.equal(reply.headers.get('content-encoding'), null);
    assert.deepEqual(Buffer.from(await reply.arrayBuffer()), data);
  });

  test('a script named after its content is kept for a year, what is not there is not', async () => {
    const kept = await fixture.app.inject({url: '/egov-form/main-0123456789ab.js'});
    assert.equal(kept.headers['cache-control'], 'public, max-age=31536000, immutable');
    const missing = await fixture.app.inject({url: '/egov-form/main-ba9876543210.js'});
    assert.equal(missing.statusCode, 404);
    assert.doesNotMatch(String(missing.headers['cache-control']), /immutable|max-age=[1-9]/u);
  });

  test('nothing outside the folders is served', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/egov-form/..%2f..%2fsecret.txt',
      '/.hidden',
      '/assets/',
    ]) {
      const reply = await fixture.app.inject({url: path});
      assert.ok([400, 403, 404].includes(reply.statusCode), `${path}: ${reply.statusCode}`);
      assert.match(String(reply.headers['content-type']), /^application\/problem\+json/u);
      assert.equal(reply.body.includes('outside'), false);
    }
  });

  test('forms are listed and served; one with mistakes is named in the log and the others live', async () => {
    const list = (await (await fetch(`${fixture.origin}/api/forms`)).json()) as {forms: {id: string}[]};
    assert.deepEqual(
      list.forms.map(({id}) => id),
      ['letter'],
    );
    const direct = (await (await fetch(`${fixture.origin}/forms/letter/form.json`)).json()) as FormDefinition;
    const {checked: _mark, ...definition} = direct;
    assert.deepEqual(definition, JSON.parse(JSON.stringify(LETTER)));
    assert.ok(isMarkedChecked(direct), 'Pages need not check it again.');
    assert.deepEqual(await (await fetch(`${fixture.origin}/api/forms/letter`)).json(), direct);
    for (const path of ['/api/forms/broken', '/forms/broken/form.json', '/api/forms/__proto__', '/forms/..%2f/form.json']) {
      const reply = await fetch(fixture.origin + path);
      assert.ok([400, 404].includes(reply.status), path);
      assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/u);
    }
    const line = fixture.log.find((text) => text.includes('form is not served')) ?? '';
    assert.match(line, /"form":"broken"/u);
    assert.match(line, /\/nothing/u);
  });

  test('a form goes out compressed to who takes that, and not again to who has it', async () => {
    const ask = (headers: {[name: string]: string}) => fixture.app.inject({url: '/forms/letter/form.json', headers});
    const plain = await ask({});
    const packed = await ask({'accept-encoding': 'gzip, br'});
    assert.deepEqual(
      [plain, packed].map((reply) => reply.headers['content-encoding']),
      [undefined, 'br'],
    );
    assert.deepEqual(brotliDecompressSync(packed.rawPayload), plain.rawPayload);
    assert.equal((await ask({'accept-encoding': 'br;q=0, gzip'})).headers['content-encoding'], undefined);
    const etag = String(plain.headers['etag']);
    for (const known of [etag, `"other", ${etag}`]) {
      const again = await ask({'if-none-match': known});
      assert.deepEqual([again.statusCode, again.rawPayload.length, again.headers['etag']], [304, 0, etag]);
    }
    assert.equal((await ask({'if-none-match': 'W/"other"'})).statusCode, 200);
  });

  test('a brotli copy of a file goes to who takes it, with the type and the caching of the file', async () => {
    const ask = (path: string, encoding: string) => fixture.app.inject({url: path, headers: {'accept-encoding': encoding}});
    const script = '/egov-form/part-0123456789ab.js';
    const packed = await ask(script, 'gzip, deflate, br');
    assert.equal(packed.headers['content-encoding'], 'br');
    assert.match(String(packed.headers['content-type']), /javascript/u);
    assert.equal(packed.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(String(packed.headers['vary']), /accept-encoding/iu);
    const plain = await ask(script, 'gzip');
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.deepEqual(brotliDecompressSync(packed.rawPayload), plain.rawPayload);
  });

  test('health and readiness', async () => {
    assert.deepEqual(await (await fetch(`${fixture.origin}/healthz`)).json(), {state: 'alive'});
    assert.deepEqual(await (await fetch(`${fixture.origin}/readyz`)).json(), {
      ...{state: 'ready', forms: 1, registers: {population: 'closed', vehicle: 'closed'}},
    });
  });

  test('logs have routes, not addresses', async () => {
    await fetch(`${fixture.origin}/api/submissions/H44-secret?name=secret`);
    await fetch(`${fixture.origin}/auth/callback?code=secret&state=secret`);
    const log = fixture.log.join('');
    assert.equal(log.includes('secret'), false);
    assert.match(log, /\/api\/submissions\/:code/u);
  });
});
