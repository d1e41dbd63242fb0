/** Files and rows: counted before they are made, and held against each other afterwards. */
import assert from 'node:assert/strict';
import {randomBytes, randomUUID} from 'node:crypto';
import {mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, beforeEach, describe, test} from 'node:test';
import {until} from '@egov-form/dev/until';
import {type Fixture, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import {OpenUpload} from '../testing/open-upload.ts';
import {letterWith, paper, sha256} from '../testing/papers.ts';
import {finishCopies} from './dossier-files.ts';
import {sweepFiles} from './file-sweep.ts';
import {beginUpload, MAX_UPLOAD_BYTES, MAX_WAITING} from './uploads.ts';

const TUS = {'tus-resumable': '1.0.0', 'x-egov-form': '1'};
const HOUR_MS = 3600 * 1000;

describe('files and their rows', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let folder: string;
  before(async () => {
    fixture = await startFixture();
    mother = await fixture.signIn('nguyen-thi-mau');
    folder = join(fixture.folder, 'files');
  });
  after(() => fixture.close());
  beforeEach(async () => {
    await fixture.database.deleteFrom('uploads').execute();
    await sweep();
  });

  const sweep = (afterMs = 0): Promise<readonly string[]> => sweepFiles(fixture.database, folder, fixture.clock.now() + afterMs);
  const post = (size: number): Promise<Response> =>
    mother.fetch('/api/uploads', {method: 'POST', headers: {...TUS, 'upload-length': String(size)}});
  const rows = async (): Promise<string[]> =>
    (await fixture.database.selectFrom('uploads').select('id').orderBy('id').execute()).map(({id}) => id);
  const incoming = async (): Promise<string[]> => (await readdir(join(folder, 'incoming'))).toSorted();
  const held = async (): Promise<boolean> =>
    (await fixture.database.selectFrom('uploads').select('id').where('held_by', 'is not', null).execute()).length > 0;
  const dossiers = (): Promise<string[]> => readdir(join(folder, 'dossiers'));
  const making = (): Promise<string[]> => readdir(join(folder, 'dossiers', '.making'));
  const submit = (papers: readonly (readonly [string, Buffer])[], key: string = randomUUID()): Promise<Reply> =>
    mother.call('POST', '/api/submissions', letterWith(key, papers), {'idempotency-key': key});

  test('a hundred creations at once: as many as one may have waiting, each with its row', async () => {
    const replies = await Promise.all(Array.from({length: 100}, () => post(1000)));
    const made = replies.filter(({status}) => status === 201).length;
    assert.deepEqual([made, replies.filter(({status}) => status === 429).length], [MAX_WAITING, 100 - MAX_WAITING]);
    assert.equal((await rows()).length, MAX_WAITING);
    assert.deepEqual(await incoming(), await rows());
    // Likewise where nothing but the database stands between them.
    const begin = (): Promise<boolean> => {
      const upload = {id: randomBytes(16).toString('hex'), subject: 'one person', sizeBytes: 1, at: new Date()};
      return beginUpload(fixture.database, upload);
    };
    const begun = await Promise.all(Array.from({length: 200}, begin));
    assert.equal(begun.filter(Boolean).length, MAX_WAITING);
  });

  test('bytes are counted together as they are announced, and another person has their own', async () => {
    const replies = await Promise.all(Array.from({length: 30}, () => post(MAX_UPLOAD_BYTES)));
    assert.equal(replies.filter(({status}) => status === 201).length, 25);
    assert.equal((await post(1)).status, 429);
    const [first = ''] = await rows();
    const father = await fixture.signIn('le-van-chong');
    assert.equal((await father.upload(paper(10, 1))).length, 32);
    assert.equal((await mother.fetch(`/api/uploads/${first}`, {method: 'DELETE', headers: TUS})).status, 204);
    assert.equal((await post(1)).status, 201);
  });

  test('creations that are cut off leave no file that is not counted', async () => {
    for (let i = 0; i < 10; i += 1) {
      const headers = {'Upload-Length': '5000', 'Content-Type': 'application/offset+octet-stream'};
      const request = new OpenUpload(mother, {method: 'POST', path: '/api/uploads', sizeBytes: 5000, headers});
      request.send(paper(100 * i, i));
      // Some while the file is being written, some at once.
      if (i % 2 === 0) await until('the file is begun', async () => (await incoming()).length > 0);
      request.close();
      await until('files and rows are the same', async () => {
        assert.deepEqual(await incoming(), await rows());
        return !(await held());
      });
    }
  });

  test('a file without a row is removed, one with a row stays, what is not ours stays', async () => {
    const id = await mother.upload(paper(100, 1));
    const orphan = randomBytes(16).toString('hex');
    await writeFile(join(folder, 'incoming', orphan), 'x');
    await writeFile(join(folder, 'incoming', `${orphan}.json`), '{}');
    await writeFile(join(folder, 'incoming', 'README'), 'put here by an operator');
    assert.deepEqual(await sweep(), []);
    assert.deepEqual(await incoming(), [id, 'README'].toSorted());
  });

  test('a row without a file is removed after an hour, not while its request may make the file', async () => {
    const upload = {id: randomBytes(16).toString('hex'), subject: 'x', sizeBytes: 5, at: new Date(fixture.clock.now())};
    assert.ok(await beginUpload(fixture.database, upload));
    await sweep(HOUR_MS / 2);
    assert.deepEqual(await rows(), [upload.id]);
    await sweep(2 * HOUR_MS);
    assert.deepEqual(await rows(), []);
  });

  test('an upload that a request works with is not old, whenever it was begun', async () => {
    const created = await post(1000);
    const path = created.headers.get('location') ?? '';
    const open = new OpenUpload(mother, {path, sizeBytes: 1000});
    await until('a request works with it', held);
    await sweep(48 * HOUR_MS);
    open.send(paper(1000, 4));
    assert.equal(await open.answered(), 204);
    await sweep(48 * HOUR_MS);
    assert.deepEqual([await rows(), await incoming()], [[], ['README']]);
  });

  test('copies that came to nothing are removed, those of kept dossiers are placed', async () => {
    const id = await mother.upload(paper(500, 5));
    const {code} = (await submit([[id, paper(500, 5)]])).body;
    // As a gateway leaves it that is killed right after the transaction.
    await rename(join(folder, 'dossiers', code), join(folder, 'dossiers', '.making', code));
    const left = join(folder, 'dossiers', '.making', randomBytes(16).toString('hex'));
    const uncommitted = join(folder, 'dossiers', '.making', code.replace(/\d{6}$/u, '900000'));
    for (const path of [left, uncommitted]) {
      await mkdir(path);
      await writeFile(join(path, 'x'), 'x');
    }
    await finishCopies(fixture.database, folder, Date.now());
    assert.deepEqual([(await making()).length, (await dossiers()).includes(code)], [2, true]);
    for (const path of [left, uncommitted]) await utimes(path, new Date(0), new Date(0));
    await finishCopies(fixture.database, folder, Date.now());
    assert.deepEqual(await making(), []);
    assert.deepEqual(await readFile(join(folder, 'dossiers', code, id)), paper(500, 5));
  });

  test('a dossier whose place is taken keeps its files aside; the other folder stays; it is told', async () => {
    const id = await mother.upload(paper(500, 11));
    const {code} = (await submit([[id, paper(500, 11)]])).body;
    const place = join(folder, 'dossiers', code);
    await rename(place, join(folder, 'dossiers', '.making', code));
    await mkdir(place);
    await writeFile(join(place, 'paper'), 'of somebody else');
    assert.deepEqual(await sweep(48 * HOUR_MS), [code]);
    assert.deepEqual(await readdir(place), ['paper']);
    assert.deepEqual(await readdir(join(folder, 'dossiers', '.making', code)), [id]);
    await rm(place, {recursive: true});
    assert.deepEqual([await sweep(), await readdir(place), await making()], [[], [id], []]);
  });

  test('a code given out again after a kill does not bring the papers of the one who had it first', async () => {
    const {code} = (await submit([])).body as {code: string};
    const next = (by: number): string => `${code.slice(0, -6)}${String(Number(code.slice(-6)) + by).padStart(6, '0')}`;
    // As gateways leave it that are killed between the name and the end of the transaction.
    for (const by of [1, 2]) {
      await mkdir(join(folder, 'dossiers', '.making', next(by)));
      await writeFile(join(folder, 'dossiers', '.making', next(by), 'paper'), 'of somebody else');
    }
    const id = await mother.upload(paper(500, 12));
    const key = randomUUID();
    assert.equal((await submit([], key)).body.code, next(1));
    assert.equal((await submit([], key)).body.code, next(1));
    assert.equal((await submit([[id, paper(500, 12)]])).body.code, next(2));
    await finishCopies(fixture.database, folder, Date.now());
    assert.equal((await dossiers()).includes(next(1)), false);
    assert.deepEqual(await readdir(join(folder, 'dossiers', next(2))), [id]);
    await finishCopies(fixture.database, folder, Date.now() + 2 * HOUR_MS);
    assert.deepEqual(await making(), []);
  });

  test('a dossier has its files though the gateway was killed before it placed them', async () => {
    const key = randomUUID();
    const papers = [[await mother.upload(paper(500, 6)), paper(500, 6)]] as const;
    const {code} = (await submit(papers, key)).body;
    await rename(join(folder, 'dossiers', code), join(folder, 'dossiers', '.making', code));
    const again = await submit(papers, key);
    assert.deepEqual([again.status, again.body.code], [201, code]);
    assert.deepEqual(await readdir(join(folder, 'dossiers', code)), [papers[0][0]]);
  });

  test('a database older than the files: codes with folders are passed over, the folders stay', async () => {
    const {code} = (await submit([])).body as {code: string};
    const number = Number(code.slice(-6));
    const used = [number + 1, number + 2, number + 7].map((next) => `${code.slice(0, -6)}${String(next).padStart(6, '0')}`);
    for (const other of used) {
      await mkdir(join(folder, 'dossiers', other));
      await writeFile(join(folder, 'dossiers', other, 'paper'), 'of somebody else');
    }
    assert.deepEqual((await sweep()).toSorted(), used);
    // With documents and without, at once and one by one.
    const bytes = paper(400, 7);
    const id = await mother.upload(bytes);
    const replies = await Promise.all([submit([[id, bytes]]), submit([]), submit([])]);
    replies.push(await submit([]));
    const codes = replies.map(({body}) => String(body.code));
    assert.deepEqual(
      replies.map(({status}) => status),
      [201, 201, 201, 201],
    );
    for (const given of codes) assert.ok(Number(given.slice(-6)) > number + 7, given);
    for (const other of used) {
      assert.deepEqual(await readdir(join(folder, 'dossiers', other)), ['paper']);
      assert.equal(await readFile(join(folder, 'dossiers', other, 'paper'), 'utf8'), 'of somebody else');
    }
    assert.deepEqual((await sweep(48 * HOUR_MS)).toSorted(), used);
    assert.deepEqual(await readdir(join(folder, 'dossiers', codes[0] ?? '')), [id]);
  });

  test('a dossier’s paper is a read-only file of its own; a refused one leaves no copy', async () => {
    const bytes = paper(90_000, 8);
    const id = await mother.upload(bytes);
    const wrong = letterWith('refused', [[id, paper(90_000, 9)]]);
    const refused = await mother.call('POST', '/api/submissions', wrong, {'idempotency-key': randomUUID()});
    assert.deepEqual([refused.status, refused.body.issues[0].code], [422, 'document.changed']);
    const missing = letterWith('refused', [[id, bytes]]);
    const {fullName: _, ...answers} = missing.answers as {[name: string]: string};
    const key = {'idempotency-key': randomUUID()};
    assert.equal((await mother.call('POST', '/api/submissions', {...missing, answers}, key)).status, 422);
    assert.deepEqual([await making(), await rows()], [[], [id]]);
    const accepted = await submit([[id, bytes]]);
    assert.equal(accepted.status, 201, accepted.text);
    const path = join(folder, 'dossiers', accepted.body.code, id);
    const {mode, nlink} = await stat(path);
    assert.deepEqual([sha256(await readFile(path)), mode & 0o777, nlink], [sha256(bytes), 0o400, 1]);
    assert.deepEqual([await making(), await rows(), await incoming()], [[], [], ['README']]);
  });
});
