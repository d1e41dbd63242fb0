import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, test} from 'node:test';
import type {LookupAnswer} from '@egov-form/core';
import {decodeJwt, decodeProtectedHeader} from 'jose';
import {FATHER, type Fixture, LETTER, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

describe('look-ups', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  before(async () => {
    fixture = await startFixture({limits: {'*': {timeoutMs: 300}}, uniformAnswerMs: 20, idleSeconds: 8 * 3600});
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());
  beforeEach(() => {
    fixture.population.behaviour = undefined;
    fixture.clock.time += 20 * 60 * 1000;
  });

  test('about oneself the ID alone is enough: the session brings the other keys', async () => {
    const answer = filled(await mother.ask('self', 'population', {citizenId: '0261 9000 0042'}));
    assert.equal(answer.state, 'filled');
    assert.deepEqual(answer.values, {fullName: MOTHER.fullName, birthDate: MOTHER.birthDate, residence: MOTHER.residence});
    assert.equal(answer.source.register, 'population');
    const asked = fixture.population.asked.at(-1);
    assert.deepEqual(asked?.keys, {citizenId: MOTHER.citizenId, birthDate: MOTHER.birthDate, fullName: MOTHER.fullName});
    assert.equal(asked?.procedure, '0.000001');
    assert.equal(asked?.purpose, 'Điền đơn thử.');
    assert.deepEqual(asked?.requester, {role: 'citizen', citizenId: MOTHER.citizenId});
    assert.deepEqual(asked?.attributes, ['fullName', 'birthDate', 'residence']);
  });

  test('what may not be said or is too old is told from what is not on file', async () => {
    const {fullName, birthDate, residence} = MOTHER;
    const day = (daysAgo: number): string => new Date(fixture.clock.time - daysAgo * 86_400_000).toISOString().slice(0, 10);
    const answer = async (told: object) => {
      fixture.population.behaviour = async () => ({state: 'found', values: {fullName, birthDate, residence}, ...told});
      // An answer of a moment ago would be given again.
      fixture.clock.time += 20 * 60 * 1000;
      return filled(await mother.ask('self', 'population', {citizenId: MOTHER.citizenId}));
    };
    const stale = await answer({updated: {residence: day(368), birthDate: day(9000)}});
    assert.deepEqual([stale.state, stale.values], ['partial', {fullName, birthDate}]);
    assert.deepEqual(stale.gaps, {residence: {reason: 'stale', asOf: day(368)}});
    const fresh = await answer({updated: {residence: day(364)}});
    assert.deepEqual([fresh.state, fresh.gaps], ['filled', undefined]);
    const denied = await answer({values: {fullName}, gaps: {residence: {reason: 'not-permitted'}}});
    assert.deepEqual(denied.gaps, {residence: {reason: 'not-permitted'}});
    assert.deepEqual(denied.values, {fullName});
  });

  test('only attributes that the look-up declares leave the gateway', async () => {
    const answer = filled(await mother.ask('relative', 'population', {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate}));
    assert.deepEqual(answer.values, {fullName: FATHER.fullName});
  });

  test('about a relative, and for an officer, the register is asked only with the date of birth', async () => {
    const before = fixture.population.asked.length;
    for (const visitor of [mother, officer]) {
      const answer = await visitor.ask('relative', 'population', {citizenId: FATHER.citizenId});
      assert.deepEqual(answer, {state: 'incomplete', missing: ['birthDate']});
      assert.deepEqual(await visitor.ask('relative', 'population', {}), {state: 'incomplete', missing: ['citizenId']});
    }
    assert.equal(fixture.population.asked.length, before);
    const answer = await officer.ask('relative', 'population', {citizenId: FATHER.citizenId, birthDate: '1988-05-01'});
    assert.equal(answer.state, 'filled');
  });

  test('where it is about oneself another number is told to be that, and no register is asked', async () => {
    const before = fixture.population.asked.length;
    const notSelf = {state: 'forbidden', reason: 'not-self'};
    assert.deepEqual(await mother.ask('own', 'population', {citizenId: FATHER.citizenId}), notSelf);
    // Nobody's number is told in the same words.
    assert.deepEqual(await mother.ask('own', 'population', {citizenId: '026188000049'}), notSelf);
    assert.equal(fixture.population.asked.length, before);
    assert.equal((await mother.ask('own', 'population', {citizenId: '026 190 000 042'})).state, 'filled');
  });

  test('a miss and a mismatch look alike', async () => {
    const unknown = await mother.call('POST', '/api/lookups/population', {
      ...asking('relative'),
      keys: {citizenId: '026188000049', birthDate: '1988-05-01'},
    });
    const mismatch = await mother.call('POST', '/api/lookups/population', {
      ...asking('relative'),
      keys: {citizenId: FATHER.citizenId, birthDate: '1988-05-02'},
    });
    assert.equal(unknown.status, 200);
    assert.equal(unknown.text, mismatch.text);
    assert.deepEqual(unknown.body, {state: 'not-found'});
    // Some registers say it, to us.
    fixture.population.behaviour = async () => ({state: 'mismatch'}) as never;
    const told = await mother.call('POST', '/api/lookups/population', {
      ...asking('relative'),
      keys: {citizenId: FATHER.citizenId, birthDate: '1988-05-03'},
    });
    assert.equal(told.text, unknown.text);
  });

  test('questions about others count per person over all sessions; about oneself they are free', async () => {
    const again = await fixture.signIn('nguyen-thi-mau');
    const keys = {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate};
    const other = (serial: number) => ({citizenId: `02608800${1000 + serial}`, birthDate: '1988-01-01'});
    for (let i = 0; i < 5; i += 1) await (i % 2 ? mother : again).ask('relative', 'population', other(i));
    fixture.clock.time += 60_000;
    for (const visitor of [mother, again]) {
      const limited = await visitor.call('POST', '/api/lookups/population', {...asking('relative'), keys});
      assert.equal(limited.status, 429);
      assert.equal(limited.body.code, 'lookup.limited');
      assert.equal(limited.headers.get('retry-after'), '540');
    }
    assert.equal((await mother.ask('self', 'population', {citizenId: MOTHER.citizenId})).state, 'filled');
    const alerts = await fixture.database.selectFrom('audit').selectAll().where('action', '=', 'alert').execute();
    assert.deepEqual(
      alerts.map(({outcome}) => outcome),
      ['limited:1'],
    );
    fixture.clock.time += 541_000;
    assert.equal((await mother.ask('relative', 'population', keys)).state, 'filled');

    // A question that no register answered costs nothing.
    fixture.clock.time += 601_000;
    fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'slow'});
    for (let i = 0; i < 8; i += 1) {
      assert.equal((await mother.ask('relative', 'population', other(20 + i))).state, 'unavailable');
    }
    fixture.population.behaviour = undefined;
    assert.equal((await mother.ask('relative', 'population', other(30))).state, 'not-found');
  });

  test('ten misses in a day lock a person, and a number, for a day', async () => {
    const father = await fixture.signIn('le-van-chong');
    const wrong = (visitor: Visitor, citizenId: string, day: number) =>
      visitor.call('POST', '/api/lookups/population', {
        ...asking('relative'),
        keys: {citizenId, birthDate: `1990-03-${String(day).padStart(2, '0')}`},
      });
    for (let day = 1; day <= 10; day += 1) {
      assert.deepEqual((await wrong(father, MOTHER.citizenId, day)).body, {state: 'not-found'});
      fixture.clock.time += 130_000;
    }
    const locked = await wrong(father, '026190000099', 11);
    assert.deepEqual([locked.status, locked.body.code], [429, 'lookup.limited']);
    assert.ok(Number(locked.headers.get('retry-after')) > 20 * 3600);
    const relative = await wrong(officer, MOTHER.citizenId, 14);
    assert.equal(relative.status, 429, 'the number is locked for everybody else');
    assert.equal((await mother.ask('self', 'population', {citizenId: MOTHER.citizenId})).state, 'filled');
    const alerts = await fixture.database.selectFrom('audit').selectAll().where('outcome', '=', 'locked').execute();
    assert.equal(alerts.length, 1);
    fixture.clock.time += 24 * 3600 * 1000;
    father.cookies.clear();
    await father.signIn('le-van-chong');
    assert.equal((await wrong(father, MOTHER.citizenId, 14)).status, 200);
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });

  test('the same question of a session costs nothing unless asked anew; no failure is kept', async () => {
    const count = () => fixture.population.asked.length;
    const keys = {citizenId: MOTHER.citizenId};
    const first = filled(await mother.ask('self', 'population', keys));
    const before = count();
    fixture.clock.time += 599_000;
    assert.deepEqual(await mother.ask('self', 'population', keys), first);
    assert.equal(count(), before);
    const refreshed = await mother.call('POST', '/api/lookups/population', {...asking('self'), keys, refresh: true});
    assert.notEqual(refreshed.body.source.at, first.source.at);
    assert.equal(count(), before + 1);
    fixture.clock.time += 601_000;
    await mother.ask('self', 'population', keys);
    assert.equal(count(), before + 2, 'it was not fresh any more');

    // Another session of the same person, and the same question of another look-up, are other questions.
    const again = await fixture.signIn('nguyen-thi-mau');
    await again.ask('self', 'population', keys);
    await mother.ask('relative', 'population', keys);
    assert.equal(count(), before + 4);
    for (let i = 0; i < 2; i += 1)
      await mother.ask('relative', 'population', {citizenId: '026188000049', birthDate: '1988-05-01'});
    assert.equal(count(), before + 6, 'what did not exist a moment ago may exist now');
    fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'invalid-answer'});
    fixture.clock.time += 601_000;
    await mother.ask('self', 'population', keys);
    fixture.population.behaviour = undefined;
    assert.equal((await mother.ask('self', 'population', keys)).state, 'filled');

    // Gone at sign-out.
    const token = mother.cookies.get('egov') ?? '';
    await mother.call('POST', '/auth/sign-out');
    mother.cookies.set('egov', token);
    assert.equal((await mother.call('POST', '/api/lookups/population', {...asking('self'), keys})).status, 401);
    mother = await fixture.signIn('nguyen-thi-mau');
    const now = count();
    await mother.ask('self', 'population', keys);
    assert.equal(count(), now + 1);
  });

  test('a register that is down, slow or broken is an answer, and is asked again the next time', async () => {
    const keys = {citizenId: MOTHER.citizenId};
    fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'invalid-answer'});
    assert.deepEqual(await mother.ask('self', 'population', keys), {state: 'unavailable', reason: 'invalid-answer'});
    fixture.population.behaviour = async () => {
      throw new Error('026190000042');
    };
    assert.deepEqual(await mother.ask('self', 'population', keys), {state: 'unavailable', reason: 'down'});
    fixture.population.behaviour = () => new Promise(() => {});
    assert.deepEqual(await mother.ask('self', 'population', keys), {state: 'unavailable', reason: 'slow'});
    fixture.population.behaviour = async () => ({state: 'forbidden', reason: 'procedure'});
    assert.deepEqual(await mother.ask('self', 'population', keys), {state: 'forbidden', reason: 'procedure'});
    fixture.population.behaviour = undefined;
    assert.equal((await mother.ask('self', 'population', keys)).state, 'filled');
  });

  test('what the register lacks makes the answer partial', async () => {
    fixture.population.behaviour = async () => ({
      state: 'found',
      values: {fullName: MOTHER.fullName, residence: '', spouseName: 'X'},
    });
    const answer = filled(await mother.ask('self', 'population', {citizenId: MOTHER.citizenId}));
    assert.equal(answer.state, 'partial');
    assert.deepEqual(answer.values, {fullName: MOTHER.fullName});
  });

  test('a row is asked about by its plate, and the receipt holds the value as the form stores it', async () => {
    const answer = filled(await mother.ask('vehicle', 'vehicle', {plate: '19a12345'}));
    assert.equal(fixture.vehicle.asked.at(-1)?.keys['plate'], '19A-123.45');
    const claims = decodeJwt(answer.receipt ?? '');
    assert.deepEqual(Object.keys(claims['values'] as object), ['/vehicles/*/brand']);
  });

  test('a receipt is signed, short-lived, and names neither person nor values', async () => {
    const answer = filled(await mother.ask('self', 'population', {citizenId: MOTHER.citizenId}));
    const header = decodeProtectedHeader(answer.receipt ?? '');
    const claims = decodeJwt(answer.receipt ?? '');
    assert.equal(header.alg, 'EdDSA');
    assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), 7 * 24 * 3600);
    const text = JSON.stringify(claims);
    for (const secret of [MOTHER.citizenId, MOTHER.fullName, MOTHER.birthDate, 'nguyen-thi-mau'])
      assert.equal(text.includes(secret), false);
  });

  test('bad input is refused in its own words', async () => {
    const good = {...asking('self'), keys: {citizenId: MOTHER.citizenId}};
    const cases: readonly (readonly [string, number, string, string, unknown])[] = [
      ['not signed in', 401, 'session.required', '/api/lookups/population', good],
      ['unknown form', 404, 'form.unknown', '/api/lookups/population', {...good, form: 'nothing'}],
      ['prototype as form', 404, 'form.unknown', '/api/lookups/population', {...good, form: '__proto__'}],
      ['unknown look-up', 404, 'lookup.unknown', '/api/lookups/population', {...good, lookup: 'nothing'}],
      ['prototype as look-up', 404, 'lookup.unknown', '/api/lookups/population', {...good, lookup: 'constructor'}],
      ['connector of another look-up', 404, 'lookup.unknown', '/api/lookups/vehicle', good],
      ['prototype as connector', 404, 'lookup.unknown', '/api/lookups/__proto__', good],
      ['another version', 409, 'form.version', '/api/lookups/population', {...good, version: '0.9.0'}],
      ['unknown key', 400, 'request.malformed', '/api/lookups/population', {...good, keys: {fullName: 'X'}}],
      ['key that is no text', 400, 'request.malformed', '/api/lookups/population', {...good, keys: {citizenId: 1}}],
      ['further member', 400, 'request.malformed', '/api/lookups/population', {...good, host: 'http://x.example'}],
      ['no keys', 400, 'request.malformed', '/api/lookups/population', asking('self')],
      ['key of wrong length', 400, 'lookup.key', '/api/lookups/population', {...good, keys: {citizenId: '123'}}],
      ['not JSON', 400, 'request.not-json', '/api/lookups/population', '{"form":'],
      ['empty', 400, 'request.not-json', '/api/lookups/population', ''],
      ['prototype poisoning', 400, 'request.not-json', '/api/lookups/population', '{"__proto__":{"x":1}}'],
      ['huge', 413, 'request.too-large', '/api/lookups/population', {...good, form: 'x'.repeat(20_000)}],
    ];
    for (const [name, status, code, path, body] of cases) {
      const visitor = name === 'not signed in' ? fixture.visitor() : mother;
      const reply = await visitor.call('POST', path, body);
      assert.deepEqual([name, reply.status, reply.body.code], [name, status, code]);
      assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/u);
      assert.equal(reply.text.includes('12345'), false);
    }
    const key = await mother.call('POST', '/api/lookups/population', {...good, keys: {citizenId: '123'}});
    assert.equal(key.body.issues[0].pointer, '/citizenId');
    assert.match(key.body.issues[0].code, /^vn-personal-id\./u);
    const type = await mother.call('POST', '/api/lookups/population', 'x', {'content-type': 'application/xml'});
    assert.equal(type.status, 415);
  });

  test('without the header of our own pages, or from another origin, nothing is asked', async () => {
    const body = JSON.stringify({...asking('self'), keys: {citizenId: MOTHER.citizenId}});
    const json = {'content-type': 'application/json'};
    const refusals = [
      {...json, origin: fixture.origin},
      {...json, 'x-egov-form': '1', origin: 'https://other.example'},
      {...json, 'x-egov-form': '1', origin: 'null'},
      {...json, 'x-egov-form': '1', 'sec-fetch-site': 'cross-site'},
      {...json, 'x-egov-form': '1', 'sec-fetch-site': 'same-site'},
    ];
    for (const headers of refusals) {
      const reply = await mother.fetch('/api/lookups/population', {method: 'POST', headers, body});
      assert.equal(reply.status, 403);
      assert.equal(((await reply.json()) as {code: string}).code, 'request.cross-site');
    }
  });

  test('every question leaves a row of names, and neither rows nor logs hold a value', async () => {
    await mother.ask('self', 'population', {citizenId: MOTHER.citizenId});
    const rows = await fixture.database.selectFrom('audit').selectAll().where('action', '=', 'lookup').execute();
    assert.deepEqual(rows.at(-1)?.attributes, ['fullName', 'birthDate', 'residence']);
    assert.equal(rows.at(-1)?.outcome, 'filled');
    const kept = JSON.stringify(rows) + fixture.log.join('');
    assert.ok(fixture.log.length > 20);
    for (const value of [
      MOTHER.citizenId,
      MOTHER.fullName,
      MOTHER.birthDate,
      FATHER.citizenId,
      FATHER.fullName,
      MOTHER.residence,
    ]) {
      assert.equal(kept.includes(value), false);
    }
  });
});

function asking(lookup: string): {form: string; version: string; lookup: string} {
  return {form: LETTER.id, version: LETTER.version, lookup};
}

function filled(answer: LookupAnswer): Extract<LookupAnswer, {state: 'filled' | 'partial'}> {
  if (answer.state !== 'filled' && answer.state !== 'partial') assert.fail(`answered ${answer.state}`);
  return answer;
}
