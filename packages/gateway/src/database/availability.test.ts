import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type Server, type Socket} from 'node:net';
import {afterEach, describe, test} from 'node:test';
import pg from 'pg';
import {freePort} from '../start.ts';
import {describeCause, unavailability} from './availability.ts';
import {openDatabase} from './open.ts';

describe('a failure', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** What the driver makes of a server that behaves so. */
  async function failureOf(serve: Parameters<typeof createServer>[1] | undefined): Promise<unknown> {
    let port = await freePort();
    if (serve) {
      const server = createServer(serve).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      port = (server.address() as {port: number}).port;
    }
    const pool = new pg.Pool({connectionString: `postgres://x@127.0.0.1:${port}/x`, connectionTimeoutMillis: 300});
    try {
      await pool.query('select 1');
      return undefined;
    } catch (error) {
      return error;
    } finally {
      await pool.end();
    }
  }

  test('of a server that is not there, hangs up, or says nothing is one of the database', async () => {
    for (const serve of [
      undefined,
      (socket: Socket) => socket.destroy(),
      (socket: Socket) => socket.end(),
      () => undefined,
    ] as const) {
      const error = await failureOf(serve as Parameters<typeof createServer>[1] | undefined);
      assert.equal(unavailability(error), 'database-gone', String(error));
    }
  });

  test('is known by its code, and others are not taken for it', () => {
    const coded = (code: string): Error => Object.assign(new Error('x'), {code});
    for (const [code, cause] of [
      ['08006', 'database-gone'],
      ['57P01', 'database-gone'],
      ['57014', 'overloaded'],
      ['53300', 'overloaded'],
      ['53100', 'disk-full'],
      ['ENOSPC', 'disk-full'],
      ['25006', 'read-only'],
      ['EROFS', 'read-only'],
      ['58030', 'disk-failed'],
    ]) {
      assert.equal(unavailability(coded(code ?? '')), cause);
    }
    for (const code of ['23505', '22P05', '42P01', '40001', 'ENOENT', 'FST_ERR_CTP_BODY_TOO_LARGE', '']) {
      assert.equal(unavailability(coded(code)), undefined, code);
    }
    for (const other of [undefined, 'ECONNREFUSED', new TypeError('x')]) assert.equal(unavailability(other), undefined);
  });

  test('at the start is told with its cause, and without the password', async () => {
    const port = await freePort();
    const url = `postgres://egov:h%40sh-hush@127.0.0.1:${port}/egov`;
    await assert.rejects(openDatabase({url}), (error: Error) => {
      assert.match(error.message, /ECONNREFUSED.*DATABASE_URL/u);
      assert.equal(/hush/u.test(error.message), false);
      return true;
    });
    assert.equal(describeCause(new Error(`no ${url} with h@sh-hush`), url), 'no *** with ***');
    assert.equal(describeCause(new AggregateError([Object.assign(new Error('first'), {code: 'EX'})])), 'EX: first');
  });
});
