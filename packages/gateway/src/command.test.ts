import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {until} from '@egov-form/dev/until';
import {sql} from 'kysely';
import {AuditLog} from './audit/audit.ts';
import {headLog} from './audit/audit-heads.ts';
import {main} from './command.ts';
import {openDatabase} from './database/open.ts';
import {freePort} from './start.ts';
import {LETTER} from './testing/gateway-fixture.ts';
import {createServerDatabase, TEST_SERVER} from './testing/test-database.ts';

const KEY = Buffer.alloc(32, 9);

describe('egov-gateway', () => {
  let folder: string;
  /** The database of this test, as the environment names it. */
  let place: {readonly [name: string]: string};
  let remove = async (): Promise<void> => undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-command-'));
    place = {DATA_FOLDER: join(folder, 'data')};
    if (TEST_SERVER === undefined) return;
    const created = await createServerDatabase(TEST_SERVER);
    place = {...place, DATABASE_URL: created.url};
    remove = created.remove;
  });
  after(async () => {
    await remove();
    await rm(folder, {recursive: true, force: true});
  });

  async function run(args: readonly string[], env: {readonly [name: string]: string} = {}): Promise<[number, string]> {
    const lines: string[] = [];
    const output = {out: (line: string) => void lines.push(line), error: (line: string) => void lines.push(line)};
    return [await main(args, {...place, AUDIT_KEY: KEY.toString('base64url'), ...env}, output), lines.join('\n')];
  }

  test('wrong use is told in one sentence', async () => {
    assert.equal((await run([]))[0], 2);
    assert.equal((await run(['audit']))[0], 2);
    const [code, said] = await run(['audit', 'check'], {AUDIT_KEY: 'x'});
    assert.equal(code, 2);
    assert.match(said, /AUDIT_KEY/u);
    assert.match((await run(['serve']))[1], /OIDC_ISSUER/u);
    const oidc = {OIDC_ISSUER: 'https://idp.example', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y'};
    assert.match((await run(['serve'], oidc))[1], /GATEWAY_MODULE/u);
    assert.match((await run(['serve'], {...oidc, GATEWAY_MODULE: join(folder, 'none.js')}))[1], /GATEWAY_MODULE/u);
  });

  test('audit check says nothing was changed, and names the first entry that was', async () => {
    const url = place['DATABASE_URL'];
    const open = () => openDatabase(url === undefined ? {folder: join(folder, 'data', 'postgres')} : {url});
    const heads = join(folder, 'heads');
    const database = await open();
    const audit = new AuditLog(database, KEY, headLog(heads));
    const entry = {action: 'lookup', form: 'letter', target: 'self', attributes: ['fullName'], outcome: 'filled'} as const;
    for (let i = 0; i < 3; i += 1) {
      await audit.add({subject: 'x', role: 'citizen'}, entry, new Date(i));
      await audit.seal(new Date(i));
    }
    await database.destroy();
    assert.deepEqual(await run(['audit', 'check', '--heads', heads]), [
      0,
      '3 entries, 3 seals, 0 entries not sealed yet, 3 heads compared\nNothing was changed.',
    ]);

    const again = await open();
    await sql`alter table audit disable trigger all`.execute(again);
    const {id} = await again.selectFrom('audit').select('id').orderBy('id').offset(1).executeTakeFirstOrThrow();
    await sql`update audit set outcome = 'not-found' where id = ${id}`.execute(again);
    await again.destroy();
    const [code, said] = await run(['audit', 'check'], {AUDIT_HEADS_FILE: heads});
    assert.equal(code, 1);
    assert.equal(said.split('\n')[1], `changed seal 2 entry ${id}`);
  });

  test('serve runs until SIGTERM, which lets a request under way finish', {timeout: 120_000}, async (context) => {
    await mkdir(join(folder, 'forms', 'letter'), {recursive: true});
    await writeFile(join(folder, 'forms', 'letter', 'form.json'), JSON.stringify(LETTER));
    // A register that takes a second, and a statics folder: what an installation's module brings.
    await writeFile(join(folder, 'form.txt'), 'served');
    const here = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
    await writeFile(
      join(folder, 'setup.mjs'),
      `import {vietnam} from ${here('../../vietnam/src/index.ts')};
       import {MapRegister} from ${here('./testing/gateway-fixture.ts')};
       export const setup = () => ({
         packs: [vietnam],
         registers: {population: new MapRegister('population', 'citizenId', {}), vehicle: new MapRegister('vehicle', 'plate', {})},
         statics: [{prefix: '/', folder: ${JSON.stringify(folder)}}],
       });`,
    );
    const port = await freePort();
    const child = spawn(
      process.execPath,
      ['--conditions=egov-source', fileURLToPath(new URL('../bin/egov-gateway.mjs', import.meta.url)), 'serve'],
      {
        env: {
          ...process.env,
          ...place,
          ...{PORT: String(port), FORMS_FOLDER: join(folder, 'forms'), GATEWAY_MODULE: join(folder, 'setup.mjs')},
          ...{OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y'},
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    let log = '';
    child.stderr.on('data', (chunk) => (log += String(chunk)));
    context.after(() => child.kill('SIGKILL'));
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    await until('the gateway listens', () => said.includes('listens') || child.exitCode !== null);
    assert.match(said, /listens/u, log);
    const origin = `http://127.0.0.1:${port}`;
    assert.equal((await fetch(`${origin}/readyz`)).status, 200);
    // A body that comes slowly: begun before the signal, ended after it.
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const body = '{"form":"x"}';
    socket.write(
      `POST /auth/sign-out HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: ${origin}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\n`,
    );
    socket.write(`content-length: ${body.length}\r\n\r\n${body.slice(0, 4)}`);
    const [begun] = (await once(socket, 'data')) as [Buffer];
    assert.match(begun.toString(), /^HTTP\/1\.1 100 /u);
    child.kill('SIGTERM');
    const isRefused = (): Promise<boolean> =>
      fetch(`${origin}/healthz`).then(
        () => false,
        () => true,
      );
    await until('no further request is taken', isRefused);
    socket.write(body.slice(4));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 [234]\d\d /u);
    socket.end();
    const [code] = await once(child, 'exit');
    assert.equal(code, 0, log);
    assert.equal(log.includes('"level":50'), false, log);
  });
});
