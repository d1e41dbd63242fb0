/** Submissions and receipts that were tampered with: none is accepted as a register's word. */
import assert from 'node:assert/strict';
import {generateKeyPairSync, randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {OriginMark} from '@egov-form/core';
import {type Json, type JsonObject, type LookupAnswer, namedSubmission, type Origin, type Submission} from '@egov-form/core';
import {FATHER, type Fixture, LETTER, MapRegister, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import {ATTACKS, seeded} from './attack-size.ts';
import {COMPANY_FORM, FORGERIES, type Forgery, registerPointers, type Scene, valueAt} from './forged-submissions.ts';

const COMPANY = '9999999997';
const MEMBERS = [
  {fullName: 'Nguyễn Thị Mẫu', share: 60, phone: '0900000000'},
  {fullName: 'Lê Văn Chồng', share: 30, phone: '0900000001'},
  {fullName: 'Trần Văn Cán Bộ', share: 10, phone: '0900000002'},
];
const LETTER_2 = {...LETTER, id: 'letter-2'};

/** Where the key of a register's value stands. */
function keyOf(pointer: string): string {
  if (pointer.startsWith('/vehicles')) return pointer.replace(/[^/]+$/u, 'plate');
  return pointer.startsWith('/members') || pointer === '/name' ? '/code' : '/citizenId';
}

const NOTE = '"note":"Đơn"';

describe('forged submissions', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let father: Visitor;
  let officer: Visitor;
  let honest: readonly Submission[];
  let scenes: readonly Scene[];
  let registers: readonly MapRegister[];
  let sent = 0;

  before(async () => {
    const business = new MapRegister('business', 'code', {[COMPANY]: {name: 'Công ty Mẫu'}});
    business.behaviour = async () => ({state: 'found', values: {name: 'Công ty Mẫu', members: MEMBERS}}) as never;
    const vehicles = {'19A-123.45': {brand: 'Xe Mẫu 16'}, '19A-123.46': {brand: 'Xe Mẫu 29'}};
    const population = new MapRegister('population', 'citizenId', {[MOTHER.citizenId]: MOTHER, [FATHER.citizenId]: FATHER});
    const vehicle = new MapRegister('vehicle', 'plate', vehicles);
    registers = [population, vehicle, business];
    fixture = await startFixture({
      forms: [LETTER, LETTER_2, COMPANY_FORM].map((definition) => ({definition})),
      sessionSeconds: 365 * 24 * 3600,
      idleSeconds: 365 * 24 * 3600,
      uniformAnswerMs: 1,
      registers: {population, vehicle, business},
      budget: {session: {asks: 1_000_000, windowSeconds: 60}},
    });
    mother = await fixture.signIn('nguyen-thi-mau');
    father = await fixture.signIn('le-van-chong');
    officer = await fixture.signIn('tran-van-can-bo');
    honest = [await letterOf(mother, MOTHER.citizenId), await companyLetter(mother)];
    const jwks = (await (await fetch(`${fixture.origin}/.well-known/egov-jwks.json`)).json()) as {keys: JsonObject[]};
    const own = generateKeyPairSync('ed25519');
    const foreignReceipts = await receiptsOfOthers();
    scenes = honest.map((submission, index) => ({
      random: seeded(2026 + index),
      honest: submission,
      foreignReceipts,
      publicKey: jwks.keys[0] ?? {},
      ownKey: {privateKey: own.privateKey, jwk: own.publicKey.export({format: 'jwk'}) as JsonObject},
    }));
  });
  after(() => fixture.close());

  test('the honest ones are accepted, every value as the word of its register', async () => {
    for (const submission of [...honest, ...honest.map(namedSubmission)]) {
      const marks = await marksOf(await send(mother, JSON.stringify(submission)));
      for (const pointer of registerPointers(submission)) assert.equal(marks?.[pointer]?.origin, 'register', pointer);
    }
    const [, company] = honest;
    assert.equal(JSON.stringify(company).includes('phone'), false, 'members of rows that the form does not name stay here');
  });

  test(`${ATTACKS} forgeries: refused, or marked as what they are`, async (context) => {
    const kinds = Object.entries(FORGERIES);
    const tally = new Map(kinds.map(([kind]) => [kind, {refused: 0, marked: 0, harmless: 0}]));
    let next = 0;
    const attack = async (): Promise<void> => {
      for (let turn = next++; turn < ATTACKS; turn = next++) {
        const [kind, forge] = kinds[turn % kinds.length] ?? assert.fail();
        const scene = scenes[Math.floor(turn / kinds.length) % scenes.length] ?? assert.fail();
        const forged = forge(scene);
        const body = Math.floor(turn / kinds.length / scenes.length) % 2 === 0 ? forged.body : inSecondFormat(forged.body);
        const outcome = await judge(kind, scene.honest, {...forged, body}, mother);
        const counts = tally.get(kind);
        if (counts) counts[outcome] += 1;
      }
    };
    await Promise.all(Array.from({length: 4}, attack));
    for (const [kind, {refused, marked, harmless}] of tally) {
      context.diagnostic(`${kind}: ${refused} refused, ${marked} marked, ${harmless} changed nothing that counts`);
    }
    assert.equal(({} as {admin?: boolean}).admin, undefined);
    assert.equal((await fetch(`${fixture.origin}/healthz`)).status, 200);
  });

  test('an honest submission of one person is nothing in the hands of another', async () => {
    for (const visitor of [father, officer]) {
      for (const submission of honest) {
        const reply = await send(visitor, JSON.stringify(submission));
        assert.equal(reply.status, 422);
        assert.ok(reply.body.issues.every(({code}: {code: string}) => code === 'receipt.invalid'));
      }
    }
  });

  test('what an officer learns about a dossier in hand is no receipt anywhere else', async () => {
    const {code} = (await send(mother, JSON.stringify(withFather(honest[0] ?? assert.fail())))).body as {code: string};
    const body = {form: LETTER.id, version: LETTER.version, lookup: 'relative', keys: {citizenId: FATHER.citizenId}};
    const bare = await officer.call('POST', '/api/lookups/population', body);
    assert.deepEqual(bare.body, {state: 'incomplete', missing: ['birthDate']});
    const inHand = await officer.call('POST', '/api/lookups/population', {...body, dossier: code});
    assert.equal(inHand.body.state, 'filled', inHand.text);
    const nobody = await officer.call('POST', '/api/lookups/population', {
      ...{...body, keys: {citizenId: '026188000049'}, dossier: code},
    });
    assert.equal(nobody.body.state, 'incomplete', 'somebody who is not in the dossier');
    for (const [visitor, dossier] of [
      [mother, code],
      [father, code],
      [officer, 'H44.12.03-261122-999999'],
      [officer, 'x'],
    ] as const) {
      const refused = await visitor.call('POST', '/api/lookups/population', {...body, dossier});
      assert.deepEqual([refused.status, refused.body.code], [404, 'dossier.unknown']);
    }
    const own = withFather(await letterOf(officer, '025085000050'), inHand.body.receipt);
    const reply = await send(officer, JSON.stringify(own));
    assert.equal(reply.status, 422);
    assert.ok(
      reply.body.issues.some(({pointer}: {pointer: string}) => pointer === '/relative/fullName'),
      reply.text,
    );
  });

  test('a key for handing in serves one content', async () => {
    const [submission] = honest;
    assert.ok(submission);
    const key = randomUUID();
    const first = await send(mother, JSON.stringify(submission), key);
    assert.equal((await send(mother, JSON.stringify(submission), key)).body.code, first.body.code);
    const forged = {...submission, answers: {...submission.answers, note: 'khác'}};
    assert.equal((await send(mother, JSON.stringify(forged), key)).status, 409);
  });

  test('when receipts have run out and registers are silent, nothing is a register\u2019s word', async () => {
    fixture.clock.time += 8 * 24 * 3600 * 1000;
    const speak = silence();
    try {
      const kinds = Object.entries(FORGERIES);
      for (let turn = 0; turn < Math.ceil(ATTACKS / 10); turn += 1) {
        const [kind, forge] = kinds[turn % kinds.length] ?? assert.fail();
        const scene = scenes[turn % scenes.length] ?? assert.fail();
        const marks = await marksOf(await send(mother, forge(scene).body));
        const believed = Object.entries(marks ?? {}).filter(
          ([, {origin}]) => origin === 'register' || origin === 'register-edited',
        );
        assert.deepEqual(believed, [], kind);
      }
    } finally {
      speak();
      fixture.clock.time -= 8 * 24 * 3600 * 1000;
    }
  });

  // ------------------------------------------------------------ what the tests need

  async function judge(
    kind: string,
    submission: Submission,
    forgery: Forgery,
    visitor: Visitor,
  ): Promise<'refused' | 'marked' | 'harmless'> {
    const reply = await send(visitor, forgery.body);
    assert.ok(reply.status === 201 || (reply.status >= 400 && reply.status < 500), `${kind}: ${reply.status} ${forgery.body}`);
    const marks = await marksOf(reply);
    if (!marks) return 'refused';
    // What is kept, whatever was sent: that is what the mark stands beside.
    const {answers} = (await dossierOf(reply)) as unknown as Submission;
    const claimed = new Set(registerPointers(submission));
    for (const [pointer, {origin, at}] of Object.entries(marks)) {
      if (origin !== 'register') continue;
      const place = `${kind}: ${pointer} in ${forgery.body}`;
      assert.equal(forgery.victims.includes(pointer), false, place);
      assert.ok(claimed.has(pointer), place);
      assert.deepEqual(valueAt(answers, pointer), valueAt(submission.answers, pointer), place);
      assert.deepEqual(valueAt(answers, keyOf(pointer)), valueAt(submission.answers, keyOf(pointer)), place);
      assert.equal(at, '2026-11-22T03:00:00.000Z', place);
    }
    return forgery.harmless ? 'harmless' : 'marked';
  }

  /** Without a key of its own each is another dossier: what has the content of one that was taken a moment ago would be that one. */
  function send(visitor: Visitor, body: string, key?: string) {
    const own = key === undefined ? body.replace(NOTE, `${NOTE.slice(0, -1)} ${++sent}"`) : body;
    return visitor.call('POST', '/api/submissions', own, {'idempotency-key': key ?? randomUUID()});
  }

  async function marksOf(reply: {status: number; body: {code?: string}}): Promise<{[pointer: string]: OriginMark} | undefined> {
    if (reply.status !== 201) return undefined;
    return (await dossierOf(reply)).origins as unknown as {[pointer: string]: OriginMark};
  }

  function dossierOf({body: {code = ''}}: {body: {code?: string}}) {
    return fixture.database
      .selectFrom('dossiers')
      .select(['answers', 'origins'])
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
  }

  async function letterOf(visitor: Visitor, citizenId: string, form = LETTER): Promise<Submission> {
    const self = await visitor.ask('self', 'population', {citizenId}, form);
    const plates = ['19A-123.45', '19A-123.46'];
    const vehicles = await Promise.all(plates.map((plate) => visitor.ask('vehicle', 'vehicle', {plate}, form)));
    const known = self.state === 'filled' ? self.values : {fullName: 'TRẦN VĂN CÁN BỘ'};
    const filledSelf = self.state === 'filled' ? ['fullName', 'birthDate', 'residence'] : [];
    return {
      ...{form: form.id, version: form.version, locale: 'vi', documents: {}, decisions: [], declared: true},
      answers: {
        citizenId,
        ...(Object.fromEntries(Object.entries(known)) as JsonObject),
        copies: 2,
        fee: 16_000,
        note: 'Đơn',
        vehicles: plates.map((plate, index) => ({plate, ...valuesOf(vehicles[index])})),
      },
      origins: {
        '/citizenId': {kind: 'typed'},
        ...Object.fromEntries(filledSelf.map((name) => [`/${name}`, originOf('self', 'population', name, self)])),
        ...Object.fromEntries(
          vehicles.map((answer, row) => [`/vehicles/${row}/brand`, originOf('vehicle', 'vehicle', 'brand', answer)]),
        ),
        '/fee': {kind: 'computed'},
      },
    };
  }

  async function companyLetter(visitor: Visitor): Promise<Submission> {
    const answer = await visitor.ask('business', 'business', {code: COMPANY}, COMPANY_FORM);
    const {name = '', members = []} = valuesOf(answer) as {name?: Json; members?: {fullName: string; share: number}[]};
    return {
      ...{form: COMPANY_FORM.id, version: '1.0.0', locale: 'vi', documents: {}, decisions: [], declared: true},
      answers: {code: COMPANY, name, members: members.map(({fullName, share}) => ({name: fullName, share})), note: 'Đơn'},
      origins: {
        '/name': originOf('business', 'business', 'name', answer),
        ...Object.fromEntries(
          members.flatMap((_member, row) => [
            [`/members/${row}/name`, originOf('business', 'business', 'members/*/fullName', answer)],
            [`/members/${row}/share`, originOf('business', 'business', 'members/*/share', answer)],
          ]),
        ),
      },
    };
  }

  /** The letter with the father in it, typed but for his name. */
  function withFather(submission: Submission, receipt?: string): Submission {
    const {citizenId, birthDate, fullName} = FATHER;
    const name: Origin = {
      ...{
        kind: 'register',
        lookup: 'relative',
        connector: 'population',
        attribute: 'fullName',
        title: '',
        at: '',
        trust: 'locked',
      },
      ...(receipt !== undefined && {receipt}),
    };
    return {
      ...submission,
      answers: {...submission.answers, relative: {citizenId, birthDate, fullName}},
      origins: {...submission.origins, ...(receipt !== undefined && {'/relative/fullName': name})},
    };
  }

  async function receiptsOfOthers(): Promise<readonly string[]> {
    const relative = {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate};
    const answers = [
      await father.ask('self', 'population', {citizenId: FATHER.citizenId}),
      await father.ask('vehicle', 'vehicle', {plate: '19A-123.45'}),
      await officer.ask('vehicle', 'vehicle', {plate: '19A-123.45'}),
      await mother.ask('relative', 'population', relative),
      await mother.ask('self', 'population', {citizenId: MOTHER.citizenId}, LETTER_2),
      await mother.ask('vehicle', 'vehicle', {plate: '19A-123.45'}, LETTER_2),
    ];
    return answers.map((answer) => ('receipt' in answer && answer.receipt) || assert.fail(JSON.stringify(answer)));
  }

  /** Every register falls silent. @returns what lets them speak again. */
  function silence(): () => void {
    const before = registers.map((register) => [register, register.behaviour] as const);
    for (const [register] of before) register.behaviour = async () => ({state: 'unavailable', reason: 'slow'});
    return () => {
      for (const [register, behaviour] of before) register.behaviour = behaviour;
    };
  }
});

function valuesOf(answer: LookupAnswer | undefined): JsonObject {
  return answer && 'values' in answer ? answer.values : {};
}

function originOf(lookup: string, connector: string, attribute: string, answer: LookupAnswer): Origin {
  if (!('source' in answer)) return {kind: 'typed'};
  const {title, at} = answer.source;
  return {
    ...{kind: 'register', lookup, connector, attribute, title, at, trust: 'locked'},
    ...(answer.receipt !== undefined && {receipt: answer.receipt}),
  };
}

/** The same with each receipt once; what cannot be read as a submission, as it is. */
function inSecondFormat(body: string): string {
  try {
    const submission = JSON.parse(body) as Submission;
    return submission.format === undefined ? JSON.stringify(namedSubmission(submission)) : body;
  } catch {
    return body;
  }
}
