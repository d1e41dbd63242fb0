import {expect} from 'chai';
import {createGatewaySignIn} from './gateway-sign-in.ts';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** What was asked, while the gateway answers this. */
function answering(answer: () => Response): {method: string; url: string; init: RequestInit}[] {
  const asked: {method: string; url: string; init: RequestInit}[] = [];
  globalThis.fetch = async (url, init = {}) => {
    asked.push({method: init.method ?? 'GET', url: String(url), init});
    return answer();
  };
  return asked;
}

const session = (body: object) => () => Response.json(body);

describe('the sign-in at the gateway', () => {
  it('is asked about without being used, used, and ended at one address', async () => {
    const asked = answering(session({signedIn: true, idleSeconds: 90}));
    const signIn = createGatewaySignIn('/api/');
    expect([await signIn.left(), await signIn.renew()]).to.deep.equal([90, 90]);
    await signIn.end();
    expect(asked.map(({method, url}) => `${method} ${url}`)).to.deep.equal([
      'GET /api/session',
      'POST /api/session',
      'DELETE /api/session',
    ]);
    for (const {init} of asked) expect([init.cache, init.credentials]).to.deep.equal(['no-store', 'same-origin']);
    // A page that is being left must not take this one with it.
    expect(asked.map(({init}) => init.keepalive)).to.deep.equal([false, false, true]);
  });

  it('is nobody’s where the gateway says so', async () => {
    answering(session({signedIn: false, name: '', role: null}));
    expect(await createGatewaySignIn('/api').left()).to.equal(undefined);
  });

  it('is unknown where the gateway fails: that is not nobody', async () => {
    const others = [{}, {signedIn: true, idleSeconds: -1}, {signedIn: true, idleSeconds: 'soon'}, [], null];
    for (const answer of [
      ...others.map(session as (body: unknown) => () => Response),
      () => new Response('', {status: 503}),
      () => new Response('<html>'),
      () => Promise.reject(new TypeError('offline')) as never,
    ]) {
      answering(answer);
      const signIn = createGatewaySignIn('/api');
      for (const ask of [signIn.left, signIn.renew]) {
        expect(
          await ask().then(
            () => 'answered',
            () => 'failed',
          ),
        ).to.equal('failed');
      }
    }
  });

  it('begins to end before it waits for anything', () => {
    const asked = answering(session({}));
    void createGatewaySignIn('/api').end();
    expect(asked.map(({method}) => method)).to.deep.equal(['DELETE']);
  });
});
