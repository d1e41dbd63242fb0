import assert from 'node:assert/strict';
import {createHash, randomUUID} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import type {Issue, Json, LookupAnswer, Origin, OriginMark, RegisterOrigin, Submission} from '@egov-form/core';
import {PACKINGS, type PackedObjects, PLAIN_OBJECTS, writePdf} from '@egov-form/dev/written-pdf';
import {SignJWT} from 'jose';
import {FATHER, type Fixture, LETTER, MOTHER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

/** One transparent pixel, then nothing: enough to be a PNG. */
const PNG = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'),
);

describe('submissions', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let father: Visitor;
  let officer: Visitor;
  before(async () => {
    fixture = await startFixture({jobs: {here: false}});
    mother = await fixture.signIn('nguyen-thi-mau');
    father = await fixture.signIn('le-van-chong');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());

  test('accepted: row, verified origins, files in the dossier folder, audit, code for the owner', async () => {
    const uploadId = await mother.upload(PNG);
    const submission = await filledLetter(mother, {documents: {card: [fileOf(uploadId, PNG)]}});
    const reply = await send(mother, submission);
    assert.equal(reply.status, 201, reply.text);
    assert.match(reply.body.code, /^H44\.12\.03-261122-\d{6}$/u);
    assert.equal(reply.body.at, '2026-11-22T03:00:00.000Z');

    const row = await fixture.database
      .selectFrom('dossiers')
      .selectAll()
      .where('code', '=', reply.body.code)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row.answers, submission.answers);
    const origins = row.origins as {[pointer: string]: {origin: string; register?: string}};
    assert.equal(origins['/fullName']?.origin, 'register');
    assert.equal(origins['/fullName']?.register, 'population');
    assert.equal(origins['/residence']?.origin, 'citizen', 'nothing bears out that the register said otherwise');
    assert.equal(origins['/fee']?.origin, 'computed');
    assert.equal(origins['/citizenId']?.origin, 'citizen');

    const folder = join(fixture.folder, 'files', 'dossiers', reply.body.code);
    assert.deepEqual(new Uint8Array(await readFile(join(folder, uploadId))), PNG);
    assert.deepEqual(await readdir(join(fixture.folder, 'files', 'incoming')), []);
    const audit = await fixture.database.selectFrom('audit').selectAll().where('target', '=', reply.body.code).execute();
    assert.equal(audit.length, 1);
    assert.equal(JSON.stringify(audit).includes(MOTHER.fullName), false);

    const shown = await mother.call('GET', `/api/submissions/${reply.body.code}`);
    assert.equal(shown.status, 200);
    assert.deepEqual(shown.body.answers, submission.answers);
    assert.equal(shown.body.documents.card[0].name, 'card.png');
    const list = await mother.call('GET', '/api/submissions');
    assert.equal(list.body.submissions[0].code, reply.body.code);
    assert.deepEqual(list.body.submissions[0].title, LETTER.title);

    assert.equal((await officer.call('GET', `/api/submissions/${reply.body.code}`)).status, 200);
    const foreign = await father.call('GET', `/api/submissions/${reply.body.code}`);
    const nothing = await father.call('GET', '/api/submissions/H44.12.03-261122-999999');
    assert.equal(foreign.status, 404);
    assert.equal(foreign.text, nothing.text);
    assert.deepEqual((await father.call('GET', '/api/submissions')).body.submissions, []);
    assert.equal((await fixture.visitor().call('GET', `/api/submissions/${reply.body.code}`)).status, 401);
  });

  test('the same key gives the same dossier, one after the other and all at once', async () => {
    const submission = await filledLetter(mother);
    const key = randomUUID();
    const first = await send(mother, submission, key);
    const replies = await Promise.all(Array.from({length: 8}, () => send(mother, submission, key)));
    for (const reply of replies) assert.deepEqual([reply.status, reply.body], [201, first.body]);

    const together = randomUUID();
    const another = await filledLetter(mother);
    const burst = await Promise.all(Array.from({length: 8}, () => send(mother, another, together)));
    assert.equal(new Set(burst.map(({body}) => body.code)).size, 1);
    assert.notEqual(burst[0]?.body.code, first.body.code);
    const {count} = await fixture.database
      .selectFrom('dossiers')
      .select((row) => row.fn.countAll<string>().as('count'))
      .where('code', 'in', [first.body.code, burst[0]?.body.code])
      .executeTakeFirstOrThrow();
    assert.equal(Number(count), 2);

    const other = {...submission, answers: {...submission.answers, copies: 3, fee: 24_000}};
    const reused = await send(mother, other, key);
    assert.deepEqual([reused.status, reused.body.code], [409, 'submission.key-reused']);
    // Another person's key is another key.
    assert.equal((await send(father, await filledLetter(father), key)).status, 201);
  });

  test('the same content under another key is the same dossier for ten minutes, also all at once', async () => {
    const upload = async (): Promise<Submission['documents']> => ({card: [fileOf(await mother.upload(PNG), PNG)]});
    const submission = await filledLetter(mother, {documents: await upload()});
    const first = await send(mother, submission);
    assert.equal(first.status, 201, first.text);
    // On another device: the file was sent again, the page is in another language.
    const [secondKey, started] = [randomUUID(), fixture.clock.time];
    fixture.clock.time += 9 * 60_000;
    const again = await send(mother, {...submission, locale: 'en', documents: await upload()}, secondKey);
    assert.deepEqual([again.status, again.body], [201, first.body]);
    // That key names the dossier from then on.
    fixture.clock.time += 20 * 60_000;
    assert.deepEqual((await send(mother, submission, secondKey)).body, first.body);
    // Later it is another dossier.
    const later = await send(mother, {...submission, documents: await upload()});
    assert.equal(later.status, 201, later.text);
    assert.notEqual(later.body.code, first.body.code);
    fixture.clock.time = started;

    const letter = await filledLetter(mother);
    const burst = await Promise.all(Array.from({length: 12}, () => send(mother, letter)));
    assert.deepEqual([...new Set(burst.map(({status, body}) => `${status} ${body.code}`))].length, 1, burst[0]?.text);
    const uploaded = await filledLetter(mother, {documents: await upload()});
    const withFile = await Promise.all(Array.from({length: 6}, () => send(mother, uploaded)));
    assert.equal(new Set(withFile.map(({status, body}) => `${status} ${body.code}`)).size, 1, withFile.at(-1)?.text);
  });

  test('another word, file, decision, declaration or person is another dossier', async () => {
    const letter = await filledLetter(mother, {documents: {card: [fileOf(await mother.upload(PNG), PNG)]}});
    const first = await send(mother, letter);
    assert.equal(first.status, 201, first.text);
    const reason = {'/residence': {kind: 'typed', was: 'register', reason: 'Viết sai.'}} as const;
    const decisions = [
      {pointer: '/fullName', kept: 'register', dropped: 'typed', other: 'Mẫu', at: '2026-11-22T03:00:00.000Z'},
      // Nobody chose: the office reads what the other source says all the same.
      {pointer: '/residence', kept: 'typed', dropped: 'document', other: 'Nơi khác'},
    ] as const;
    const [chosen] = decisions;
    const said = {...chosen, dropped: 'document', document: 'card', wrong: 'document', note: 'In nhầm.'} as const;
    const upload = fileOf(await mother.upload(PNG), PNG);
    const others: readonly Submission[] = [
      answers(letter, {copies: 3, fee: 24_000}),
      {...letter, documents: {}},
      {...letter, documents: {card: [{...upload, name: 'other.png'}]}},
      {...origins(letter, reason), documents: {}},
      {...letter, decisions, documents: {}},
      {...letter, decisions: [said], documents: {}},
      {...letter, decisions: [{...said, note: 'In sai.'}], documents: {}},
      {...letter, decisions: [{...said, wrong: 'register'}], documents: {}},
    ];
    for (const other of others) {
      const documents =
        other.documents['card']?.[0]?.name === 'card.png' ? {card: [fileOf(await mother.upload(PNG), PNG)]} : other.documents;
      const reply = await send(mother, {...other, documents});
      assert.equal(reply.status, 201, reply.text);
      assert.notEqual(reply.body.code, first.body.code);
      const kept = await officer.call('GET', `/api/submissions/${reply.body.code}`);
      assert.deepEqual(kept.body.decisions, other.decisions);
    }
    const long = await send(mother, {...letter, decisions: [{...said, note: 'a'.repeat(2001)}], documents: {}});
    assert.equal(long.status, 400, long.text);
    // The same key for another document is a mistake, not the first dossier.
    const key = randomUUID();
    const fresh = await filledLetter(mother, {documents: {card: [fileOf(await mother.upload(PNG), PNG)]}});
    assert.equal((await send(mother, fresh, key)).status, 201);
    assert.equal((await send(mother, {...fresh, documents: {}}, key)).body.code, 'submission.key-reused');
    // What is forged is refused, although an honest twin of it was taken.
    const forged = await send(mother, {
      ...letter,
      documents: {},
      origins: origins(letter, {'/fullName': withReceipt(letter, 'x.y.z')}).origins,
    });
    assert.equal(forged.status, 422);
  });

  test('a file of one dossier cannot be in a second one', async () => {
    const uploadId = await mother.upload(PNG);
    const documents = {card: [fileOf(uploadId, PNG)]};
    const letters = [await filledLetter(mother, {documents}), await filledLetter(mother, {documents})];
    const replies = await Promise.all(letters.map((letter) => send(mother, letter)));
    assert.deepEqual(replies.map(({status}) => status).sort(), [201, 422]);
    const refusedReply = replies.find(({status}) => status === 422);
    assert.equal(refusedReply?.body.issues[0].code, 'document.not-received');
  });

  test('what was tampered with is refused at its pointer, and the value is not repeated', async () => {
    const good = await filledLetter(mother);
    const fathers = await filledLetter(father);
    const relative = filled(
      await mother.ask('relative', 'population', {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate}),
    );
    const forged = await new SignJWT({form: 'letter', version: '1.0.0', lookup: 'self', register: 'population', values: {}})
      .setProtectedHeader({alg: 'HS256', typ: 'egov-receipt+jwt'})
      .setSubject('x')
      .setAudience('egov-form:receipt')
      .setIssuedAt()
      .setExpirationTime('1d')
      .sign(new Uint8Array(32));
    const none = `${Buffer.from('{"alg":"none","typ":"egov-receipt+jwt"}').toString('base64url')}.${receiptOf(good).split('.')[1]}.`;
    const cases: readonly (readonly [string, Submission, string, string])[] = [
      ['a register value changed', answers(good, {fullName: 'NGUYỄN VĂN KẺ GIAN'}), 'receipt.mismatch', '/fullName'],
      ['another number over the same answer', answers(good, {citizenId: FATHER.citizenId}), 'receipt.mismatch', '/fullName'],
      [
        'a locked value edited',
        origins(answers(good, {birthDate: '1991-02-14'}), {'/birthDate': {kind: 'typed', was: 'register'}}),
        'receipt.mismatch',
        '/birthDate',
      ],
      ['no receipt', origins(good, {'/fullName': withReceipt(good, undefined)}), 'receipt.invalid', '/fullName'],
      [
        'a receipt cut short',
        origins(good, {'/fullName': withReceipt(good, receiptOf(good).slice(0, -4))}),
        'receipt.invalid',
        '/fullName',
      ],
      [
        'a receipt signed by another key',
        origins(good, {'/fullName': withReceipt(good, forged)}),
        'receipt.invalid',
        '/fullName',
      ],
      ['a receipt signed by nobody', origins(good, {'/fullName': withReceipt(good, none)}), 'receipt.invalid', '/fullName'],
      ["another person's receipt", fathers, 'receipt.invalid', '/fullName'],
      [
        'a receipt of another look-up',
        origins(good, {'/fullName': withReceipt(good, relative.receipt)}),
        'receipt.invalid',
        '/fullName',
      ],
      [
        'an attribute that the look-up does not fill there',
        origins(good, {'/fullName': {...withReceipt(good, receiptOf(good)), attribute: 'residence'} as Origin}),
        'receipt.invalid',
        '/fullName',
      ],
      [
        'an origin of a value that is not there',
        origins(good, {'/nothing': {kind: 'typed'}}),
        'submission.unknown-field',
        '/nothing',
      ],
      ['a computed value changed', answers(good, {fee: 1}), 'submission.computed', '/fee'],
      ['a hidden field', answers(good, {email: 'a@b.example'}), 'submission.hidden-field', '/email'],
      ['an unknown field', answers(good, {admin: true}), 'submission.unknown-field', '/admin'],
      ['a required field missing', answers(good, {fullName: undefined}, ['/fullName']), 'value.required', '/fullName'],
      ['a rule broken', answers(good, {copies: 21, fee: 168_000}), 'schema.maximum', '/copies'],
      ['no declaration', {...good, declared: false}, 'submission.declaration', ''],
      ['an unknown form', {...good, form: 'nothing'}, 'submission.unknown-form', ''],
      ['another version', {...good, version: '0.0.1'}, 'submission.version', ''],
      ['an unknown document slot', {...good, documents: {passport: []}}, 'submission.unknown-field', ''],
    ];
    for (const [name, submission, code, pointer] of cases) {
      const reply = await send(mother, submission);
      assert.equal(reply.status, 422, `${name}: ${reply.text}`);
      assert.equal(reply.body.code, 'submission.refused');
      const found = (reply.body.issues as Issue[]).some((issue) => issue.code === code && issue.pointer === pointer);
      assert.ok(found, `${name}: ${reply.text}`);
      for (const value of ['KẺ GIAN', 'a@b.example', MOTHER.fullName]) assert.equal(reply.text.includes(value), false, name);
    }
  });

  test('for an expired receipt the register is asked again, so that nobody types anew', async () => {
    const week = 7 * 24 * 3600 * 1000 + 1000;
    const submission = await filledLetter(mother);
    const marksOf = async (reply: Reply): Promise<{[pointer: string]: OriginMark}> => {
      assert.equal(reply.status, 201, reply.text);
      const row = await fixture.database
        .selectFrom('dossiers')
        .select('origins')
        .where('code', '=', reply.body.code)
        .executeTakeFirstOrThrow();
      return row.origins as unknown as {[pointer: string]: OriginMark};
    };
    const started = fixture.clock.time;
    fixture.clock.time += week;
    mother = await fixture.signIn('nguyen-thi-mau');
    const asked = fixture.population.asked.length;
    const at = new Date(fixture.clock.time).toISOString();
    const good = await marksOf(await send(mother, submission));
    assert.deepEqual(good['/fullName'], {origin: 'register', register: 'population', at});
    assert.deepEqual(good['/birthDate'], good['/fullName']);
    assert.equal(fixture.population.asked.length, asked + 1, 'once for all values of the answer');

    // Could not be asked: the person's word, with what the register said then, to be compared later.
    fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'slow'});
    const pending = await marksOf(await send(mother, answers(submission, {residence: 'Số 9 đường Khác'})));
    const then = new Date(started).toISOString();
    const checks = await fixture.database.selectFrom('dossier_checks').select(['lookup', 'state']).execute();
    assert.deepEqual(checks, [{lookup: 'self', state: 'waiting'}]);
    assert.deepEqual(pending['/fullName'], {origin: 'citizen', register: 'population', at: then, check: 'pending'});

    // The register says otherwise by now: where its value stands, the old one is refused for it.
    const says = (values: Partial<typeof MOTHER>) => async () => ({state: 'found', values: {...MOTHER, ...values}}) as const;
    fixture.population.behaviour = says({fullName: 'NGUYỄN THỊ MỚI'});
    const reply = await send(mother, submission);
    assert.equal(reply.status, 422);
    const refused = (reply.body.issues as Issue[]).map(({code, pointer}) => `${code} ${pointer}`);
    assert.deepEqual(refused, ['receipt.mismatch /fullName']);
    // Elsewhere, and where it knows nobody by now, the old one is the person's word, to be compared later.
    fixture.population.behaviour = says({residence: 'Số 5 đường Mới'});
    const origin = submission.origins['/fullName'] as RegisterOrigin;
    const unedited = origins(answers(submission, {residence: MOTHER.residence}), {
      '/residence': {...origin, attribute: 'residence', trust: 'correctable'},
    });
    const kept = await marksOf(await send(mother, unedited));
    const word = {origin: 'citizen', register: 'population', at: then, check: 'pending'};
    assert.deepEqual([kept['/residence'], kept['/fullName']?.origin], [word, 'register']);
    fixture.population.behaviour = async () => ({state: 'not-found'});
    const unknown = await marksOf(await send(mother, answers(unedited, {copies: 5, fee: 40_000})));
    assert.deepEqual([unknown['/residence'], unknown['/fullName']], [word, word]);

    // Nothing that was altered is asked about, nor what is too old to say anything.
    fixture.population.behaviour = undefined;
    const before = fixture.population.asked.length;
    const altered = await send(mother, answers(submission, {fullName: 'NGUYỄN VĂN KẺ GIAN', birthDate: '1990-02-15'}));
    assert.ok((altered.body.issues as Issue[]).some(({code}) => code === 'receipt.mismatch'));
    assert.equal((await send(father, submission)).status, 401);
    father = await fixture.signIn('le-van-chong');
    const foreign = await send(father, submission);
    assert.ok((foreign.body.issues as Issue[]).every(({code}) => code === 'receipt.invalid'));
    fixture.clock.time += 90 * 24 * 3600 * 1000;
    mother = await fixture.signIn('nguyen-thi-mau');
    const old = await send(mother, submission);
    assert.equal(fixture.population.asked.length, before);
    fixture.clock.time = started;
    const issue = (old.body.issues as Issue[]).find(({pointer}) => pointer === '/fullName');
    assert.deepEqual([issue?.code, issue?.params], ['receipt.invalid', {expired: true}]);
    mother = await fixture.signIn('nguyen-thi-mau');
    father = await fixture.signIn('le-van-chong');
    officer = await fixture.signIn('tran-van-can-bo');
  });

  test('a file must be there, be ours, and be what is said of it', async () => {
    const uploadId = await mother.upload(PNG);
    const foreign = await father.upload(PNG);
    const text = new TextEncoder().encode('%PNG not really a picture');
    const notPicture = await mother.upload(text);
    const good = fileOf(uploadId, PNG);
    const cases = [
      [{...good, uploadId: 'f'.repeat(32)}, 'document.not-received'],
      [{...good, uploadId: '../../postgres'}, 'document.not-received'],
      [{...good, uploadId: foreign}, 'document.not-received'],
      [{...good, sha256: '0'.repeat(64)}, 'document.changed'],
      [{...good, sizeBytes: 1}, 'document.changed'],
      [{...good, type: 'application/pdf'}, 'document.type'],
      [{...fileOf(notPicture, text)}, 'document.type'],
    ] as const;
    for (const [file, code] of cases) {
      const reply = await send(mother, await filledLetter(mother, {documents: {card: [file]}}));
      assert.equal(reply.status, 422);
      assert.ok(
        (reply.body.issues as Issue[]).some((issue) => issue.code === code && issue.pointer === '#/documents/card'),
        `${code}: ${reply.text}`,
      );
    }
    // Refused, so nothing was taken: the same file is good for the next try.
    assert.equal((await send(mother, await filledLetter(mother, {documents: {card: [good]}}))).status, 201);
  });

  test('a PDF is held to what the reader in the browser holds it to', async () => {
    const {3: page, 4: content} = PLAIN_OBJECTS;
    const launch = '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(calc.exe)>>>>';
    const packed = [{stream: 7, objects: {1: launch, 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>'}, packing: PACKINGS['ASCIIHex']}];
    const cases = [
      [
        writePdf({objects: {3: page ?? '', 4: content ?? ''}, packed: packed as PackedObjects[], table: 'stream'}),
        'document.active-content',
      ],
      [writePdf({trailer: '/Encrypt 9 0 R'}), 'document.encrypted'],
      [
        writePdf({objects: {...PLAIN_OBJECTS, 9: {dictionary: '/N 1/First 4/Filter/DCTDecode', data: PNG}}}),
        'document.undecodable',
      ],
      [writePdf({}).subarray(0, 300), 'document.broken'],
      [
        writePdf({before: '\n', objects: {...PLAIN_OBJECTS, 5: '<</Title(TypeScript/JavaScript)>>'}, behind: '\0'.repeat(9000)}),
        undefined,
      ],
    ] as const;
    for (const [bytes, code] of cases) {
      const file = {...fileOf(await mother.upload(bytes), bytes), type: 'application/pdf'};
      const reply = await send(mother, await filledLetter(mother, {documents: {card: [file]}}));
      assert.deepEqual([reply.status, code && (reply.body.issues as Issue[])[0]?.code], [code ? 422 : 201, code], reply.text);
    }
  });

  test('bad requests are refused before anything is looked at', async () => {
    const good = await filledLetter(mother);
    let deep: Json = 'x';
    for (let i = 0; i < 200; i += 1) deep = {a: deep};
    const cases: readonly (readonly [string, number, string, unknown])[] = [
      ['not JSON', 400, 'request.not-json', '{'],
      ['an array', 400, 'request.malformed', []],
      ['empty object', 400, 'request.malformed', {}],
      ['further member', 400, 'request.malformed', {...good, admin: true}],
      ['origin of no kind', 400, 'request.malformed', {...good, origins: {'/x': {kind: 'magic'}}}],
      ['answers as a list', 400, 'request.malformed', {...good, answers: []}],
      ['too deep', 400, 'request.malformed', {...good, answers: {deep}}],
      ['deep enough to exhaust a stack', 400, 'request.malformed', `{"answers":${'['.repeat(90_000)}${']'.repeat(90_000)}}`],
      ['prototype poisoning', 400, 'request.not-json', '{"form":"letter","answers":{"__proto__":{"admin":true}}}'],
      ['4 MB', 413, 'request.too-large', {...good, answers: {note: 'x'.repeat(4_000_000)}}],
    ];
    for (const [name, status, code, body] of cases) {
      const reply = await mother.call('POST', '/api/submissions', body, {'idempotency-key': randomUUID()});
      assert.deepEqual([name, reply.status, reply.body.code], [name, status, code]);
    }
    for (const key of [undefined, '', 'short', 'with space in it', 'x'.repeat(200)]) {
      const reply = await mother.call('POST', '/api/submissions', good, key === undefined ? {} : {'idempotency-key': key});
      assert.deepEqual([reply.status, reply.body.code], [400, 'submission.key-required']);
    }
    const cross = await mother.fetch('/api/submissions', {
      method: 'POST',
      headers: {'content-type': 'application/json', 'idempotency-key': randomUUID()},
      body: JSON.stringify(good),
    });
    assert.equal(cross.status, 403);
    assert.equal((await fixture.visitor().call('POST', '/api/submissions', good, {'idempotency-key': randomUUID()})).status, 401);
    assert.equal((await fetch(`${fixture.origin}/healthz`)).status, 200);
  });

  test('a failing database is a 500 without details, and no dossier', async () => {
    const submission = await filledLetter(mother);
    await fixture.database.schema.alterTable('dossiers').renameTo('dossiers_away').execute();
    const reply = await send(mother, submission);
    await fixture.database.schema.alterTable('dossiers_away').renameTo('dossiers').execute();
    assert.deepEqual([reply.status, reply.body.code], [500, 'server.failed']);
    assert.equal(/dossiers|select|insert|\.ts|at /u.test(reply.text), false);
    const log = fixture.log.join('');
    assert.match(log, /request failed/u);
    for (const value of [MOTHER.citizenId, MOTHER.fullName, MOTHER.residence]) assert.equal(log.includes(value), false);
    assert.equal((await send(mother, submission)).status, 201);
  });
});

let letters = 0;

/** The letter as the browser would send it, filled by a real look-up. */
async function filledLetter(visitor: Visitor, extra: Partial<Submission> = {}): Promise<Submission> {
  const {name} = (await visitor.call('GET', '/api/session')).body as {name: string};
  const who = name === FATHER.fullName ? FATHER : MOTHER;
  const {values, source, receipt} = filled(await visitor.ask('self', 'population', {citizenId: who.citizenId}));
  const register = (attribute: string): Origin => ({
    kind: 'register',
    lookup: 'self',
    connector: 'population',
    attribute,
    title: source.title,
    at: source.at,
    trust: 'free',
    ...(receipt !== undefined && {receipt}),
  });
  return {
    form: LETTER.id,
    version: LETTER.version,
    locale: 'vi',
    answers: {
      citizenId: who.citizenId,
      fullName: values['fullName'] ?? '',
      birthDate: values['birthDate'] ?? '',
      // Each letter says something else: the same content again would be the same dossier.
      residence: `Số ${++letters} đường Thử`,
      copies: 2,
      fee: 16_000,
    },
    origins: {
      '/citizenId': {kind: 'typed'},
      '/fullName': register('fullName'),
      '/birthDate': register('birthDate'),
      '/residence': {kind: 'typed', was: 'register', reason: 'Đã chuyển nhà.'},
      '/fee': {kind: 'computed'},
    },
    documents: {},
    decisions: [],
    declared: true,
    ...extra,
  };
}

function fileOf(uploadId: string, bytes: Uint8Array): Submission['documents'][string][number] {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {uploadId, name: 'card.png', type: 'image/png', sizeBytes: bytes.length, sha256, pageCount: 1, facts: {}};
}

function send(visitor: Visitor, submission: Submission, key: string = randomUUID()): Promise<Reply> {
  return visitor.call('POST', '/api/submissions', submission, {'idempotency-key': key});
}

function answers(
  submission: Submission,
  change: {[name: string]: Json | undefined},
  without: readonly string[] = [],
): Submission {
  const changed = Object.entries({...submission.answers, ...change}).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined,
  );
  const kept = Object.entries(submission.origins).filter(([pointer]) => !without.includes(pointer));
  return {...submission, answers: Object.fromEntries(changed), origins: Object.fromEntries(kept)};
}

function origins(submission: Submission, change: {[pointer: string]: Origin}): Submission {
  return {...submission, origins: {...submission.origins, ...change}};
}

function receiptOf(submission: Submission): string {
  const origin = submission.origins['/fullName'];
  return origin?.kind === 'register' ? (origin.receipt ?? '') : '';
}

function withReceipt(submission: Submission, receipt: string | undefined): Origin {
  const origin = submission.origins['/fullName'];
  if (origin?.kind !== 'register') assert.fail('the letter was not filled');
  const {receipt: _old, ...rest} = origin;
  return receipt === undefined ? rest : {...rest, receipt};
}

function filled(answer: LookupAnswer): Extract<LookupAnswer, {state: 'filled' | 'partial'}> {
  if (answer.state !== 'filled' && answer.state !== 'partial') assert.fail(`answered ${answer.state}`);
  return answer;
}
