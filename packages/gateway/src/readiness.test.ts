import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {connect, createServer, type Socket} from 'node:net';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {until} from '@egov-form/dev/until';
import {sql} from 'kysely';
import {freePort} from './start.ts';
import {startFixture, Visitor} from './testing/gateway-fixture.ts';
import {prepareInstallation} from './testing/gateway-processes.ts';
import {createServerDatabase, TEST_SERVER} from './testing/test-database.ts';

/** Asks until the answer begins with that cause: an answer holds for two seconds. */
function answer(origin: string, cause: string): Promise<Response> {
  return until(`the gateway is ${cause}`, async () => {
    const response = await fetch(`${origin}/readyz`);
    const {detail = 'ready'} = (await response.json()) as {detail?: string};
    assert.ok(detail.startsWith(cause), `${detail} instead of ${cause}`);
    return response;
  });
}

describe('readiness', () => {
  test('is lost while the database or the files cannot be written, and comes back', {timeout: 300_000}, async () => {
    const fixture = await startFixture();
    try {
      const {database, origin, folder, log} = fixture;
      const files = join(folder, 'files');
      const visitor = await fixture.signIn('nguyen-thi-mau');
      assert.equal((await answer(origin, 'ready')).status, 200);
      const names = await readdir(files);
      const written = () => database.selectFrom('installation').select('written_at').executeTakeFirstOrThrow();
      const first = await written();
      for (let i = 0; i < 20; i += 1) await fetch(`${origin}/readyz`);
      assert.deepEqual(await written(), first, 'twenty questions within a moment write once');

      await rename(files, `${files}-gone`);
      const gone = await answer(origin, 'files-failed');
      assert.deepEqual([gone.status, gone.headers.get('retry-after')], [503, '5']);
      await rename(`${files}-gone`, files);
      await answer(origin, 'ready');
      assert.deepEqual(await readdir(files), names, 'nothing stays of what was tried');

      if (database.engine === 'embedded') {
        await sql`set default_transaction_read_only = on`.execute(database);
        assert.equal((await answer(origin, 'read-only')).status, 503);
        const tus = {'tus-resumable': '1.0.0', 'x-egov-form': '1', origin, 'upload-length': '10'};
        const upload = await visitor.fetch('/api/uploads', {method: 'POST', headers: tus});
        assert.deepEqual([upload.status, upload.headers.get('retry-after')], [503, '5']);
        assert.equal(((await upload.json()) as {code: string}).code, 'server.unavailable');
        await sql`set default_transaction_read_only = off`.execute(database);
        await answer(origin, 'ready');
      }
      assert.ok(log.some((line) => line.includes('"cause":"files-failed"') && line.includes('not ready')));
      assert.ok(log.some((line) => line.includes('ready again')));
    } finally {
      await fixture.close();
    }
  });

  const rooted = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
  const skip = rooted ? false : 'needs root, for a small disk of its own';
  test('is lost when the disk of the files is full', {skip, timeout: 300_000}, async () => {
    const installation = await prepareInstallation(await freePort(), undefined);
    try {
      const files = join(installation.dataFolder, 'files');
      await mkdir(files, {recursive: true});
      const onSmallDisk = ['unshare', '--mount', 'sh', '-c', `mount -t tmpfs -o size=64m none '${files}' && exec "$@"`, 'sh'];
      const gateway = await installation.command(['serve'], {}, onSmallDisk);
      assert.equal(gateway.code, undefined, gateway.said);
      await answer(installation.origin, 'ready');
      // Its disk, as it sees it.
      const filler = `/proc/${gateway.child.pid}/root${files}/filler`;
      await writeFile(filler, Buffer.alloc(40 * 1024 * 1024));
      assert.equal((await answer(installation.origin, 'disk-full')).status, 503);
      assert.equal((await fetch(`${installation.origin}/healthz`)).status, 200);
      await rm(filler);
      await answer(installation.origin, 'ready');
    } finally {
      await installation.close();
    }
  });

  const needsServer = TEST_SERVER === undefined ? 'needs a PostgreSQL server' : false;
  test('is lost with the server, as are answers, until it is back', {skip: needsServer, timeout: 300_000}, async () => {
    const store = await createServerDatabase(TEST_SERVER ?? '');
    const place = new URL(store.url);
    const {port: serverPort, hostname} = place;
    const sockets = new Set<Socket>();
    // The way to the server, which can be cut.
    const way = createServer((socket) => {
      const server = connect(Number(serverPort), hostname);
      for (const [one, other] of [
        [socket, server],
        [server, socket],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
    });
    const port = await freePort();
    way.listen(port, '127.0.0.1');
    await once(way, 'listening');
    place.port = String(port);
    const installation = await prepareInstallation(await freePort(), place.href);
    try {
      const gateway = await installation.command(['serve']);
      assert.equal(gateway.code, undefined, gateway.said);
      const visitor = new Visitor(installation.origin);
      await visitor.signIn('nguyen-thi-mau');
      await answer(installation.origin, 'ready');
      way.close();
      for (const socket of sockets) socket.destroy();
      await answer(installation.origin, 'database-gone');
      for (const [method, path, body] of [
        ['GET', '/api/me/lookups', undefined],
        ['GET', '/api/submissions/H44-261130-000001', undefined],
        ['POST', '/api/submissions', {}],
      ] as const) {
        const reply = await visitor.call(method, path, body, {'idempotency-key': 'a-key-of-this-test'});
        assert.deepEqual([reply.status, reply.body.code, reply.headers.get('retry-after')], [503, 'server.unavailable', '5']);
      }
      assert.equal((await fetch(`${installation.origin}/healthz`)).status, 200);
      way.listen(port, '127.0.0.1');
      await answer(installation.origin, 'ready');
      assert.equal((await visitor.call('GET', '/api/me/lookups')).status, 200);
      assert.match(gateway.said, /"cause":"database-gone"/u);
    } finally {
      await installation.close();
      way.close();
      for (const socket of sockets) socket.destroy();
      await store.remove();
    }
  });
});
