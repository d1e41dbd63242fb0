import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {FormDefinition, JsonObject, Submission} from '@egov-form/core';
import {type Fixture, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const BIRTH: FormDefinition = {
  ...{id: 'birth', version: '1.0.0', title: 'Birth'},
  data: {
    type: 'object',
    properties: {name: {type: 'string'}, born: {type: 'string', format: 'date'}, place: {type: 'string'}},
  },
  submit: {matter: ['/name', '/born']},
};

const CHILD = {name: 'Lê Minh Ánh', born: '2026-11-01', place: 'Bệnh viện Thử'};

const birth = (answers: JsonObject, besides?: readonly string[]): Submission => ({
  ...{form: 'birth', version: '1.0.0', locale: 'vi', answers, origins: {}, documents: {}, decisions: [], declared: true},
  ...(besides && {besides}),
});

const send = (visitor: Visitor, submission: Submission): Promise<Reply> =>
  visitor.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});

describe('a second dossier about the same', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let father: Visitor;
  let first: Reply;
  before(async () => {
    fixture = await startFixture({forms: [{definition: BIRTH}], jobs: {here: false}});
    mother = await fixture.signIn('nguyen-thi-mau');
    father = await fixture.signIn('le-van-chong');
    first = await send(mother, birth(CHILD));
    assert.equal(first.status, 201, first.text);
  });
  after(() => fixture.close());

  test('is refused with the code of the first, however it is spelt and whatever else differs', async () => {
    for (const answers of [
      {...CHILD, place: 'Trạm y tế Thử'},
      {...CHILD, name: 'LÊ  MINH ANH', place: ''},
    ]) {
      const reply = await send(mother, birth(answers));
      assert.deepEqual([reply.status, reply.body.code], [409, 'submission.same-matter'], reply.text);
      assert.deepEqual(reply.body.dossier, {code: first.body.code, at: first.body.at});
    }
    const {rows} = {rows: await fixture.database.selectFrom('dossiers').select(['code', 'matter']).execute()};
    assert.equal(rows.length, 1);
    assert.doesNotMatch(rows[0]?.matter ?? '', /minh/iu);
  });

  test('is taken when the person says that another one is meant', async () => {
    const other = birth({...CHILD, place: 'Ở nhà'}, [first.body.code]);
    const second = await send(mother, other);
    assert.equal(second.status, 201, second.text);
    assert.deepEqual((await mother.call('GET', `/api/submissions/${second.body.code}`)).body.besides, [first.body.code]);
    const third = await send(mother, birth({...CHILD, place: 'Trên đường'}, [first.body.code]));
    assert.deepEqual([third.status, third.body.dossier?.code], [409, second.body.code]);
  });

  test('is another matter for another person, another child, or without the answers that tell', async () => {
    assert.equal((await send(father, birth({...CHILD, place: 'Khác'}))).status, 201);
    assert.equal((await send(mother, birth({...CHILD, born: '2026-11-02'}))).status, 201);
    const unknown = {name: CHILD.name};
    assert.equal((await send(mother, birth(unknown))).status, 201);
    assert.equal((await send(mother, birth({...unknown, place: 'Khác'}))).status, 201);
  });

  test('of many sent at once one is taken', async () => {
    const twin = {...CHILD, name: 'Lê Minh Bình'};
    const replies = await Promise.all(Array.from({length: 8}, (_, i) => send(mother, birth({...twin, place: `Nơi ${i}`}))));
    assert.deepEqual(replies.map(({status}) => status).sort(), [201, 409, 409, 409, 409, 409, 409, 409]);
    const taken = replies.find(({status}) => status === 201);
    for (const {status, body} of replies) if (status === 409) assert.equal(body.dossier.code, taken?.body.code);
  });

  test('a year later it is a matter of its own', async () => {
    const now = fixture.clock.time;
    fixture.clock.time += 366 * 24 * 60 * 60 * 1000;
    const again = await fixture.signIn('nguyen-thi-mau');
    assert.equal((await send(again, birth({...CHILD, place: 'Sau một năm'}))).status, 201);
    fixture.clock.time = now;
  });
});
