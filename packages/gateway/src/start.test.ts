import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {vietnam} from '@egov-form/vietnam';
import {readConfig} from './config.ts';
import {startDemoProvider} from './demo-provider.ts';
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

test('a wrong environment is named', () => {
  for (const [name, value] of [
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['ORIGIN', 'portal.example/path'],
    ['AGENCY_CODE', 'không'],
    ['DATABASE_URL', 'postgres://x'],
  ] as const) {
    assert.throws(() => readConfig({[name]: value}), {code: 'EGOV_GATEWAY_CONFIG', message: new RegExp(name, 'u')});
  }
  assert.equal(readConfig({}).origin, 'http://127.0.0.1:8080');
});
