import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import {type Fixture, startFixture} from '../testing/gateway-fixture.ts';
import {ownCookie} from './session-cookie.ts';

test('a plain name is for plain http on this machine, and for nothing else', () => {
  for (const [origin, name, secure] of [
    ['http://127.0.0.1:8080', 'egov', false],
    ['http://localhost:8080', 'egov', false],
    ['http://[::1]:8080', 'egov', false],
    ['https://127.0.0.1', '__Host-egov', true],
    ['https://localhost:8443', '__Host-egov', true],
    ['https://dichvucong.example', '__Host-egov', true],
    // Browsers drop it: nobody signs in without https, rather than with a cookie that anybody on the way can read.
    ['http://dichvucong.example', '__Host-egov', true],
    ['http://127.0.0.1.example', '__Host-egov', true],
    ['http://localhost.example', '__Host-egov', true],
  ] as const) {
    const cookie = ownCookie(origin, 'egov');
    assert.deepEqual([origin, cookie.name, cookie.attributes.secure], [origin, name, secure]);
    assert.deepEqual(cookie.attributes, {path: '/', httpOnly: true, sameSite: 'lax', secure});
  }
});

describe('at an https address', () => {
  const TOKEN = 'made-up';
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture({origin: 'https://dichvucong.example'});
    const now = new Date(fixture.clock.time).toISOString();
    await fixture.database
      .insertInto('sessions')
      .values({
        ...{token_hash: createHash('sha256').update(TOKEN).digest('hex'), subject: 's', role: 'citizen'},
        ...{personal_id: '026190000042', name: 'NGUYỄN THỊ MẪU', birth_date: '1990-02-14'},
        ...{created_at: now, seen_at: now, expires_at: new Date(fixture.clock.time + 60_000).toISOString()},
      })
      .execute();
  });
  after(() => fixture.close());

  test('the cookies have the prefix and are secure, wherever a request says it comes from', async () => {
    const headers = {host: '127.0.0.1', 'x-forwarded-proto': 'http', forwarded: 'for=127.0.0.1;proto=http'};
    const {headers: got} = await fixture.app.inject({url: '/auth/sign-in', headers});
    assert.match(String(got['set-cookie']), /^__Host-egov-sign-in=.+Path=\/; HttpOnly; Secure; SameSite=Lax/u);
  });

  test('a session under the plain name is none', async () => {
    const signedIn = async (cookie: string): Promise<boolean> =>
      (await fixture.app.inject({url: '/api/session', headers: {cookie}})).json().signedIn;
    assert.equal(await signedIn(`egov=${TOKEN}`), false);
    assert.equal(await signedIn(`__Host-egov=${TOKEN}`), true);
  });
});
