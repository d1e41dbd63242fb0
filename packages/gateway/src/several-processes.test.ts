/** Two gateways and two workers on one PostgreSQL: `npm run with-postgres -- node --conditions=egov-source --test <this>`. */
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {join} from 'node:path';
import {test} from 'node:test';
import type {LookupAnswer} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {checkAudit} from './audit/audit-check.ts';
import {readHeads} from './audit/audit-heads.ts';
import {openDatabase} from './database/open.ts';
import {HEADS_NAME} from './installation/enter.ts';
import {loadSecrets} from './secrets.ts';
import {freePort} from './start.ts';
import {LETTER, MOTHER, Visitor} from './testing/gateway-fixture.ts';
import {prepareInstallation} from './testing/gateway-processes.ts';
import {createServerDatabase, TEST_SERVER} from './testing/test-database.ts';

const skip = TEST_SERVER === undefined ? 'needs a PostgreSQL server' : false;

test('two gateways and two workers on one PostgreSQL are one installation', {skip, timeout: 300_000}, async () => {
  const store = await createServerDatabase(TEST_SERVER ?? '');
  const port = await freePort();
  const installation = await prepareInstallation(port, store.url);
  try {
    const ports = [port, await freePort(), await freePort(), await freePort()];
    // All four at once: they make the tables one after the other.
    const processes = await Promise.all(ports.map((own, i) => installation.start(own, {JOBS: i < 2 ? 'elsewhere' : 'here'})));
    const first = new Visitor(installation.origin);
    await first.signIn('nguyen-thi-mau');
    // Another gateway knows the session, and takes what the first one signed.
    const second = new Visitor(`http://127.0.0.1:${ports[1]}`);
    for (const [name, value] of first.cookies) second.cookies.set(name, value);
    const headers = {origin: installation.origin};
    assert.equal((await second.call('GET', '/api/session')).body.signedIn, true);
    const answer: LookupAnswer = await first.ask('self', 'population', {citizenId: MOTHER.citizenId});
    assert.equal(answer.state, 'filled');
    const origin = {
      ...{kind: 'register', lookup: 'self', connector: 'population', attribute: 'fullName', title: 'x', at: 'x'},
      ...{trust: 'locked', receipt: answer.state === 'filled' ? answer.receipt : ''},
    };
    const vehicles = [{plate: '19A-123.45', brand: 'Xe Mẫu 16'}];
    const submission = {
      ...{form: LETTER.id, version: LETTER.version, locale: 'vi', documents: {}, decisions: [], declared: true},
      answers: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, vehicles},
      origins: {'/fullName': origin},
      unasked: [{lookup: 'vehicle', row: '/vehicles/0', reason: 'down'}],
    };
    // The same dossier at both gateways at the same time, twenty times.
    const codes = new Set<string>();
    for (let i = 0; i < 20; i += 1) {
      const key = {'idempotency-key': randomUUID(), ...headers};
      // Another dossier each time, not the same content again.
      const numbered = {...submission, answers: {...submission.answers, note: `Đơn số ${i}`}};
      const replies = await Promise.all(
        [first, second].map((visitor) => visitor.call('POST', '/api/submissions', numbered, key)),
      );
      for (const reply of replies) assert.equal(reply.status, 201, reply.text);
      assert.equal(replies[0]?.body.code, replies[1]?.body.code);
      codes.add(replies[0]?.body.code);
    }
    assert.equal(codes.size, 20);
    // The workers hold what could not be asked against the register.
    for (const code of codes) {
      const verdicts = await until('a worker made the check', async () => {
        const [check] = (await second.call('GET', `/api/submissions/${code}`)).body.checks;
        return check.state === 'done' && check.verdicts;
      });
      assert.deepEqual(verdicts, {'/vehicles/0/brand': 'agrees'});
    }
    for (const child of processes) child.kill('SIGTERM');
    await Promise.all(processes.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));

    const database = await openDatabase({url: store.url});
    const {auditKey} = await loadSecrets(database);
    const report = await checkAudit(database, auditKey, await readHeads(join(installation.folder, 'data', HEADS_NAME)));
    // A look-up, twenty dossiers, twenty checks.
    assert.deepEqual([report.entries, report.unsealed, report.findings], [41, 0, []]);
    await database.destroy();
  } finally {
    await installation.close();
    await store.remove();
  }
});
