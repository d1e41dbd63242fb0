/** A database that is lost, damaged or older than its surroundings, and two gateways on one: by the command that people run. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {until} from '@egov-form/dev/until';
import {readNewestHead} from '../audit/audit-heads.ts';
import {freePort} from '../start.ts';
import {runDocumented} from '../testing/documented-commands.ts';
import {Visitor} from '../testing/gateway-fixture.ts';
import {type CommandRun, type Installation, prepareInstallation} from '../testing/gateway-processes.ts';
import {expectLetterFiles, handInLetters} from '../testing/letters.ts';

/** As a container has them: its first process is number 1. */
const CONTAINER = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const unshared = spawnSync(CONTAINER[0] ?? '', [...CONTAINER.slice(1), 'true']).status === 0;

describe('an embedded installation', () => {
  let installation: Installation;
  let data: string;
  /** Copies of the data folder: with two dossiers, and with four. */
  let older: string;
  let whole: string;
  const codes: string[] = [];

  before(async () => {
    installation = await prepareInstallation(await freePort(), undefined);
    data = installation.dataFolder;
    older = join(installation.folder, 'older');
    whole = join(installation.folder, 'whole');
    await run(async () => {
      codes.push(...(await handIn(2)));
    });
    await documented('backup-embedded', older);
    await run(async () => {
      codes.push(...(await handIn(2)));
    });
    copy(data, whole);
  });
  after(() => installation.close());

  function copy(from: string, to: string): void {
    assert.equal(spawnSync('cp', ['-a', from, to]).status, 0);
  }

  /** The data folder as it was with four dossiers. */
  async function renew(): Promise<void> {
    await rm(data, {recursive: true, force: true});
    copy(whole, data);
  }

  async function stop({child}: CommandRun): Promise<void> {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  async function run(act: () => Promise<void>): Promise<void> {
    const gateway = await installation.command(['serve']);
    assert.equal(gateway.code, undefined, gateway.said);
    await act();
    await stop(gateway);
  }

  async function expectRefusal(message: RegExp): Promise<void> {
    const gateway = await installation.command(['serve']);
    assert.equal(gateway.code, 2, gateway.said);
    assert.match(gateway.said, message);
  }

  function handIn(count: number): Promise<readonly string[]> {
    return handInLetters(installation.origin, count);
  }

  /** The commands of docs/deploy.md. */
  function documented(block: string, backup: string): Promise<string> {
    return runDocumented(block, installation.folder, {...installation.environment, BACKUP: backup});
  }

  test('an older database is refused; adopted, it gives out no number again', {timeout: 600_000}, async () => {
    await renew();
    await rm(join(data, 'postgres', 'PG_VERSION'));
    await documented('restore-embedded', older);
    await expectRefusal(/seals of its audit.*docs\/deploy\.md.*egov-gateway adopt/u);
    const asked = await installation.command(['adopt']);
    assert.equal(asked.code, 1, asked.said);
    // It only told: the gateway still does not start.
    await expectRefusal(/egov-gateway adopt/u);
    assert.match(await documented('adopt', older), /seals of its audit.*\n.*--accept-loss.*number 2001 /su);
    await run(async () => {
      const [code = ''] = await handIn(1);
      assert.match(code, /-002001$/u);
      await expectLetterFiles(data, codes);
    });
    const checked = await installation.command(['audit', 'check']);
    assert.equal(checked.code, 0, checked.said);
    assert.match(checked.said, /older database was adopted on .*after seal/u);
    assert.match((await installation.command(['adopt'])).said, /nothing to adopt/u);
  });

  test('a damaged database is refused and left as it is', {timeout: 300_000}, async () => {
    for (const part of ['PG_VERSION', 'base', 'global/pg_control', 'pg_wal']) {
      await renew();
      await rm(join(data, 'postgres', part), {recursive: true});
      const found = readdirSync(join(data, 'postgres'), {recursive: true}).sort();
      await expectRefusal(new RegExp(`damaged one without .*${part}.*docs/deploy\\.md`, 'u'));
      assert.deepEqual(readdirSync(join(data, 'postgres'), {recursive: true}).sort(), found);
    }
    const adopted = await installation.command(['adopt', '--accept-loss']);
    assert.equal(adopted.code, 2, 'nothing adopts what is damaged');
    await expectLetterFiles(data, codes);
  });

  test('a lost database is not made anew unless somebody says so', {timeout: 600_000}, async () => {
    await renew();
    await rm(join(data, 'postgres'), {recursive: true});
    await expectRefusal(/no database in .*postgres, although .*egov-gateway adopt/u);
    assert.equal(existsSync(join(data, 'postgres')), false);
    const asked = await installation.command(['adopt']);
    assert.equal(asked.code, 1, asked.said);
    assert.equal(existsSync(join(data, 'postgres')), false);
    const adopted = await installation.command(['adopt', '--accept-loss']);
    assert.equal(adopted.code, 0, adopted.said);
    await run(async () => {
      const [code = ''] = await handIn(1);
      assert.equal(codes.includes(code), false);
      await expectLetterFiles(data, codes);
    });
  });

  test('a killed gateway leaves nothing in the way of the next one', {timeout: 300_000}, async () => {
    await renew();
    const gateway = await installation.command(['serve']);
    const [code = ''] = await handIn(1);
    gateway.child.kill('SIGKILL');
    await once(gateway.child, 'exit');
    // A number that was claimed, and whose process was killed before it was kept.
    const next = code.replace(/\d+$/u, (serial) => String(Number(serial) + 1).padStart(6, '0'));
    copy(join(data, 'files', 'dossiers', code), join(data, 'files', 'dossiers', next));
    await run(async () => {
      const [later = ''] = await handIn(1);
      assert.notEqual(later, next);
      assert.ok(later > next, `${later} after ${next}`);
    });
    assert.equal(existsSync(join(data, 'files', 'dossiers', next)), true);
  });

  const skip = unshared ? false : 'this machine lets nobody make namespaces (unshare)';
  test('two containers on one folder: one serves, the other says why it does not', {skip, timeout: 600_000}, async () => {
    await renew();
    const first = await installation.command(['serve'], {}, CONTAINER);
    assert.equal(first.code, undefined, first.said);
    const other = {PORT: String(await freePort())};
    const second = await installation.command(['serve'], other, CONTAINER);
    assert.equal(second.code, 2, second.said);
    assert.match(second.said, /in use by process 1 on .*stop the other gateway/u);
    // Nor does a check of the audit go in between.
    assert.equal((await installation.command(['audit', 'check'], {}, CONTAINER)).code, 2);
    const acknowledged = await handIn(3);
    const head = (await readNewestHead(join(data, 'audit-heads.jsonl')))?.number ?? 0;
    const newest = async (): Promise<number> => (await readNewestHead(join(data, 'audit-heads.jsonl')))?.number ?? 0;
    await until('the head of the audit is written', async () => (await newest()) > head);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const third = await installation.command(['serve'], {}, CONTAINER);
    assert.equal(third.code, undefined, third.said);
    const visitor = new Visitor(installation.origin);
    await visitor.signIn('nguyen-thi-mau');
    for (const code of [...codes, ...acknowledged]) {
      assert.equal((await visitor.call('GET', `/api/submissions/${code}`)).status, 200, code);
    }
  });
});
