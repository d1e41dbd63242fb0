/** Backup and restore on PostgreSQL, by the commands of docs/deploy.md, and gateways that share database and files. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {freePort} from '../start.ts';
import {runDocumented} from '../testing/documented-commands.ts';
import {type CommandRun, prepareInstallation} from '../testing/gateway-processes.ts';
import {expectLetterFiles, handInLetters} from '../testing/letters.ts';
import {createServerDatabase, TEST_SERVER} from '../testing/test-database.ts';

const hasTools = spawnSync('pg_dump', ['--version']).status === 0;
const skip = TEST_SERVER === undefined ? 'needs a PostgreSQL server' : hasTools ? false : 'needs pg_dump and pg_restore';

test('a server is restored from its backup, and gives out no number again', {skip, timeout: 600_000}, async () => {
  const first = await createServerDatabase(TEST_SERVER ?? '');
  const second = await createServerDatabase(TEST_SERVER ?? '');
  const installation = await prepareInstallation(await freePort(), first.url);
  const {dataFolder, folder, origin, environment} = installation;
  const onSecond = {DATABASE_URL: second.url};
  const documented = (block: string, env = {}): Promise<string> =>
    runDocumented(block, folder, {...environment, BACKUP: join(folder, 'backup'), ...env});
  const stop = async ({child}: CommandRun): Promise<void> => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  try {
    // Two that start together for the first time are one installation.
    const gateways = await Promise.all([
      installation.command(['serve']),
      installation.command(['serve'], {PORT: String(await freePort())}),
    ]);
    for (const gateway of gateways) assert.equal(gateway.code, undefined, gateway.said);
    const kept = await handInLetters(origin, 2);
    await documented('backup-server');
    const lost = await handInLetters(origin, 2);
    const early = await installation.command(['adopt']);
    assert.match(early.said, /nothing to adopt/u);
    await Promise.all(gateways.map(stop));

    // The server is gone, the files are there.
    await documented('restore-server', onSecond);
    const refused = await installation.command(['serve'], onSecond);
    assert.equal(refused.code, 2, refused.said);
    assert.match(refused.said, /seals of its audit.*egov-gateway adopt/u);
    await documented('adopt', onSecond);
    const adopted = await installation.command(['serve'], onSecond);
    assert.equal(adopted.code, undefined, adopted.said);
    const busy = await installation.command(['adopt', '--accept-loss'], {...onSecond, AUDIT_HEADS_FILE: join(folder, 'none')});
    assert.match(busy.said, /nothing to adopt/u);
    const [code = ''] = await handInLetters(origin, 1);
    assert.match(code, /-002001$/u);
    await expectLetterFiles(dataFolder, [...kept, ...lost, code]);
    await stop(adopted);
    const checked = await installation.command(['audit', 'check'], onSecond);
    assert.equal(checked.code, 0, checked.said);

    // The old database with the new files, an empty one, and files that are gone.
    for (const [env, found] of [
      [{}, /another seal|seals of its audit/u],
      [{DATA_FOLDER: join(folder, 'elsewhere'), ...onSecond}, /no files of the dossier/u],
    ] as const) {
      const wrong = await installation.command(['serve'], env);
      assert.equal(wrong.code, 2, wrong.said);
      assert.match(wrong.said, found);
    }
    const third = await createServerDatabase(TEST_SERVER ?? '');
    const empty = await installation.command(['serve'], {DATABASE_URL: third.url});
    assert.equal(empty.code, 2, empty.said);
    assert.match(empty.said, /an empty database, although/u);
    await third.remove();
    await rm(join(folder, 'elsewhere'), {recursive: true, force: true});
  } finally {
    await installation.close();
    await first.remove();
    await second.remove();
  }
});
