/**
 * A gateway that is killed while it takes dossiers in: whatever it acknowledged is there afterwards, once. The full proof:
 * `INTAKE_KILLS=100 node --conditions=egov-source --test packages/gateway/src/submissions/submission-kill.test.ts`, and the same behind
 * `npm run with-postgres --`.
 */
import assert from 'node:assert/strict';
import {createHash, randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import type {Submission} from '@egov-form/core';
import {checkAudit} from '../audit/audit-check.ts';
import {readHeads} from '../audit/audit-heads.ts';
import {openDatabase} from '../database/open.ts';
import {loadSecrets} from '../secrets.ts';
import {freePort, HEADS_NAME} from '../start.ts';
import {LETTER, MOTHER, Visitor} from '../testing/gateway-fixture.ts';
import {prepareInstallation} from '../testing/gateway-processes.ts';
import {createServerDatabase, TEST_SERVER} from '../testing/test-database.ts';

const KILLS = Number(process.env['INTAKE_KILLS'] || '2');

/** People who send at the same time. */
const SENDERS = 4;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test(`killed ${KILLS} times while it takes dossiers in: none is lost, none is there twice`, {
  timeout: 3_600_000,
}, async (context) => {
  const store = TEST_SERVER === undefined ? undefined : await createServerDatabase(TEST_SERVER);
  const port = await freePort();
  const installation = await prepareInstallation(port, store?.url);
  const {folder, origin} = installation;
  const acknowledged = new Map<string, string>();
  let files = 0;
  let over = false;
  try {
    let gateway = await installation.start(port);
    const visitor = new Visitor(origin);
    await visitor.signIn('nguyen-thi-mau');

    /** Sends one dossier after the other, each until it is acknowledged, always with its own key. */
    const send = async (): Promise<void> => {
      while (!over) {
        const key = randomUUID();
        let uploadId: string | undefined;
        for (let tries = 0; tries < 3000 && !acknowledged.has(key); tries += 1) {
          try {
            if (acknowledged.size % 5 === 0) uploadId ??= await visitor.upload(PNG);
            const reply = await visitor.call('POST', '/api/submissions', letter(key, uploadId), {'idempotency-key': key});
            if (reply.status === 201) {
              acknowledged.set(key, reply.body.code);
              if (uploadId !== undefined) files += 1;
            } else if (reply.status === 422 || reply.status === 429) uploadId = undefined;
            else assert.fail(`${reply.status} ${reply.text}`);
          } catch (error) {
            if (error instanceof assert.AssertionError) throw error;
            await pause(20);
          }
        }
      }
    };
    const senders = Array.from({length: SENDERS}, send);
    const failed = Promise.all(senders).then(() => undefined);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = acknowledged.size;
      await pause(30 + ((kill * 37) % 300));
      // It must be in the middle of its work.
      for (let i = 0; i < 500 && acknowledged.size < before + 3; i += 1) await Promise.race([pause(20), failed]);
      gateway.kill('SIGKILL');
      await once(gateway, 'exit');
      gateway = await installation.start(port);
    }
    over = true;
    await failed;
    gateway.kill('SIGTERM');
    await once(gateway, 'exit');

    const database = await openDatabase(store ? {url: store.url} : {folder: join(folder, 'data', 'postgres')});
    const dossiers = await database.selectFrom('dossiers').select(['code', 'answers', 'documents']).execute();
    const byKey = new Map<string, string[]>();
    for (const {code, answers, documents} of dossiers) {
      const {note} = answers as {note: string};
      byKey.set(note, [...(byKey.get(note) ?? []), code]);
      for (const {file} of (documents as {card?: {file: string}[]}).card ?? []) {
        assert.deepEqual(await readFile(join(folder, 'data', 'files', 'dossiers', code, file)), PNG);
      }
    }
    for (const [key, code] of acknowledged) assert.deepEqual(byKey.get(key), [code]);
    for (const codes of byKey.values()) assert.equal(codes.length, 1);
    const secrets = await loadSecrets(database);
    const heads = await readHeads(join(folder, 'data', HEADS_NAME));
    const report = await checkAudit(database, secrets.auditKey, heads);
    assert.deepEqual(report.findings, []);
    assert.equal(report.entries, dossiers.length);
    await database.destroy();
    assert.ok(acknowledged.size >= KILLS * 3);
    context.diagnostic(`${KILLS} kills, ${acknowledged.size} acknowledged (${files} with a file), ${dossiers.length} kept`);
  } finally {
    over = true;
    await installation.close();
    await store?.remove();
  }
});

function letter(note: string, uploadId: string | undefined): Submission {
  const sha256 = createHash('sha256').update(PNG).digest('hex');
  const file = {name: 'card.png', type: 'image/png', sizeBytes: PNG.length, sha256, pageCount: 1, facts: {}};
  return {
    ...{form: LETTER.id, version: LETTER.version, locale: 'vi', origins: {}, decisions: [], declared: true},
    answers: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, note},
    documents: uploadId === undefined ? {} : {card: [{...file, uploadId}]},
  };
}
