import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {vietnam} from '@egov-form/vietnam';
import {readConfig} from './config.ts';
import {openDatabase} from './database/open.ts';
import {takeDataFolder} from './installation/data-folder.ts';
import {startDemoProvider} from './sign-in/demo-provider.ts';
import {freePort, startGateway} from './start.ts';
import {LETTER, MapRegister, MOTHER, Visitor} from './testing/gateway-fixture.ts';

test('data, keys and sessions stay between runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egov-start-'));
  await mkdir(join(folder, 'forms', 'letter'), {recursive: true});
  await writeFile(join(folder, 'forms', 'letter', 'form.json'), JSON.stringify(LETTER));
  await mkdir(join(folder, 'forms', 'torn'));
  await writeFile(join(folder, 'forms', 'torn', 'form.json'), '{"id":');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = await startDemoProvider({redirectUri: `${origin}/auth/callback`});
  const log: string[] = [];
  const options = {
    ...readConfig({PORT: String(port), DATA_FOLDER: join(folder, 'data')}),
    formsFolder: join(folder, 'forms'),
    packs: [vietnam],
    registers: {population: new MapRegister('population', 'citizenId', {[MOTHER.citizenId]: MOTHER})},
    oidc: provider,
    logStream: {write: (line: string) => void log.push(line)},
  };
  const first = await startGateway(options);
  assert.equal(first.origin, origin);
  const visitor = new Visitor(origin);
  await visitor.signIn('nguyen-thi-mau');
  const answer = await visitor.ask('self', 'population', {citizenId: MOTHER.citizenId});
  assert.equal(answer.state, 'filled');
  await assert.rejects(startGateway({...options, dataFolder: join(folder, 'other')}), {code: 'EGOV_GATEWAY_PORT'});
  await assert.rejects(startGateway({...options, port: await freePort()}), {code: 'EGOV_GATEWAY_DATA_FOLDER'});
  await first.close();

  const second = await startGateway(options);
  assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, true);
  const receipt = answer.state === 'filled' ? answer.receipt : undefined;
  const origins = {
    '/fullName': {
      kind: 'register',
      lookup: 'self',
      connector: 'population',
      attribute: 'fullName',
      title: 'x',
      at: 'x',
      trust: 'locked',
      receipt,
    },
  };
  const reply = await visitor.call(
    'POST',
    '/api/submissions',
    {
      ...{form: 'letter', version: '1.0.0', locale: 'vi', documents: {}, decisions: [], declared: true, origins},
      answers: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName},
    },
    {'idempotency-key': 'a-key-of-the-second-run'},
  );
  assert.equal(reply.status, 201, reply.text);
  await second.close();
  await provider.close();
  assert.ok(log.some((line) => line.includes('EGOV_GATEWAY_FORM') && line.includes('torn/form.json')));
  await rm(folder, {recursive: true, force: true});
});

test('a killed gateway loses nothing that it acknowledged, and its folder can be taken again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egov-killed-'));
  const write = `
    import {takeDataFolder} from '${new URL('./installation/data-folder.ts', import.meta.url)}';
    import {openDatabase} from '${new URL('./database/open.ts', import.meta.url)}';
    import {DossierCodes} from '${new URL('./dossiers/dossier-code.ts', import.meta.url)}';
    await takeDataFolder(process.env.FOLDER);
    const database = await openDatabase({folder: process.env.FOLDER + '/postgres'});
    const codes = new DossierCodes('X', process.env.FOLDER + '/files');
    for (let key = 0; ; key += 1) {
      const claim = {subject: 'somebody', key: 'key-' + key, bodyHash: '', at: '2026-11-22T03:00:00.000Z'};
      const [code] = await database.transaction().execute((transaction) => codes.claim(transaction, '2026-11-22', [claim]));
      process.stdout.write(code + '\\n');
    }`;
  const child = spawn(process.execPath, ['--conditions=egov-source', '--input-type=module', '-e', write], {
    env: {...process.env, FOLDER: folder},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  for await (const chunk of child.stdout) {
    told += String(chunk);
    if (told.split('\n').length > 20) child.kill('SIGKILL');
  }
  // Its pipe may end before the system has taken note of its end.
  if (child.signalCode === null) await once(child, 'exit');
  const last = Number(told.trim().split('\n').at(-1)?.split('-').at(-1));
  assert.ok(last >= 20);
  const taken = await takeDataFolder(folder);
  const database = await openDatabase({folder: join(folder, 'postgres')});
  const row = await database.selectFrom('dossier_serials').selectAll().executeTakeFirstOrThrow();
  assert.ok(row.last >= last, `${row.last} after ${last} was told`);
  await database.destroy();
  await taken.release();
  await rm(folder, {recursive: true, force: true});
});

test('a wrong environment is named', () => {
  for (const [name, value] of [
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['ORIGIN', 'portal.example/path'],
    ['AGENCY_CODE', 'không'],
    ['DATABASE_URL', 'mysql://host/name'],
    ['DATABASE_URL', 'postgres://host'],
    ['DATABASE_CONNECTIONS', '0'],
    ['AUDIT_KEY', 'short'],
    ['AUDIT_KEY_FILE', '/nowhere/at/all'],
    ['AUDIT_DAYS', '7'],
    ['JOBS', 'perhaps'],
    ['METRICS_TOKEN', 'short'],
  ] as const) {
    assert.throws(() => readConfig({[name]: value}), {code: 'EGOV_GATEWAY_CONFIG', message: new RegExp(name, 'u')});
  }
  assert.equal(readConfig({}).origin, 'http://127.0.0.1:8080');
});
