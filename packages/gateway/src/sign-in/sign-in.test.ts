import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {type Fixture, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

describe('sign-in', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture();
  });
  after(() => fixture.close());

  test('a citizen goes to the provider and comes back to the page they left', async () => {
    const visitor = fixture.visitor();
    await visitor.signIn('nguyen-thi-mau', '/dossiers.html?all=1');
    assert.equal(visitor.trail.at(-1), `${fixture.origin}/dossiers.html?all=1`);
    assert.ok(visitor.cookies.has('egov'));
    const session = await visitor.call('GET', '/api/session');
    const {draftOwner: _pseudonym, ...rest} = session.body;
    assert.deepEqual(rest, {signedIn: true, name: 'NGUYỄN THỊ MẪU', role: 'citizen', idleSeconds: 3600});
    assert.equal(session.headers.get('cache-control'), 'no-store');
  });

  test('an address that would lead elsewhere is not followed after signing in', async () => {
    for (const back of ['/.//x.example', '/a/..//x.example', '/%2e%2e//x.example']) {
      const visitor = fixture.visitor();
      await visitor.signIn('nguyen-thi-mau', back);
      assert.equal(visitor.trail.at(-1), `${fixture.origin}/`, back);
    }
  });

  test('the authorization request has PKCE, state and nonce, and differs each time', async () => {
    const first = await fixture.visitor().fetch('/auth/sign-in');
    const second = await fixture.visitor().fetch('/auth/sign-in');
    const [one, two] = [first, second].map((reply) => new URL(reply.headers.get('location') ?? '').searchParams);
    for (const name of ['code_challenge', 'state', 'nonce']) {
      assert.ok((one?.get(name) ?? '').length >= 40, name);
      assert.notEqual(one?.get(name), two?.get(name), name);
    }
    assert.equal(one?.get('code_challenge_method'), 'S256');
    assert.match(first.headers.get('set-cookie') ?? '', /^egov-sign-in=.+Path=\/; HttpOnly; SameSite=Lax/u);
  });

  test('the officer is an officer', async () => {
    const visitor = await fixture.signIn('tran-van-can-bo');
    assert.equal((await visitor.call('GET', '/api/session')).body.role, 'officer');
  });

  test('a callback without our cookie, with a false state or used twice signs nobody in', async () => {
    const visitor = fixture.visitor();
    assert.equal((await visitor.fetch('/auth/callback?code=x&state=y')).status, 400);
    await visitor.fetch('/auth/sign-in');
    const refused = await visitor.fetch('/auth/callback?code=x&state=y');
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /Đăng nhập chưa thành công/u);
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, false);

    const other = fixture.visitor();
    await other.signIn('le-van-chong');
    const callback = other.trail.find((url) => url.includes('/auth/callback')) ?? '';
    assert.equal((await other.fetch(callback)).status, 400);
  });

  test('signing out ends the session on the server, not only the cookie', async () => {
    const visitor = await fixture.signIn('le-van-chong');
    const token = visitor.cookies.get('egov') ?? '';
    const out = await visitor.call('POST', '/auth/sign-out');
    assert.equal(out.status, 204);
    assert.equal(visitor.cookies.has('egov'), false);
    visitor.cookies.set('egov', token);
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, false);
  });

  test('a plain form of our own page may sign out, one of another site may not', async () => {
    const visitor = await fixture.signIn('le-van-chong');
    const form = {method: 'POST', body: new URLSearchParams({})};
    assert.equal((await visitor.fetch('/auth/sign-out', {...form, headers: {origin: 'https://other.example'}})).status, 403);
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, true);
    const out = await visitor.fetch('/auth/sign-out', {...form, headers: {origin: fixture.origin}});
    assert.equal(out.status, 303);
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, false);
  });

  test('drafts are told apart by a pseudonym: one per person at each sign-in, none for strangers', async () => {
    const ownerOf = async (visitor: Visitor): Promise<unknown> => (await visitor.call('GET', '/api/session')).body.draftOwner;
    const mother = await ownerOf(await fixture.signIn('nguyen-thi-mau'));
    const father = await ownerOf(await fixture.signIn('le-van-chong'));
    assert.match(String(mother), /^[\w-]{22,}$/u);
    assert.notEqual(mother, father);
    assert.equal(await ownerOf(await fixture.signIn('nguyen-thi-mau')), mother);
    const rows = await fixture.database.selectFrom('sessions').select('subject').execute();
    assert.equal(
      rows.some(({subject}) => subject === mother || subject === father),
      false,
    );
    assert.equal('draftOwner' in (await fixture.visitor().call('GET', '/api/session')).body, false);
  });

  test('a session ends by itself, and its token is not in the database', async () => {
    const visitor = await fixture.signIn('nguyen-thi-mau');
    const rows = await fixture.database.selectFrom('sessions').selectAll().execute();
    assert.ok(rows.length > 0);
    assert.equal(JSON.stringify(rows).includes(visitor.cookies.get('egov') ?? ''), false);
    const started = fixture.clock.time;
    const signedIn = async (): Promise<boolean> => (await visitor.call('POST', '/api/session')).body.signedIn;
    // Used again and again: it ends after eight hours all the same.
    for (let minutes = 0; minutes < 8 * 60 - 30; minutes += 30) {
      fixture.clock.time += 30 * 60_000;
      assert.equal(await signedIn(), true, `${minutes}`);
    }
    fixture.clock.time = started + 8 * 3600 * 1000;
    assert.equal(await signedIn(), false);
    fixture.clock.time = started;
  });

  test('a session that nobody uses ends after an hour', async () => {
    const visitor = await fixture.signIn('nguyen-thi-mau');
    const started = fixture.clock.time;
    fixture.clock.time += 59 * 60_000;
    assert.equal((await visitor.call('GET', '/api/submissions')).status, 200);
    fixture.clock.time += 60 * 60_000;
    assert.equal((await visitor.call('GET', '/api/submissions')).status, 401);
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, false);
    fixture.clock.time = started;
  });

  test('asking how long a session lasts is no use of it; using it is said and counts at once', async () => {
    const visitor = await fixture.signIn('nguyen-thi-mau');
    const started = fixture.clock.time;
    const left = async (method: 'GET' | 'POST'): Promise<unknown> =>
      (await visitor.call(method, '/api/session')).body.idleSeconds;
    assert.equal(await left('GET'), 3600);
    fixture.clock.time += 30 * 60_000;
    assert.deepEqual([await left('GET'), await left('GET')], [1800, 1800]);
    fixture.clock.time += 20_500;
    // Sooner than other requests write that they came.
    assert.deepEqual([await left('POST'), await left('GET')], [3600, 3600]);
    fixture.clock.time += 20_000;
    assert.deepEqual([await left('POST'), await left('GET')], [3600, 3600]);
    for (let minutes = 0; minutes < 60; minutes += 10) {
      fixture.clock.time += 10 * 60_000;
      await left('GET');
    }
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, false);
    assert.equal((await visitor.call('POST', '/api/session')).body.signedIn, false);
    fixture.clock.time = started;
  });

  test('near the end of a working day, what is left is never more than the session has', async () => {
    const visitor = await fixture.signIn('nguyen-thi-mau');
    const started = fixture.clock.time;
    for (let minutes = 0; minutes < 7 * 60 + 40; minutes += 20) {
      fixture.clock.time += 20 * 60_000;
      await visitor.call('POST', '/api/session');
    }
    assert.equal((await visitor.call('POST', '/api/session')).body.idleSeconds, 20 * 60);
    fixture.clock.time = started;
  });

  test('a page that is left ends its session where it asks about it; another site does not', async () => {
    const visitor = await fixture.signIn('nguyen-thi-mau');
    const token = visitor.cookies.get('egov') ?? '';
    const foreign = await visitor.fetch('/api/session', {method: 'DELETE', headers: {origin: 'https://other.example'}});
    assert.equal(foreign.status, 403);
    assert.equal((await visitor.call('DELETE', '/api/session')).status, 204);
    assert.equal(visitor.cookies.has('egov'), false);
    visitor.cookies.set('egov', token);
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, false);
    // Nobody is no failure.
    assert.equal((await fixture.visitor().call('DELETE', '/api/session')).status, 204);
  });

  test('each sign-in is a new session, and the one before it on that device is over', async () => {
    const visitor = await fixture.signIn('le-van-chong');
    const before = visitor.cookies.get('egov') ?? '';
    await visitor.signIn('nguyen-thi-mau');
    assert.notEqual(visitor.cookies.get('egov'), before);
    visitor.cookies.set('egov', before);
    assert.equal((await visitor.call('GET', '/api/session')).body.signedIn, false);
  });

  test('signing in while another is signed in works at the first try, with or without sign-out', async () => {
    const visitor = fixture.visitor();
    const name = async (): Promise<string> => (await visitor.call('GET', '/api/session')).body.name;
    await visitor.signIn('nguyen-thi-mau');
    await visitor.signIn('le-van-chong');
    assert.equal(await name(), 'LÊ VĂN CHỒNG');
    // The same person again, an officer, and back.
    await visitor.signIn('le-van-chong');
    assert.equal(await name(), 'LÊ VĂN CHỒNG');
    await visitor.signIn('tran-van-can-bo');
    assert.equal(await name(), 'TRẦN VĂN CÁN BỘ');
    await visitor.call('POST', '/auth/sign-out');
    await visitor.signIn('nguyen-thi-mau');
    assert.equal(await name(), 'NGUYỄN THỊ MẪU');
  });

  test('two sign-ins begun at once in one browser do not mix up who chose what', async () => {
    const visitor = fixture.visitor();
    const begun = await visitor.visit('/auth/sign-in');
    const action = /action="([^"]+)"/u.exec(await begun.text())?.[1] ?? '';
    const first = new URL(action, visitor.trail.at(-1)).href;
    await visitor.signIn('le-van-chong');
    const late = await visitor.visit(first, {method: 'POST', body: new URLSearchParams({account: 'nguyen-thi-mau'})});
    assert.equal(late.status, 400);
    assert.equal((await visitor.call('GET', '/api/session')).body.name, 'LÊ VĂN CHỒNG');
  });

  test('signing out everywhere ends this person’s sessions on every device, and no others', async () => {
    const [here, there, other] = [
      await fixture.signIn('le-van-chong'),
      await fixture.signIn('le-van-chong'),
      await fixture.signIn('nguyen-thi-mau'),
    ];
    const signedIn = async (visitor: Visitor): Promise<boolean> => (await visitor.call('GET', '/api/session')).body.signedIn;
    const foreign = await here.fetch('/auth/sign-out-everywhere', {method: 'POST', headers: {origin: 'https://other.example'}});
    assert.equal(foreign.status, 403);
    assert.deepEqual([await signedIn(here), await signedIn(there)], [true, true]);
    assert.equal((await here.call('POST', '/auth/sign-out-everywhere')).status, 204);
    assert.deepEqual([await signedIn(here), await signedIn(there), await signedIn(other)], [false, false, true]);
    // Without a session it does no harm.
    assert.equal((await fixture.visitor().call('POST', '/auth/sign-out-everywhere')).status, 204);
  });

  test('another site\u2019s page may not even read, the address bar may', async () => {
    const visitor = await fixture.signIn('nguyen-thi-mau');
    for (const site of ['cross-site', 'same-site']) {
      assert.equal((await visitor.fetch('/api/submissions', {headers: {'sec-fetch-site': site}})).status, 403);
    }
    for (const site of ['same-origin', 'none']) {
      assert.equal((await visitor.fetch('/api/submissions', {headers: {'sec-fetch-site': site}})).status, 200);
    }
  });

  test('another loopback name is led to ours', async () => {
    const {port} = new URL(fixture.origin);
    const moved = await fetch(`http://localhost:${port}/x?y=1`, {
      redirect: 'manual',
      headers: {'sec-fetch-mode': 'navigate'},
    }).catch(() => undefined);
    // Where localhost is IPv6 only, the server is not there at all, and nothing needs leading.
    if (moved && moved.status !== 404) assert.equal(moved.headers.get('location'), `${fixture.origin}/x?y=1`);
    const injected = await fixture.app.inject({
      url: '/x?y=1',
      headers: {host: `localhost:${port}`, 'sec-fetch-mode': 'navigate'},
    });
    assert.equal(injected.statusCode, 307);
    assert.equal(injected.headers.location, `${fixture.origin}/x?y=1`);
  });

  test('the provider page is strict, and made for narrow screens', async () => {
    const visitor = fixture.visitor();
    const page = await visitor.visit('/auth/sign-in');
    const html = await page.text();
    assert.match(html, /<html lang="vi">/u);
    assert.match(html, /width=device-width/u);
    assert.match(html, /NGUYỄN THỊ MẪU/u);
    assert.match(html, /lang="en"/u);
    assert.equal(/<script|\sstyle=|\son\w+=/u.test(html), false);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'; script-src 'none'/u);
  });
});
