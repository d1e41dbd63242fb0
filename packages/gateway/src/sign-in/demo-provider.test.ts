import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {vietnam} from '@egov-form/vietnam';
import {readConfig, readOidcConfig} from '../config.ts';
import {freePort, startGateway} from '../start.ts';
import {LETTER, Visitor} from '../testing/gateway-fixture.ts';
import {startDemoProvider} from './demo-provider.ts';

const ANSWERS = {citizenId: '026190000042', fullName: 'NGUYỄN THỊ MẪU'};

test('after a restart everybody has their dossiers and drafts again, whatever the ports are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egov-demo-'));
  await mkdir(join(folder, 'forms', 'letter'), {recursive: true});
  await writeFile(join(folder, 'forms', 'letter', 'form.json'), JSON.stringify(LETTER));
  /** One run of a demo, at ports that it did not have before: who signs in finds what? */
  const run = async (account: string, send: boolean): Promise<{codes: string[]; draftOwner: string}> => {
    const port = await freePort();
    const provider = await startDemoProvider({redirectUri: `http://127.0.0.1:${port}/auth/callback`});
    const gateway = await startGateway({
      ...readConfig({PORT: String(port), DATA_FOLDER: join(folder, 'data')}),
      formsFolder: join(folder, 'forms'),
      packs: [vietnam],
      registers: {},
      oidc: provider,
      logStream: {write: () => undefined},
    });
    try {
      const visitor = new Visitor(gateway.origin);
      await visitor.signIn(account);
      if (send) {
        const origins = {'/citizenId': {kind: 'typed'}, '/fullName': {kind: 'typed'}};
        const rest = {locale: 'vi', documents: {}, decisions: [], declared: true};
        const submission = {form: 'letter', version: '1.0.0', answers: ANSWERS, origins, ...rest};
        const sent = await visitor.call('POST', '/api/submissions', submission, {'idempotency-key': 'restarted-1'});
        assert.equal(sent.status, 201, sent.text);
      }
      const mine = (await visitor.call('GET', '/api/submissions')).body.submissions as {code: string}[];
      const {draftOwner} = (await visitor.call('GET', '/api/session')).body;
      return {codes: mine.map(({code}) => code), draftOwner};
    } finally {
      await gateway.close();
      await provider.close();
    }
  };
  const first = await run('nguyen-thi-mau', true);
  assert.equal(first.codes.length, 1);
  assert.deepEqual(await run('nguyen-thi-mau', false), first);
  const father = await run('le-van-chong', false);
  assert.deepEqual(father.codes, []);
  assert.notEqual(father.draftOwner, first.draftOwner);
  assert.deepEqual(await run('nguyen-thi-mau', false), first);
  await rm(folder, {recursive: true, force: true});
});

test('a provider that moved keeps its people by the realm in the settings', () => {
  const registration = {OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y'};
  const usual = {issuer: 'https://new.example', clientId: 'x', clientSecret: 'y'};
  assert.deepEqual(readOidcConfig({...registration, OIDC_ISSUER: 'https://new.example'}), usual);
  assert.deepEqual(readOidcConfig({...registration, OIDC_ISSUER: 'https://new.example', OIDC_REALM: 'https://old.example'}), {
    ...usual,
    realm: 'https://old.example',
  });
});
