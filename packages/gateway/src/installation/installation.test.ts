import assert from 'node:assert/strict';
import {appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, beforeEach, describe, test} from 'node:test';
import {type AuditHead, AuditLog, GATEWAY_ITSELF} from '../audit/audit.ts';
import {checkAudit} from '../audit/audit-check.ts';
import {readHeads, readNewestHead} from '../audit/audit-heads.ts';
import {DossierCodes} from '../dossiers/dossier-code.ts';
import {SerialMarks} from '../dossiers/serial-marks.ts';
import {openTestDatabase, type TestDatabase} from '../testing/test-database.ts';
import {adopt} from './adopt.ts';
import {
  expectAgreement,
  findDisagreements,
  headKeeper,
  type InstallationPlaces,
  readId,
  readOutside,
  settleInstallation,
} from './installation.ts';
import {readMark, writeMark} from './installation-mark.ts';

const KEY = Buffer.alloc(32, 5);
const NOW = new Date('2026-11-30T03:00:00.000Z');
const LATER = new Date('2026-12-01T03:00:00.000Z');

describe('database, files and heads', () => {
  let store: TestDatabase;
  let places: InstallationPlaces;
  let id: string;
  before(async () => {
    store = await openTestDatabase();
  });
  after(async () => {
    await store.database.destroy();
    await store.remove();
  });
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'egov-installation-'));
    places = {filesFolder: join(folder, 'files'), headsFile: join(folder, 'heads')};
    id = (await readId(store.database)) ?? '';
  });
  afterEach(() => rm(join(places.headsFile, '..'), {recursive: true, force: true}));

  async function kinds(): Promise<readonly string[]> {
    return (await findDisagreements(store.database, await readOutside(places), places)).map(({kind}) => kind);
  }

  /** An act, sealed and told to both places. */
  async function seal(now = NOW): Promise<void> {
    const audit = new AuditLog(store.database, KEY, headKeeper(id, places.filesFolder, places.headsFile));
    const entry = {action: 'lookup', form: 'letter', target: 'self', attributes: [], outcome: 'filled'} as const;
    await audit.add(GATEWAY_ITSELF, entry, now);
    await audit.seal(now);
  }

  async function addDossier(code: string, documents: object): Promise<void> {
    const empty = JSON.stringify({});
    await store.database
      .insertInto('dossiers')
      .values({
        ...{
          code,
          form: 'letter',
          version: '1.0.0',
          subject: 'x',
          state: 'received',
          locale: 'vi',
          answers: empty,
          origins: empty,
        },
        ...{documents: JSON.stringify(documents), decisions: '[]', received_at: NOW.toISOString()},
      })
      .execute();
  }

  test('that are new get one name, also when several gateways start at once', async () => {
    const outside = await readOutside(places);
    const names = await Promise.all([1, 2, 3].map(() => settleInstallation(store.database, outside, places.filesFolder)));
    assert.equal(new Set(names).size, 1);
    assert.deepEqual(await readMark(places.filesFolder), {installation: names[0]});
    assert.deepEqual(await kinds(), []);
    assert.deepEqual(
      (await readdir(places.filesFolder)).filter((name) => name !== 'installation.json'),
      [],
    );
  });

  test('of a version that gave no names are taken as they are when they fit', async () => {
    await store.database.deleteFrom('installation').execute();
    await seal();
    const head = (await readNewestHead(places.headsFile)) as AuditHead;
    await rm(join(places.filesFolder, 'installation.json'));
    await writeFile(places.headsFile, `${JSON.stringify({number: head.number, at: head.at, hash: head.hash})}\n`);
    assert.deepEqual(await kinds(), []);
    id = await settleInstallation(store.database, await readOutside(places), places.filesFolder);
    assert.equal(((await readMark(places.filesFolder)) as {installation: string}).installation, id);
    await seal();
    assert.deepEqual(await kinds(), []);
  });

  test('agree while the database is ahead, and when heads or mark are missing', async () => {
    await seal();
    const early = await readFile(places.headsFile, 'utf8');
    await seal();
    await writeFile(places.headsFile, early);
    assert.deepEqual(await kinds(), []);
    await rm(places.headsFile);
    assert.deepEqual(await kinds(), []);
    await writeFile(places.headsFile, 'no heads at all\n{"number":');
    assert.deepEqual(await kinds(), []);
    await rm(join(places.filesFolder, 'installation.json'));
    assert.deepEqual(await kinds(), []);
  });

  test('that are newer than the database are told, each by itself', async () => {
    await seal();
    const head = (await readNewestHead(places.headsFile)) as AuditHead;
    const ahead = {...head, number: head.number + 1};
    await appendFile(places.headsFile, `${JSON.stringify(ahead)}\n`);
    assert.deepEqual(await kinds(), ['database-older']);
    await rm(places.headsFile);
    await writeMark(places.filesFolder, {installation: id, head: ahead});
    assert.deepEqual(await kinds(), ['database-older']);
    await writeMark(places.filesFolder, {installation: id, head});
    await mkdir(join(places.filesFolder, 'dossiers', 'H44-261130-000300'), {recursive: true});
    assert.deepEqual(await kinds(), ['database-older']);
    // What a killed process may have left is no sign.
    await rm(join(places.filesFolder, 'dossiers'), {recursive: true});
    await mkdir(join(places.filesFolder, 'dossiers', 'H44-261130-000025'), {recursive: true});
    assert.deepEqual(await kinds(), []);
  });

  test('of another installation, or of another past, are told', async () => {
    await seal();
    const head = (await readNewestHead(places.headsFile)) as AuditHead;
    await writeMark(places.filesFolder, {installation: 'another', head});
    assert.deepEqual(await kinds(), ['database-other']);
    await writeMark(places.filesFolder, {installation: id, head});
    await writeFile(places.headsFile, `${JSON.stringify({...head, installation: 'another'})}\n`);
    assert.deepEqual(await kinds(), ['database-other']);
    await writeFile(places.headsFile, `${JSON.stringify({...head, hash: 'x'})}\n`);
    assert.deepEqual(await kinds(), ['database-diverged']);
    await writeFile(join(places.filesFolder, 'installation.json'), '{"installation":');
    assert.deepEqual(await kinds(), ['mark-unreadable', 'database-diverged']);
    const found = await findDisagreements(store.database, await readOutside(places), places);
    assert.throws(() => expectAgreement(found), {code: 'EGOV_GATEWAY_INSTALLATION', message: /Restore.*egov-gateway adopt/u});
  });

  test('without the files of dossiers are told, and not what needs none', async () => {
    await addDossier('H44-261130-000001', {});
    await addDossier('H44-261130-000002', {card: []});
    assert.deepEqual(await kinds(), []);
    await addDossier('H44-261130-000003', {card: [{file: 'x'}]});
    assert.deepEqual(await kinds(), ['files-missing']);
    await mkdir(join(places.filesFolder, 'dossiers', 'H44-261130-000003'), {recursive: true});
    assert.deepEqual(await kinds(), []);
    await rm(join(places.filesFolder, 'dossiers'), {recursive: true});
    // Once somebody decided to go on without them, they are not missed again.
    const opened = {database: store.database, outside: await readOutside(places), found: []};
    await adopt(opened, places, KEY, LATER, '2026-12-01');
    assert.deepEqual(await kinds(), []);
  });

  test('that were adopted agree; the audit shows it, and shows a false one', async () => {
    await seal();
    const ahead = {...((await readNewestHead(places.headsFile)) as AuditHead), number: 900, serial: '261202-000007'};
    await appendFile(places.headsFile, `${JSON.stringify(ahead)}\n`);
    const outside = await readOutside(places);
    const found = await findDisagreements(store.database, outside, places);
    const {next} = await adopt({database: store.database, outside, found}, places, KEY, LATER, '2026-12-02');
    assert.equal(next, 2001, 'a whole thousand above what the heads knew');
    assert.deepEqual(await kinds(), []);
    const report = await checkAudit(store.database, KEY, await readHeads(places.headsFile));
    assert.deepEqual(report.findings, []);
    const heads = await readHeads(places.headsFile);
    const forged = heads.map((head) => (head.adopted === undefined ? head : {...head, adopted: 'no such entry'}));
    assert.deepEqual(
      (await checkAudit(store.database, KEY, forged)).findings.map(({kind}) => kind),
      ['rewritten'],
    );
  });

  test('heads of any length are read from their end', async () => {
    const line = (number: number): string => `${JSON.stringify({number, at: NOW.toISOString(), hash: 'h'.repeat(43)})}\n`;
    await writeFile(places.headsFile, Array.from({length: 20_000}, (_, i) => line(i + 1)).join(''));
    assert.equal((await readNewestHead(places.headsFile))?.number, 20_000);
    await appendFile(places.headsFile, line(20_001).slice(0, 30));
    assert.equal((await readNewestHead(places.headsFile))?.number, 20_000);
  });
});

describe('dossier codes', () => {
  let store: TestDatabase;
  let folder: string;
  before(async () => {
    store = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'egov-codes-'));
  });
  after(async () => {
    await store.database.destroy();
    await store.remove();
    await rm(folder, {recursive: true, force: true});
  });

  let keys = 0;
  async function claim(count: number, day = '2026-11-30', fail = false): Promise<readonly string[]> {
    const claims = Array.from({length: count}, () => {
      keys += 1;
      return {subject: 'x', key: `key-${keys}`, bodyHash: '', at: NOW.toISOString()};
    });
    const codes = new DossierCodes('H44', folder);
    let given: readonly string[] = [];
    const done = store.database.transaction().execute(async (transaction) => {
      given = (await codes.claim(transaction, day, claims)) ?? [];
      if (fail) throw new Error('after the claim');
    });
    await done.catch((error) => assert.ok(fail, error));
    return given.map((code) => code.slice(4));
  }

  test('that have a folder are passed over, also several and in the middle of a batch', async () => {
    assert.deepEqual(await claim(2), ['261130-000001', '261130-000002']);
    await mkdir(join(folder, 'dossiers', 'H44-261130-000004'), {recursive: true});
    await mkdir(join(folder, 'dossiers', 'H44-261130-000006'), {recursive: true});
    assert.deepEqual(await claim(2), ['261130-000007', '261130-000008']);
    const kept = await store.database.selectFrom('submission_keys').select('dossier_code').orderBy('dossier_code').execute();
    assert.deepEqual(
      kept.map((row) => row.dossier_code.slice(-1)),
      ['1', '2', '7', '8'],
    );
  });

  test('are covered by a mark on the disk before they are kept', async () => {
    await claim(3, '2026-12-01', true);
    const marks = new SerialMarks(folder);
    assert.equal((await marks.read()).get('261201'), 1000);
    await marks.cover('261201', 1000);
    assert.equal((await marks.read()).get('261201'), 1000);
    await marks.cover('261201', 1001);
    assert.equal((await marks.read()).get('261201'), 2000);
    assert.deepEqual(
      (await readdir(join(folder, 'serials'))).filter((name) => name.startsWith('261201')),
      ['261201-002000'],
    );
  });

  test('given out at the same time by several gateways are different', async () => {
    const given = await Promise.all(Array.from({length: 8}, () => claim(5, '2026-12-02')));
    assert.equal(new Set(given.flat()).size, 40);
  });
});
