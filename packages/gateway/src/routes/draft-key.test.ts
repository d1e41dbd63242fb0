import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {type Fixture, startFixture} from '../testing/gateway-fixture.ts';

describe('the key of drafts', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture({jobs: {here: false}});
  });
  after(() => fixture.close());

  test('is the same at every sign-in, another for every person, and never stored on the way', async () => {
    const mother = await (await fixture.signIn('nguyen-thi-mau')).call('POST', '/api/drafts/key');
    assert.equal(mother.status, 200);
    assert.equal(mother.headers.get('cache-control'), 'no-store');
    assert.equal(Buffer.from(mother.body.key, 'base64url').length, 32);
    assert.deepEqual(Object.keys(mother.body), ['key']);
    const again = await (await fixture.signIn('nguyen-thi-mau')).call('POST', '/api/drafts/key');
    assert.equal(again.body.key, mother.body.key);
    const father = await (await fixture.signIn('le-van-chong')).call('POST', '/api/drafts/key');
    assert.notEqual(father.body.key, mother.body.key);
    assert.equal(fixture.log.join('').includes(mother.body.key), false);
  });

  test('is another one in another installation', async () => {
    const other = await startFixture({jobs: {here: false}});
    try {
      const here = await (await fixture.signIn('nguyen-thi-mau')).call('POST', '/api/drafts/key');
      const there = await (await other.signIn('nguyen-thi-mau')).call('POST', '/api/drafts/key');
      assert.notEqual(here.body.key, there.body.key);
    } finally {
      await other.close();
    }
  });

  test('is given only to the signed-in, to no other site, at no address that a history could hold', async () => {
    assert.equal((await fixture.visitor().call('POST', '/api/drafts/key')).status, 401);
    const visitor = await fixture.signIn('nguyen-thi-mau');
    assert.equal((await visitor.call('GET', '/api/drafts/key')).status, 404);
    assert.equal((await visitor.call('POST', '/api/drafts/key', undefined, {origin: 'https://other.example'})).status, 403);
    await visitor.fetch('/auth/sign-out', {method: 'POST', body: new URLSearchParams({}), headers: {origin: fixture.origin}});
    assert.equal((await visitor.call('POST', '/api/drafts/key')).status, 401);
  });
});
