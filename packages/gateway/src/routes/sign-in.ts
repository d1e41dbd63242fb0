/** `/auth`: to the identity provider and back, and out again. */

import type {FastifyReply} from 'fastify';
import {EncryptJWT, jwtDecrypt} from 'jose';
import type {ProblemCode} from '../errors.ts';
import {PROBLEMS} from '../errors.ts';
import type {Gateway, Routes} from '../gateway.ts';
import {describeFailure} from '../plugins/problems.ts';
import {endAllSessions, endSession, startSession} from '../plugins/session.ts';
import {createOidcClient} from '../sign-in/oidc-client.ts';
import {localPath} from '../sign-in/safe-redirect.ts';
import {ownCookie} from '../sign-in/session-cookie.ts';

/** Remembers one sign-in under way, encrypted, so that nothing is stored for people who never come back. */
const COOKIE = 'egov-sign-in';
const TEN_MINUTES = 600;

interface Remembered {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly back: string;
}

export const signInRoutes: Routes = (app, gateway) => {
  const {oidc, origin} = gateway.options;
  const client = createOidcClient(oidc);
  const cookie = ownCookie(origin, COOKIE);

  app.get<{Querystring: {return?: string}}>(
    '/auth/sign-in',
    {schema: {querystring: {type: 'object', properties: {return: {type: 'string', maxLength: 2000}}}}},
    async (request, reply) => {
      try {
        const {url, ...start} = await client.start();
        const remembered: Remembered = {...start, back: localPath(request.query.return, origin)};
        reply.setCookie(cookie.name, await seal(gateway, remembered), {...cookie.attributes, maxAge: TEN_MINUTES});
        return reply.redirect(url.href, 303);
      } catch (error) {
        request.log.error({failure: describeFailure(error)}, 'sign-in provider failed');
        return showFailure(reply, 'session.provider-unavailable');
      }
    },
  );

  app.get('/auth/callback', async (request, reply) => {
    const remembered = await open(gateway, request.cookies[cookie.name]);
    reply.clearCookie(cookie.name, cookie.attributes);
    const query = request.url.indexOf('?');
    if (!remembered || query < 0) return showFailure(reply, 'session.sign-in-failed');
    try {
      const person = await client.finish(request.url.slice(query), remembered);
      // The session that was there before, perhaps another person's, ends here.
      await endSession(gateway, request, reply);
      await startSession(gateway, reply, {...person, subject: gateway.secrets.pseudonym('subject', person.subject)});
    } catch (error) {
      request.log.warn({failure: describeFailure(error)}, 'sign-in failed');
      return showFailure(reply, 'session.sign-in-failed');
    }
    return reply.redirect(remembered.back, 303);
  });

  // A plain HTML form may sign out: its body has nothing in it that matters.
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      {parseAs: 'string', bodyLimit: 4096},
      (_request, _body, done) => done(null, undefined),
    );
    for (const [path, end] of [
      ['/auth/sign-out', endSession],
      ['/auth/sign-out-everywhere', endAllSessions],
    ] as const) {
      scope.post(path, async (request, reply) => {
        await end(gateway, request, reply);
        if (request.headers['x-egov-form'] === '1') return reply.status(204).send();
        return reply.redirect('/', 303);
      });
    }
  });
};

async function seal(gateway: Gateway, remembered: Remembered): Promise<string> {
  const seconds = Math.floor(gateway.clock.now() / 1000);
  return new EncryptJWT({...remembered})
    .setProtectedHeader({alg: 'dir', enc: 'A256GCM'})
    .setExpirationTime(seconds + TEN_MINUTES)
    .encrypt(gateway.secrets.signInKey);
}

async function open(gateway: Gateway, sealed: string | undefined): Promise<Remembered | undefined> {
  if (!sealed) return undefined;
  try {
    const currentDate = new Date(gateway.clock.now());
    const {payload} = await jwtDecrypt(sealed, gateway.secrets.signInKey, {currentDate, requiredClaims: ['exp']});
    return payload as unknown as Remembered;
  } catch {
    return undefined;
  }
}

/** People land here by following links, so this refusal is a page. */
function showFailure(reply: FastifyReply, code: ProblemCode): FastifyReply {
  const [vi, en] =
    code === 'session.provider-unavailable'
      ? [
          'Dịch vụ đăng nhập chưa trả lời. Vui lòng thử lại sau ít phút.',
          'The sign-in service does not answer. Please try again in a few minutes.',
        ]
      : ['Đăng nhập chưa thành công. Vui lòng đăng nhập lại từ đầu.', 'Signing in did not succeed. Please start again.'];
  return reply
    .status(PROBLEMS[code].status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Đăng nhập</title></head>
<body>
<main>
<h1>Đăng nhập</h1>
<p>${vi}</p>
<p lang="en">${en}</p>
<p><a href="/auth/sign-in">Đăng nhập lại / <span lang="en">Sign in again</span></a></p>
<p><a href="/">Về trang chủ / <span lang="en">Home page</span></a></p>
</main>
</body>
</html>
`);
}
