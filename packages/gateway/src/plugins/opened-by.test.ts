import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import {type Fixture, LETTER, MOTHER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

describe('a form is used by the person who opened it', () => {
  let fixture: Fixture;
  let owners: {readonly mother: string; readonly father: string; readonly officer: string};
  before(async () => {
    fixture = await startFixture();
    const ownerOf = async (account: string): Promise<string> =>
      (await (await fixture.signIn(account)).call('GET', '/api/session')).body.draftOwner;
    owners = {
      mother: await ownerOf('nguyen-thi-mau'),
      father: await ownerOf('le-van-chong'),
      officer: await ownerOf('tran-van-can-bo'),
    };
  });
  after(() => fixture.close());

  const question = {form: 'letter', version: '1.0.0', lookup: 'self', keys: {citizenId: MOTHER.citizenId}};
  const submission = {
    ...{form: LETTER.id, version: LETTER.version, locale: 'vi', documents: {}, decisions: [], declared: true},
    answers: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName},
    origins: {'/citizenId': {kind: 'typed'}, '/fullName': {kind: 'typed'}},
  };
  const tus = {'tus-resumable': '1.0.0'};
  const chunk = {...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream'};

  /** Everything that a form asks, as this visitor, for a form that this owner opened. */
  async function calls(visitor: Visitor, owner: string, upload: string): Promise<readonly Reply[]> {
    const header = {'x-egov-owner': owner};
    return [
      await visitor.call('POST', '/api/lookups/population', question, header),
      await visitor.call('POST', '/api/options/industry-codes', {}, header),
      await visitor.call('POST', '/api/uploads', undefined, {...header, ...tus, 'upload-length': '5'}),
      await visitor.call('PATCH', `/api/uploads/${upload}`, 'hello', {...header, ...chunk}),
      await visitor.call('HEAD', `/api/uploads/${upload}`, undefined, {...header, ...tus}),
      await visitor.call('DELETE', `/api/uploads/${upload}`, undefined, {...header, ...tus}),
      await visitor.call('POST', '/api/submissions', submission, {...header, 'idempotency-key': randomUUID()}),
    ];
  }

  async function startUpload(visitor: Visitor): Promise<string> {
    const created = await visitor.call('POST', '/api/uploads', undefined, {...tus, 'upload-length': '5'});
    return created.headers.get('location')?.split('/').at(-1) ?? '';
  }

  test('nothing of a form that another person opened is done, and nothing is kept or counted', async () => {
    const father = await fixture.signIn('le-van-chong');
    const upload = await startUpload(father);
    const count = async (table: 'dossiers' | 'audit' | 'uploads'): Promise<number> =>
      (await fixture.database.selectFrom(table).selectAll().execute()).length;
    const counts = async () => [
      await count('dossiers'),
      await count('audit'),
      await count('uploads'),
      fixture.population.asked.length,
    ];
    const before = await counts();
    for (const owner of [owners.mother, owners.officer, 'none', '', 'x'.repeat(300), `${owners.father}, ${owners.father}`]) {
      for (const reply of await calls(father, owner, upload)) {
        assert.equal(reply.status, 409, reply.text);
        assert.equal(reply.headers.get('x-egov-problem'), 'session.other-person');
        if (reply.text !== '') assert.equal(reply.body.code, 'session.other-person');
      }
    }
    assert.deepEqual(await counts(), before);
  });

  test('an officer and a citizen at one desk are two people as well', async () => {
    const officer = await fixture.signIn('tran-van-can-bo');
    for (const reply of await calls(officer, owners.mother, 'x')) assert.equal(reply.status, 409, reply.text);
    const mother = await fixture.signIn('nguyen-thi-mau');
    for (const reply of await calls(mother, owners.officer, 'x')) assert.equal(reply.status, 409, reply.text);
  });

  test('the one who opened it goes on, also after a new sign-in; so do programs that do not say', async () => {
    const headers: readonly {readonly [name: string]: string}[] = [{'x-egov-owner': owners.mother}, {}];
    for (const header of headers) {
      const mother = await fixture.signIn('nguyen-thi-mau');
      assert.equal((await mother.call('POST', '/api/lookups/population', question, header)).status, 200);
      const sent = await mother.call('POST', '/api/submissions', submission, {...header, 'idempotency-key': randomUUID()});
      assert.equal(sent.status, 201, sent.text);
    }
  });

  test('who is signed in is told to every form, and the session over is the session over', async () => {
    const father = await fixture.signIn('le-van-chong');
    await father.call('POST', '/auth/sign-out');
    for (const owner of [owners.father, 'none']) {
      for (const reply of await calls(father, owner, 'x')) assert.equal(reply.status, 401, reply.text);
    }
    assert.equal((await father.call('GET', '/api/session')).body.signedIn, false);
  });
});
