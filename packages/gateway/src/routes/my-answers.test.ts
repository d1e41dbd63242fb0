import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {OriginMark, Submission} from '@egov-form/core';
import {FATHER, type Fixture, LETTER, MOTHER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const EMAIL = 'bi-mat@thu.example';
let letters = 0;

/** A letter that says where to answer to. Each says something else: the same again would be the same dossier. */
function letter(who: typeof MOTHER, extra: Partial<Submission> = {}): Submission {
  return {
    ...{form: LETTER.id, version: LETTER.version, locale: 'vi', origins: {}, documents: {}, decisions: [], declared: true},
    answers: {
      ...{citizenId: who.citizenId, fullName: who.fullName, wantsReply: true, email: EMAIL},
      note: `Thư số ${++letters}`,
    },
    ...extra,
  };
}

describe('what a person had kept for their next application', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let father: Visitor;
  before(async () => {
    fixture = await startFixture();
    mother = await fixture.signIn('nguyen-thi-mau');
    father = await fixture.signIn('le-van-chong');
  });
  after(() => fixture.close());

  const send = async (visitor: Visitor, submission: Submission): Promise<Reply> =>
    visitor.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
  const kept = async (visitor: Visitor) => (await visitor.call('GET', '/api/me/answers')).body.answers;
  const audited = () =>
    fixture.database
      .selectFrom('audit')
      .select(['subject', 'attributes', 'outcome'])
      .where('action', '=', 'kept-answers')
      .execute();
  const markOf = async ({status, body, text}: Reply): Promise<OriginMark | undefined> => {
    assert.equal(status, 201, text);
    const dossier = fixture.database.selectFrom('dossiers').select('origins').where('code', '=', body.code);
    const {origins} = await dossier.executeTakeFirstOrThrow();
    return (origins as unknown as {[pointer: string]: OriginMark})['/email'];
  };

  test('nothing is kept without their wish, nor of what was refused', async () => {
    assert.equal((await send(mother, letter(MOTHER))).status, 201);
    assert.equal((await send(mother, letter(MOTHER, {keep: true, declared: false}))).status, 422);
    assert.deepEqual(await kept(mother), []);
    assert.deepEqual(await audited(), []);
  });

  test('with it they alone are given it, and no database and no log tells it', async () => {
    assert.equal((await send(mother, letter(MOTHER, {keep: true}))).status, 201);
    const at = new Date(fixture.clock.time).toISOString();
    assert.deepEqual(await kept(mother), [{term: 'email', value: EMAIL, at, title: LETTER.title}]);
    assert.deepEqual(await kept(father), []);
    assert.equal((await fixture.visitor().call('GET', '/api/me/answers')).status, 401);
    const rows = await fixture.database.selectFrom('kept_answers').selectAll().execute();
    const stored = JSON.stringify(rows);
    for (const secret of [EMAIL, MOTHER.citizenId]) assert.equal(stored.includes(secret), false);
    assert.equal(fixture.log.join('').includes(EMAIL), false);
    assert.deepEqual((await audited()).map(({attributes, outcome}) => `${attributes} ${outcome}`).toSorted(), [
      'email given',
      'email kept',
    ]);
    // A row that is put under another person's code stays closed.
    await fixture.database.updateTable('kept_answers').set({term: 'phone'}).execute();
    assert.deepEqual(await kept(mother), []);
    await fixture.database.updateTable('kept_answers').set({term: 'email'}).execute();
  });

  test('that an answer was given earlier is said of what is kept, and of nothing else', async () => {
    const at = new Date(fixture.clock.time).toISOString();
    const origins = {'/email': {kind: 'earlier', at: '2020-01-01T00:00:00.000Z'}} as const;
    assert.deepEqual(await markOf(await send(mother, letter(MOTHER, {origins}))), {origin: 'citizen', earlier: at});
    // Forged: of another person, of another value, of a field that is no such thing.
    assert.deepEqual(await markOf(await send(father, letter(FATHER, {origins}))), {origin: 'citizen'});
    const other = letter(MOTHER, {origins});
    assert.deepEqual(await markOf(await send(mother, {...other, answers: {...other.answers, email: 'x@thu.example'}})), {
      origin: 'citizen',
    });
    const note = {'/note': origins['/email']};
    assert.equal(await markOf(await send(mother, letter(MOTHER, {origins: note}))), undefined);
  });

  test('what they remove is gone, one or all, and of nobody else', async () => {
    assert.equal((await send(father, letter(FATHER, {keep: true}))).status, 201);
    assert.equal((await father.call('DELETE', '/api/me/answers/phone')).status, 204);
    assert.equal((await father.call('DELETE', '/api/me/answers/name')).status, 400);
    assert.equal((await father.call('DELETE', '/api/me/answers/email')).status, 204);
    assert.deepEqual([(await kept(father)).length, (await kept(mother)).length], [0, 1]);
    assert.equal((await mother.call('DELETE', '/api/me/answers')).status, 204);
    assert.deepEqual(await kept(mother), []);
    assert.equal((await fixture.visitor().call('DELETE', '/api/me/answers')).status, 401);
    assert.equal((await audited()).filter(({outcome}) => outcome === 'removed').length, 2);
  });
});
