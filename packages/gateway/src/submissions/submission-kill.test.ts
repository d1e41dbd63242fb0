/**
 * Gateways that are killed while they take dossiers with documents in: whatever was acknowledged is there afterwards, once, with
 * its files; and no file or row is left over. The full proof:
 * `INTAKE_KILLS=200 node --conditions=egov-source --test packages/gateway/src/submissions/submission-kill.test.ts`, and the
 * same behind `npm run with-postgres --`.
 */
import assert from 'node:assert/strict';
import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {until} from '@egov-form/dev/until';
import {checkAudit} from '../audit/audit-check.ts';
import {readHeads} from '../audit/audit-heads.ts';
import {type GatewayDatabase, openDatabase} from '../database/open.ts';
import {isDossierCode} from '../dossiers/dossier-code.ts';
import {sweepFiles} from '../files/file-sweep.ts';
import {HEADS_NAME} from '../installation/enter.ts';
import {loadSecrets} from '../secrets.ts';
import {freePort} from '../start.ts';
import {seatCrowd} from '../testing/crowd.ts';
import {prepareInstallation} from '../testing/gateway-processes.ts';
import {IntakeLoad, type SentDossier} from '../testing/intake-load.ts';
import {sha256} from '../testing/papers.ts';
import {createServerDatabase, TEST_SERVER} from '../testing/test-database.ts';

/** `INTAKE_KILLS`, of one engine: 200 in full. */
const KILLS = Number(process.env['INTAKE_KILLS'] || '3');
/** How many gateways share the database and the files. The embedded database is for one. */
const GATEWAYS: readonly number[] = TEST_SERVER === undefined ? [1] : [1, 2, 4];

/** Dossiers under way at the same time. */
const SENDERS = 5;
const PEOPLE = 40;
/** Every so often all gateways go at once, as when the machine fails. */
const ALL_AT_ONCE = 5;

for (const gateways of GATEWAYS) {
  const kills = Math.ceil(KILLS / GATEWAYS.length);
  const title = `${gateways} gateway${gateways > 1 ? 's' : ''} killed ${kills} times: no dossier and no file lost, doubled or left over`;
  test(title, {timeout: 3_600_000}, async (context) => {
    const began = performance.now();
    const store = TEST_SERVER === undefined ? undefined : await createServerDatabase(TEST_SERVER);
    const ports = await Promise.all(Array.from({length: gateways}, freePort));
    const installation = await prepareInstallation(ports[0] ?? 0, store?.url);
    const place = store ? {url: store.url} : {folder: join(installation.dataFolder, 'postgres')};
    let load: IntakeLoad | undefined;
    try {
      const cookies = await seatCrowd(place, PEOPLE);
      const running = await Promise.all(ports.map((port) => installation.start(port)));
      load = new IntakeLoad(installation.origin, cookies, ports, SENDERS);
      for (let killed = 0, round = 1; killed < kills; round += 1) {
        await underWay(load, round);
        const all = ports.map((_, i) => i);
        const some = round % ALL_AT_ONCE === 0 ? all : [round % gateways];
        killed += some.length;
        await Promise.all(
          some.map(async (i) => {
            await end(running[i], 'SIGKILL');
            running[i] = await installation.start(ports[i] ?? 0);
          }),
        );
      }
      await load.stop();
      await Promise.all(running.map((child) => end(child, 'SIGTERM')));

      const database = await openDatabase(place);
      const files = join(installation.dataFolder, 'files');
      const found = await account(database, files, load.acknowledged);
      const {auditKey} = await loadSecrets(database);
      const audit = await checkAudit(database, auditKey, await readHeads(join(installation.dataFolder, HEADS_NAME)));
      await database.destroy();
      context.diagnostic(
        `${store ? 'PostgreSQL' : 'PGlite'} | gateways ${gateways} | kills ${kills} | acknowledged ${load.acknowledged.size} | ` +
          `uploads left on purpose ${load.left} | ${Object.entries(found)
            .map(([name, number]) => `${name} ${number}`)
            .join(' | ')} | seconds ${Math.round((performance.now() - began) / 1000)}`,
      );
      assert.deepEqual(
        {...found, dossiers: 0, papers: 0, 'left before the sweep': 0},
        {
          ...{dossiers: 0, papers: 0, lost: 0, doubled: 0, 'wrong papers': 0, 'left before the sweep': 0},
          ...{'files without a row': 0, 'rows without a file': 0, 'folders without a dossier': 0},
        },
      );
      assert.deepEqual([audit.findings, audit.entries], [[], found.dossiers]);
      assert.ok(load.acknowledged.size >= kills);
    } finally {
      await load?.stop().catch(() => undefined);
      await installation.close();
      await store?.remove();
    }
  });
}

/** It must be in the middle of its work: somewhere after a few more dossiers. */
async function underWay(load: IntakeLoad, round: number): Promise<void> {
  const enough = load.acknowledged.size + 3 + ((round * 37) % 12);
  await Promise.race([until('more dossiers are taken', () => load.acknowledged.size >= enough), load.failed()]);
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** What there is in database and folder, against what was acknowledged. */
async function account(database: GatewayDatabase, files: string, acknowledged: ReadonlyMap<string, SentDossier>) {
  const leftBefore = (await leftOver(database, files)).length;
  // As it is two hours later. What killed gateways held is free by then.
  await database.updateTable('uploads').set({held_by: null, held_until: null}).execute();
  const unknown = await sweepFiles(database, files, Date.now() + 2 * 3600 * 1000);
  const names = await readdir(join(files, 'incoming'));
  const uploads = (await database.selectFrom('uploads').select('id').execute()).map(({id}) => id);

  const dossiers = await database.selectFrom('dossiers').select(['code', 'answers', 'documents']).execute();
  const codes = new Map<string, string[]>();
  let papers = 0;
  let wrong = 0;
  for (const {code, answers, documents} of dossiers) {
    const {note} = answers as {note: string};
    codes.set(note, [...(codes.get(note) ?? []), code]);
    const {card = []} = documents as {card?: {file: string; sha256: string}[]};
    papers += card.length;
    const folder = join(files, 'dossiers', code);
    const there = await readdir(folder).catch(() => []);
    if (
      there.toSorted().join() !==
      card
        .map(({file}) => file)
        .toSorted()
        .join()
    )
      wrong += 1;
    for (const {file, sha256: said} of card) {
      const bytes = await readFile(join(folder, file)).catch(() => Buffer.of());
      const sent = acknowledged.get(note)?.papers.get(file) ?? bytes;
      const {mode, nlink} = await stat(join(folder, file)).catch(() => ({mode: 0, nlink: 0}));
      if (sha256(bytes) !== said || !sent.equals(bytes) || (mode & 0o777) !== 0o400 || nlink !== 1) wrong += 1;
    }
  }
  const folders = (await readdir(join(files, 'dossiers'))).filter(isDossierCode);
  const known = new Set(dossiers.map(({code}) => code));
  return {
    dossiers: dossiers.length,
    papers,
    lost: [...acknowledged].filter(([key, {code}]) => !codes.get(key)?.includes(code)).length,
    doubled: [...codes.values()].filter((some) => some.length > 1).length,
    'wrong papers': wrong,
    'left before the sweep': leftBefore,
    'files without a row': names.filter((name) => !uploads.includes(name)).length + (await making(files)).length,
    'rows without a file': uploads.filter((id) => !names.includes(id)).length,
    'folders without a dossier': unknown.length + folders.filter((code) => !known.has(code)).length,
  };
}

function making(files: string): Promise<string[]> {
  return readdir(join(files, 'dossiers', '.making'));
}

async function leftOver(database: GatewayDatabase, files: string): Promise<string[]> {
  const uploads = new Set((await database.selectFrom('uploads').select('id').execute()).map(({id}) => id));
  const names = new Set(await readdir(join(files, 'incoming')));
  return [
    ...[...names].filter((name) => !uploads.has(name)),
    ...[...uploads].filter((id) => !names.has(id)),
    ...(await making(files)),
  ];
}
