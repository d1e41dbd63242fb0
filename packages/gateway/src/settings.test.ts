import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {main} from './command.ts';
import {readConfig, readOidcConfig} from './config.ts';
import {freePort} from './start.ts';

describe('wrong settings', () => {
  let folder: string;
  let right: {readonly [name: string]: string};
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-settings-'));
    await mkdir(join(folder, 'forms'));
    await writeFile(join(folder, 'file'), '');
    await writeFile(join(folder, 'empty-secret'), '\n');
    await writeFile(join(folder, 'good.mjs'), 'export const setup = () => ({packs: [], registers: {}});');
    await writeFile(join(folder, 'no-setup.mjs'), 'export const other = 1;');
    await writeFile(join(folder, 'torn.mjs'), 'export const setup = (');
    await writeFile(join(folder, 'throws.mjs'), 'export const setup = () => { throw new Error("no connectors.json in /etc"); };');
    await writeFile(join(folder, 'late.mjs'), 'export const setup = async () => { throw new TypeError("late"); };');
    await writeFile(
      join(folder, 'no-pages.mjs'),
      'export const setup = () => ({packs: [], registers: {}, statics: [{prefix: "/", folder: "/nowhere/pages"}]});',
    );
    right = {
      ...{PORT: String(await freePort()), DATA_FOLDER: join(folder, 'data'), FORMS_FOLDER: join(folder, 'forms')},
      ...{OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'secret-of-the-provider'},
      ...{GATEWAY_MODULE: join(folder, 'good.mjs')},
    };
  });
  after(() => rm(folder, {recursive: true, force: true}));

  async function serve(env: {readonly [name: string]: string}): Promise<string> {
    const lines: string[] = [];
    const output = {out: (line: string) => void lines.push(line), error: (line: string) => void lines.push(line)};
    assert.equal(await main(['serve'], {...right, ...env}, output), 2, lines.join('\n'));
    assert.equal(existsSync(join(folder, 'data')), false, 'something was opened');
    return lines.join('\n');
  }

  for (const [variable, value, found] of [
    ['TRUST_PROXY', '10.0.0.0/33', /"10\.0\.0\.0\/33"/u],
    ['TRUST_PROXY', '10.0.0.1, proxy.example', /"proxy\.example"/u],
    ['TRUST_PROXY', '10.0.0.1,', /""/u],
    ['TRUST_PROXY', '::1/129', /"::1\/129"/u],
    ['HOST', '203.0.113.7', /EADDRNOTAVAIL/u],
    ['HOST', 'no such host', /"no such host"/u],
    ['ORIGIN', 'https://portal.example/path', /without a path/u],
    ['ORIGIN', 'ftp://portal.example', /"ftp:/u],
    ['FORMS_FOLDER', '/nowhere/forms', /nothing at \/nowhere\/forms/u],
    ['FORMS_FOLDER', '{}/file', /which is a file/u],
    ['DATA_FOLDER', '{}/file', /which is a file/u],
    ['DATA_FOLDER', '{}/file/below', /which is a file/u],
    ['AUDIT_HEADS_FILE', '{}/none/heads.jsonl', /nothing at .*none/u],
    ['AUDIT_HEADS_FILE', '{}/forms', /which is a folder/u],
    ['GATEWAY_MODULE', '{}/none.mjs', /none\.mjs/u],
    ['GATEWAY_MODULE', '{}/no-setup.mjs', /one without it/u],
    ['GATEWAY_MODULE', '{}/torn.mjs', /Unexpected end of input/u],
    ['GATEWAY_MODULE', '{}/throws.mjs', /no connectors\.json in \/etc/u],
    ['GATEWAY_MODULE', '{}/late.mjs', /late/u],
    ['GATEWAY_MODULE', '{}/no-pages.mjs', /\/nowhere\/pages/u],
    ['OIDC_ISSUER', 'idp.example', /"idp\.example"/u],
    ['OIDC_CLIENT_SECRET_FILE', '{}/none', /ENOENT/u],
    ['OIDC_CLIENT_SECRET_FILE', '{}/empty-secret', /an empty one/u],
  ] as const) {
    test(`${variable}=${value || 'nothing'} is told with what is there instead`, async () => {
      const said = await serve({[variable]: value.replaceAll('{}', folder)});
      assert.match(said, new RegExp(`^Expected ${variable} to be .*found .*Change or remove`, 'u'));
      assert.match(said, found);
    });
  }

  test('are told all together, and no secret among them', async () => {
    const said = await serve({
      ...{PORT: '0', HOST: '203.0.113.7', TRUST_PROXY: 'x', FORMS_FOLDER: '/nowhere', DATA_FOLDER: join(folder, 'file')},
      ...{DATABASE_URL: 'mysql://egov:hush-hush@host/name', AUDIT_KEY: 'hush', METRICS_TOKEN: 'hush', JOBS: 'perhaps'},
      ...{AUDIT_HEADS_FILE: '/nowhere/heads', GATEWAY_MODULE: join(folder, 'torn.mjs'), AGENCY_CODE: 'không', OIDC_CLIENT_ID: ''},
    });
    assert.match(said, /^13 settings are wrong\.\n/u);
    for (const variable of ['PORT', 'HOST', 'TRUST_PROXY', 'FORMS_FOLDER', 'DATA_FOLDER', 'DATABASE_URL', 'AUDIT_KEY']) {
      assert.match(said, new RegExp(`^Expected ${variable} to be `, 'mu'));
    }
    assert.equal(/hush|secret-of-the-provider/u.test(said), false);
    try {
      readConfig({PORT: 'x', JOBS: 'y'});
      assert.fail('taken');
    } catch (error) {
      const {details} = error as {details: {variable: string; variables: string[]}};
      assert.deepEqual(details, {variable: 'PORT', variables: ['PORT', 'JOBS']});
    }
    assert.throws(() => readOidcConfig({}), {message: /OIDC_ISSUER.*OIDC_CLIENT_ID.*OIDC_CLIENT_SECRET/su});
  });

  test('a port that is taken is told before anything is opened', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const {port} = other.address() as {port: number};
    assert.match(await serve({PORT: String(port)}), /Expected PORT .*another server/u);
    other.close();
  });

  const rooted = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
  test('a folder on a read-only disk is told', {skip: rooted ? false : 'needs root, for a mount of its own'}, async () => {
    await mkdir(join(folder, 'disk'));
    const script = `
      import {checkPlaces, WrongSettings} from '${new URL('./settings.ts', import.meta.url)}';
      const wrong = new WrongSettings();
      const disk = process.argv[1];
      await checkPlaces({host: '127.0.0.1', port: 1 + ${right['PORT']}, dataFolder: disk + '/data', formsFolder: disk,
        auditHeadsFile: disk + '/heads'}, wrong);
      wrong.refuse();`;
    const mounted = 'mount -t tmpfs -o ro none "$1" && exec "$2" --conditions=egov-source --input-type=module -e "$3" "$1"';
    const {stderr} = spawnSync(
      'unshare',
      ['--mount', 'sh', '-c', mounted, 'sh', join(folder, 'disk'), process.execPath, script],
      {
        encoding: 'utf8',
      },
    );
    assert.match(stderr, /2 settings are wrong/u);
    assert.match(stderr, /Expected DATA_FOLDER to be .*EROFS/u);
    assert.match(stderr, /Expected AUDIT_HEADS_FILE to be .*EROFS/u);
  });

  test('right ones are taken', () => {
    const {trustProxy, origin, host} = readConfig({TRUST_PROXY: '10.0.0.0/8, ::1,loopback', HOST: '::1', PORT: '9000'});
    assert.deepEqual(trustProxy, ['10.0.0.0/8', '::1', 'loopback']);
    assert.deepEqual([host, origin], ['::1', 'http://[::1]:9000']);
  });
});
